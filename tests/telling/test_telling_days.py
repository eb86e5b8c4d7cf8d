"""Days begin and end by the installation's clocks, on pages, in files, feeds and commands alike.

What was published at 20:00 UTC on 10 February is of 11 February in Almaty, and was not known there on the 10th.
"""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import feedparser
import pytest
import requests
from sqlalchemy import Engine
from store_commands import ereje
from store_records import article, at, change, conflict, fact, version
from told import fares, happens, installed, plain_store, put

from cli.dashboard import free_port, running
from core.queries import Filters, end_of, start_of
from db import reads
from db.engine import open_store, reading
from db.mapping import instants
from timeline.span import instant

EVENING = datetime(2024, 2, 10, 20, tzinfo=UTC)
ALMATY = ZoneInfo("Asia/Almaty")
TENTH, ELEVENTH = date(2024, 2, 10), date(2024, 2, 11)


def told_in_the_evening(store: Engine) -> None:
    """One outlet by day, in Almaty's morning; another at 20:00 UTC, by which change, conflict and rule are made."""
    fares(store)
    put(store, "a3", fact("f3", of="a3", words="Trams stay free"), published=EVENING.isoformat(), source="Night Post")
    found = {"evidence": ("f3",), "before": (), "after": ("f3",), "announced_on": None, "known_from": EVENING}
    rule = version("v1", evidence=("f3",), known_from=EVENING, valid_from=date(2024, 1, 1), status="in-force")
    sides = (("f1",), ("f3",))
    both = {"changes": [change("c3", **found)], "conflicts": [conflict("x3", sides=sides, known_from=EVENING)]}
    happens(store, when=at(12), versions=[rule], **both)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    store = open_store(plain_store(home))
    told_in_the_evening(store)
    store.dispose()
    return home


@pytest.fixture(scope="module")
def address(home: Path) -> Iterator[str]:
    with running(installed(home, open_store(plain_store(home))), port=free_port()) as (served, _):
        yield served


def read(address: str) -> str:
    answer = requests.get(address, timeout=20)
    assert answer.status_code == 200
    return answer.text


def test_the_store_counts_by_the_instants_that_a_zone_s_day_ends_and_begins_at(store: Engine) -> None:
    told_in_the_evening(store)
    for zone, known_on in ((UTC, TENTH), (ALMATY, ELEVENTH)):
        before, then = (Filters(known=end_of(day, zone)) for day in (known_on - timedelta(1), known_on))
        with reading(store) as session:
            for ask in (reads.facts, reads.changes, reads.conflicts):
                assert ask(session, filters=then, limit=9).total - ask(session, filters=before, limit=9).total >= 1
            since = Filters(since=start_of(known_on + timedelta(1), zone))
            until = Filters(since=start_of(known_on, zone), until=end_of(known_on, zone))
            assert "f3" not in reads.named(session, ["f3"], known=before.known)
            assert "f3" in {each.fact.fact_id for each in reads.reports(session, filters=until)}
            assert list(reads.reports(session, filters=since)) == []
            assert reads.change(session, change_id="c3", known=before.known) is not None
            assert reads.overview(session, today=known_on, known=before.known).open_conflicts == 0
            assert reads.overview(session, today=known_on, known=then.known).open_conflicts == 1


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("", "/change?id=c3"),
        ("conflicts", "/conflict?id=x3"),
        ("facts", "/article?id=a3"),
        ("rules", "Night Post"),
        ("change?id=c3", "Permanent link"),
        ("conflict?id=x3", "Permanent link"),
        ("article?id=a3", "02:00 (Almaty)"),
    ],
)
def test_pages_tell_it_from_the_next_day_on(address: str, page: str, words: str) -> None:
    asked = f"{address}/answer/{page}{'&' if '?' in page else '?'}on=2024-02-12&lang=en"
    assert words not in read(f"{asked}&known=2024-02-10")
    shown = read(f"{asked}&known=2024-02-11")
    assert words in shown
    assert page == "rules" or "11 February 2024" in shown.replace("at the end of 11 February 2024", "")


def test_files_feeds_and_commands_count_the_same_days(address: str, home: Path, tmp_path: Path) -> None:
    for file in ("facts.csv", "facts.jsonl"):
        for bound in ("known", "to"):
            assert "Night Post" not in read(f"{address}/export/{file}?{bound}=2024-02-10")
            assert "Night Post" in read(f"{address}/export/{file}?{bound}=2024-02-11")
        assert "Night Post" in read(f"{address}/export/{file}?from=2024-02-11")
        assert "Night Post" not in read(f"{address}/export/{file}?from=2024-02-12")
    for bound, day, entries in (("known", 10, 0), ("known", 11, 2), ("from", 11, 2), ("from", 12, 0), ("to", 10, 0)):
        feed = feedparser.parse(read(f"{address}/feed.atom?{bound}=2024-02-{day}"))
        assert len(feed.entries) == entries, (bound, day)
    assert (
        "10 February" not in feedparser.parse(read(f"{address}/feed.atom?from=2024-02-11")).entries[0].content[0].value
    )
    for bound, day, told in (("until", 10, False), ("until", 11, True), ("since", 11, True), ("since", 12, False)):
        folder = tmp_path / f"{bound}-{day}"
        assert ereje(home, "export", folder, f"--{bound}", f"2024-02-{day}").returncode == 0
        sources = {json.loads(line)["source"] for line in (folder / "facts.jsonl").read_text().splitlines()}
        assert ("Night Post" in sources) is told, (bound, day)
        assert bool((folder / "changes.jsonl").read_text()) is told


@pytest.mark.parametrize(
    "published",
    [
        *(
            "2024-02-10",
            "2024-02",
            "2024",
            "2024-02-10T20:00:00+00:00",
            "2024-02-10T20:00:00+06:00",
            "2024-02-10T20:00",
        ),
        *(None, "soon", "0001-01-01T00:00:00", "2024-02-30", "2024-02-30T10:00:00+06:00"),
    ],
)
def test_an_article_is_out_for_the_store_when_it_is_for_comparing(published: str | None) -> None:
    head = article(published=published).head
    assert (instants(published)[0] or head.retrieved) == instant(published, head.retrieved)
