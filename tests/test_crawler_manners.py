"""Manners towards servers: robots.txt for everybody, a pace for each server, pauses and silence remembered."""

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from crawling import LIMITS, kept, run, settings, source
from misbehaving_site import Handler, Site

from archive import Archive
from core.records.sources import Listing
from crawler.run import crawl


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as site:
        yield site


def list_of(site: Site, *pages: str) -> None:
    site.feed("/feed", [f"{site.origin}{page}" for page in pages])
    for page in pages:
        site.page(page, f"<p>page {page}")


def test_robots_binds_all_who_ask_at_once(site: Site, tmp_path: Path) -> None:
    site.page("/robots.txt", "User-agent: *\nDisallow: /barred\n", Content_Type="text/plain")
    sources = [source(f"s{n}", feeds=(f"{site.origin}/barred{n}",)) for n in range(6)]
    assert {one.closed for one in run(sources, settings(tmp_path)).values()} == {"robots"}
    assert site.paths() == []


def silent(handler: Handler) -> None:
    handler.of.closing.wait(60)


def busy(handler: Handler) -> None:
    handler.answer(429, {}, b"")


@pytest.mark.parametrize(("robots", "why"), [(silent, "timeout"), (busy, "robots unread")])
def test_what_does_not_give_its_robots_is_asked_for_nothing(
    site: Site, tmp_path: Path, robots: object, why: str
) -> None:
    list_of(site, "/1")
    site.routes["/robots.txt"] = robots  # type: ignore[assignment]
    limits = replace(LIMITS, timeout_seconds=1)
    summary = run([source("courier", feeds=(f"{site.origin}/feed",))], settings(tmp_path, limits=limits))["courier"]
    assert summary.trouble == f"{site.origin}/feed: {why}"
    assert site.paths() == []


def test_the_delay_stands_between_any_two_questions_whatever_the_way(site: Site, tmp_path: Path) -> None:
    site.page("/robots.txt", "User-agent: *\nCrawl-delay: 0.6\n", Content_Type="text/plain")
    list_of(site, "/1")
    site.page("/list", "<a href='/2'>2</a>")
    site.page("/2", "<p>two")
    ways = {"feeds": (f"{site.origin}/feed",), "listings": (Listing(url=f"{site.origin}/list", article="/2$"),)}
    assert run([source("courier", **ways)], settings(tmp_path))["courier"].new == 2
    moments = [asked.at for asked in site.asked if asked.path != "/robots.txt"]
    assert min(later - earlier for earlier, later in pairwise(moments)) >= 0.55


def test_the_delay_that_a_source_declares_is_kept(site: Site, tmp_path: Path) -> None:
    list_of(site, "/1", "/2")
    run([source("courier", feeds=(f"{site.origin}/feed",), delay_seconds=0.5)], settings(tmp_path))
    moments = [asked.at for asked in site.asked]
    assert min(later - earlier for earlier, later in pairwise(moments)) >= 0.45


def test_a_slow_server_holds_no_other_on_the_same_address(site: Site, tmp_path: Path) -> None:
    with Site() as slow:
        slow.page("/robots.txt", "User-agent: *\nCrawl-delay: 2\n", Content_Type="text/plain")
        list_of(slow, "/1", "/2")
        list_of(site, *(f"/{n}" for n in range(20)))
        sources = [source(name, feeds=(f"{one.origin}/feed",)) for name, one in (("slow", slow), ("quick", site))]
        assert {one.new for one in run(sources, settings(tmp_path)).values()} == {2, 20}
        assert site.asked[-1].at < slow.asked[-1].at


def test_what_waits_for_a_slow_server_keeps_no_other_from_its_turn(site: Site, tmp_path: Path) -> None:
    with Site() as slow:
        slow.page("/robots.txt", "User-agent: *\nCrawl-delay: 0.4\n", Content_Type="text/plain")
        list_of(slow, *(f"/{n}" for n in range(30)))
        list_of(site, *(f"/{n}" for n in range(30)))
        at_once = site.routes["/feed"]

        def late(handler: Handler) -> None:
            time.sleep(1)  # by then the slow server's pages are waiting
            at_once(handler)

        site.routes["/feed"] = late
        sources = [source(name, feeds=(f"{one.origin}/feed",)) for name, one in (("slow", slow), ("quick", site))]
        assert {one.new for one in run(sources, settings(tmp_path)).values()} == {30}
        assert site.asked[-1].at - site.asked[0].at < 6


def test_a_long_pause_is_kept_by_the_next_run_too(site: Site, tmp_path: Path) -> None:
    site.status("/feed", 503, Retry_After="3600")
    courier = [source("courier", feeds=(f"{site.origin}/feed",))]
    run(courier, settings(tmp_path))
    asked = len(site.asked)
    assert run(courier, settings(tmp_path))["courier"].trouble == f"{site.origin}/feed: busy"
    assert len(site.asked) == asked


