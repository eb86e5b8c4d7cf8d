"""`ereje export`: writes facts, changes and conflicts into a folder."""

from pathlib import Path
from typing import Annotated

import typer

from cli.console import Home, Json, complain, open_home, report
from core.errors import Misuse

Formats = Annotated[
    list[str] | None,
    typer.Option("--format", help="csv, xlsx or parquet, besides jsonl; may be given more than once."),
]


def command(
    folder: Annotated[Path, typer.Argument(help="Where the tables are written; made if need be.")],
    formats: Formats = None,
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Write facts, changes and conflicts as tables: JSON Lines always, other formats on request."""
    from db import reads
    from db.engine import open_store, reading
    from publish.export import FORMATS, export

    chosen = [known for known in FORMATS if known in (formats or ())]
    for unknown in sorted(set(formats or ()) - set(chosen)):
        raise Misuse(f"--format {unknown}: unknown; choose from {', '.join(FORMATS)}")
    engine = open_store(open_home(home).database_url)
    with reading(engine) as session:
        done = export(
            folder,
            reports=reads.reports(session),
            changes=reads.all_changes(session),
            conflicts=reads.all_conflicts(session),
            formats=chosen,
        )
    engine.dispose()
    for note in done.notes:
        complain(note)
    summary = {"facts": done.facts, "changes": done.changes, "conflicts": done.conflicts}
    files = [str(file) for file in done.files]
    line = f"{done.facts} facts, {done.changes} changes and {done.conflicts} conflicts written to {folder}"
    report(summary | {"files": files, "notes": list(done.notes)}, as_json, [line])
