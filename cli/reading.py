"""Joins archive, reader, store and comparison: what `read`, `update`, `rebuild` and the demo do."""

import itertools
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from cli.workers import Failed, Outcome, outcomes
from core import quotes
from core.errors import ErejeError, Unreadable
from core.queries import Filters
from core.records.facts import Fact
from core.records.pages import Article, Skipped
from core.settings import Settings

OnProgress = Callable[[int], None]
OnBad = Callable[[ErejeError], None]

_BATCH = 16  # pages a transaction: a killed run reads no more than these again


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSummary:
    """What one run read, and what the store then holds.

    `articles`, `facts`, `skipped`, `failed` and `refused` (facts whose quote does not stand in the text) count this
    run; `added`, `removed` and `altered` the facts it changed; `changes` and `conflicts` (open ones) are all there are.
    """

    articles: int = 0
    facts: int = 0
    skipped: Mapping[str, int] = field(default_factory=dict)
    failed: int = 0
    refused: int = 0
    added: int = 0
    removed: int = 0
    altered: int = 0
    changes: int = 0
    conflicts: int = 0

    def __add__(self, other: "ReadSummary") -> "ReadSummary":
        """Two readings of one run; what the store holds is the later one's."""
        counted = ("articles", "facts", "failed", "refused", "added", "removed", "altered")
        skipped = Counter(self.skipped) + Counter(other.skipped)
        sums = {name: getattr(self, name) + getattr(other, name) for name in counted}
        return replace(other, skipped=dict(skipped.most_common()), **sums)


def read_new(settings: Settings, *, on_progress: OnProgress, on_bad: OnBad) -> ReadSummary:
    """Reads what the archive holds and this reader has not read yet, then compares everything."""
    return _read(settings, on_progress=on_progress, on_bad=on_bad, anew=False)


def read_anew(settings: Settings, *, on_progress: OnProgress, on_bad: OnBad) -> ReadSummary:
    """Reads the whole archive again, then compares everything."""
    return _read(settings, on_progress=on_progress, on_bad=on_bad, anew=True)


def compare_all(engine: Any, *, silent: bool = False) -> tuple[int, int]:
    """Compares what came since the last comparison, or everything; how many changes and open conflicts there are.

    `silent` where the program was upgraded and not the world changed: the events alert nobody.
    """
    from cli.comparing import compare_stored
    from db import reads
    from db.engine import reading

    compare_stored(engine, at=datetime.now(UTC), silent=silent)
    with reading(engine) as session:
        changes = reads.changes(session, filters=Filters(), limit=1)
        unsettled = reads.conflicts(session, filters=Filters(statuses=("open",)), limit=1)
    return changes.total, unsettled.total


def _read(settings: Settings, *, on_progress: OnProgress, on_bad: OnBad, anew: bool) -> ReadSummary:
    from archive import Archive
    from db import reads
    from db.engine import open_store, reading
    from nlp import READER

    engine = open_store(settings.database_url)
    try:
        with reading(engine) as session:
            done: set[str] = set() if anew else reads.read_records(session, reader=READER)
            known = reads.read_records(session) - done
        with Archive(settings.archive_folder) as archive:

            def kept(skip: Container[str]) -> ReadSummary:
                return _keep(engine, outcomes(archive.snapshots(skip, on_bad)), READER, on_progress, on_bad)

            again = _again(engine, kept, known)
            summary = again + kept(done | known)
        changes, conflicts = compare_all(engine, silent=anew)
        return replace(summary, changes=changes, conflicts=conflicts)
    finally:
        engine.dispose()


class _AllBut(Container[str]):
    """Every id but these."""

    def __init__(self, ids: Container[str]) -> None:
        self._ids = ids

    def __contains__(self, one: object) -> bool:
        return one not in self._ids


def _again(engine: Any, kept: Callable[[Container[str]], ReadSummary], known: set[str]) -> ReadSummary:
    """Reads again what another reader had read, and compares it before anything new comes: an upgrade alerts nobody.

    A mark in the store outlives a run that is killed, so that the next one still tells nobody of what was re-read.
    """
    from db import places
    from db.engine import reading, writing

    with reading(engine) as session:
        left_over = places.is_rereading(session)
    if not known and not left_over:
        return ReadSummary()
    with writing(engine) as session:
        places.mark_rereading(session, True)
    summary = kept(_AllBut(known))
    compare_all(engine, silent=True)
    with writing(engine) as session:
        places.mark_rereading(session, False)
    return summary


def _keep(engine: Any, results: Iterator[Outcome], reader: str, on_progress: OnProgress, on_bad: OnBad) -> ReadSummary:
    """Writes what was read, a batch a transaction, and counts it."""
    from db.engine import writing

    counts: Counter[str] = Counter()
    skipped: Counter[str] = Counter()
    watched = _watched(results, on_progress)
    while batch := tuple(itertools.islice(watched, _BATCH)):
        with writing(engine) as session:
            for outcome in batch:
                counts.update(_write(session, outcome, reader))
        for outcome in batch:
            if isinstance(outcome.result, Skipped):
                skipped[_named(outcome.result)] += 1
            elif isinstance(outcome.result, Failed):
                on_bad(Unreadable(outcome.url, outcome.result.why))
    return ReadSummary(skipped=dict(skipped.most_common()), **counts)


def _named(skipped: Skipped) -> str:
    """The reason; a language that is not read is named, since it may be one worth reading."""
    return f"language {skipped.detail}" if skipped.reason == "language" and skipped.detail else skipped.reason


def _watched(results: Iterator[Outcome], on_progress: OnProgress) -> Iterator[Outcome]:
    for number, outcome in enumerate(results, start=1):
        yield outcome
        on_progress(number)


def _write(session: Any, outcome: Outcome, reader: str) -> dict[str, int]:
    """Keeps one page's outcome; returns what is to be counted, by the names of ReadSummary."""
    from db import writes

    record: dict[str, str] = {"record_id": outcome.record_id, "reader": reader}
    if isinstance(outcome.result, Failed):
        writes.add_failed(session, reason=outcome.result.why, **record)
        return {"failed": 1}
    if isinstance(outcome.result, Skipped):
        return asdict(writes.add_skipped(session, reason=outcome.result.reason, **record))
    article, facts = outcome.result
    faithful = tuple(_faithful(article, facts))
    change = writes.add_reading(session, article=article, facts=faithful, **record)
    return {"articles": 1, "facts": len(faithful), "refused": len(facts) - len(faithful), **asdict(change)}


def _faithful(article: Article, facts: Iterable[Fact]) -> Iterator[Fact]:
    """The facts whose words stand where they say; the others are refused, whatever the reader thinks of them."""
    for fact in facts:
        try:
            quotes.check(fact.quote, article.text)
        except quotes.Unfaithful:
            continue
        yield fact
