"""A real Chromium for tests: found on this machine, started headless, with nothing of its own going out."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Playwright, sync_playwright

SYSTEM = Path("/usr/bin/chromium")
HOW = "no Chromium found: apt-get install chromium, or playwright install chromium, or name one in CHROMIUM"
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-sync",
    "--no-first-run",
)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless Chromium: the one CHROMIUM names, the system's, or Playwright's; fails the test if there is none."""
    with sync_playwright() as playwright:
        browser = _start(playwright)
        try:
            yield browser
        finally:
            browser.close()


def _start(playwright: Playwright) -> Browser:
    named = os.environ.get("CHROMIUM") or (str(SYSTEM) if SYSTEM.exists() else None)
    # Chromium refuses to run sandboxed as root, which is what tests run as in most containers.
    sandbox = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    try:
        return playwright.chromium.launch(executable_path=named, args=[*QUIET, *sandbox])
    except Error as error:
        pytest.fail(f"{HOW} ({str(error).splitlines()[0]})", pytrace=False)
