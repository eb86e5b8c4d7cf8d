"""Each shipped source is tried on an answer and an article of its site's shape: none gets in untested.

The answers and articles under tests/catalogue are invented; only their shape is the sites'.
"""

import tomllib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from crawling import LIMITS
from scrapy.http import HtmlResponse, Request, Response, TextResponse, XmlResponse

from core.ids import digest
from core.records.pages import Article, Declared, Skipped, Snapshot
from core.records.sources import Source
from core.settings import PROJECT
from crawler import catalogue
from crawler.addresses import Territory
from crawler.spiders import ApiSpider, FeedSpider, ListingSpider, SitemapSpider
from crawler.spiders.discovery import DiscoverySpider
from crawler.spiders.documents import document_at, part_of
from crawler.spiders.pages import Found, document
from crawler.work import Work
from nlp.reader import Reader

SOURCES = catalogue.load(PROJECT / "sources")
FOLDER = Path(__file__).parent / "catalogue"
KINDS = {
    ".xml": (XmlResponse, "text/xml"),
    ".html": (HtmlResponse, "text/html"),
    ".json": (TextResponse, "application/json"),
}


def discovered(source: Source) -> list[Found]:
    """What the source's first way of discovery makes of the stored answer."""
    (file,) = (FOLDER / source.source_id).glob("answer.*")
    made, media_type = KINDS[file.suffix]
    ways: dict[type[DiscoverySpider], Any] = {
        FeedSpider: source.feeds,
        ApiSpider: source.api,
        ListingSpider: source.listings,
        SitemapSpider: source.sitemaps,
    }
    spider = next(way for way, used in ways.items() if used)(Work.of([source], None, LIMITS, lambda _: None))
    url, place = next(iter(spider.places(source)))
    told = {"headers": {"Content-Type": media_type}, "request": Request(url)}
    response: Response = made(url, body=file.read_bytes(), **told)
    return spider.read(response, source, place)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def article_of(reader: Reader, source: Source, found: Found) -> Article | Skipped:
    folder = FOLDER / source.source_id
    if document_at(source, found.url):
        html, _ = part_of((folder / "document.json").read_bytes(), source)
        found = replace(found, html=html)
    body = document(found) if found.html else (folder / "article.html").read_bytes()
    told = {"title": found.title, "published": found.published, "timezone": source.timezone}
    declared = Declared(source=source.name, source_kind=source.kind, country=source.country, **told)
    read = reader.read(
        Snapshot(
            record_id="r",
            url=found.url,
            retrieved=datetime(2026, 9, 20, tzinfo=UTC),
            media_type="text/html",
            body=body,
            digest=digest(body),
            charset="utf-8",
            declared=declared,
        )
    )
    return read if isinstance(read, Skipped) else read[0]


def test_no_answer_is_left_over() -> None:
    assert {folder.name for folder in FOLDER.iterdir()} == {source.source_id for source in SOURCES}


def test_the_catalogue_has_what_an_analyst_of_central_asia_reads() -> None:
    assert len(SOURCES) >= 30
    assert {"KZ", "KG", "UZ", "RU", "US", "GB"} <= {source.country for source in SOURCES}


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.source_id)
def test_a_shipped_source_finds_its_article(reader: Reader, source: Source) -> None:
    expected = tomllib.loads((FOLDER / source.source_id / "expected.toml").read_text(encoding="utf-8"))
    found = discovered(source)
    assert len(found) == expected["links"]
    assert found[0].url == expected["url"]
    assert found[0].url in Territory(source)
    if found[0].title is not None:
        assert found[0].title == expected["title"]
    article = article_of(reader, source, found[0])
    if "language" in expected:
        assert isinstance(article, Skipped)
        assert article.reason == "language"
        return
    assert isinstance(article, Article)
    assert article.head.title == expected["title"]
    assert article.head.published is None if "published" not in expected else same_moment(article, expected)
    assert article.head.language == source.languages[0]
    for words in expected["says"]:
        assert words in article.text
    for words in expected["never"]:
        assert words not in article.text


def same_moment(article: Article, expected: dict[str, Any]) -> bool:
    """A page may tell its day alone, or the same moment in another zone; never the day it was fetched."""
    told = article.head.published or ""
    if len(told) <= len("2026-09-15"):
        return told == expected["published"][: len(told)] and len(told) == len("2026-09-15")
    return datetime.fromisoformat(told) == datetime.fromisoformat(expected["published"])
