"""What lists name, as sites write them: sitemaps of all kinds, days of feeds and APIs, files beside an item."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from crawling import kept, run, settings, source
from misbehaving_site import Handler, Site

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


def bodies(home: Path, site: Site) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    with Archive(home / "archive") as archive:
        for page in archive.snapshots():
            found.setdefault(page.url.removeprefix(site.origin), []).append(page.body.decode())
    return found


def test_an_items_editions_are_pages_of_their_own_asked_for_in_their_language(site: Site, tmp_path: Path) -> None:
    for edition, text in (("ru", "правила"), ("kk", "ережелер")):
        item = [{"id": 7, "title": text, "text": f"<p>{text}"}]
        site.page(f"/api?lang={edition}", json.dumps(item), Content_Type="application/json", ETag='"1"')
    link = site.origin + "/item/{id}?lang={edition}"
    api = {"adapter": "json-list", "url": site.origin + "/api?lang={edition}", "link": link, "html": "text"}
    told = {"languages": ("ru", "kk"), "editions": {"ru": "ru", "kk": "kk"}, "api": api}
    assert run([source("ministry", **told)], settings(tmp_path))["ministry"].new == 2
    assert [asked.headers["Accept-Language"] for asked in site.asked if "/api" in asked.path] == ["ru", "kk"]
    pages = bodies(tmp_path, site)
    assert {url: len(texts) for url, texts in pages.items()} == {"/item/7?lang=ru": 1, "/item/7?lang=kk": 1}
    assert "ережелер" in pages["/item/7?lang=kk"][0]
    again = run([source("ministry", **told)], settings(tmp_path))["ministry"]
    assert (again.new, again.changed) == (0, 0)


@pytest.fixture
def bank(site: Site) -> dict[str, object]:
    """A register that answers a search by POST, and gives each act's text in parts, in the languages it has."""

    def search(handler: Handler) -> None:
        page = json.loads(handler.of.asked[-1].body)["page"]
        acts = [{"id": f"{page}{n}", "title": {"rus": f"Акт {page}{n}"}, "first": "2026-09-15"} for n in range(2)]
        acts[0]["title"] |= {"kaz": "Акті"}  # type: ignore[operator]
        handler.answer(200, {"Content-Type": "application/json"}, json.dumps(acts if page < 3 else []).encode())

    site.routes["/search"] = search
    for act, edition in (("10", "rus"), ("10", "kaz"), ("11", "rus"), ("20", "rus"), ("20", "kaz"), ("21", "rus")):
        for part in (1, 2):
            text = {"content": f"<p>{act} {edition} {part}</p>", "pages": 2}
            site.page(f"/text/{act}/{edition}?page={part}", json.dumps(text), Content_Type="application/json")
    api = {
        "adapter": "json-list", "url": f"{site.origin}/search", "body": '{"page": {page}}',
        "link": site.origin + "/#!/doc/{id}/{edition}", "title": "title.{edition}", "published": "first",
        "document": site.origin + "/text/{id}/{edition}?page={page}", "document_html": "content",
        "document_pages": "pages",
    }  # fmt: skip
    return {"languages": ("ru", "kk"), "editions": {"ru": "rus", "kk": "kaz"}, "api": api}


def test_an_acts_text_is_asked_for_part_by_part_in_each_language_it_has(
    site: Site, tmp_path: Path, bank: dict[str, object]
) -> None:
    assert run([source("bank", **bank)], settings(tmp_path))["bank"].new == 6
    pages = bodies(tmp_path, site)
    assert set(pages) == {f"/#!/doc/{act}" for act in ("10/rus", "10/kaz", "11/rus", "20/rus", "20/kaz", "21/rus")}
    (text,) = pages["/#!/doc/20/kaz"]
    assert text.index("20 kaz 1") < text.index("20 kaz 2")
    assert set(declared(tmp_path, site).values()) >= {("Акт 11", "2026-09-15"), ("Акті", "2026-09-15")}
    again = run([source("bank", **bank)], settings(tmp_path))["bank"]
    assert (again.new, again.changed, again.unchanged) == (0, 0, 6)


def test_a_text_that_did_not_come_is_owed_and_asked_for_where_it_stands(
    site: Site, tmp_path: Path, bank: dict[str, object]
) -> None:
    whole = site.routes["/text/21/rus?page=2"]
    site.status("/text/21/rus?page=2", 503)
    site.page("/text/11/rus?page=1", '{"content": " "}', Content_Type="application/json")
    site.page("/text/20/kaz?page=2", '{"content": "<p>not yours"}', X_Robots_Tag="noindex")
    first = run([source("bank", **bank)], settings(tmp_path))["bank"]
    assert (first.new, first.failed, first.refused) == (3, {"http 503": 1, "empty": 1}, {"noindex": 1})
    site.routes["/text/21/rus?page=2"] = whole
    site.page("/search", "[]", Content_Type="application/json")
    assert run([source("bank", **bank)], settings(tmp_path))["bank"].new == 1
    assert "21 rus 2" in bodies(tmp_path, site)["/#!/doc/21/rus"][0]
    assert "/" not in site.paths()
