"""Whole crawls of real servers on loopback: what is collected, what is refused and why, what a second run asks."""

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from random import Random

import pytest
from crawling import LIMITS, run, settings, source
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from misbehaving_site import Handler, Site

from archive import Archive
from core.records.sources import Listing, Source
from core.settings import PROJECT
from crawler.outcomes import SourceSummary
from crawler.run import check

TAG, MODIFIED = '"first"', "Fri, 27 Jan 2023 04:00:00 GMT"


@dataclass
class World:
    site: Site
    elsewhere: Site
    home: Path
    first: dict[str, SourceSummary]

    def sources(self) -> list[Source]:
        return sources_of(self.site)

    def again(self, **changes: object) -> dict[str, SourceSummary]:
        return run(self.sources(), settings(self.home, **changes))

    def bodies(self) -> dict[str, list[bytes]]:
        with Archive(self.home / "archive") as archive:
            found: dict[str, list[bytes]] = {}
            for snapshot in archive.snapshots():
                found.setdefault(snapshot.url.removeprefix(self.site.origin), []).append(snapshot.body)
            return found


def sources_of(site: Site) -> list[Source]:
    return [
        source("courier", feeds=(f"{site.origin}/feed",)),
        source("broken", feeds=(f"{site.origin}/no-feed", f"{site.origin}/feed-500")),
        source("lister", listings=(Listing(url=f"{site.origin}/list/{{page}}", article=r"/story/\d+$"),)),
        source("mapped", sitemaps=(f"{site.origin}/sitemap.xml",)),
        source(
            "portal",
            api={
                "adapter": "json-list",
                "url": f"{site.origin}/api",
                "items": "data.news",
                "link": site.origin + "/item/{id}",
                "title": "name",
                "published": "at",
                "html": "text",
            },
        ),
    ]


def build(site: Site, elsewhere: Site) -> None:
    site.page("/robots.txt", "User-agent: Ereje\nDisallow: /secret\n", Content_Type="text/plain")
    site.page("/tagged", "<p>tagged", ETag=TAG)
    site.page("/dated", "<p>dated", Last_Modified=MODIFIED)
    site.page("/plain", "<p>plain")
    site.page("/cyrillic", "<p>привет".encode("windows-1251"), Content_Type="text/html; charset=windows-1251")
    site.page("/packed", gzip.compress(b"<p>packed"), Content_Encoding="gzip")
    site.page("/picture", b"\x89PNG", Content_Type="image/png")
    site.page("/big", b"x" * 300_000)
    site.page("/bomb", gzip.compress(b"x" * 5_000_000), Content_Encoding="gzip")
    site.page("/secret", "<p>secret")
    site.status("/error", 500)
    site.status("/closed", 403)
    site.status("/loop", 302, Location="/loop")
    site.status("/moved", 301, Location="/target")
    site.page("/target", "<p>target")
    site.status("/astray", 302, Location=f"{elsewhere.origin}/trap")
    site.status("/to-file", 302, Location="file:///etc/passwd")
    elsewhere.page("/trap", "<p>trap")
    site.silent("/silent")
    site.dropped("/dropped")
    good, odd = "tagged dated plain cyrillic packed moved", "picture secret astray loop"
    failing = "big bomb error closed to-file silent dropped gone"
    links = [f"{site.origin}/{name}" for name in f"{good} {odd} {failing}".split()]
    strange = [
        f"{elsewhere.origin}/trap",
        "file:///etc/passwd",
        "javascript:alert(1)",
        f"{site.origin}/plain?utm_source=rss#top",
    ]
    site.feed("/feed", [*links, *strange])
    site.page("/no-feed", "<p>Just a moment...")
    site.status("/feed-500", 500)
    site.page("/list/1", '<a href="/story/1">1</a> <a href="../story/2#c">2</a> <a href="/about">no</a>')
    site.page("/list/2", '<a href="/story/2">2</a> <a href="/story/3">3</a>')
    site.page("/list/3", '<a href="/story/3">3</a>')
    site.page("/list/4", '<a href="/story/4">never reached</a>')
    for number in range(1, 5):
        site.page(f"/story/{number}", f"<p>story {number}", ETag=f'"{number}"')
    index = f"<sitemapindex><sitemap><loc>{site.origin}/news.xml.gz</loc></sitemap></sitemapindex>"
    site.page("/sitemap.xml", index, Content_Type="application/xml")
    news = (
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">'
        f"<url><loc>{site.origin}/mapped</loc><image><title>a picture</title></image>"
        "<news:news><news:title>Mapped &e;</news:title>"
        "<news:publication_date>2023-01-27</news:publication_date></news:news></url></urlset>"
    )
    site.page("/news.xml.gz", gzip.compress(news.encode()), Content_Type="application/gzip")
    site.page("/mapped", "<p>mapped", ETag='"m"')
    items = [
        {"id": 7, "name": 'Rates & <b>"rules"</b>', "at": "2023-01-27T10:00:00.5+0600", "text": "<p>Item.</p>"},
        {"id": "../8", "name": "Path", "text": "<p>Other.</p>"},
        {"name": "without an id", "text": "<p>x</p>"},
        "no object",
    ]
    site.page("/api", json.dumps({"data": {"news": items}}), Content_Type="application/json")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with Site() as site, Site() as elsewhere:
        build(site, elsewhere)
        home = tmp_path_factory.mktemp("home")
        yield World(site, elsewhere, home, run(sources_of(site), settings(home)))


