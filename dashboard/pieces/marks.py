"""Small marks: a state by shape and word, a day with its label, rows of a definition list."""

from datetime import datetime

from dashboard.elements import Content, Element, el
from words import days, wording
from words.speech import say

NEW = say("New since your last visit")


def status(code: str | None) -> Element:
    """A rule's status as mark and word; one that is not told is said to be so."""
    mark, word = wording.STATUSES.get(code or "", ("·", say("Status not told")))
    return el(
        "span", el("span", mark, aria_hidden="true", class_="mark"), f" {word}", class_=f"state s-{code or 'none'}"
    )


def conflict_state(code: str) -> Element:
    """Whether a conflict is open, as mark and word."""
    mark, word = wording.CONFLICT_STATES.get(code, ("·", code))
    return el("span", el("span", mark, aria_hidden="true", class_="mark"), f" {word}", class_=f"state c-{code}")


def day(label: str, text: str | None) -> Element:
    """A labelled day; no day is ever shown without saying what happened on it."""
    shown = el("time", days.in_words(text), datetime=text) if text and "/" not in text else days.in_words(text)
    return el("span", el("span", label if text else f"{label}:", class_="label"), " ", shown, class_="day")


def rows(*pairs: tuple[str, Content]) -> Element:
    """A definition list of what is known; pairs without content are left out."""
    return el("dl", [el("div", el("dt", name), el("dd", content)) for name, content in pairs if content], class_="rows")


def empty(title: str, *advice: Content, more: Element | None = None) -> Element:
    """What stands where nothing is to be shown: why, and what to do next."""
    shown = el("p", *advice) if advice else None
    return el("div", el("h2", title), shown, more, class_="empty")


def news(at: datetime | None) -> Element | None:
    """That something was news since the reader's last visit, which their browser alone knows: it shows this or not."""
    return el("time", NEW, datetime=at.isoformat(timespec="seconds"), class_="news") if at else None
