"""What is one article, over several runs against a real server: twins, moves, removals, corrections, closed sites."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from crawling import LIMITS, kept, run, settings, source
from hypothesis import given
from hypothesis import strategies as st
from misbehaving_site import Site

from archive import Archive
from archive.addresses import form, numbered
from core.records.sources import Listing
from crawler.closed import is_closed
from crawler.identity import leads_nowhere, leads_to_a_door, named_by_itself
from crawler.robots import RobotsRead


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as site:
        yield site


def follow(site: Site, home: Path, *paths: str, **changes: object) -> dict[str, object]:
    """One run over a feed that names these pages; what was counted, without what is zero."""
    site.feed("/feed", [site.origin + path for path in paths])
    summary = run([source("courier", feeds=(f"{site.origin}/feed",))], settings(home, **changes))["courier"]
    told = {name: getattr(summary, name) for name in ("new", "changed", "unchanged", "removed", "moved")}
    told |= {"refused": dict(summary.refused), "failed": dict(summary.failed), "trouble": summary.trouble}
    return {name: value for name, value in told.items() if value}


def article(site: Site, path: str, text: str, canonical: str | None = None, head: str = "", **headers: str) -> None:
    link = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    site.page(path, f"<html><head><title>t</title>{link}{head}</head><body><p>{text}</body></html>", **headers)


TWINS = [
    "/news/rules-changed-123456", "/news/rules-changed-123456/", "/amp/news/rules-changed-123456",
    "/news/rules-changed-123456/amp/", "/news/rules-changed-123456?amp=1", "/news/rules-changed-123456?output=amp",
    "/news/rules-changed-123456?utm_source=x&fbclid=y", "/news//rules-changed-123456#comments",
    "/news/rules-changed-123456;jsessionid=0A1B?PHPSESSID=77", "/news/rules%2dchanged%2D123456",
]  # fmt: skip


@pytest.mark.parametrize("host", ["https://a.kz", "http://www.a.kz", "https://m.a.kz", "https://amp.a.kz:443"])
@pytest.mark.parametrize("path", TWINS)
def test_twins_have_one_form(host: str, path: str) -> None:
    assert form(host + path) == "a.kz/news/rules-changed-123456"


def test_pages_that_differ_in_what_matters_have_different_forms() -> None:
    urls = ["https://a.kz/", "https://a.kz/n?id=1", "https://a.kz/n?id=2", "https://b.a.kz/n", "https://a.kz:81/n",
            "https://a.kz/example", "https://a.kz/camp", "https://a.kz/#!/doc/1",
            "https://a.kz/#!/doc/2", "https://m.kz/"]  # fmt: skip
    assert len({form(url) for url in urls}) == len(urls)


@given(st.text(max_size=60))
def test_no_address_breaks_its_form(path: str) -> None:
    assert form(f"https://a.kz/{path}") == form(f"https://a.kz/{path}")
    numbered(f"https://a.kz/{path}")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("/n/old-words-123456/", "/n/new-words-123456", True),
        ("/n/123456-old-words.html", "/n/123456-new-words.html", True),
        ("/n/old-123456", "/sport/new-123456", False),
        ("/n/fine-of-100000", "/n/tax-of-100000", False),
        ("/n/meeting-20230127", "/n/strike-20230127", False),
        ("/n/decree-81234", "/n/law-81234", False),
    ],
)
def test_a_number_keeps_an_article_under_a_changed_headline(one: str, other: str, same: bool) -> None:
    found = numbered(f"https://a.kz{one}"), numbered(f"https://a.kz{other}")
    assert (found[0] is not None and found[0] == found[1]) is same


@pytest.mark.parametrize(
    ("told", "believed"),
    [
        ("/news/rules-changed", True),
        ("https://a.kz/print?id=123", False),
        ("/", False),
        ("/news/another-article", False),
        ("javascript:alert(1)", False),
        ("http://[", False),
    ],
)
def test_a_pages_own_word_for_its_address_is_believed_within_reason(told: str, believed: bool) -> None:
    assert (named_by_itself(told, "https://a.kz/amp-pages/rules-changed?ref=1") is not None) is believed


def test_redirects_to_front_and_section_pages_lead_nowhere() -> None:
    asked = "https://a.kz/news/kz/old-words-123"
    assert all(leads_nowhere(f"https://a.kz{to}", asked) for to in ("/", "/news/", "/news/kz"))
    assert not any(leads_nowhere(f"https://a.kz{to}", asked) for to in ("/news/kz/new-words-123", "/?id=123", "/x/1"))


@pytest.mark.parametrize(
    ("target", "asked", "nowhere"),
    [
        ("/", "/a/visa", True), ("/ru/news", "/ru/news/visa", True), ("/news", "/news/2026/visa", True),
        ("/a/visa", "/a/visa/print", False), ("/rules-change-in-march", "/rules-change-in-march/print", False),
        ("/other", "/a/visa", False),
    ],
)  # fmt: skip
def test_of_an_unknown_page_only_front_and_section_are_nowhere(target: str, asked: str, nowhere: bool) -> None:
    assert leads_nowhere(f"https://a.kz{target}", f"https://a.kz{asked}", known=False) is nowhere


def test_twins_are_fetched_and_kept_once(site: Site, tmp_path: Path) -> None:
    article(site, "/news/one-rule", "one")
    paths = (
        "/news/one-rule",
        "/news/one-rule/",
        "/news/one-rule?utm_medium=x",
        "/amp/news/one-rule",
        "/news/one-rule#c",
    )
    assert follow(site, tmp_path, *paths) == {"new": 1}
    assert follow(site, tmp_path, *reversed(paths)) == {"unchanged": 1}
    assert list(kept(tmp_path, site)) == ["/news/one-rule"]
    assert set(site.paths()) == {"/feed", "/news/one-rule"}


def test_a_page_is_kept_under_the_address_it_gives_as_its_own(site: Site, tmp_path: Path) -> None:
    for path in ("/go?id=4711", "/story/4711"):
        article(site, path, "one", canonical="/story/4711")
    assert follow(site, tmp_path, "/go?id=4711") == {"new": 1}
    assert follow(site, tmp_path, "/story/4711", "/go?id=4711") == {"unchanged": 1}
    assert list(kept(tmp_path, site)) == ["/story/4711"]


def test_a_foreign_or_general_own_address_is_not_believed(site: Site, tmp_path: Path) -> None:
    article(site, "/one-long-story", "one", canonical="https://evil.example/one-long-story")
    article(site, "/two-long-story", "two", canonical="/")
    article(site, "/three-long-story", "<!-- x --><link rel='canonical' href='/one-long-story'>three")
    assert follow(site, tmp_path, "/one-long-story", "/two-long-story", "/three-long-story") == {"new": 3}
    assert set(kept(tmp_path, site)) == {"/one-long-story", "/two-long-story", "/three-long-story"}


def test_a_moved_page_stays_one_article_and_its_move_is_recorded(site: Site, tmp_path: Path) -> None:
    article(site, "/old-words", "one", ETag='"1"')
    follow(site, tmp_path, "/old-words")
    article(site, "/new-words", "one, corrected", ETag='"2"')
    site.status("/old-words", 301, Location="/new-words")
    assert follow(site, tmp_path, "/old-words") == {"changed": 1, "moved": 1}
    site.asked.clear()
    assert follow(site, tmp_path, "/new-words", "/old-words") == {"unchanged": 1}
    assert [headers.get("If-None-Match") for headers in site.headers_of("/new-words")] == ['"2"']
    assert "/old-words" not in site.paths()
    assert list(kept(tmp_path, site)) == ["/old-words"]
    with Archive(tmp_path / "archive") as archive:
        (event,) = archive.events()
    assert (event.kind, event.url, event.location) == ("moved", f"{site.origin}/old-words", f"{site.origin}/new-words")


def test_a_move_that_is_learnt_after_the_new_page_was_kept_still_makes_one_article(site: Site, tmp_path: Path) -> None:
    article(site, "/old-words", "one")
    follow(site, tmp_path, "/old-words")
    article(site, "/new-words", "one, corrected")
    site.status("/old-words", 301, Location="/new-words")
    follow(site, tmp_path, "/new-words")
    assert list(kept(tmp_path, site)) == ["/old-words"]
    for file in (tmp_path / "archive").glob("index.sqlite*"):
        file.unlink()
    assert list(kept(tmp_path, site)) == ["/old-words"]


def test_an_article_whose_headline_and_address_changed_is_another_version_of_it(site: Site, tmp_path: Path) -> None:
    article(site, "/n/may-stay-90-days-412345/", "one")
    follow(site, tmp_path, "/n/may-stay-90-days-412345/")
    article(site, "/n/may-stay-30-days-412345/", "two")
    assert follow(site, tmp_path, "/n/may-stay-30-days-412345/") == {"changed": 1, "moved": 1}
    assert follow(site, tmp_path, "/n/may-stay-30-days-412345/") == {"unchanged": 1}
    assert list(kept(tmp_path, site).values()) == [2]


@pytest.mark.parametrize("status", [404, 410])
def test_a_removed_page_is_recorded_and_its_text_kept(site: Site, tmp_path: Path, status: int) -> None:
    article(site, "/one", "one")
    follow(site, tmp_path, "/one")
    site.status("/one", status)
    assert follow(site, tmp_path) == {"removed": 1}
    with Archive(tmp_path / "archive") as archive:
        assert [(event.kind, event.status) for event in archive.events()] == [("removed", status)]
        assert len(list(archive.snapshots())) == 1
    for _ in range(3):
        follow(site, tmp_path)
    site.asked.clear()
    follow(site, tmp_path)
    assert site.paths() == ["/feed"]
    article(site, "/one", "one")
    assert follow(site, tmp_path, "/one") == {"unchanged": 1}
    assert follow(site, tmp_path) == {"unchanged": 1}


def test_a_page_sent_to_the_front_page_is_removed_and_not_overwritten(site: Site, tmp_path: Path) -> None:
    article(site, "/one-long-story", "one")
    article(site, "/", "welcome")
    follow(site, tmp_path, "/one-long-story")
    site.status("/one-long-story", 302, Location="/")
    assert follow(site, tmp_path, "/one-long-story") == {"removed": 1}
    assert kept(tmp_path, site) == {"/one-long-story": 1}


def test_a_page_that_goes_back_to_an_earlier_text_is_told_again(site: Site, tmp_path: Path) -> None:
    for text in ("ninety days", "thirty days", "ninety days"):
        article(site, "/one", text)
        follow(site, tmp_path, "/one")
    with Archive(tmp_path / "archive") as archive:
        stored = list(archive.snapshots())
    assert [b"ninety" in one.body for one in stored] == [True, False, True]
    assert stored[0].retrieved < stored[2].retrieved


def test_what_asks_not_to_be_kept_is_not(site: Site, tmp_path: Path) -> None:
    article(site, "/a", "a", head='<META content="follow, NoIndex" name="robots">')
    article(site, "/b", "b", X_Robots_Tag="noindex")
    article(site, "/c", "c", X_Robots_Tag="otherbot: noindex")
    article(site, "/d", "d", head='<meta name="googlebot" content="noindex">')
    article(site, "/e", 'e <meta name="robots" content="noindex">')
    assert follow(site, tmp_path, "/a", "/b", "/c", "/d", "/e") == {"new": 3, "refused": {"noindex": 2}}
    assert set(kept(tmp_path, site)) == {"/c", "/d", "/e"}


CHALLENGE = "<html><head><title>Just a moment...</title></head><body><script src=/challenge-platform/x></script>"
SHELL = "<html><head><title>News</title><script src=/main.js></script></head><body><div id='root'></div></body></html>"


def test_a_closed_page_is_counted_as_closed_and_not_kept(site: Site, tmp_path: Path) -> None:
    site.page("/challenge", CHALLENGE)
    site.page("/shell", SHELL)
    article(site, "/about", "The site said 'Just a moment' to everyone. " * 30)
    site.routes["/busy"] = lambda handler: handler.answer(503, {}, CHALLENGE.encode())
    pages = ("/challenge", "/shell", "/about", "/busy")
    assert follow(site, tmp_path, *pages) == {"new": 1, "failed": {"closed": 3}}
    assert site.paths().count("/busy") == 1


@pytest.mark.parametrize("body", [CHALLENGE, SHELL, '{"code": "notAllowed"}'])
def test_a_closed_source_is_a_state_and_no_failure(site: Site, tmp_path: Path, body: str) -> None:
    site.page("/list", body)
    ways = (Listing(url=f"{site.origin}/list", article="x"),)
    summary = run([source("courier", listings=ways)], settings(tmp_path))["courier"]
    if body.startswith("{"):
        site.page("/list", body, Content_Type="application/json")
        api = {"adapter": "json-list", "url": f"{site.origin}/list", "link": site.origin + "/{id}"}
        summary = run([source("courier", api=api)], settings(tmp_path))["courier"]
    assert (summary.closed, summary.trouble) == ("closed", None)


def test_a_source_that_robots_bars_is_closed(site: Site, tmp_path: Path) -> None:
    site.page("/robots.txt", "User-agent: *\nDisallow: /feed", Content_Type="text/plain")
    site.feed("/feed", [])
    summary = run([source("courier", feeds=(f"{site.origin}/feed",))], settings(tmp_path))["courier"]
    assert (summary.closed, summary.trouble) == ("robots", None)


@given(st.binary(max_size=300))
def test_no_body_breaks_the_look_for_closed_sites(body: bytes) -> None:
    assert is_closed(b"<p>The visa rules " + body) in {True, False}


def test_lists_do_not_starve_the_pages_not_asked_for_longest(site: Site, tmp_path: Path) -> None:
    paths = [f"/story/{number}" for number in range(8)]
    for path in paths:
        article(site, path, path)
    few = settings(tmp_path).limits.__class__(delay_seconds=0, pages_per_source=4)
    follow(site, tmp_path, *paths[:4], limits=few)
    follow(site, tmp_path, *paths[4:], limits=few)
    site.asked.clear()
    for _ in range(3):
        follow(site, tmp_path, *paths[4:], limits=few)
    asked = Counter(site.paths())
    assert all(asked[path] for path in paths)
    assert sum(asked[path] for path in paths) == 12


def test_session_ids_make_no_new_articles(site: Site, tmp_path: Path) -> None:
    article(site, "/one?id=7", "one")
    assert follow(site, tmp_path, "/one?id=7&PHPSESSID=aa11") == {"new": 1}
    assert follow(site, tmp_path, "/one?PHPSESSID=bb22&id=7") == {"unchanged": 1}


def test_a_calendar_without_end_ends(site: Site, tmp_path: Path) -> None:
    class Endless(dict):  # type: ignore[type-arg]
        def get(self, path: str, default: object = None) -> object:
            number = int(path.rpartition("/")[2]) if path.startswith("/day/") else None
            if number is None:
                return super().get(path, default)
            body = f'<a href="/day/{number}/story-{number}">s</a><a href="/day/{number + 1}">next</a>'.encode()
            return lambda handler: handler.page(body, {"Content-Type": "text/html"})

    site.routes = Endless(site.routes)
    ways = (Listing(url=f"{site.origin}/day/{{page}}", article=r"/day/\d+$"),)
    summary = run([source("courier", listings=ways)], settings(tmp_path))["courier"]
    assert summary.new <= LIMITS.pages_per_source
    assert len(site.paths()) < 100


def test_indexes_that_lead_to_indexes_end(site: Site, tmp_path: Path) -> None:
    def index(depth: str) -> str:
        maps = "".join(f"<sitemap><loc>{site.origin}/map{depth}-{n}.xml</loc></sitemap>" for n in range(50))
        return f"<sitemapindex>{maps}</sitemapindex>"

    class Endless(dict):  # type: ignore[type-arg]
        def get(self, path: str, default: object = None) -> object:
            if not path.startswith("/map"):
                return super().get(path, default)
            return lambda handler: handler.page(index(path[4:-4]).encode(), {"Content-Type": "text/xml"})

    site.routes = Endless(site.routes)
    run([source("courier", sitemaps=(f"{site.origin}/map.xml",))], settings(tmp_path))
    assert len(site.paths()) <= 201


def test_robots_are_read_again_after_a_day() -> None:
    read = RobotsRead(since=1000.0)
    read.parsers["a.kz"] = object()
    assert read.fresh(1000.0 + 23 * 3600).parsers
    assert not read.fresh(1000.0 + 25 * 3600).parsers


@pytest.mark.parametrize(
    ("told", "url", "own"),
    [
        ("/news/12", "/news/12?ref=front", True),
        ("/news/12", "/print/12", True),
        ("/2026/rules", "/2026/rules?print=1", True),
        ("/a/77", "/v.php?id=77", True),
        ("/", "/news/12", False),
        ("/news", "/news/12", False),
        ("/v.php", "/v.php?id=77", False),
        ("/v.php?id=78", "/v.php?id=77", False),
        ("/2026/index.html", "/2025/index.html", False),
        ("/other-story", "/this-story", False),
    ],
)
def test_a_pages_own_word_is_believed_where_both_share_a_part_of_their_own(told: str, url: str, own: bool) -> None:
    named = named_by_itself(told, f"https://a.kz{url}")
    assert named == (f"https://a.kz{told}" if own else None)


@pytest.mark.parametrize(
    ("target", "asked", "door"),
    [
        ("/consent?back=/a", "/news/a", True),
        ("/users/sign-in", "/news/a", True),
        ("/news/log-in-rules-changed", "/news/a", False),
        ("/news/7-cookies", "/n/7-cookies", False),
        ("/other", "/news/a", False),
    ],
)
def test_a_door_is_no_article(target: str, asked: str, door: bool) -> None:
    assert leads_to_a_door(f"https://a.kz{target}", f"https://a.kz{asked}") is door


def test_a_query_that_changes_nothing_makes_no_other_article(site: Site, tmp_path: Path) -> None:
    paths = ["/story?from=front", "/story?from=mail", "/view?id=1", "/view?id=2", "/story?from=front&x=7"]
    for path in paths:
        article(site, path, "the same words")
    assert follow(site, tmp_path, *paths) == {"new": 3, "refused": {"duplicate": 2}}
    article(site, "/story?from=mail", "words of its own after all")
    assert follow(site, tmp_path, *paths)["new"] == 1


def test_a_stamp_under_a_common_name_is_told_by_its_looks() -> None:
    assert form("https://a.kz/s?_=1674806400123&x=1") == form("https://a.kz/s?x=1&rnd=0.123456")
    assert form("https://a.kz/s?t=12") != form("https://a.kz/s?t=13")
    assert form("https://a.kz/(S(lit3py55t21z5v55vlm25s55))/a") == form("https://a.kz/a")


def test_a_session_under_a_common_name_is_told_by_its_looks() -> None:
    assert form("https://a.kz/s?x=1&sid=8f3a9c1e2b7d4f60a1b2c3d4") == form("https://a.kz/s?x=1")
    assert form("https://a.kz/s?sid=12") != form("https://a.kz/s?sid=13")


def test_what_leads_to_a_front_page_or_a_door_is_no_article(site: Site, tmp_path: Path) -> None:
    site.status("/gone", 302, Location="/")
    site.status("/paid", 302, Location="/consent?back=/paid")
    site.page("/", "<p>the front page")
    site.page("/consent?back=/paid", "<p>do you agree")
    assert follow(site, tmp_path, "/gone", "/paid")["failed"] == {"moved": 1, "closed": 1}
    assert kept(tmp_path, site) == {}


def refresh(seconds: int, target: str) -> str:
    return f'<meta http-equiv="refresh" content="{seconds};url={target}">'


def test_a_refresh_is_a_redirect_and_its_stub_no_article(site: Site, tmp_path: Path) -> None:
    with Site() as elsewhere:
        elsewhere.page("/x", "<p>x")
        article(site, "/stub", "moved", head=refresh(0, "/real"))
        article(site, "/real", "the text itself")
        article(site, "/away", "moved", head=refresh(0, f"{elsewhere.origin}/x"))
        article(site, "/file", "moved", head=refresh(0, "file:///etc/passwd"))
        article(site, "/ping", "moved", head=refresh(0, "/pong"))
        article(site, "/pong", "moved", head=refresh(0, "/ping"))
        article(site, "/reloads", "reloads itself", head=refresh(1, "/reloads"))
        article(site, "/later", "reloads after a while", head=refresh(600, "/"))
        article(site, "/sold", "an article of its own " * 40, head=refresh(0, f"{elsewhere.origin}/x"))
        told = follow(site, tmp_path, "/stub", "/away", "/file", "/ping", "/reloads", "/later", "/sold")
        assert told["refused"] == {"off-site": 1, "scheme": 1, "redirects": 1}
        assert set(kept(tmp_path, site)) == {"/real", "/reloads", "/later", "/sold"}
        assert elsewhere.asked == []


def test_a_page_that_is_empty_for_a_day_is_no_new_version(site: Site, tmp_path: Path) -> None:
    article(site, "/a", "text")
    follow(site, tmp_path, "/a")
    site.page("/a", " \n")
    assert follow(site, tmp_path, "/a")["failed"] == {"empty": 1}
    article(site, "/a", "text")
    assert follow(site, tmp_path, "/a")["unchanged"] == 1
    assert kept(tmp_path, site) == {"/a": 1}


def test_validators_are_those_of_the_address_they_came_from(site: Site, tmp_path: Path) -> None:
    article(site, "/old-words-123456", "text", ETag='"same for all"')
    follow(site, tmp_path, "/old-words-123456")
    article(site, "/new-words-123456", "another text", ETag='"same for all"')
    assert follow(site, tmp_path, "/new-words-123456")["changed"] == 1


def test_a_later_version_keeps_the_day_that_a_list_told_once(site: Site, tmp_path: Path) -> None:
    article(site, "/a", "text")
    follow(site, tmp_path, "/a")
    article(site, "/a", "another text")
    assert follow(site, tmp_path)["changed"] == 1
    with Archive(tmp_path / "archive") as archive:
        declared = [(snapshot.declared.title, snapshot.declared.published) for snapshot in archive.snapshots()]
    assert declared == [("No. 0", "2023-01-27T10:00:00+06:00")] * 2


def test_a_body_that_is_not_packed_as_it_says_is_broken(site: Site, tmp_path: Path) -> None:
    article(site, "/a", "text", Content_Encoding="gzip")
    assert follow(site, tmp_path, "/a")["failed"] == {"broken": 1}


@pytest.mark.parametrize("asks", [{"head": '<meta name="robots" content="nofollow">'}, {"X_Robots_Tag": "nofollow"}])
def test_a_list_that_asks_for_its_links_not_to_be_followed_is_heeded(
    site: Site, tmp_path: Path, asks: dict[str, str]
) -> None:
    article(site, "/list", "<a href='/1'>1</a>", **asks)
    article(site, "/1", "text")
    lister = [source("lister", listings=(Listing(url=f"{site.origin}/list", article="/1$"),))]
    assert run(lister, settings(tmp_path))["lister"].closed == "robots"
    assert "/1" not in site.paths()


def test_a_link_that_asks_not_to_be_followed_is_not(site: Site, tmp_path: Path) -> None:
    links = "<a href='/1' rel='noopener nofollow'>1</a><a href='/2' rel='nofollowed'>2</a><a href='/3'>3</a>"
    article(site, "/list", links)
    for path in ("/1", "/2", "/3"):
        article(site, path, f"text of {path}")
    lister = [source("lister", listings=(Listing(url=f"{site.origin}/list", article=r"/\d$"),))]
    assert run(lister, settings(tmp_path))["lister"].new == 2
    assert "/1" not in site.paths()


def test_a_page_of_error_that_says_all_is_well_is_a_removal(site: Site, tmp_path: Path) -> None:
    article(site, "/a", "the article")
    assert follow(site, tmp_path, "/a", "/b")["new"] == 1
    lost = "<html><head><title>404 — страница не найдена | Courier</title></head><body><p>Sorry." + "menu " * 300
    site.page("/a", lost.replace("404 — с", "С").encode("windows-1251"), Content_Type="text/html")
    site.page("/b", lost.replace("404 — страница не найдена", "404 migrants were counted"))
    assert follow(site, tmp_path, "/a", "/b") == {"new": 1, "removed": 1}
    assert kept(tmp_path, site) == {"/a": 1, "/b": 1}
