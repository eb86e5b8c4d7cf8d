"""The table of facts as a file: the filters of the page in the address, streamed as it is read."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse

from core.queries import Filters
from core.records.facts import Report
from core.settings import Settings
from dashboard.address import Query
from dashboard.store import opened, or_unavailable
from db import reads
from db.engine import reading
from publish.export import csv_lines, jsonl_lines, xlsx_pieces

UNKNOWN = "There is facts.csv, facts-excel.csv, facts.jsonl and facts.xlsx.\n"
_PIECE = 256 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class _Format:
    media_type: str
    written: Callable[[Iterable[Report]], Iterator[bytes]]


_FORMATS = {
    "facts.csv": _Format("text/csv; charset=utf-8", lambda found: (line.encode() for line in csv_lines(found))),
    "facts-excel.csv": _Format(
        "text/csv; charset=utf-8", lambda found: (line.encode() for line in csv_lines(found, excel=True))
    ),
    "facts.jsonl": _Format(
        "application/x-ndjson; charset=utf-8", lambda found: (line.encode() for line in jsonl_lines(found))
    ),
    "facts.xlsx": _Format("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx_pieces),
}


@or_unavailable
def download(settings: Settings, request: Request) -> Response:
    """All the facts that the address's filters leave; 404 for another format, 400 for a day not understood."""
    name = request.path_params["name"]
    if name not in _FORMATS:
        return PlainTextResponse(UNKNOWN, status_code=404)
    query = Query.of(request.query_params.multi_items())
    if query.ignored:
        return PlainTextResponse(f"Not understood: {', '.join(query.ignored)}\n", status_code=400)
    chunks = _begun(_chunks(settings.database_url, query.filters(ZoneInfo(settings.timezone)), _FORMATS[name]))
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return StreamingResponse(chunks, media_type=_FORMATS[name].media_type, headers=headers)


def _chunks(database_url: str, filters: Filters, form: _Format) -> Iterator[bytes]:
    with reading(opened(database_url)) as session:
        yield from _in_pieces(form.written(reads.reports(session, filters=filters)))


def _in_pieces(lines: Iterator[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces worth sending: each costs the server a change of threads."""
    piece = bytearray()
    for line in lines:
        piece += line
        if len(piece) >= _PIECE:
            yield bytes(piece)
            piece.clear()
    yield bytes(piece)


def _begun(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The same chunks with the first one read, so that a store that fails is told by the answer's status."""
    first = next(chunks, b"")

    def rest() -> Iterator[bytes]:
        yield first
        yield from chunks

    return rest()
