"""`ereje publish`: the feeds and the calendar as files, for a web server that knows nothing of us."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.console import Home, Json, known_home, reading_store, report
from core.errors import Misuse, StoreError
from core.ids import stable_id
from core.queries import Filters
from core.records.findings import EventKind

if TYPE_CHECKING:
    from sqlmodel import Session

_CONFLICTS: tuple[EventKind, ...] = ("conflict-opened", "conflict-closed")


def command(
    folder: Annotated[Path, typer.Argument(help="Where the files are written; made if need be.")],
    language: Annotated[str, typer.Option("--language", help="en, ru or kk.")] = "en",
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Write the Atom feeds (everything, conflicts, each topic) and the calendar of starts as files."""
    from words import days
    from words.speech import LANGUAGES, speaking

    if language not in LANGUAGES:
        raise Misuse(f"--language {language}: unknown; choose from {', '.join(LANGUAGES)}")
    settings = known_home(home)
    days.keep_time_of(settings.timezone)
    with reading_store(home) as session, speaking(language):
        files = dict(_files(session, settings.public_url))
    for name, body in files.items():
        _put(folder / name, body)
    report({"files": [str(folder / name) for name in files]}, as_json, [f"{len(files)} files written to {folder}"])


def _files(session: "Session", public_url: str) -> Iterator[tuple[str, bytes]]:
    """Each file's name and content."""
    from db import reads
    from publish.calendar import ENTRIES, KEPT, calendar, in_a_line
    from publish.evidence import facts_wanted
    from publish.feeds import ENTRIES as NEWEST
    from publish.feeds import TITLE, TITLE_OF, feed
    from publish.messages.items import KINDS
    from words import wording
    from words.speech import ENGLISH, chosen

    def made(name: str, title: str, filters: Filters, kinds: tuple[EventKind, ...] = ()) -> tuple[str, bytes]:
        found = reads.notices(session, filters=filters, kinds=kinds, limit=NEWEST)
        return name, feed(found, public_url=public_url, address=f"/{name}", title=title)

    yield made("feed.atom", str(TITLE), Filters())
    yield made("conflicts.atom", TITLE_OF.fill(what=KINDS["conflict-opened"]), Filters(), _CONFLICTS)
    for topic in reads.choices(session)["topics"]:
        title = TITLE_OF.fill(what=wording.slug(topic))
        yield made(f"topic-{_safe(topic)}.atom", title, Filters(topics=(topic,)))
    entries = reads.calendar(session, filters=Filters(), since=datetime.now(UTC) - KEPT, limit=ENTRIES)
    changes = reads.subjects(session, (each.change.change_id for each in entries))
    facts = reads.named(session, (each for one in changes.values() for each in facts_wanted(one)))
    lines = {} if chosen().language == ENGLISH else in_a_line(changes, facts)
    yield "calendar.ics", calendar(entries, public_url=public_url, address="/calendar.ics", lines=lines)


def _safe(topic: str) -> str:
    """A topic as part of a file's name, unlike every other's: anybody may write a vocabulary."""
    plain = "".join(letter if letter.isalnum() or letter == "-" else "_" for letter in topic)[:80]
    return plain if plain == topic else stable_id(plain, topic)


def _put(file: Path, body: bytes) -> None:
    """The file as a whole or not at all: a web server may read it at any moment."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = file.with_name(f".{file.name}.{os.getpid()}")
        beside.write_bytes(body)
        os.replace(beside, file)
    except OSError as error:
        raise StoreError(file, f"could not be written ({error.strerror or error})") from error
