"""A conflict as an item of a list."""

from core.records import Conflict
from dashboard.address import path
from dashboard.elements import Element, el, link
from dashboard.pieces import marks
from words import days, wording
from words.speech import ENGLISH


def conflict_path(conflict: Conflict) -> str:
    """The page of a conflict."""
    return path("/conflict", id=conflict.conflict_id)


def item(conflict: Conflict) -> Element:
    """A conflict in a list: the sentence that tells what differs, then its state and type in words."""
    sides = wording.plural(len(conflict.sides), "side", "sides")
    reports = wording.plural(sum(len(side) for side in conflict.sides), "report", "reports")
    return el(
        "li",
        el("h3", link(conflict_path(conflict), days.spelled(conflict.explanation), lang=ENGLISH)),
        el(
            "p",
            marks.conflict_state(conflict.state),
            wording.CONFLICT_TYPES.get(conflict.type, conflict.type),
            f" · {wording.slug(conflict.severity)}",
            f" · {sides}, {reports}",
            class_="facts-line",
        ),
        class_="conflict",
    )