def test_a_feeds_pages_are_kept_byte_for_byte(world: World) -> None:
    with Archive(world.home / "archive") as archive:
        kept = {snapshot.url.removeprefix(world.site.origin): snapshot for snapshot in archive.snapshots()}
    assert kept["/tagged"].body == b"<p>tagged"
    assert kept["/packed"].body == b"<p>packed"
    assert (kept["/cyrillic"].body.decode("windows-1251"), kept["/cyrillic"].charset) == ("<p>привет", "windows-1251")
    declared = kept["/tagged"].declared
    assert (declared.source, declared.source_kind, declared.country) == ("Courier", "press", "KZ")
    assert (declared.language, declared.timezone, declared.title) == ("en", "Asia/Almaty", "No. 0")
    assert declared.published == "2023-01-27T10:00:00+06:00"


def test_every_page_that_was_not_kept_is_counted_by_its_reason(world: World) -> None:
    summary = world.first["courier"]
    assert summary.trouble is None
    assert (summary.new, summary.found, summary.pages) == (6, 18, 18)
    assert summary.refused == {"off-site": 2, "robots": 1, "redirects": 1, "media-type": 1}
    assert summary.failed == {
        "http 404": 1,
        "http 500": 1,
        "http 302": 1,
        "closed": 1,
        "too-large": 2,
        "timeout": 1,
        "broken": 1,
    }


def test_what_is_refused_is_never_asked_for(world: World) -> None:
    assert "/secret" not in world.site.paths()
    assert world.elsewhere.paths() == []


def test_the_crawling_process_listens_on_no_port(world: World) -> None:
    log = (world.home / "crawl.log").read_text(encoding="utf-8")
    assert "Spider opened" in log
    assert "listening" not in log


def test_retries_and_redirects_are_bounded(world: World) -> None:
    asked = Counter(world.site.paths())
    assert 1 < asked["/error"] <= 4
    assert asked["/loop"] <= LIMITS.redirects + 1


def test_the_crawler_names_itself(world: World) -> None:
    assert {headers["User-Agent"] for headers in world.site.headers_of("/plain")} == {"Ereje/test (a@b.kz)"}


def test_a_redirected_page_is_kept_under_its_last_address(world: World) -> None:
    assert world.bodies()["/target"] == [b"<p>target"]
    assert "/moved" not in world.bodies()


