"""Pages a second against plain Scrapy fetching the same pages from the same server in one run; memory over many pages.

`python -m benchmarks.crawling [PAGES]` (default 2000); with `--memory`, one crawl of 50,000 pages and its highest
memory in megabytes. Both programs have one connection a host, no delay, and do without robots.txt being slow.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from core.settings import PROJECT

_SOURCES = 8  # feeds, each on a host of its own, so that several hosts are asked side by side
_PARAGRAPH = "<p>" + "Owners of housing will report newcomers within three working days. " * 12 + "</p>"


class Pages(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # an answer in one piece: else the client's acknowledgement is waited for
    pages = 0

    def do_GET(self) -> None:
        origin = f"http://{self.headers['Host']}"
        if self.path == "/feed":
            items = "".join(
                f"<item><title>{n}</title><link>{origin}/story/{n}</link></item>" for n in range(self.pages)
            )
            self._answer(f"<rss version='2.0'><channel><title>f</title>{items}</channel></rss>", "text/xml")
        elif self.path == "/robots.txt":
            self._answer("User-agent: *\nDisallow: /private\n", "text/plain")
        else:
            head = f"<html><head><title>{self.path}</title></head><body><h1>{self.path}</h1>"
            self._answer(head + _PARAGRAPH * 20 + "</body></html>", "text/html; charset=utf-8")

    def _answer(self, text: str, media_type: str) -> None:
        body = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


def serve(pages: int) -> list[str]:
    """Starts the sites and returns the addresses of their feeds."""
    Pages.pages = pages // _SOURCES
    feeds = []
    for number in range(1, _SOURCES + 1):
        server = ThreadingHTTPServer((f"127.0.0.{number}", 0), Pages)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        feeds.append(f"http://127.0.0.{number}:{server.server_address[1]}/feed")
    return feeds


def timed(program: str, *words: str) -> tuple[float, int]:
    """Seconds that a program took, and the number it printed."""
    began = time.perf_counter()
    told = subprocess.run(
        [sys.executable, "-m", f"benchmarks.fetching.{program}", *words],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": str(PROJECT)},
    )
    return time.perf_counter() - began, int(told.stdout)


def speed(pages: int) -> dict[str, Any]:
    """Our pages a second over plain Scrapy's; each is run twice, in turns, and the better run counts."""
    feeds = json.dumps(serve(pages))
    plain, ours = [], []
    for _ in range(2):
        plain.append(timed("plain", feeds))
        with tempfile.TemporaryDirectory() as home:
            ours.append(timed("ours", feeds, home))
    if {kept for _, kept in plain + ours} != {pages // _SOURCES * _SOURCES}:
        raise SystemExit("not the same pages were fetched")
    best = [pages / min(seconds for seconds, _ in runs) for runs in (ours, plain)]
    return {
        "pages": pages,
        "ours": round(best[0], 1),
        "scrapy": round(best[1], 1),
        "ratio": round(best[0] / best[1], 3),
    }


def memory(pages: int) -> dict[str, Any]:
    """The highest memory of the crawling process and of the one that asked for it, in megabytes."""
    with tempfile.TemporaryDirectory() as home:
        seconds, kept = timed("ours", json.dumps(serve(pages)), home)
        stored = sum(file.stat().st_size for file in Path(home).rglob("*.warc.gz"))
    highest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    return {"pages": kept, "seconds": round(seconds), "highest_mb": highest, "stored_mb": stored // 2**20}


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("pages", nargs="?", type=int, default=None)
    asked.add_argument("--memory", action="store_true")
    told = asked.parse_args()
    print(json.dumps(memory(told.pages or 50_000) if told.memory else speed(told.pages or 2000)))


if __name__ == "__main__":
    main()
