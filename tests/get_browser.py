"""Sees to it that a Chromium is there: Debian's if we may install it, else Playwright's; else one line saying how."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

HOW = "no Chromium: apt-get install chromium, or playwright install chromium, or name one in the variable CHROMIUM"


def found() -> bool:
    """Whether the tests have a browser: the one CHROMIUM names, the system's, or Playwright's."""
    named = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
    if Path(named).exists():
        return True
    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path).exists()


def install() -> None:
    """Tries to get one; what fails is seen by asking found() again."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", "chromium"]):
            subprocess.run(["apt-get", *command], env=environment, stdin=subprocess.DEVNULL, check=False)
    else:
        subprocess.run(
            [sys.executable, "-m", "playwright", "install", "chromium"], stdin=subprocess.DEVNULL, check=False
        )


if __name__ == "__main__":
    if not found():
        install()
    if not found():
        sys.exit(HOW)
