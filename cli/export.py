"""`ereje export`: writes facts, changes and conflicts into a folder."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli import asking
from cli.console import Home, Json, complain, known_home, reading_store, report
from cli.known import refuse_unknown
from core.errors import Misuse
from core.queries import Filters

if TYPE_CHECKING:
    from publish.export import Exported

Formats = Annotated[
    list[str] | None,
    typer.Option("--format", help="csv, excel-csv, xlsx, parquet, jsonld or package, besides jsonl; may be repeated."),
]


def command(
    folder: Annotated[Path, typer.Argument(help="Where the tables are written; made if need be.")],
    formats: Formats = None,
    topics: asking.Topics = None,
    audiences: asking.Audiences = None,
    countries: asking.Countries = None,
    sources: asking.Sources = None,
    languages: asking.Languages = None,
    kinds: asking.Kinds = None,
    statuses: asking.Statuses = None,
    words: asking.Words = "",
    since: asking.Day = None,
    until: asking.LastDay = None,
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Write facts, changes and conflicts as tables: JSON Lines always, other formats on request.

    Of changes and conflicts those that meet the filters, whatever the kind or status of their facts.
    """
    met = asking.filters(
        topics=topics,
        audiences=audiences,
        countries=countries,
        sources=sources,
        languages=languages,
        words=words,
        since=since,
        until=until,
        zone=known_home(home).timezone,
    )
    of_facts = replace(met, kinds=tuple(kinds or ()), statuses=tuple(statuses or ()))
    done = _exported(folder, formats or [], met, of_facts, home)
    for note in done.notes:
        complain(note)
    summary = {"facts": done.facts, "changes": done.changes, "conflicts": done.conflicts}
    files = [str(file) for file in done.files]
    line = f"{done.facts} facts, {done.changes} changes and {done.conflicts} conflicts written to {folder}"
    report(summary | {"files": files, "notes": list(done.notes)}, as_json, [line])


def _exported(folder: Path, formats: Sequence[str], met: Filters, of_facts: Filters, home: Path | None) -> "Exported":
    """Writes the tables. Raises Misuse for a format that there is not."""
    from db import reads
    from publish.export import FORMATS, Asked, export

    for unknown in sorted(set(formats) - set(FORMATS)):
        raise Misuse(f"--format {unknown}: unknown; choose from {', '.join(FORMATS)}")
    with reading_store(home) as session:
        refuse_unknown(of_facts, session)
        asked = Asked(
            formats=[known for known in FORMATS if known in formats],
            filters=_told(of_facts),
            public_url=known_home(home).public_url,
            quotes=partial(reads.named, session),
        )
        return export(
            folder,
            reports=reads.reports(session, filters=of_facts),
            changes=reads.all_changes(session, filters=met),
            conflicts=reads.all_conflicts(session, filters=met),
            asked=asked,
        )


def _told(filters: Filters) -> dict[str, str]:
    """What restricts the rows, for whoever opens the tables later."""
    return {name: _in_a_line(value) for name, value in asdict(filters).items() if value}


def _in_a_line(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(value)
    return f"{value.date()} ({value.tzinfo})" if isinstance(value, datetime) else str(value)
