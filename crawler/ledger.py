"""The books of one run: what became of the pages and lists of each source, told to whoever started it as it happens."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

from scrapy.exceptions import CloseSpider

from core.errors import StoreError
from core.records.sources import Source
from crawler.addresses import Territory
from crawler.outcomes import Answer
from crawler.tally import Tally

Tell = Callable[[Mapping[str, Any]], None]


class Ledger:
    """Counts, and ends the run where what is counted cannot be kept."""

    def __init__(self, sources: Sequence[Source], tell: Tell) -> None:
        self.stopped = False
        self.store_error: StoreError | None = None
        self._tell = tell
        self._tallies = {source.source_id: Tally(source, Territory(source)) for source in sources}

    def tally(self, source_id: str) -> Tally:
        return self._tallies[source_id]

    def on_site(self, source_id: str, url: str) -> bool:
        return url in self._tallies[source_id].territory

    def answered(self, answer: Answer) -> None:
        """An address of the catalogue answered, or did not."""
        self._tallies[answer.source_id].answers.append(answer)
        self._tell({"event": "answer", "answer": asdict(answer)})

    def refuse(self, source_id: str, reason: str) -> None:
        """A claimed page was not asked for, or not kept, on purpose."""
        self._tallies[source_id].refused[reason] += 1
        self.count(source_id, "pages")

    def leave_unread(self, source_id: str, files: int) -> None:
        """Files stand beside a page that was kept, and the text in them is not read."""
        if files:
            self._tallies[source_id].refused["attachment"] += files

    def fail(self, source_id: str, kind: str) -> None:
        """A claimed page could not be fetched."""
        self._tallies[source_id].failed[kind] += 1
        self.count(source_id, "pages")

    def count(self, source_id: str, *names: str) -> None:
        tally = self._tallies[source_id]
        tally.counts.update(names)
        self._tell({"event": "source", "summary": asdict(tally.summary(None))})

    def close(self) -> None:
        """Tells each source's last word."""
        for tally in self._tallies.values():
            self._tell({"event": "source", "summary": asdict(tally.summary(tally.trouble()))})

    @contextmanager
    def storing(self) -> Iterator[None]:
        """Ends the run if what stands inside cannot write: Scrapy would log the error and fetch what is then lost."""
        try:
            yield
        except StoreError as error:
            self.store_error = error
            raise CloseSpider("store") from error
