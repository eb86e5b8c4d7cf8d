"""Sites that misbehave: each costs its own page or list, is counted by its kind, and stops nobody else."""

import gzip
import os
import signal
import socket
import subprocess
import sys
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import brotli
import pytest
from crawling import kept, run, settings, source
from misbehaving_site import Handler, Site

from archive import Archive
from core.records.sources import Listing
from core.settings import PROJECT
from crawler.unpacking import zstd

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]><rss version='2.0'><channel><title>&j;</title><item><title>&j;</title><link>ORIGIN/x</link></item>"
    + "</channel></rss>"
)
LEAK = (
    '<!DOCTYPE rss [<!ENTITY e SYSTEM "file:///etc/hostname">]><rss version="2.0"><channel><title>f</title>'
    "<item><title>told &e;</title><link>ORIGIN/leak</link></item></channel></rss>"
)


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as site:
        yield site


def drip(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    while not handler.of.closing.wait(0.2):
        handler.wfile.write(b"x")


def cut_short(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b"<p>half")
    handler.close_connection = True


def reset(handler: Handler) -> None:
    cut_short(handler)
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    handler.connection.close()


def no_http(handler: Handler) -> None:
    handler.wfile.write(b"\0\1\2 no answer at all\r\n\r\n" * 20)
    handler.close_connection = True


def endless_headers(handler: Handler) -> None:
    handler.send_response(200)
    try:
        for number in range(100_000):
            handler.wfile.write(f"X-{number}: {'y' * 500}\r\n".encode())
    finally:
        handler.close_connection = True


def test_each_misbehaviour_costs_its_own_page(site: Site, tmp_path: Path) -> None:
    bad = {"/drip": drip, "/cut": cut_short, "/reset": reset, "/no-http": no_http, "/headers": endless_headers}
    site.routes |= bad
    site.page("/good", "<p>good")
    site.page("/good-too", "<p>good too")
    site.feed("/feed", [f"{site.origin}{path}" for path in ("/good", *bad, "/good-too")])
    summary = run([source("courier", feeds=(f"{site.origin}/feed",))], settings(tmp_path))["courier"]
    assert set(kept(tmp_path, site)) == {"/good", "/good-too"}
    assert summary.new == 2
    assert sum(summary.failed.values()) == len(bad)
    assert summary.failed["timeout"] >= 1
    assert summary.trouble is None


def test_what_was_cut_off_while_packed_is_broken_and_no_shorter_page(site: Site, tmp_path: Path) -> None:
    packed = gzip.compress(b"<p>" + b"".join(b"%d words, " % n for n in range(2000)))
    site.page("/cut", packed[:-100], Content_Encoding="gzip")
    site.page("/false", packed[:-8] + b"\0" * 8, Content_Encoding="gzip")
    site.page("/whole", packed + b"\0\0", Content_Encoding="gzip")
    site.page("/in-two", packed + gzip.compress(b"more"), Content_Encoding="x-gzip")
    site.feed("/feed", [f"{site.origin}{path}" for path in ("/cut", "/false", "/whole", "/in-two")])
    summary = run([source("courier", feeds=(f"{site.origin}/feed",))], settings(tmp_path))["courier"]
    assert set(kept(tmp_path, site)) == {"/whole", "/in-two"}
    assert summary.failed == {"broken": 2}


@pytest.mark.parametrize(
    ("coding", "pack"),
    [
        ("br", brotli.compress),
        ("zstd", zstd.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda body: zlib.compress(body, wbits=-15)),
    ],
)
def test_no_way_of_packing_makes_a_shorter_page_of_one_cut_off(
    site: Site, tmp_path: Path, coding: str, pack: Callable[[bytes], bytes]
) -> None:
    body = b"<p>" + b"".join(b"%d words, " % n for n in range(10_000))
    packed = pack(body)
    site.page("/cut", packed[: len(packed) // 2], Content_Encoding=coding)
    site.page("/false", b"\xff no packed bytes", Content_Encoding=coding)
    site.page("/whole", packed, Content_Encoding=coding)
    site.page("/bomb", pack(b" " * 3_000_000), Content_Encoding=coding)
    site.feed("/feed", [f"{site.origin}{path}" for path in ("/cut", "/false", "/whole", "/bomb")])
    summary = run([source("courier", feeds=(f"{site.origin}/feed",))], settings(tmp_path))["courier"]
    assert set(kept(tmp_path, site)) == {"/whole"}
    assert summary.failed == {"broken": 2, "too-large": 1}


@pytest.mark.parametrize(
    ("body", "why"), [(None, None), (b"\x1f\x8b\x08 no gzip", "broken"), (b" " * 900_000, "too-large")]
)
def test_a_feed_that_is_a_packed_file_is_read_within_the_limit(
    site: Site, tmp_path: Path, body: bytes | None, why: str | None
) -> None:
    feed = f"<rss version='2.0'><channel><item><link>{site.origin}/1</link></item></channel></rss>".encode()
    packed = body if why == "broken" else gzip.compress(body or feed)
    site.page("/feed.gz", packed or b"", Content_Type="application/x-gzip")
    site.page("/1", "<p>one")
    summary = run([source("courier", feeds=(f"{site.origin}/feed.gz",))], settings(tmp_path))["courier"]
    assert summary.trouble == (why and f"{site.origin}/feed.gz: {why}")
    assert summary.new == (0 if why else 1)


@pytest.mark.parametrize("feed", [LAUGHS, LEAK], ids=["laughs", "leak"])
def test_entities_of_a_feed_are_not_expanded(site: Site, tmp_path: Path, feed: str) -> None:
    site.page("/feed", feed.replace("ORIGIN", site.origin), Content_Type="text/xml")
    site.page("/leak", "<p>leak")
    site.page("/x", "<p>x")
    site.feed("/other", [f"{site.origin}/good"])
    site.page("/good", "<p>good")
    sources = [source("bad", feeds=(f"{site.origin}/feed",)), source("good", feeds=(f"{site.origin}/other",))]
    summary = run(sources, settings(tmp_path))
    assert summary["good"].new == 1
    with Archive(tmp_path / "archive") as archive:
        titles = [snapshot.declared.title or "" for snapshot in archive.snapshots()]
    assert all(len(title) < 100 for title in titles)
    hostname = Path("/etc/hostname")
    assert not hostname.exists() or not any(hostname.read_text().strip() in title for title in titles)


@pytest.mark.parametrize("body", [b"", b"\xff\xfe\x00", b"<rss", b"<rss version='2.0'><channel>", b"{}", b"<" * 50_000])
def test_a_broken_feed_is_its_own_trouble(site: Site, tmp_path: Path, body: bytes) -> None:
    site.page("/feed", body, Content_Type="text/xml")
    site.feed("/other", [f"{site.origin}/good"])
    site.page("/good", "<p>good")
    sources = [source("bad", feeds=(f"{site.origin}/feed",)), source("good", feeds=(f"{site.origin}/other",))]
    summary = run(sources, settings(tmp_path))
    assert (summary["bad"].new, summary["good"].new) == (0, 1)


def test_a_feed_whose_encoding_is_declared_wrongly_is_still_read(site: Site, tmp_path: Path) -> None:
    item = f"<item><title>Правила изменились</title><link>{site.origin}/a</link></item>"
    xml = f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>f</title>{item}</channel></rss>'
    site.page("/feed", xml.encode("windows-1251"), Content_Type="text/xml")
    site.page("/a", "<p>a")
    assert run([source("courier", feeds=(f"{site.origin}/feed",))], settings(tmp_path))["courier"].new == 1
    with Archive(tmp_path / "archive") as archive:
        (snapshot,) = archive.snapshots()
    assert snapshot.declared.title == "Правила изменились"


TOLD = "<html><head>{}</head><body><p>Правила пребывания изменились с первого марта.</p></body></html>"


@pytest.mark.parametrize(
    ("really", "header", "meta", "charset"),
    [
        ("windows-1251", "utf-8", "", "windows-1251"),
        ("windows-1251", None, "", "windows-1251"),
        ("windows-1251", None, "<meta charset=windows-1251>", "windows-1251"),
        ("utf-8", "windows-1251", "", "utf-8"),
        ("utf-8", None, '<meta http-equiv=Content-Type content="text/html; charset=koi8-r">', "utf-8"),
        ("koi8-r", "koi8-r", "", "koi8-r"),
        ("utf-8", "no-such-charset", "", "utf-8"),
    ],
)
def test_the_bytes_tell_their_encoding(
    site: Site, tmp_path: Path, really: str, header: str | None, meta: str, charset: str
) -> None:
    told = f"text/html; charset={header}" if header else "text/html"
    site.page("/a", TOLD.format(meta).encode(really), Content_Type=told)
    site.feed("/feed", [f"{site.origin}/a"])
    run([source("courier", feeds=(f"{site.origin}/feed",))], settings(tmp_path))
    with Archive(tmp_path / "archive") as archive:
        (snapshot,) = archive.snapshots()
    assert snapshot.charset == charset
    assert "Правила пребывания" in snapshot.body.decode(snapshot.charset or "")


def test_a_single_page_is_watched_for_edits(site: Site, tmp_path: Path) -> None:
    ways = (Listing(url=f"{site.origin}/rules", article=r"/rules$"),)
    watched = [source("courier", listings=ways)]
    site.page("/rules", "<p>ninety days <a href='/about'>about</a>")
    assert run(watched, settings(tmp_path))["courier"].new == 1
    site.page("/rules", "<p>thirty days")
    assert run(watched, settings(tmp_path))["courier"].changed == 1
    assert kept(tmp_path, site) == {"/rules": 2}


def test_the_editions_of_an_act_are_pages_of_their_own(site: Site, tmp_path: Path) -> None:
    rows = "".join(f'<tr><td><a href="/archive/docs/Z11/0{n}.01.2026">edition</a></td></tr>' for n in (1, 2))
    site.page("/docs/Z11/history", f"<table id='ethernatable'>{rows}</table>")
    for n in (1, 2):
        site.page(f"/archive/docs/Z11/0{n}.01.2026", f"<p>edition {n}")
    ways = (Listing(url=f"{site.origin}/docs/Z11/history", article=r"/archive/docs/Z11/\d\d\.\d\d\.\d{4}$"),)
    assert run([source("courier", listings=ways)], settings(tmp_path))["courier"].new == 2


CRAWL = """
import sys
from pathlib import Path
from archive import Archive
from core.records.sources import Source
from core.settings import Limits, Settings
from crawler.run import crawl
told = Settings(home=Path(sys.argv[1]), database_url="", allow_private=True, limits=Limits(delay_seconds=0.01))
one = Source(source_id="courier", name="Courier", kind="press", country="KZ", languages=("en",), feeds=(sys.argv[2],))
with Archive(told.archive_folder) as archive:
    crawl([one], archive, told, lambda summary: print(summary.pages, flush=True))
"""


def start(home: Path, site: Site) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", CRAWL, str(home), f"{site.origin}/feed"]
    environment = os.environ | {"PYTHONPATH": str(PROJECT)}
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, start_new_session=True)


def state(home: Path) -> tuple[Counter[tuple[str, bytes]], list[tuple[str, str, str | None]], list[object]]:
    bad: list[object] = []
    with Archive(home / "archive") as archive:
        pages = Counter((snapshot.url, snapshot.body) for snapshot in archive.snapshots(on_bad=bad.append))
        events = sorted((event.kind, event.url, event.location) for event in archive.events())
        return pages, events, bad


def test_killed_at_random_and_started_again_the_archive_is_the_same(site: Site, tmp_path: Path) -> None:
    random = Random(20261122)
    paths = [f"/{number}" for number in range(60)]
    for path in paths:
        site.page(path, random.randbytes(random.randrange(10, 40_000)).hex(), ETag=f'"{path}"')
    site.page("/twin-of-7", '<link rel="canonical" href="/long-story-7"><p>seven')
    site.status("/moved-8", 301, Location="/long-story-8")
    site.page("/long-story-8", "<p>eight")
    site.feed("/feed", [site.origin + path for path in (*paths, "/twin-of-7", "/moved-8")])
    with start(tmp_path / "whole", site) as child:
        assert child.wait(120) == 0
    for _ in range(6):
        with start(tmp_path / "killed", site) as child:
            assert child.stdout is not None
            after = random.randrange(0, 40)
            for line in child.stdout:
                if int(line) >= after:
                    break
            time.sleep(random.random() * 0.05)
            os.killpg(child.pid, signal.SIGKILL)
    with start(tmp_path / "killed", site) as child:
        assert child.wait(120) == 0
    whole, killed = state(tmp_path / "whole"), state(tmp_path / "killed")
    assert killed[:2] == whole[:2]
    assert set(whole[0].values()) == {1}
    assert len(whole[0]) == 62
    for file in (tmp_path / "killed" / "archive").glob("index.sqlite*"):
        file.unlink()
    assert state(tmp_path / "killed")[:2] == whole[:2]
