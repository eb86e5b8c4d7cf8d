"""Answers that are none of the pages, such as 404 and 410: a page for people in their language, a line for programs."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from dashboard.address import LANGUAGE, path
from words.speech import chosen, preferred, say, speaking

NO_PAGE, UNKNOWN = say("There is no page here"), say("Nothing is known here under this address")
ALL = say("All changes")
_PAGE = (
    '<!doctype html><html lang="{language}"><meta charset="utf-8"><title>{words}</title>'
    '<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">'
    "<style>body{{font:1.1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem}}</style>"
    "<h1>{words}</h1>{told}{way}</html>"
)
_WAY = '<p><a href="{address}">{words}</a></p>'


def language_of(request: Request) -> AbstractContextManager[None]:
    """Within the block the language of the address, else the browser's."""
    choice = preferred(request.query_params.get(LANGUAGE), request.headers.get("accept-language", "")[:2])
    return speaking(choice.language, named=choice.named)


def answer(
    request: Request,
    status: int,
    words: str,
    *,
    told: str = "",
    way: tuple[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """What is the case, what more is `told` of it, and the `way` on: an address and its words."""
    if "text/html" not in request.headers.get("accept", ""):
        return PlainTextResponse("".join(f"{line}\n" for line in (told, words) if line), status, headers)
    shown = _PAGE.format(
        language=chosen().language,
        words=escape(words),
        told=f"<p>{escape(told)}</p>" if told else "",
        way=_WAY.format(address=escape(way[0]), words=escape(way[1])) if way else "",
    )
    return HTMLResponse(shown, status, headers)


def missing(request: Request, words: str) -> Response:
    """404, with the way to the first screen."""
    with language_of(request):
        return answer(request, 404, str(words), way=(path("/"), str(ALL)))
