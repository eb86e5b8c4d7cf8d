"""How sources fared: kept over runs, told from the archive, and never in the way of a run."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from crawling import run, settings, source
from misbehaving_site import Site

from archive import Archive, Arrival
from core.records.pages import Declared
from crawler import health
from crawler.outcomes import SourceSummary

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
COURIER = source("courier", feeds=("https://courier.example/feed",))


def summary(**told: object) -> SourceSummary:
    return SourceSummary(source_id="courier", name="Courier", **told)  # type: ignore[arg-type]


def only(home: Path, archive: Archive | None = None, now: datetime = NOW) -> health.SourceHealth:
    (one,) = health.of(home, [COURIER], archive, now)
    return one


def test_a_source_never_run_says_so(tmp_path: Path) -> None:
    assert only(tmp_path).state == "never-run"


def test_a_failure_keeps_the_last_success_and_is_counted(tmp_path: Path) -> None:
    health.note(tmp_path, [summary(new=3, pages=4, refused={"off-site": 1})], NOW - timedelta(days=2))
    for hours in (2, 1):
        health.note(tmp_path, [summary(trouble="https://courier.example/feed: dns")], NOW - timedelta(hours=hours))
    found = only(tmp_path)
    assert (found.state, found.why, found.failures, found.runs) == (
        "failing",
        "https://courier.example/feed: dns",
        2,
        3,
    )
    assert (found.last_success, found.last_run) == (NOW - timedelta(days=2), NOW - timedelta(hours=1))
    health.note(tmp_path, [summary(closed="robots")], NOW)
    assert (only(tmp_path).state, only(tmp_path).why) == ("closed", "robots")
    health.note(tmp_path, [summary(failed={"timeout": 1})], NOW)
    assert (only(tmp_path).state, only(tmp_path).failures, only(tmp_path).failed) == ("working", 0, {"timeout": 1})


@pytest.mark.parametrize("harm", [b"", b"[]", b"\xff", b'{"courier": 1}'])
def test_a_broken_file_stops_nothing(tmp_path: Path, harm: bytes) -> None:
    (tmp_path / "health.json").write_bytes(harm)
    assert only(tmp_path).state == "never-run"
    health.note(tmp_path, [summary()], NOW)
    assert only(tmp_path).runs == 1


@pytest.mark.parametrize(
    ("gaps", "since", "quiet"),
    [
        ([1, 1, 1, 1], 3, None),
        ([1, 1, 1, 1], 4, 4),
        ([7, 7, 7], 20, None),
        ([7, 7, 7], 22, 22),
        ([1, 1], 100, None),
        ([], 100, None),
    ],
)
def test_quiet_is_measured_by_what_is_usual(gaps: list[int], since: int, quiet: int | None) -> None:
    latest = date(2026, 11, 1)
    days = [latest - timedelta(days=sum(gaps[:n])) for n in range(len(gaps) + 1)] if gaps else []
    assert health.quiet_for(days, latest + timedelta(days=since)) == quiet


def kept(day: int, body: bytes, retrieved: datetime) -> Arrival:
    return Arrival(
        url=f"https://courier.example/{day}",
        body=body,
        retrieved=retrieved,
        media_type="text/html",
        declared=Declared(source="Courier"),
        status=200,
    )


def test_a_source_that_went_quiet_is_told_from_the_archive(tmp_path: Path) -> None:
    with Archive(tmp_path / "archive") as archive:
        for day in range(6):
            archive.write(kept(day, b"x", NOW - timedelta(days=20 - day)))
        archive.write(kept(5, b"edited", NOW))
        health.note(tmp_path, [summary()], NOW)
        found = only(tmp_path, archive)
    assert (found.state, found.quiet_days, found.last_new) == ("quiet", 15, date(2026, 11, 7))


def test_a_run_is_noted(tmp_path: Path) -> None:
    with Site() as site:
        site.feed("/feed", [f"{site.origin}/1"])
        site.page("/1", "<p>one")
        one = source("courier", feeds=(f"{site.origin}/feed",))
        run([one], settings(tmp_path))
    with Archive(tmp_path / "archive") as archive:
        (found,) = health.of(tmp_path, [one], archive)
    assert (found.state, found.new, found.pages) == ("working", 1, 1)
    assert found.last_new is not None
    assert found.last_success == found.last_run
