"""What the spiders and middlewares of one run share, and the one way in which a middleware comes by it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from scrapy.crawler import Crawler

from archive import Archive
from core.records.sources import Source
from core.settings import Limits
from crawler.addresses import asked_of
from crawler.claims import Claims
from crawler.frontier import Frontier
from crawler.hosts import Hosts, host_of
from crawler.keeping import Keeper
from crawler.ledger import Ledger, Tell
from crawler.robots import RobotsRead


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One run's parts; the spiders take their turns with it."""

    sources: Sequence[Source]
    ledger: Ledger
    claims: Claims
    keeper: Keeper
    frontier: Frontier
    hosts: Hosts
    robots: RobotsRead = field(default_factory=RobotsRead)

    @classmethod
    def of(cls, sources: Sequence[Source], archive: Archive | None, limits: Limits, tell: Tell) -> "Work":
        """The parts for these sources; without an archive, lists are asked and no page is."""
        frontier = Frontier(archive.folder / "frontier.sqlite" if archive else None)
        ledger = Ledger(sources, tell)
        claims = Claims(ledger, archive, frontier, limits)
        keeper = Keeper(ledger, claims, archive, frontier)
        hosts = Hosts(frontier)
        for source in sources:
            for url in asked_of(source):
                hosts.ask_for_delay(host_of(url), source.delay_seconds)
        return cls(sources=sources, ledger=ledger, claims=claims, keeper=keeper, frontier=frontier, hosts=hosts)

    def close(self) -> None:
        """Tells each source's last word and lets go of the files."""
        self.ledger.close()
        self.frontier.close()


def work_of(crawler: Crawler) -> Work:
    """The work that the crawler's spider is at."""
    return getattr(crawler.spider, "work")  # type: ignore[no-any-return]  # noqa: B009 (Scrapy's type knows no work)