def test_a_server_that_is_silent_time_after_time_is_given_up(site: Site, tmp_path: Path) -> None:
    list_of(site, *(f"/{n}" for n in range(30)))
    for n in range(30):
        site.silent(f"/{n}")
    limits, begun = replace(LIMITS, timeout_seconds=1), time.monotonic()
    summary = run([source("courier", feeds=(f"{site.origin}/feed",))], settings(tmp_path, limits=limits))["courier"]
    assert summary.refused["unreachable"] + sum(summary.failed.values()) == 30
    assert len(site.paths()) < 15
    assert time.monotonic() - begun < 25


def test_a_server_that_let_a_question_time_out_is_left_alone_for_a_while(site: Site, tmp_path: Path) -> None:
    """As after an answer of 500: neither that page again nor another one follows at once."""
    list_of(site, "/1", "/2")
    site.silent("/1")
    limits = replace(LIMITS, timeout_seconds=1, delay_seconds=0.5)
    run([source("courier", feeds=(f"{site.origin}/feed",))], settings(tmp_path, limits=limits))
    asked = [each for each in site.asked if each.path in {"/1", "/2"}]
    after = [later.at - earlier.at - 1 for earlier, later in pairwise(asked) if earlier.path == "/1"]
    assert len(after) == 2  # the second page, and the first one again
    assert min(after) >= 0.9


def test_lists_are_asked_conditionally_and_read_as_they_were(site: Site, tmp_path: Path) -> None:
    index = f"<sitemapindex><sitemap><loc>{site.origin}/news.xml</loc></sitemap></sitemapindex>"
    site.page("/index.xml", index, Content_Type="text/xml", ETag='"i"')
    urlset = "<urlset><url><loc>{0}/{1}</loc></url></urlset>"
    site.page("/news.xml", urlset.format(site.origin, 1), Content_Type="text/xml", Last_Modified="yesterday")
    site.page("/list", "<a href='/3'>3</a>", ETag='"l"')
    for n in (1, 2, 3):
        site.page(f"/{n}", f"<p>{n}")
    ways = {
        "sitemaps": (f"{site.origin}/index.xml",),
        "listings": (Listing(url=f"{site.origin}/list", article=r"/\d$"),),
    }
    courier = [source("courier", **ways)]
    assert run(courier, settings(tmp_path))["courier"].new == 2
    site.page("/news.xml", urlset.format(site.origin, 2), Content_Type="text/xml", Last_Modified="today")
    site.asked.clear()
    second = run(courier, settings(tmp_path))["courier"]
    assert (second.new, second.unchanged, second.trouble) == (1, 2, None)  # what changed behind an unchanged index
    assert site.headers_of("/index.xml")[0].get("If-None-Match") == '"i"'
    assert site.headers_of("/list")[0].get("If-None-Match") == '"l"'
    assert site.headers_of("/news.xml")[0].get("If-Modified-Since") == "yesterday"


def test_a_page_that_failed_is_fetched_after_it_left_the_feed(site: Site, tmp_path: Path) -> None:
    list_of(site, "/1", "/2")
    site.status("/2", 503)
    courier = [source("courier", feeds=(f"{site.origin}/feed",))]
    assert run(courier, settings(tmp_path))["courier"].failed == {"http 503": 1}
    list_of(site, "/3")
    site.page("/2", "<p>at last")
    assert run(courier, settings(tmp_path))["courier"].new == 2
    assert kept(tmp_path, site) == {"/1": 1, "/2": 1, "/3": 1}


def test_a_page_that_never_answers_is_owed_for_some_runs_only(site: Site, tmp_path: Path) -> None:
    list_of(site, "/1", "/2")
    site.status("/2", 500)
    courier = [source("courier", feeds=(f"{site.origin}/feed",))]
    run(courier, settings(tmp_path))
    list_of(site, "/1")
    site.status("/2", 500)
    failed = [run(courier, settings(tmp_path))["courier"].failed.get("http 500", 0) for _ in range(5)]
    assert failed == [1, 1, 1, 1, 0]


def lists(site: Site, pages: int) -> None:
    for page in range(1, pages + 1):
        site.page(f"/list/{page}", "".join(f"<a href='/story/{page}{n}'>x</a>" for n in range(3)))
        for n in range(3):
            site.page(f"/story/{page}{n}", f"<p>{page} {n}")


def test_a_walk_through_lists_goes_on_where_it_broke_off(site: Site, tmp_path: Path) -> None:
    lists(site, 4)
    site.status("/list/2", 503)
    lister = [source("lister", listings=(Listing(url=f"{site.origin}/list/{{page}}", article=r"/story/\d+$"),))]
    assert run(lister, settings(tmp_path))["lister"].new == 3
    lists(site, 4)
    second = run(lister, settings(tmp_path))["lister"]
    assert (second.new, second.trouble) == (9, None)  # that there is no fifth page is no failure
    site.asked.clear()
    run(lister, settings(tmp_path))
    assert [path for path in site.paths() if path.startswith("/list")] == ["/list/1"]


