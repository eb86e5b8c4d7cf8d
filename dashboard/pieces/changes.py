"""A rule change as it is read: on the days that the reader stands on, in a line, as an item of a list, on a card."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from core.records.facts import Report
from core.records.findings import Change, ConflictState
from dashboard.address import path
from dashboard.elements import Element, el, link
from dashboard.pieces import clocks, marks, retold
from dashboard.screen import Asked
from db.reads import named, told_at
from db.reads.disputes import judged
from publish import titles
from publish.evidence import facts_wanted, turn
from words import days, wording
from words.speech import ENGLISH, chosen, say

FOR = say("For")
NOBODY_TOLD = say("For whom is not told")
BEFORE, AFTER = say("Before"), say("After")
NOT_TOLD, TOPIC_NOT_TOLD = say("not told"), say("Topic not told")
FIRST_TOLD, IN_FORCE = say("First told of"), say("In force")


@dataclass(frozen=True, slots=True)
class Shown:
    """A change, what held before and what holds after in a few words (None where no report tells it), the whole in a
    line, its status on the day asked about, how a dispute of
    its start was settled (None: not yet), and when it was last news."""

    change: Change
    before: str | None
    after: str | None
    title: str
    status: str | None
    settled: ConflictState | None = None
    news: datetime | None = None


def shown(asked: Asked, listed: Iterable[Change]) -> Mapping[str, Shown]:
    """For each change by its id how it is read; few questions to the store for all."""
    told = retold.as_told(asked.session, listed, clocks.told_by(asked))
    known = named(asked.session, (fact_id for one in told.values() for fact_id in facts_wanted(one)))
    disputed = [one.change_id for one in told.values() if one.disputed]
    states = judged(asked.session, disputed, known=clocks.told_by(asked))
    news = told_at(asked.session, subjects=told) if clocks.told_by(asked) is None else {}
    shown = {ident: _shown(asked, one, known, states.get(ident)) for ident, one in told.items()}
    return {ident: replace(one, news=news.get(ident)) for ident, one in shown.items()}


def _shown(asked: Asked, change: Change, known: Mapping[str, Report], settled: ConflictState | None) -> Shown:
    before, after = turn(change, known)
    english = chosen().language == ENGLISH
    title = days.spelled(change.summary) if english else titles.of_change(change, before, after, settled=settled)
    status = wording.status_on(change, clocks.on(asked))
    return Shown(change, *titles.sides(before, after), title, status, settled)


def change_path(change: Change) -> str:
    """The page of a change."""
    return path("/change", id=change.change_id)


def item(one: Shown) -> Element:
    """A change in a list: what, before and after, its status, labelled days, for whom and how many speak for it."""
    change = one.change
    return el(
        "li",
        el("h3", link(change_path(change), one.title)),
        None if _is_told(one) else became(one),
        el("p", marks.status(one.status), " ", marks.news(one.news), dates(one), class_="facts-line"),
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


def _is_told(one: Shown) -> bool:
    """Whether the line above tells before and after already."""
    title = _letters(one.title)
    return all(part is None or _letters(part) in title for part in (one.before, one.after))


def _letters(text: str) -> str:
    """A text without the marks around and within it, by which a quote is told in a sentence."""
    return re.sub(r"\W", "", text)


def became(one: Shown) -> Element | None:
    """Before and after on one line, each with its word; nothing where no report tells either."""
    if not one.after and not one.before:
        return None
    if not one.before:
        return el("p", el("span", f"{AFTER}:", class_="label"), " ", el("ins", one.after), class_="turn")
    before = el("del", one.before)
    after = el("ins", one.after) if one.after else el("span", NOT_TOLD, class_="quiet")
    arrow = el("span", " → ", aria_hidden="true", class_="arrow")
    return el(
        "p",
        el("span", el("span", f"{BEFORE}:", class_="label"), " ", before),
        arrow,
        el("span", el("span", f"{AFTER}:", class_="label"), " ", after),
        class_="turn",
    )


def dates(one: Shown) -> list[Element]:
    """Both days of a change, each with its label; of one that nobody dates, the day on which it was first told of."""
    change = one.change
    return [
        marks.day(say("Announced") if change.announced_on else FIRST_TOLD, wording.told_on(change)),
        el("span", " "),
        start(one),
    ]


def start(one: Shown) -> Element:
    """The day on which it begins to hold, or those between which reports differ."""
    change = one.change
    if change.disputed:
        told = el("time", wording.disputed_start(change, one.settled), datetime=change.effective_on)
        return el("span", el("span", IN_FORCE, class_="label"), " ", told, class_="day")
    return marks.day(IN_FORCE, change.effective_on)


def for_whom(audience: str | None) -> tuple[Element, str]:
    """To whom something applies, or that nobody says."""
    return (
        (el("span", f"{FOR} ", class_="label"), wording.audience(audience)) if audience else (el("span"), NOBODY_TOLD)
    )


def topic(change: Change) -> str:
    """What the change is about, and where."""
    where = f", {wording.country(change.jurisdiction)}" if change.jurisdiction else ""
    return f"{wording.slug(change.topic, TOPIC_NOT_TOLD)}{where}"


def card(one: Shown, asked: Asked) -> Element:
    """A change on the first screen, with how far ahead it is."""
    change = one.change
    ahead = None if change.disputed else days.days_until(change.effective_on, clocks.on(asked))
    return el(
        "div",
        el("p", link(change_path(change), one.title), class_="lead"),
        became(one) if one.before and not _is_told(one) else None,
        el("p", dates(one), el("strong", f" {ahead}") if ahead else None, class_="facts-line"),
        el("p", *for_whom(change.audience), " · ", wording.voices(change.independent, change.relays)),
    )
