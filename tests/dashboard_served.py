"""Meeting a served dashboard: its addresses, opening a page of it, asking it without a browser."""

import urllib.error
import urllib.request
from dataclasses import dataclass

from playwright.sync_api import Page

from core.settings import Settings

PAGES = ("/", "/?chart=shown", "/conflicts", "/rules?on=2023-02-01&known=2023-02-01", "/facts", "/sources", "/about")


@dataclass(frozen=True)
class Served:
    """A dashboard that runs, what its store holds, and where the outlets' pages are."""

    address: str
    settings: Settings
    change: str
    conflict: str


def visit(page: Page, address: str) -> None:
    page.goto(address)
    page.locator(".ereje h1").wait_for()


def fetch(address: str, headers: dict[str, str] | None = None) -> bytes:
    with urllib.request.urlopen(urllib.request.Request(address, headers=headers or {})) as answer:
        return bytes(answer.read())


def status(address: str, headers: dict[str, str] | None = None) -> int:
    try:
        fetch(address, headers)
    except urllib.error.HTTPError as error:
        with error:
            return error.code
    return 200
