"""A conflict as an item of a list."""

from collections.abc import Iterable, Mapping

from sqlmodel import Session

from core.records.findings import Conflict
from dashboard.address import path
from dashboard.elements import Element, el, link
from dashboard.pieces import marks
from db.reads import named
from publish.evidence import facts_wanted, quoted
from publish.titles import of_conflict
from words import amounts, days, wording
from words.speech import ENGLISH, chosen, say

KNOWN = say("Known to us")


def conflict_path(conflict: Conflict) -> str:
    """The page of a conflict."""
    return path("/conflict", id=conflict.conflict_id)


def titles(session: Session, listed: Iterable[Conflict]) -> Mapping[str, str]:
    """For each conflict by its id what differs, in the reader's language; one question to the store for all."""
    shown = list(listed)
    if chosen().language == ENGLISH:
        return {one.conflict_id: days.spelled(one.explanation) for one in shown}
    known = named(session, (fact_id for one in shown for fact_id in facts_wanted(one)))
    return {one.conflict_id: of_conflict(one, quoted(one, known)) for one in shown}


def kind(conflict: Conflict, title: str) -> list[str]:
    """In what the reports differ, unless the title above begins with it."""
    words = str(wording.CONFLICT_TYPES.get(conflict.type, conflict.type))
    return [] if title.startswith(words) else [words]


def item(conflict: Conflict, title: str, *, heading: str = "h2") -> Element:
    """A conflict in a list: what differs, then its state and type in words; `heading` is that of the list's depth."""
    sides = amounts.plural(len(conflict.sides), "side", "sides")
    reports = amounts.plural(sum(len(side) for side in conflict.sides), "report", "reports")
    return el(
        "li",
        el(heading, link(conflict_path(conflict), title)),
        el(
            "p",
            marks.conflict_state(conflict.state),
            " · ".join((*kind(conflict, title), wording.slug(conflict.severity), f"{sides}, {reports}")),
            " · ",
            marks.day(KNOWN, conflict.known_from.date().isoformat()),
            class_="facts-line",
        ),
        class_="conflict",
    )
