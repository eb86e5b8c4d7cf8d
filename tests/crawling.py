"""What the tests of whole crawls share: sources and settings for a server on loopback, and what a run kept."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

from misbehaving_site import Site

from archive import Archive
from core.records.sources import Source
from core.settings import Limits, Settings
from crawler.outcomes import SourceSummary
from crawler.run import crawl

LIMITS = Limits(delay_seconds=0, timeout_seconds=2, body_bytes=200_000, redirects=3, pages_per_source=40)


def source(source_id: str, **ways: object) -> Source:
    told = {"name": source_id.title(), "kind": "press", "country": "KZ", "languages": ("en",)}
    return Source(**{"source_id": source_id, "timezone": "Asia/Almaty", **told, **ways})  # type: ignore[arg-type]


def settings(home: Path, **changes: object) -> Settings:
    plain = Settings(home=home, database_url="", allow_private=True, user_agent="Ereje/test (a@b.kz)", limits=LIMITS)
    return replace(plain, **changes)  # type: ignore[arg-type]


def run(sources: list[Source], installed: Settings) -> dict[str, SourceSummary]:
    with Archive(installed.archive_folder) as archive:
        summary = crawl(sources, archive, installed)
    return {one.source_id: one for one in summary.sources}


def kept(home: Path, site: Site) -> Counter[str]:
    """How many versions of which article the archive holds, by its path."""
    with Archive(home / "archive") as archive:
        return Counter(snapshot.url.removeprefix(site.origin) for snapshot in archive.snapshots())
