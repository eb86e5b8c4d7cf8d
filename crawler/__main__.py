"""The crawling process: a job on its standard input, events on its standard output, one JSON object a line each."""

import json
import os
import sys
import threading
from collections.abc import Generator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from scrapy import signals
from scrapy.crawler import CrawlerProcess
from twisted.internet.defer import Deferred, inlineCallbacks

from archive import Archive
from core.errors import StoreError
from core.records.sources import Listing, Source
from core.settings import Limits, Settings
from crawler import settings as scrapy_settings
from crawler.spiders import IN_TURN
from crawler.work import Work


def main() -> None:
    """Runs one job. Ends at once when its input closes: whoever asked for it is gone."""
    job = json.loads(sys.stdin.readline())
    threading.Thread(target=_end_with_the_parent, daemon=True).start()
    settings = Settings(**job["settings"] | {"limits": Limits(**job["settings"]["limits"]), "home": Path("/")})
    sources = [_source(told) for told in job["sources"]]
    try:
        with ExitStack() as stack:
            archive = stack.enter_context(Archive(Path(job["archive"]))) if job["archive"] else None
            if archive:
                stack.enter_context(archive.alone())
            work = Work.of(sources, archive, settings.limits, tell)
            crawl(work, settings)
            if work.ledger.store_error:
                raise work.ledger.store_error
            work.close()
        tell({"event": "done"})
    except StoreError as error:
        tell({"event": "store", "place": str(error.place), "why": error.why})


def crawl(work: Work, settings: Settings) -> None:
    """The spiders in their turn; returns when the last is done or the process was asked to stop."""
    process = CrawlerProcess(scrapy_settings.of_installation(settings))

    def closed(spider: Any, reason: str) -> None:
        work.ledger.stopped |= reason == "shutdown"

    @inlineCallbacks
    def in_turn() -> "Generator[Deferred[Any], Any, None]":
        for spider in IN_TURN:
            if work.ledger.stopped or work.ledger.store_error:
                return
            crawler = process.create_crawler(spider)
            crawler.signals.connect(closed, signals.spider_closed, weak=False)
            yield process.crawl(crawler, work=work)

    in_turn()
    process.start()


def tell(event: Mapping[str, Any]) -> None:
    sys.stdout.write(json.dumps(event) + "\n")
    sys.stdout.flush()


def _source(told: dict[str, Any]) -> Source:
    lists = {key: tuple(told[key]) for key in ("languages", "feeds", "sitemaps", "hosts")}
    return Source(**told | lists | {"listings": tuple(Listing(**listing) for listing in told["listings"])})


def _end_with_the_parent() -> None:
    sys.stdin.read()
    os._exit(1)


if __name__ == "__main__":
    main()