def test_a_source_that_answers_nothing_useful_is_in_trouble_and_stops_no_other(world: World) -> None:
    trouble = world.first["broken"].trouble
    assert trouble is not None
    assert "/no-feed: closed" in trouble
    assert "/feed-500: http 500" in trouble


def test_listings_are_paged_until_nothing_is_new(world: World) -> None:
    assert world.first["lister"].new == 3
    assert "/list/3" in world.site.paths()
    assert "/list/4" not in world.site.paths()
    assert "/about" not in world.site.paths()


def test_sitemap_indexes_are_followed_and_entities_are_not(world: World) -> None:
    with Archive(world.home / "archive") as archive:
        (mapped,) = [snapshot for snapshot in archive.snapshots() if snapshot.url.endswith("/mapped")]
    assert mapped.declared.published == "2023-01-27"
    assert (mapped.declared.title or "").startswith("Mapped")
    assert "root:" not in (mapped.declared.title or "")


def test_an_item_that_carries_its_text_is_kept_as_a_page_under_its_address(world: World) -> None:
    with Archive(world.home / "archive") as archive:
        items = {snapshot.url.removeprefix(world.site.origin): snapshot for snapshot in archive.snapshots()}
    page = items["/item/7"].body.decode()
    assert "<h1>Rates &amp; &lt;b&gt;&quot;rules&quot;&lt;/b&gt;</h1>" in page
    assert "<p>Item.</p>" in page
    assert items["/item/7"].declared.published == "2023-01-27T10:00:00+06:00"
    assert world.first["portal"].new == 2
    assert not any(path.startswith("/item/") for path in world.site.paths())


def test_a_second_run_asks_conditionally_and_stores_nothing_twice(world: World) -> None:
    before = world.bodies()
    world.site.asked.clear()
    second = world.again()
    assert world.bodies() == before
    assert (second["courier"].new, second["courier"].changed, second["courier"].unchanged) == (0, 0, 6)
    assert (second["lister"].unchanged, second["mapped"].unchanged, second["portal"].unchanged) == (3, 1, 2)
    assert [headers.get("If-None-Match") for headers in world.site.headers_of("/tagged")] == [TAG]
    assert [headers.get("If-Modified-Since") for headers in world.site.headers_of("/dated")] == [MODIFIED]
    assert [headers.get("If-None-Match") for headers in world.site.headers_of("/story/3")] == ['"3"']
    assert Counter(asked.path for asked in world.site.asked)["/robots.txt"] == 1


def test_a_changed_page_is_stored_beside_the_old_one(world: World) -> None:
    world.site.page("/story/1", "<p>story 1, corrected", ETag='"new"')
    only = [one for one in world.sources() if one.source_id == "lister"]
    assert run(only, settings(world.home))["lister"].changed == 1
    assert world.bodies()["/story/1"] == [b"<p>story 1", b"<p>story 1, corrected"]
    assert run(only, settings(world.home))["lister"].changed == 0


def test_a_known_page_is_asked_again_when_no_list_names_it_any_more(world: World) -> None:
    for number in (1, 2, 3):
        world.site.page(f"/list/{number}", "<p>nothing here")
    world.site.asked.clear()
    only = [one for one in world.sources() if one.source_id == "lister"]
    assert run(only, settings(world.home))["lister"].unchanged == 3
    assert [headers.get("If-None-Match") for headers in world.site.headers_of("/story/2")] == ['"2"']


