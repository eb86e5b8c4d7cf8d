"""What commands have in common: their options, the settings, and how they speak (text or one JSON object)."""

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from core import settings as core_settings
from core.errors import Misuse, StoreError

if TYPE_CHECKING:
    from sqlmodel import Session

Home = Annotated[
    Path | None,
    typer.Option(
        "--home", help="Where archive, database and settings live (EREJE_HOME; default ./var).", show_default=False
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of text.")]


def open_home(home: Path | None) -> core_settings.Settings:
    """The settings, with the home made; raises StoreError if it cannot be written."""
    settings = core_settings.load(os.environ, home)
    try:
        settings.archive_folder.mkdir(parents=True, exist_ok=True)
        probe = settings.home / f".writable-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise StoreError(settings.home, f"the home is not writable ({error.strerror})") from error
    return settings


def known_home(home: Path | None) -> core_settings.Settings:
    """The settings of a home that is there; raises Misuse if none is: a slip in its name would make an empty one."""
    settings = core_settings.load(os.environ, home)
    if not settings.home.is_dir():
        raise Misuse(f"no home at {settings.home}: name one by --home; `ereje crawl`, `import` and `demo` make one")
    return open_home(home)


def home_if_any(home: Path | None) -> core_settings.Settings:
    """The settings, for what needs no home; raises Misuse if one was named that is not there."""
    if home or os.environ.get("EREJE_HOME"):
        return known_home(home)
    return core_settings.load(os.environ)


def complain(what: object) -> None:
    """One line on stderr."""
    print(f"ereje: {' '.join(str(what).split())}", file=sys.stderr)


def report(summary: Mapping[str, Any], as_json: bool, lines: Iterable[str]) -> None:
    """Prints `summary` as one JSON object, or `lines` for a person."""
    if as_json:
        print(json.dumps(summary, ensure_ascii=False, default=str))
    else:
        for line in lines:
            print(line)


@contextmanager
def reading_store(home: Path | None) -> "Iterator[Session]":
    """A session on the home's store for questions alone."""
    from db.engine import open_store, reading

    engine = open_store(known_home(home).database_url)
    try:
        with reading(engine) as session:
            yield session
    finally:
        engine.dispose()


@contextmanager
def writing_store(home: Path | None) -> "Iterator[Session]":
    """A session on the home's store whose writes are all kept or, if anything fails, none."""
    from db.engine import open_store, writing

    engine = open_store(known_home(home).database_url)
    try:
        with writing(engine) as session:
            yield session
    finally:
        engine.dispose()
