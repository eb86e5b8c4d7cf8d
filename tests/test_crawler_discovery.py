"""What lists name, as sites write them: sitemaps of all kinds, days of feeds and APIs, files beside an item."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from crawling import kept, run, settings, source
from misbehaving_site import Site

from archive import Archive


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as site:
        for n in range(1, 9):
            site.page(f"/{n}", f"<p>page {n}")
        yield site


def declared(home: Path, site: Site) -> dict[str, tuple[str | None, str | None]]:
    with Archive(home / "archive") as archive:
        pages = {snapshot.url.removeprefix(site.origin): snapshot.declared for snapshot in archive.snapshots()}
    return {path: (told.title, told.published) for path, told in pages.items()}


def test_sitemaps_of_all_kinds(site: Site, tmp_path: Path) -> None:
    plain = "<urlset><url><loc>{0}/{1}</loc></url></urlset>"
    news = (
        '\n<?xml version="1.0" encoding="windows-1251"?><urlset xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">'
        f"<url><loc>{site.origin}/4</loc><n:news><n:title>Правила</n:title>"
        "<n:publication_date>2023-01-27T10:00:00</n:publication_date></n:news></url></urlset>"
    )
    site.page("/as-text", f"{site.origin}/1\n{site.origin}/2\n", Content_Type="text/plain")
    site.page(
        "/twice-packed", gzip.compress(gzip.compress(plain.format(site.origin, 3).encode())), Content_Encoding="gzip"
    )
    site.page("/news", news.encode("windows-1251"), Content_Type="text/xml")
    ways = tuple(f"{site.origin}/{name}" for name in ("as-text", "twice-packed", "news"))
    assert run([source("mapped", sitemaps=ways)], settings(tmp_path))["mapped"].new == 4
    assert declared(tmp_path, site)["/4"] == ("Правила", "2023-01-27T10:00:00+06:00")


def test_a_feeds_day_is_the_publications_and_not_an_updates(site: Site, tmp_path: Path) -> None:
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>f</title>'
        f'<entry><title>A</title><link href="{site.origin}/1"/><published>2023-01-27T10:00:00Z</published>'
        "<updated>2023-02-27T10:00:00Z</updated></entry>"
        f'<entry><title>B</title><link href="{site.origin}/2"/><updated>2023-02-27T10:00:00Z</updated></entry></feed>'
    )
    rss = (
        '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>f</title>'
        f"<item><title>C</title><link>{site.origin}/3</link><dc:date>2023-01-20T08:00:00+06:00</dc:date></item>"
        "</channel></rss>"
    )
    site.page("/atom", atom, Content_Type="application/atom+xml")
    site.page("/rss", rss, Content_Type="application/rss+xml")
    run([source("courier", feeds=(f"{site.origin}/atom", f"{site.origin}/rss"))], settings(tmp_path))
    assert declared(tmp_path, site) == {
        "/1": ("A", "2023-01-27T10:00:00+00:00"), "/2": ("B", None), "/3": ("C", "2023-01-20T08:00:00+06:00")
    }  # fmt: skip


def test_an_apis_days_and_the_files_beside_its_items(site: Site, tmp_path: Path) -> None:
    items = [
        {"id": 1, "at": 1674806400, "text": "<p>a", "files": [{"at": "/order.pdf"}, {"at": "/5.html"}]},
        {"id": 2, "at": "2020-05-05T00:00:00", "text": "<p>b", "files": [{"at": "/scan.pdf"}]},
        {"id": 3, "at": 1674806400000.0, "text": "<p>c", "files": None},
        {"id": 4, "at": 1e300, "text": "<p>d", "files": "no list"},
    ]
    site.page("/api", json.dumps(items), Content_Type="application/json")
    site.page("/5.html", "<p>the order itself")
    api = {
        "adapter": "json-list", "url": f"{site.origin}/api", "link": site.origin + "/item/{id}", "html": "text",
        "published": "at", "published_unless": "T00:00:00", "attachments": "files.at",
    }  # fmt: skip
    ministry = [source("ministry", api=api)]
    summary = run(ministry, settings(tmp_path))["ministry"]
    assert (summary.new, summary.refused) == (5, {"attachment": 2})
    moment = "2023-01-27T08:00:00+00:00"
    told = {path: published for path, (_, published) in declared(tmp_path, site).items()}
    assert told == {"/item/1": moment, "/5.html": moment, "/item/2": None, "/item/3": moment, "/item/4": None}
    assert run(ministry, settings(tmp_path))["ministry"].refused == {}  # told with a version, not with each run
    assert set(kept(tmp_path, site).values()) == {1}
