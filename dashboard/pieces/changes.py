"""A rule change as an item of a list."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from core.records import Change, Report
from dashboard.address import path
from dashboard.elements import Element, el, link
from dashboard.pieces import marks
from db.reads import named
from publish import titles
from publish.evidence import facts_wanted, typical
from words import days, wording
from words.speech import ENGLISH, chosen, say

FOR = say("For")
NOBODY_TOLD = say("For whom is not told")
BEFORE, AFTER = say("Before"), say("After")
NOT_TOLD = say("not told")
_LONGEST = 150  # characters of a summary on the first screen


@dataclass(frozen=True, slots=True)
class Turn:
    """What held before and what holds after, each in a few words; None where no report tells it.

    `title` is the change in a line in the reader's language, None where its English summary is read.
    """

    before: str | None
    after: str | None
    title: str | None = None


NO_TURN = Turn(None, None)


def turns(session: Session, listed: Iterable[Change]) -> Mapping[str, Turn]:
    """For each change by its id what became what, by the facts it names; one question to the store for all."""
    changed = list(listed)
    known = named(session, (fact_id for one in changed for fact_id in facts_wanted(one)))
    return {one.change_id: _turn(one, known) for one in changed}


def _turn(change: Change, known: Mapping[str, Report]) -> Turn:
    before, after = (typical(change, side, known) for side in (change.before, change.after))
    title = None if chosen().language == ENGLISH else titles.of_change(change, before, after)
    if before and after and before.fact.value is not None and after.fact.value is not None:
        return Turn(wording.amount(before.fact), wording.amount(after.fact), title)
    was, becomes = (wording.gist(report.fact) if report else None for report in (before, after))
    return Turn(was, becomes, title)


def titled(change: Change, turn: Turn) -> str:
    """The change in one line: its summary, or what stands for it in another language than English."""
    return turn.title or days.spelled(change.summary)


def change_path(change: Change) -> str:
    """The page of a change."""
    return path("/change", id=change.change_id)


def item(change: Change, turn: Turn = NO_TURN) -> Element:
    """A change in a list: what, before and after, its status, labelled days, for whom and how many speak for it."""
    return el(
        "li",
        el("h3", link(change_path(change), titled(change, turn))),
        became(turn),
        el("p", marks.status(change.status), " ", dates(change), class_="facts-line"),
        el(
            "p",
            *for_whom(change.audience),
            " · ",
            topic(change),
            " · ",
            wording.voices(change.independent, change.relays),
        ),
        class_="change",
    )


def became(turn: Turn) -> Element | None:
    """Before and after on one line, each with its word; nothing where no report tells either."""
    if not turn.after and not turn.before:
        return None
    before = el("del", turn.before) if turn.before else el("span", NOT_TOLD, class_="quiet")
    after = el("ins", turn.after) if turn.after else el("span", NOT_TOLD, class_="quiet")
    arrow = el("span", " → ", aria_hidden="true", class_="arrow")
    return el(
        "p",
        el("span", el("span", f"{BEFORE}:", class_="label"), " ", before),
        arrow,
        el("span", el("span", f"{AFTER}:", class_="label"), " ", after),
        class_="turn",
    )


def dates(change: Change) -> list[Element]:
    """Both days of a change, each with its label."""
    return [
        marks.day(say("Announced"), change.announced_on),
        el("span", " "),
        marks.day(say("In force"), change.effective_on),
    ]


def for_whom(audience: str | None) -> tuple[Element, str]:
    """To whom something applies, or that nobody says."""
    return (
        (el("span", f"{FOR} ", class_="label"), wording.audience(audience)) if audience else (el("span"), NOBODY_TOLD)
    )


def topic(change: Change) -> str:
    """What the change is about, and where."""
    where = f", {wording.country(change.jurisdiction)}" if change.jurisdiction else ""
    return f"{wording.slug(change.topic, 'Topic not told')}{where}"


def headline_of(change: Change, today: date, turn: Turn = NO_TURN) -> Element:
    """A change on the first screen: short, with how far ahead it is."""
    ahead = days.days_until(change.effective_on, today)
    return el(
        "div",
        el(
            "p",
            link(change_path(change), wording.short(titled(change, turn), _LONGEST)),
            class_="lead",
        ),
        became(turn) if turn.before else None,
        el("p", dates(change), el("strong", f" {ahead}") if ahead else None, class_="facts-line"),
        el("p", *for_whom(change.audience), " · ", wording.voices(change.independent, change.relays)),
    )
