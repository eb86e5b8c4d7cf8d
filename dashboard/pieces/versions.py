"""The texts that stood at one address one after the other, and what changed from each to the next."""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from core.differences import Difference, differences
from core.records.pages import Article
from dashboard.address import path
from dashboard.elements import Element, el, link
from words import days
from words.speech import say

TITLE, FIRST, THIS = say("Versions of this text"), say("First seen"), say("the one shown here")
LATER = say("An edited text stands at this address now.")
READ_LATEST = say("Read the latest version")
EARLIER, READ_EARLIER = say("Another text stood at this address on that day."), say("Read that version")
CUT, MORE = say("taken out"), say("Further differences: {number}")
PUT = say("put in")
FETCHED = say("Fetched {when}")
_SHOWN = 20  # differences
_AROUND = 60  # characters on either side of one


def notice(shown: Article, known: Sequence[Article], told_by: datetime | None = None) -> Element | None:
    """That a later text is known, where an earlier one is shown; or the one that stood at the instant `told_by`."""
    then = [each.head for each in known if told_by and each.head.retrieved <= told_by]
    if then and then[-1].retrieved < shown.head.retrieved:
        return el("p", EARLIER, " ", link(path("/article", id=then[-1].article_id), READ_EARLIER), class_="notice")
    latest = known[-1].head if known else shown.head
    if then or latest.article_id == shown.head.article_id:
        return None
    return el("p", LATER, " ", link(path("/article", id=latest.article_id), READ_LATEST), class_="notice")


def section(shown: Article, known: Sequence[Article]) -> Element | None:
    """All versions, the latest first, each with its differences from the one before; nothing where there is one."""
    if len(known) < 2:
        return None
    changed = [
        _version(after, shown, differences(before.text, after.text), before) for before, after in pairwise(known)
    ]
    return el("section", el("h2", TITLE), el("ol", [*reversed(changed), _first(known[0], shown)], class_="items"))


def _version(one: Article, shown: Article, found: Sequence[Difference], before: Article) -> Element:
    told = [_difference(each, before.text, one) for each in found[:_SHOWN]]
    rest = el("p", MORE.fill(number=len(found) - _SHOWN), class_="small") if found[_SHOWN:] else None
    return el("li", _head(one, shown), el("ul", told, class_="differences"), rest)


def _first(one: Article, shown: Article) -> Element:
    return el("li", _head(one, shown), el("p", FIRST, class_="small"))


def _head(one: Article, shown: Article) -> Element:
    when = FETCHED.fill(when=days.instant(one.head.retrieved))
    if one.head.article_id == shown.head.article_id:
        return el("h3", when, " · ", THIS)
    return el("h3", link(path("/article", id=one.head.article_id), when))


def _difference(each: Difference, before: str, after: Article) -> Element:
    """The words that went and those that came, with a little of what stands around them."""
    start, end = each.start, each.start + len(each.before)
    parts = [
        before[max(0, start - _AROUND) : start],
        el("del", _unseen(CUT), each.before) if each.before.strip() else None,
        " " if each.before.strip() and each.after.strip() else None,
        el("ins", _unseen(PUT), each.after) if each.after.strip() else None,
        before[end : end + _AROUND],
    ]
    return el("li", parts, lang=after.head.language)


def _unseen(word: str) -> Element:
    """Told to those who do not see that words are struck out or underlined."""
    return el("span", f"{word}: ", class_="ereje-unseen")
