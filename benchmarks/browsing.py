"""How soon pages stand: `python -m benchmarks.browsing [FACTS | HOME]`, against an empty Streamlit page.

A store of invented facts (100,000 if none are named), with the rules, changes and conflicts in them, or the store of a
home is served as always. Each figure is the median time from asking for an address to its heading, in Chromium, beside
that of a page that says nothing, asked for in turn with it, and what of it the server worked; then a filter that a
reader sets, from pressing "Show" to its answer, in turn with the empty page read anew; then what more readers cost.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page

from benchmarks.invented_home import add
from cli.console import open_home
from cli.dashboard import free_port, running
from tests.browser import chromium

_FACTS = "100000"
_VISITS = 7
_READERS = 5
_EMPTY = "import streamlit as st\nst.html('<h1>Nothing</h1>')\n"
_PAGES = ("/", "/facts", "/facts?kind=figure", "/facts?q=a", "/facts?q=ab", "/conflicts", "/rules", "/sources")
_FILTERED = ("/", "/facts", "/rules")


def main() -> None:
    """Prints each page's time and its ratio to the empty page's, and the megabytes of one more reader."""
    told = sys.argv[1] if len(sys.argv) > 1 else _FACTS
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        settings = open_home(Path(folder if told.isdigit() else told))
        if told.isdigit():
            add(settings, int(told))
        with _empty(Path(folder)) as empty, running(settings, port=free_port()) as (address, server):
            for page in _PAGES:
                before = _worked(server.pid)
                nothing, took = _visited(browser, empty, address + page)
                work = (_worked(server.pid) - before) / _VISITS
                print(f"{page}: {_told(took, nothing)}; the server's work: {work * 1000:.0f} ms", flush=True)
            for page in _FILTERED:
                again, took = _filtered(browser, empty, address + page)
                print(f"a filter of {page}: {_told(took, again)}", flush=True)
            print(f"one more reader: {_one_more(browser, address, server.pid):.1f} MB")


def _told(took: float, nothing: float) -> str:
    return f"{took * 1000:.0f} ms beside {nothing * 1000:.0f} of an empty page, ratio {took / nothing:.2f}"


def _visited(browser: Browser, empty: str, address: str) -> tuple[float, float]:
    """The medians of an empty page and of another, by somebody new each time."""
    took = [(_visit(browser, empty, "h1"), _visit(browser, address, ".ereje h1")) for _ in range(_VISITS)]
    nothing, page = zip(*took, strict=True)
    return statistics.median(nothing), statistics.median(page)


def _filtered(browser: Browser, empty: str, address: str) -> tuple[float, float]:
    """The medians of an empty page read anew, and from pressing "Show" to the answer, another topic each time."""
    context = browser.new_context()
    nothing, page = context.new_page(), context.new_page()
    nothing.goto(empty)
    page.goto(address)
    took = []
    for number in range(2, 2 + _VISITS):
        page.locator("#filter-topic").select_option(index=number)
        took.append((_again(nothing), _pressed(page)))
    context.close()
    again, pressed = zip(*took, strict=True)
    return statistics.median(again), statistics.median(pressed)


def _again(page: Page) -> float:
    begun = time.perf_counter()
    page.reload()
    page.locator("h1").first.wait_for()
    return time.perf_counter() - begun


def _pressed(page: Page) -> float:
    before, begun = page.url, time.perf_counter()
    page.locator(".filters button").click()
    page.wait_for_url(lambda url: url != before, wait_until="commit")
    page.locator(".chips").wait_for()
    return time.perf_counter() - begun


def _worked(process: int) -> float:
    """Seconds that the process has worked so far, whatever else the machine does."""
    told = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def _visit(browser: Browser, address: str, heading: str) -> float:
    context = browser.new_context()
    page = context.new_page()
    begun = time.perf_counter()
    page.goto(address)
    page.locator(heading).first.wait_for()
    took = time.perf_counter() - begun
    context.close()
    return took


def _one_more(browser: Browser, address: str, process: int) -> float:
    """Megabytes that each of some readers adds while all of them stay."""
    before, contexts = _megabytes(process), []
    for _ in range(_READERS):
        contexts.append(browser.new_context())
        page = contexts[-1].new_page()
        page.goto(f"{address}/facts")
        page.locator(".ereje h1").wait_for()
    more = (_megabytes(process) - before) / _READERS
    for context in contexts:
        context.close()
    return more


def _megabytes(process: int) -> float:
    pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


@contextmanager
def _empty(folder: Path) -> Iterator[str]:
    """The address of a Streamlit page that says nothing."""
    script, port = folder / "empty.py", free_port()
    script.write_text(_EMPTY, encoding="utf-8")
    command = [sys.executable, "-m", "streamlit", "run", str(script), f"--server.port={port}"]
    quiet = ["--server.headless=true", "--server.address=127.0.0.1", "--browser.gatherUsageStats=false"]
    with subprocess.Popen([*command, *quiet], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            time.sleep(5)
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()


if __name__ == "__main__":
    main()