def test_a_walk_that_hit_the_bounds_goes_on_in_the_next_run(site: Site, tmp_path: Path) -> None:
    lists(site, 6)
    lister = [source("lister", listings=(Listing(url=f"{site.origin}/list/{{page}}", article=r"/story/\d+$"),))]
    few = settings(tmp_path, limits=replace(LIMITS, pages_per_source=7))
    assert [run(lister, few)["lister"].new for _ in range(4)] == [7, 7, 4, 0]


def test_indexes_that_lead_to_each_other_are_asked_once(site: Site, tmp_path: Path) -> None:
    for here, there in (("a", "b"), ("b", "a")):
        index = f"<sitemapindex><sitemap><loc>{site.origin}/{there}</loc></sitemap></sitemapindex>"
        site.page(f"/{here}", index, Content_Type="text/xml")
    run([source("mapped", sitemaps=(f"{site.origin}/a",))], settings(tmp_path))
    assert Counter(site.paths()) == {"/a": 1, "/b": 1}


def test_bytes_and_time_of_a_source_are_bounded_and_the_rest_is_owed(site: Site, tmp_path: Path) -> None:
    site.feed("/feed", [f"{site.origin}/{n}" for n in range(6)])
    for n in range(6):
        site.page(f"/{n}", f"<p>{n}" + "x" * 150_000)
    courier, limits = [source("courier", feeds=(f"{site.origin}/feed",))], replace(LIMITS, megabytes_per_source=0)
    none = run(courier, settings(tmp_path, limits=limits))["courier"]
    assert (none.new, none.refused) == (0, {"over-limit": 6})
    site.asked.clear()
    none = run(courier, settings(tmp_path, limits=replace(LIMITS, minutes_per_source=0)))["courier"]
    assert (none.new, none.refused) == (0, {"over-time": 6})
    site.feed("/feed", [])
    assert run(courier, settings(tmp_path))["courier"].new == 6


@pytest.mark.parametrize("status", [202, 204, 206])
def test_a_part_or_a_promise_is_no_page(site: Site, tmp_path: Path, status: int) -> None:
    site.feed("/feed", [f"{site.origin}/a"])
    body = b"" if status == 204 else b"<p>part"
    site.routes["/a"] = lambda handler: handler.answer(status, {"Content-Type": "text/html"}, body)
    summary = run([source("courier", feeds=(f"{site.origin}/feed",))], settings(tmp_path))["courier"]
    assert summary.failed == {f"http {status}": 1}


def test_the_delay_begins_with_the_answer(site: Site, tmp_path: Path) -> None:
    list_of(site, "/1", "/2")
    answered: list[float] = []

    def slow(handler: Handler) -> None:
        time.sleep(0.6)
        answered.append(time.monotonic())
        handler.answer(200, {"Content-Type": "text/html"}, b"<p>slow")

    site.routes |= {"/1": slow, "/2": slow}
    run([source("courier", feeds=(f"{site.origin}/feed",), delay_seconds=0.5)], settings(tmp_path))
    assert site.asked[-1].at - answered[0] >= 0.45


def test_a_redirect_that_leads_back_is_followed_no_further(site: Site, tmp_path: Path) -> None:
    list_of(site, "/1", "/2")
    site.status("/1", 302, Location="/1", Set_Cookie="agreed=1")
    site.status("/2", 302, Location="/3")
    site.status("/3", 302, Location="/2")
    summary = run([source("courier", feeds=(f"{site.origin}/feed",))], settings(tmp_path))["courier"]
    assert summary.refused == {"redirects": 2}
    assert Counter(site.paths()) == {"/feed": 1, "/1": 1, "/2": 1, "/3": 1}


def test_an_index_that_names_another_sites_list_fails_nothing(site: Site, tmp_path: Path) -> None:
    with Site() as other:
        places = (f"{other.origin}/map", f"{site.origin}/map")
        index = "".join(f"<sitemap><loc>{place}</loc></sitemap>" for place in places)
        site.page("/index", f"<sitemapindex>{index}</sitemapindex>", Content_Type="text/xml")
        site.page("/map", f"<urlset><url><loc>{site.origin}/1</loc></url></urlset>", Content_Type="text/xml")
        site.page("/1", "<p>one")
        with Archive(tmp_path / "archive") as archive:
            summary = crawl([source("mapped", sitemaps=(f"{site.origin}/index",))], archive, settings(tmp_path))
        assert other.asked == []
    assert [answer.ok for answer in summary.answers] == [True, True]
    assert summary.sources[0].refused == {"off-site": 1}
