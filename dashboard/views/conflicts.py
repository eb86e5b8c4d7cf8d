"""The list of conflicts: reports that do not fit together."""

from collections.abc import Mapping, Sequence

from dashboard.address import PER_PAGE, path
from dashboard.elements import el, link
from dashboard.pieces import conflicts, lists, marks
from dashboard.screen import Asked, Screen
from db import reads
from words import wording
from words.speech import say

TITLE = say("Conflicts")
LEAD = say("Reports that do not fit together. Both sides are shown with their exact words; no side is called right.")
NOTHING = say("No conflict found")
NOTHING_ADVICE = say("Either the reports agree, or none has been read yet. ")
FIELDS = ("q", "topic", "who", "kind", "status", "source", "from", "to", "known")


def view(asked: Asked) -> Screen:
    """Conflicts in the store's order, a page at a time."""
    query = asked.query
    found = reads.conflicts(asked.session, filters=query.filters(), limit=PER_PAGE, offset=query.offset)
    shown = el("ol", conflicts.items(asked, found.items), class_="items")
    body = el(
        "div",
        el("h1", TITLE),
        el("p", LEAD),
        lists.ignored(query),
        lists.filter_form("/conflicts", query, _choices(asked), FIELDS),
        lists.restrictions("/conflicts", query),
        el("p", lists.count(query, found, "conflict", "conflicts"), class_="count"),
        shown if found.items else marks.empty(NOTHING, NOTHING_ADVICE, link(path("/conflicts"), lists.CLEAR)),
        lists.pager("/conflicts", query, found.total),
    )
    return Screen(title=TITLE, body=body, announcement=wording.plural(found.total, "conflict", "conflicts"))


def _choices(asked: Asked) -> Mapping[str, Sequence[str]]:
    """Kinds and statuses are those of conflicts here."""
    own = {"kinds": tuple(wording.CONFLICT_TYPES), "statuses": tuple(wording.CONFLICT_STATES)}
    return {**reads.choices(asked.session), **own}