def test_checking_asks_each_address_and_follows_none(tmp_path: Path) -> None:
    with Site() as site:
        site.feed("/feed", [f"{site.origin}/a", f"{site.origin}/b"])
        site.page("/a", "<p>a")
        sources = [source("courier", feeds=(f"{site.origin}/feed", f"{site.origin}/gone"))]
        answers = {answer.url: answer for answer in check(sources, settings(tmp_path)).answers}
        assert (answers[f"{site.origin}/feed"].ok, answers[f"{site.origin}/feed"].links) == (True, 2)
        assert answers[f"{site.origin}/gone"].why == "http 404"
        assert site.paths().count("/a") == 0


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_private_addresses_are_refused_unless_allowed(tmp_path: Path, host: str) -> None:
    with Site() as site:
        site.feed("/feed", [])
        sources = [source("courier", feeds=(f"http://{host}:{site.port}/feed",))]
        refused = run(sources, settings(tmp_path, allow_private=False))["courier"]
        assert refused.trouble is not None
        assert refused.trouble.endswith("private")
        assert site.asked == []
        assert run(sources, settings(tmp_path))["courier"].trouble is None


def self_signed(file: Path) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), 1, now - timedelta(days=1), now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file.write_bytes(private + certificate.public_bytes(pem))
    return file


def test_a_certificate_that_nobody_vouches_for_is_not_accepted(tmp_path: Path) -> None:
    with Site(certificate=self_signed(tmp_path / "own.pem")) as site:
        site.feed("/feed", [])
        trouble = run([source("courier", feeds=(f"{site.origin}/feed",))], settings(tmp_path))["courier"].trouble
        assert trouble == f"{site.origin}/feed: tls"
        assert site.asked == []


def test_the_number_of_new_pages_is_bounded(tmp_path: Path) -> None:
    with Site() as site:
        site.feed("/feed", [f"{site.origin}/{n}" for n in range(9)])
        for n in range(9):
            site.page(f"/{n}", f"<p>{n}")
        few = replace(LIMITS, pages_per_source=4)
        summary = run([source("courier", feeds=(f"{site.origin}/feed",))], settings(tmp_path, limits=few))["courier"]
        assert (summary.new, summary.refused) == (4, {"over-limit": 5})


def test_robots_that_the_server_fails_to_give_bars_everything(tmp_path: Path) -> None:
    with Site() as site:
        site.feed("/feed", [])
        site.status("/robots.txt", 500)
        trouble = run([source("courier", feeds=(f"{site.origin}/feed",))], settings(tmp_path))["courier"].trouble
        assert trouble == f"{site.origin}/feed: robots unread"
        assert site.paths() == []


def test_a_busy_server_is_asked_again_when_it_said(tmp_path: Path) -> None:
    with Site() as site:
        site.feed("/feed", [f"{site.origin}/busy"])

        def busy(handler: Handler) -> None:
            site.page("/busy", "<p>at last")
            moments.append(time.monotonic())
            handler.answer(429, {"Retry-After": "2"}, b"")

        moments: list[float] = []
        site.routes["/busy"] = busy
        summary = run([source("courier", feeds=(f"{site.origin}/feed",))], settings(tmp_path))["courier"]
        assert summary.new == 1
        assert site.asked[-1].at - moments[0] >= 2


def test_a_busy_server_that_wants_an_hour_is_left_alone(tmp_path: Path) -> None:
    with Site() as site:
        site.feed("/feed", [f"{site.origin}/{name}" for name in ("1", "busy", "2")])
        site.status("/busy", 503, Retry_After="3600")
        summary = run([source("courier", feeds=(f"{site.origin}/feed",))], settings(tmp_path))["courier"]
        assert summary.failed["http 503"] == 1
        assert summary.refused["busy"] + summary.failed.get("http 404", 0) == 2  # in whichever order they were asked
        assert (site.paths()[-1], site.paths().count("/busy")) == ("/busy", 1)


def test_a_failing_server_is_asked_again_after_longer_and_longer_pauses(tmp_path: Path) -> None:
    with Site() as site:
        site.feed("/feed", [f"{site.origin}/error"])
        site.status("/error", 500)
        limits = replace(LIMITS, delay_seconds=0.2)
        run([source("courier", feeds=(f"{site.origin}/feed",))], settings(tmp_path, limits=limits))
        moments = [asked.at for asked in site.asked if asked.path == "/error"]
        assert len(moments) == 3
        assert moments[1] - moments[0] >= 0.4
        assert moments[2] - moments[1] >= 0.8


