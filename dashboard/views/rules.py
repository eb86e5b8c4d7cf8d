"""The rules that held on one day, as they were known on another."""

from datetime import date

from core.queries import InForce
from core.records import RuleVersion
from dashboard import days, wording
from dashboard.address import end_of
from dashboard.elements import Element, el, link
from dashboard.pieces import evidence, marks
from dashboard.screen import Asked, Screen
from db import reads

TITLE = "Rules in force"
LEAD = "Two clocks: the day a rule holds in the world, and the day we had been told of it."
ON, KNOWN, SHOW = "In force on", "As known at the end of", "Show"
NOTHING = "No rule is known to have held then"
NOTHING_ADVICE = "Rules without a day from which they hold are not listed. Try another day."
TODAY = "Back to today"


def view(asked: Asked) -> Screen:
    """`on` and `known` in the address; both are today where they are not given."""
    today = asked.now.date()
    on, known = asked.query.day("on") or today, asked.query.day("known") or today
    found = reads.rules_in_force(asked.session, on=on, known=end_of(known))
    shown = [_version(asked, version) for version in found.versions]
    counted = wording.plural(len(shown), "rule", "rules")
    sentence = f"{counted} in force on {days.in_words(on)}, as known on {days.in_words(known)}"
    body = el(
        "div",
        el("h1", TITLE),
        el("p", LEAD),
        _form(on, known),
        _strip(sentence, (on, known) != (today, today)),
        _listed(found, shown),
    )
    return Screen(title=f"{TITLE} on {days.in_words(on)}", body=body, announcement=sentence)


def _form(on: date, known: date) -> Element:
    fields = [
        el("div", el("label", label, for_=f"day-{name}"), _day_input(name, day), class_="field")
        for name, label, day in (("on", ON, on), ("known", KNOWN, known))
    ]
    act = el("div", el("button", SHOW, type="submit"), class_="field act")
    return el("form", fields, act, method="get", action="/rules", class_="filters", aria_label=TITLE)


def _day_input(name: str, day: date) -> Element:
    return el("input", type="date", id=f"day-{name}", name=name, value=day.isoformat())


def _strip(sentence: str, elsewhere: bool) -> Element:
    if not elsewhere:
        return el("p", sentence, ".", class_="count")
    return el("p", sentence, ". ", link("/rules", TODAY), class_="notice")


def _listed(found: InForce, shown: list[Element]) -> Element:
    if not found.versions:
        return marks.empty(NOTHING, NOTHING_ADVICE)
    return el("ol", shown, class_="items")


def _version(asked: Asked, version: RuleVersion) -> Element:
    report = reads.fact(asked.session, fact_id=version.evidence[0]) if version.evidence else None
    more = wording.plural(len(version.evidence), "report", "reports")
    return el(
        "li",
        el("h3", wording.rule(version)),
        el(
            "p",
            marks.day("From", _text(version.valid_from)),
            " ",
            _until(version),
            _reported_as(version),
            class_="facts-line",
        ),
        el("p", el("span", "For ", class_="label"), wording.audience(version.audience), f" · {more}"),
        evidence.quotation(report) if report else None,
        evidence.links(report) if report else None,
        class_="rule",
    )


def _until(version: RuleVersion) -> Element:
    if version.valid_to is None:
        return el("span", "No end told", class_="day")
    return marks.day("To, not included", _text(version.valid_to))


def _reported_as(version: RuleVersion) -> Element | None:
    """The status the reports gave it then, which need not be the one it has on the day asked for."""
    words = wording.STATUSES.get(version.status or "")
    return el("span", f"Reported as {words[1].lower()}", class_="quiet") if words else None


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None
