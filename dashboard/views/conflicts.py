"""The list of conflicts: reports that do not fit together."""

from collections.abc import Mapping, Sequence

from core.queries import Page
from core.records.findings import Conflict
from dashboard.address import PER_PAGE, Query
from dashboard.elements import Element, el
from dashboard.pieces import conflicts, filters, lists
from dashboard.screen import Asked, Screen
from db import reads
from words import wording
from words.speech import say

TITLE = say("Conflicts")
LEAD = say("Reports that do not fit together. Both sides are shown with their exact words; no side is called right.")
NOTHING = say("No conflict found")
FIELDS = ("q", "topic", "who", "kind", "status", "source", "origins", "from", "to", "known")


def view(asked: Asked) -> Screen:
    """Conflicts in the store's order, a page at a time."""
    query = asked.query
    found = _found(asked, query, PER_PAGE)
    shown = el("ol", conflicts.items(asked, found.items), class_="items")
    body = el(
        "div",
        el("h1", TITLE),
        el("p", LEAD),
        filters.filter_form("/conflicts", query, _choices(asked), FIELDS),
        filters.restrictions("/conflicts", query),
        el("p", lists.count(query, found, "conflict", "conflicts"), class_="count"),
        shown if found.items else _nothing(asked),
        lists.pager("/conflicts", query, found.total),
    )
    return Screen(title=TITLE, body=body, announcement=lists.counted(found, "conflict", "conflicts"))


def _found(asked: Asked, query: Query, limit: int) -> Page[Conflict]:
    return reads.conflicts(asked.session, filters=query.filters(asked.zone), limit=limit, offset=query.offset)


def _nothing(asked: Asked) -> Element:
    return filters.nothing(
        "/conflicts", asked.query, NOTHING, lambda one: _found(asked, one, 1), "conflict", "conflicts"
    )


def _choices(asked: Asked) -> Mapping[str, Sequence[str]]:
    """Kinds and statuses are those of conflicts here."""
    own = {
        "kinds": tuple(wording.CONFLICT_TYPES),
        "statuses": tuple(wording.CONFLICT_STATES),
        "origins": filters.ORIGINS,
    }
    return {**reads.choices(asked.session), **own}