def test_the_delay_that_robots_asks_for_is_kept(tmp_path: Path) -> None:
    with Site() as site:
        site.page("/robots.txt", "User-agent: *\nCrawl-delay: 1\n", Content_Type="text/plain")
        site.feed("/feed", [f"{site.origin}/{n}" for n in range(3)])
        for n in range(3):
            site.page(f"/{n}", f"<p>{n}")
        run([source("courier", feeds=(f"{site.origin}/feed",))], settings(tmp_path))
        moments = [asked.at for asked in site.asked if asked.path in {"/0", "/1", "/2"}]
        assert moments[-1] - moments[0] >= 1  # two waits of a second; a busy machine may note the first page late


def test_a_killed_crawl_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    script = """
import json, sys
from pathlib import Path
from random import Random
from archive import Archive
from core.records.sources import Source
from core.settings import Limits, Settings
from crawler.run import crawl
home = Path(sys.argv[1])
told = Settings(home=home, database_url="", allow_private=True, limits=Limits(delay_seconds=0.05))
one = Source(source_id="courier", name="Courier", kind="press", country="KZ", languages=("en",), feeds=(sys.argv[2],))
crawl([one], Archive(told.archive_folder), told, lambda summary: print(summary.new, flush=True))
"""
    with Site() as site:
        site.feed("/feed", [f"{site.origin}/{n}" for n in range(30)])
        for n in range(30):
            site.page(f"/{n}", f"<p>{n}", ETag=f'"{n}"')
        child = subprocess.Popen(
            [sys.executable, "-c", script, str(tmp_path), f"{site.origin}/feed"],
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": str(PROJECT)},
        )
        with child:
            assert child.stdout is not None
            next(line for line in child.stdout if int(line) >= 5)
            child.send_signal(signal.SIGKILL)
        with Archive(tmp_path / "archive") as archive, archive.alone():  # once the orphan has noticed
            kept = len(list(archive.snapshots()))
        assert 5 <= kept < 30
        summary = run([source("courier", feeds=(f"{site.origin}/feed",))], settings(tmp_path))["courier"]
        assert (summary.new, summary.unchanged) == (30 - kept, kept)
        with Archive(tmp_path / "archive") as archive:
            assert Counter(Counter(snapshot.url for snapshot in archive.snapshots()).values()) == {1: 30}


def test_a_full_disk_stops_the_crawl_and_keeps_what_was_written(tmp_path: Path) -> None:
    script = """
import resource, sys
from pathlib import Path
from random import Random
from archive import Archive
from core.errors import StoreError
from core.records.sources import Source
from core.settings import Limits, Settings
from crawler.run import crawl
told = Settings(home=Path(sys.argv[1]), database_url="", allow_private=True, limits=Limits(delay_seconds=0))
one = Source(source_id="courier", name="Courier", kind="press", country="KZ", languages=("en",), feeds=(sys.argv[2],))
with Archive(told.archive_folder) as archive:
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
    try:
        crawl([one], archive, told)
    except StoreError as error:
        print(error)
"""
    with Site() as site:
        site.feed("/feed", [f"{site.origin}/{n}" for n in range(30)])
        for n in range(30):
            site.page(f"/{n}", Random(n).randbytes(30_000).hex())
        command = [sys.executable, "-c", script, str(tmp_path), f"{site.origin}/feed"]
        environment = os.environ | {"PYTHONPATH": str(PROJECT)}
        told = subprocess.run(command, capture_output=True, text=True, env=environment)
        assert told.stdout.count("\n") == 1
        assert str(tmp_path / "archive") in told.stdout
        assert "File too large" in told.stdout
    bad: list[object] = []
    with Archive(tmp_path / "archive") as archive:
        assert len(list(archive.snapshots(on_bad=bad.append))) >= 3
    assert bad == []
