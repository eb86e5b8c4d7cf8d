"""Reading many pages: in this process if they are few, else in one process a core; a page that fails stops no other."""

import itertools
import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from core.errors import DeclarationError, ErejeError, StoreError
from core.records.facts import Fact
from core.records.pages import Article, Skipped, Snapshot

FEW = 50
_CHUNK = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """A page on which the reader failed; `why` is one line."""

    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one archived page."""

    record_id: str
    url: str
    result: tuple[Article, tuple[Fact, ...]] | Skipped | Failed


Chunk = tuple[Snapshot, ...]


def outcomes(snapshots: Iterable[Snapshot], *, processes: int | None = None) -> Iterator[Outcome]:
    """What the reader makes of each page, in their order; at most a few chunks of pages are in memory at once."""
    stream = iter(snapshots)
    first = tuple(itertools.islice(stream, FEW + 1))
    if len(first) <= FEW:
        return map(_read, first)
    return _in_processes(itertools.chain(first, stream), processes or os.cpu_count() or 1)


def _in_processes(snapshots: Iterable[Snapshot], processes: int) -> Iterator[Outcome]:
    workers = _Workers(processes)
    pending: deque[tuple[Chunk, Future[list[Outcome]]]] = deque()
    stream = iter(snapshots)
    try:
        while chunk := tuple(itertools.islice(stream, _CHUNK)):
            pending.append((chunk, workers.submit(chunk)))
            if len(pending) > 2 * processes:
                yield from _finish(*pending.popleft())
        while pending:
            yield from _finish(*pending.popleft())
    finally:
        workers.stop()


def _finish(chunk: Chunk, future: "Future[list[Outcome]]") -> Iterator[Outcome]:
    try:
        yield from future.result()
    except BrokenProcessPool:
        yield from _one_by_one(chunk)


def _one_by_one(chunk: Chunk) -> Iterator[Outcome]:
    """Reads again what was under way when a worker died, so that only the page that kills it is lost."""
    worker = _Workers(1)
    try:
        for snapshot in chunk:
            try:
                yield from worker.submit((snapshot,)).result()
            except BrokenProcessPool:
                failed = Failed(why="the process that read it died")
                yield Outcome(record_id=snapshot.record_id, url=snapshot.url, result=failed)
    finally:
        worker.stop()


class _Workers:
    """A pool that is made anew when one of its processes died."""

    def __init__(self, processes: int) -> None:
        self._processes = processes
        self._pool = self._make()

    def submit(self, chunk: Chunk) -> "Future[list[Outcome]]":
        try:
            return self._pool.submit(_read_chunk, chunk)
        except BrokenProcessPool:
            self.stop()
            self._pool = self._make()
            return self._pool.submit(_read_chunk, chunk)

    def stop(self) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _make(self) -> ProcessPoolExecutor:
        # Spawned, not forked: a fork copies locks that other threads hold.
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self._processes, mp_context=context, initializer=_one_thread_each)


def _one_thread_each() -> None:
    """Numeric libraries that start a thread a core in each process are many times slower."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"


def _read_chunk(chunk: Chunk) -> list[Outcome]:
    try:
        return [_read(snapshot) for snapshot in chunk]
    except ErejeError as error:
        raise ErejeError(str(error)) from None  # the others cannot cross from one process to another


def _read(snapshot: Snapshot) -> Outcome:
    reader = _reader()  # a reader that cannot be made is no fault of the page
    try:
        result = reader.read(snapshot)
    except (DeclarationError, StoreError):  # a broken vocabulary, say: no page can be read
        raise
    except Exception as error:  # whatever a hostile page provokes in a parser must not stop the others
        result = Failed(why=f"{type(error).__name__}: {error}"[:200])
    return Outcome(record_id=snapshot.record_id, url=snapshot.url, result=result)


@lru_cache(maxsize=1)
def _reader() -> Any:
    """The reader of this process: its models take seconds to load."""
    from nlp.reader import Reader

    return Reader()
