"""How soon pages stand: `python -m benchmarks.browsing [FACTS]`, against an empty Streamlit page in the same browser.

A store of invented facts (100,000 if none are named), with the rules, changes and conflicts in them, is served as
always. Each figure is the median time from asking for an address to its heading, in Chromium, beside that of a page
that says nothing; then what more readers cost.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser

from benchmarks.comparing import reports
from benchmarks.one_more import fill
from cli.dashboard import free_port, running
from core.settings import Settings
from db.engine import open_store, writing
from db.writes import replace_comparison
from tests.browser import chromium
from timeline import compare

_FACTS = 100_000
_VISITS = 7
_READERS = 5
_EMPTY = "import streamlit as st\nst.html('<h1>Nothing</h1>')\n"
_PAGES = ("/", "/facts", "/facts?kind=figure", "/facts?q=a", "/facts?q=ab", "/conflicts", "/rules", "/sources")


def main() -> None:
    """Prints each page's time and its ratio to the empty page's, and the megabytes of one more reader."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else _FACTS
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        settings = Settings(home=Path(folder), database_url=f"sqlite:///{Path(folder) / 'ereje.sqlite'}")
        engine = open_store(settings.database_url)
        given = list(reports(number, spread=max(1, round((number / 10_000) ** 0.5))))
        fill(engine, given)
        with writing(engine) as session:
            replace_comparison(session, comparison=compare(given))
        del given
        engine.dispose()
        with _empty(Path(folder)) as empty, running(settings, port=free_port()) as (address, server):
            nothing = _median(browser, empty, "h1")
            print(f"an empty page: {nothing * 1000:.0f} ms")
            for page in _PAGES:
                took = _median(browser, address + page, ".ereje h1")
                print(f"{page} at {number:,} facts: {took * 1000:.0f} ms, ratio {took / nothing:.2f}")
            print(f"one more reader: {_one_more(browser, address, server.pid):.1f} MB")


def _median(browser: Browser, address: str, heading: str) -> float:
    took = [_visit(browser, address, heading) for _ in range(_VISITS + 1)]
    return statistics.median(took[1:])


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
