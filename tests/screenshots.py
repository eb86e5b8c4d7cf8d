"""Pictures of every page in every width, light and dark: `python tests/screenshots.py HOME [FOLDER]`.

HOME is an installation that has been read, such as the one `ereje demo --once` leaves in var/demo. The pictures are
to be looked at, not kept: the folder is made with a .gitignore of its own.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from browser import chromium
from playwright.sync_api import Browser, Page

from cli.console import open_home
from cli.dashboard import free_port, running

WIDTHS = (1280, 768, 390, 320)
SCHEMES = ("light", "dark")
_LONGEST = 4000  # pixels of a page: a long list says no more
FOLDER = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
PAGES = {
    "timeline": "/?on=2023-01-20",
    "timeline-chart": "/?on=2023-01-20&chart=shown",
    "conflicts": "/conflicts",
    "rules": "/rules?on=2023-02-01",
    "facts": "/facts",
    "nothing-found": "/facts?q=zeppelin",
    "sources": "/sources",
    "alerts": "/subscriptions?preview=yes",
    "sign-in": "/account",
    "about": "/about",
}


def main(home: Path, folder: Path) -> None:
    """Takes all pictures of the installation in `home` into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / ".gitignore").write_text("*\n")
    with running(open_home(home), port=free_port()) as (address, _), chromium() as browser:
        pages = {**PAGES, **dict(_linked(browser, address))}
        for scheme in SCHEMES:
            for width in WIDTHS:
                _take(browser, address, pages, width, scheme, folder)
    print(f"{len(pages) * len(WIDTHS) * len(SCHEMES)} pictures in {folder}")


def _linked(browser: Browser, address: str) -> Iterator[tuple[str, str]]:
    """Pages that only a link of another page names: a change, each type of conflict, an article at its words."""
    page = browser.new_page()
    _visit(page, f"{address}/")
    yield "change", _href(page, "li.change h3 a")
    types = ("date", "modality", "value", "measure", "headline", "derived")
    for kind in types:
        _visit(page, f"{address}/conflicts?kind={kind}")
        if page.locator("li.conflict h2 a").count():
            yield f"conflict-{kind}", _href(page, "li.conflict h2 a")
    _visit(page, f"{address}/facts?topic=stay")
    yield "article", _href(page, "a.open-copy")
    page.close()


def _take(browser: Browser, address: str, pages: dict[str, str], width: int, scheme: str, folder: Path) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    for name, path in pages.items():
        page.set_viewport_size({"width": width, "height": 900})
        _visit(page, address + path)
        whole = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
        page.set_viewport_size({"width": width, "height": max(900, min(whole, _LONGEST))})
        page.screenshot(path=folder / f"{name}-{width}-{scheme}.png")
    context.close()


def _visit(page: Page, address: str) -> None:
    page.goto(address)
    page.locator(".ereje h1").wait_for()
    page.wait_for_load_state("networkidle")
    if "chart=" in address:
        page.locator('[role="graphics-document"]').wait_for()


def _href(page: Page, selector: str) -> str:
    return page.locator(selector).first.get_attribute("href") or "/"


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else FOLDER)
