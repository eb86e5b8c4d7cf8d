"""How each source has fared: when it last answered, when it last had news, and whether it is too quiet."""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any, Literal

from archive import Archive
from core.errors import StoreError
from core.records.sources import Source
from crawler.outcomes import SourceSummary

State = Literal["never-run", "working", "quiet", "closed", "failing"]

_FILE = "health.json"
_FEWEST_DAYS = 4  # with fewer there is no usual
_TIMES_AS_LONG = 3
_LONG_ENOUGH = 3  # days: nobody is too quiet over a weekend


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceHealth:
    """One source's state after its last run. Times are in UTC; `last_new` is the day (UTC) of its latest new article.

    `quiet_days` is how long it has had nothing new where that is unusual for it, else None. The counts are the last
    run's, as in SourceSummary; `runs` counts all, `failures` those in a row that came to nothing.
    """

    source_id: str
    name: str
    state: State = "never-run"
    why: str | None = None
    enabled: bool = True
    last_run: datetime | None = None
    last_success: datetime | None = None
    last_new: date | None = None
    quiet_days: int | None = None
    runs: int = 0
    failures: int = 0
    pages: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    moved: int = 0
    refused: Mapping[str, int] = field(default_factory=dict)
    failed: Mapping[str, int] = field(default_factory=dict)


_COUNTS = ("pages", "new", "changed", "unchanged", "removed", "moved", "refused", "failed")


def note(home: Path, summaries: Sequence[SourceSummary], now: datetime) -> None:
    """Keeps what a run came to, source by source, in the home; raises StoreError. Written whole or not at all."""
    known = _load(home)
    for summary in summaries:
        known[summary.source_id] = _after(known.get(summary.source_id, {}), summary, now)
    file = home / _FILE
    draft = file.with_name(f"{_FILE}.{os.getpid()}.part")
    try:
        draft.write_text(json.dumps(known, indent=1, sort_keys=True), encoding="utf-8")
        draft.replace(file)
    except OSError as error:
        raise StoreError(file, error.strerror or str(error)) from error


def of(
    home: Path, sources: Sequence[Source], archive: Archive | None, now: datetime | None = None
) -> tuple[SourceHealth, ...]:
    """The health of each source in their order; `archive` tells of new articles, None where there is none yet."""
    now, known = now or datetime.now(UTC), _load(home)
    news = {each.name: archive.days_with_new(each.name) for each in sources} if archive else {}
    return tuple(
        _fared(each.source_id, each.name, each.enabled, known.get(each.source_id, {}), news.get(each.name, ()), now)
        for each in sources
    )


def kept(home: Path, news: Mapping[str, Sequence[date]], now: datetime) -> tuple[SourceHealth, ...]:
    """The health of every source that was ever asked, by name, whatever catalogue it stands in.

    `news` has the days with new articles of each source by its name, the latest first.
    """
    named = {source_id: told for source_id, told in _load(home).items() if isinstance(told.get("name"), str)}
    found = (
        _fared(source_id, told["name"], True, told, news.get(told["name"], ()), now)
        for source_id, told in named.items()
    )
    return tuple(sorted(found, key=lambda one: one.name))


def quiet_for(days: Sequence[date], today: date) -> int | None:
    """Days since the latest of `days` (the latest first), if that is unusual for them; else None.

    Usual is three times the median gap between the days with something new, and never less than three days.
    """
    if len(days) < _FEWEST_DAYS:
        return None
    gaps = [(later - earlier).days for later, earlier in pairwise(days)]
    since = (today - days[0]).days
    return since if since > max(_LONG_ENOUGH, _TIMES_AS_LONG * median(gaps)) else None


def _after(before: Mapping[str, Any], summary: SourceSummary, now: datetime) -> dict[str, Any]:
    moment, bad = now.astimezone(UTC).isoformat(timespec="seconds"), bool(summary.trouble or summary.closed)
    return {
        "name": summary.name,
        "state": "closed" if summary.closed else "failing" if summary.trouble else "working",
        "why": summary.trouble or summary.closed,
        "last_run": moment,
        "last_success": before.get("last_success") if bad else moment,
        "runs": before.get("runs", 0) + 1,
        "failures": before.get("failures", 0) + 1 if bad else 0,
        **{name: value for name, value in asdict(summary).items() if name in _COUNTS},
    }


def _fared(
    source_id: str, name: str, enabled: bool, told: Mapping[str, Any], days: Sequence[date], now: datetime
) -> SourceHealth:
    times = {name: told[name] and datetime.fromisoformat(told[name]) for name in ("last_run", "last_success") if told}
    known = {one.name for one in fields(SourceHealth)} - {"name"}
    health = SourceHealth(
        source_id=source_id,
        name=name,
        enabled=enabled,
        last_new=days[0] if days else None,
        **{name: value for name, value in told.items() if name in known} | times,
    )
    quiet = quiet_for(days, now.date())
    if quiet is None or health.state != "working":
        return health
    return replace(health, state="quiet", quiet_days=quiet)


def _load(home: Path) -> dict[str, dict[str, Any]]:
    """What was kept; a file that is lost or broken costs the counts and stops nothing."""
    try:
        known = json.loads((home / _FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) and all(isinstance(one, dict) for one in known.values()) else {}
