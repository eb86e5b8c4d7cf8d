"""A rule change as an item of a list."""

from datetime import date

from core.records import Change
from dashboard import days, wording
from dashboard.address import path
from dashboard.elements import Element, el, link
from dashboard.pieces import marks

NOBODY_TOLD = "For whom is not told"


def change_path(change: Change) -> str:
    """The page of a change."""
    return path("/change", id=change.change_id)


def item(change: Change) -> Element:
    """A change in a list: what, its status, for whom, its labelled days and how many speak for it."""
    return el(
        "li",
        el("h3", link(change_path(change), change.summary)),
        el("p", marks.status(change.status), " ", dates(change), class_="facts-line"),
        el(
            "p",
            *for_whom(change.audience),
            " · ",
            topic(change),
            " · ",
            voices(change),
        ),
        class_="change",
    )


def dates(change: Change) -> list[Element]:
    """Both days of a change, each with its label."""
    return [marks.day("Announced", change.announced_on), el("span", " "), marks.day("In force", change.effective_on)]


def for_whom(audience: str | None) -> tuple[Element, str]:
    """To whom something applies, or that nobody says."""
    return (el("span", "For ", class_="label"), wording.audience(audience)) if audience else (el("span"), NOBODY_TOLD)


def topic(change: Change) -> str:
    """What the change is about, and where."""
    where = f", {wording.country(change.jurisdiction)}" if change.jurisdiction else ""
    return f"{wording.slug(change.topic, 'Topic not told')}{where}"


def voices(change: Change) -> str:
    """How many speak for themselves and how many pass it on."""
    own = wording.plural(change.independent, "independent origin", "independent origins")
    return own + (f", {wording.plural(change.relays, 'relay', 'relays')}" if change.relays else "")


def headline_of(change: Change, today: date) -> Element:
    """A change on the first screen: short, with how far ahead it is."""
    ahead = days.days_until(change.effective_on, today)
    return el(
        "div",
        el("p", link(change_path(change), wording.short(change.summary)), class_="lead"),
        el("p", dates(change), el("strong", f" {ahead}") if ahead else None, class_="facts-line"),
        el("p", *for_whom(change.audience), " · ", voices(change)),
    )
