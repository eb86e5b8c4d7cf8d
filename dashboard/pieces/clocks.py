"""The two days that a reader stands on: said on every page where they are not today's, with the way back."""

from collections.abc import Collection
from datetime import date, datetime

from core.queries import end_of
from core.records.pages import ArticleHead
from dashboard.address import CLOCKS, Query, path
from dashboard.elements import Element, el, link
from dashboard.screen import Asked
from db.mapping import instants
from words import days
from words.speech import say

SHOWING = say("Showing rules in force on {on}, as known at the end of {known}")
SHOWING_KNOWN = say("Showing what was known at the end of {known}; the day in force changes nothing here")
NOT_HERE = say("You stand on {on}, as known at the end of {known}; this page tells of today")
BACK = say("Back to today")
NOT_YET_KNOWN = say("At the end of {day} this was not yet known to us.")
READ_TODAY = say("Read it as it is known today")
LATER = say("Reports of later days are left out here.")
_TODAY = frozenset({"sources", "subscriptions", "about", "account"})
_KNOWN_ALONE = frozenset({"conflicts", "conflict", "article"})


def on(asked: Asked) -> date:
    """The day in the world that the reader asks about."""
    return asked.query.day("on") or asked.now.date()


def told_by(asked: Asked) -> datetime | None:
    """The end of the last day whose news counts; None where all does."""
    day = asked.query.day("known")
    return end_of(day, asked.zone) if day else None


def strip(page: str, query: Query, today: date) -> Element | None:
    """On which days the reader stands, if not on today; the filters stay when they go back."""
    elsewhere = {name: query.day(name) for name in CLOCKS if query.day(name) not in (None, today)}
    if not elsewhere:
        return None
    words = NOT_HERE if page in _TODAY else SHOWING_KNOWN if page in _KNOWN_ALONE else SHOWING
    told = {name: days.in_words(elsewhere.get(name) or today) for name in CLOCKS}
    kept = {name: values for name, values in query.values.items() if name != "page"}
    back = link(path(f"/{page}", kept, clocks=False), BACK)
    return el("p", words.fill(**told), " · ", back, class_="notice strip")


def hidden(query: Query, fields: Collection[str] = ()) -> list[Element]:
    """The days that a form's answer keeps, where it has no field for them."""
    kept = {name: value for name, value in query.clocks().items() if name not in fields}
    return [el("input", type="hidden", name=name, value=value) for name, value in kept.items()]


def out_from(article: ArticleHead) -> datetime:
    """Since when an article was out, as db.reads.clocks counts it."""
    return instants(article.published)[0] or article.retrieved


def not_yet_known(asked: Asked, known_from: datetime, page: str) -> Element | None:
    """That something was not known at the end of the day asked for, and the way to what is known of it now."""
    then = told_by(asked)
    return None if then is None or then >= known_from else unknown_then(asked, page)


def unknown_then(asked: Asked, page: str) -> Element:
    """The same, of what no report by then makes."""
    today = path(page, {"id": (asked.query.one("id") or "",)}, clocks=False)
    said = NOT_YET_KNOWN.fill(day=days.in_words(asked.query.day("known")))
    return el("div", el("p", said), el("p", link(today, READ_TODAY)), class_="empty")
