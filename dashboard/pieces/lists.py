"""What every long list has: how many there are, the pages before and after, and what of its address was not read."""

from typing import Any

from core.queries import Page
from dashboard.address import PER_PAGE, Query, path
from dashboard.elements import Element, el, link
from words import amounts
from words.speech import say

SHOWING, OVER = say("showing {first} to {last}"), say("more than {counted}")
PREVIOUS, NEXT, PLACE, PAGES = say("← Previous"), say("Next →"), say("Page {page} of {last}"), say("Pages")
IGNORED = say("Ignored, could not be read: {what}")


def count(query: Query, found: Page[Any], one: str, many: str) -> str:
    """How many there are, and which of them stand here."""
    shown, total = len(found.items), found.total
    whole = counted(found, one, many)
    return whole if shown == total else f"{whole}; {SHOWING.fill(first=query.offset + 1, last=query.offset + shown)}"


def counted(found: Page[Any], one: str, many: str) -> str:
    """How many there are, or more than which number."""
    whole = amounts.plural(found.total, one, many)
    return OVER.fill(counted=whole) if found.more else whole


def pager(page: str, query: Query, total: int) -> Element | None:
    """Links to the page before and after; none where one page holds all."""
    last = -(-total // PER_PAGE)
    if last < 2:
        return None
    kept = {name: values for name, values in query.values.items() if name != "page"}
    before = link(path(page, kept, page=query.page - 1), PREVIOUS, rel="prev") if query.page > 1 else None
    after = link(path(page, kept, page=query.page + 1), NEXT, rel="next") if query.page < last else None
    return el(
        "nav", before, el("span", PLACE.fill(page=query.page, last=last)), after, class_="pager", aria_label=PAGES
    )


def ignored(query: Query) -> Element | None:
    """What in the address could not be read, said rather than dropped."""
    return el("p", IGNORED.fill(what=", ".join(query.ignored)), class_="notice") if query.ignored else None
