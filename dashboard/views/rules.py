"""The rules that held on one day, as they were known on another."""

from datetime import date
from itertools import groupby

from core.records import RuleVersion
from dashboard.address import PER_PAGE, end_of, path
from dashboard.elements import Element, el, link
from dashboard.pieces import changes, evidence, lists, marks
from dashboard.screen import Asked, Screen
from db import reads
from words import days, wording
from words.speech import say

TITLE = say("Rules in force")
LEAD = say(
    "Two clocks: the day a rule holds in the world, and the day we had been told of it. Rules as single reports tell"
    " them; those whose first day nobody tells stand last under their topic."
)
ON, KNOWN, SHOW = say("In force on"), say("As known at the end of"), say("Show")
NOTHING = say("No rule is known to have held then")
NOTHING_ADVICE = say("Try another day, or look among all facts.")
NOT_HELD = say("Told, but not as in force: planned, denied, over, or announced without a day")
OTHER = say("Topic not told")
CLOCKS = say("in force on {on}, as known on {known}")
REPORTED, BY, ONE_OF_THEM = say("Reported as {status}"), say("by {outlet}"), say("one of them by {outlet}")
NO_END, FROM, TO = say("No end told"), say("From"), say("To, not included")
TODAY = say("Back to today")


def view(asked: Asked) -> Screen:
    """`on` and `known` in the address; both are today where they are not given."""
    today = asked.now.date()
    on, known = asked.query.day("on") or today, asked.query.day("known") or today
    versions = reads.rules_in_force(asked.session, on=on, known=end_of(known)).versions
    held = [version for version in versions if _held(version)]
    others = [version for version in versions if not _held(version)]
    counted = wording.plural(len(held), "rule", "rules")
    sentence = f"{counted}; {CLOCKS.fill(on=days.in_words(on), known=days.in_words(known))}"
    body = el(
        "div",
        el("h1", TITLE),
        el("p", LEAD),
        lists.ignored(asked.query),
        _form(on, known),
        _strip(sentence, (on, known) != (today, today)),
        _by_topic(asked, held) if held else marks.empty(NOTHING, NOTHING_ADVICE),
        lists.pager("/rules", asked.query, len(held)),
        _others(asked, others),
    )
    return Screen(title=f"{TITLE}, {days.in_words(on)}", body=body, announcement=sentence)


def _held(version: RuleVersion) -> bool:
    """A plan, a denial, what is over, and what is announced without a day are told, but not as holding."""
    dated = version.valid_from is not None
    return version.status in (None, "in-force") or (version.status in ("announced", "superseded") and dated)


def _form(on: date, known: date) -> Element:
    fields = [
        el("div", el("label", label, for_=f"day-{name}"), _day_input(name, day), class_="field")
        for name, label, day in (("on", ON, on), ("known", KNOWN, known))
    ]
    act = el("div", el("button", SHOW, type="submit"), class_="field act")
    return el("form", fields, lists.spoken(), act, method="get", action="/rules", class_="filters", aria_label=TITLE)


def _day_input(name: str, day: date) -> Element:
    return el("input", type="date", id=f"day-{name}", name=name, value=day.isoformat())


def _strip(sentence: str, elsewhere: bool) -> Element:
    if not elsewhere:
        return el("p", sentence, ".", class_="count")
    return el("p", sentence, ". ", link(path("/rules"), TODAY), class_="notice")


def _by_topic(asked: Asked, held: list[RuleVersion]) -> list[Element]:
    """One page of the rules under their topics; those whose first day is known stand first."""
    ordered = sorted(held, key=lambda one: (wording.slug(one.topic, OTHER), one.valid_from is None))
    shown = ordered[asked.query.offset : asked.query.offset + PER_PAGE]
    groups = groupby(shown, key=lambda one: wording.slug(one.topic, OTHER))
    return [
        el(
            "section",
            el("h2", topic, class_="month"),
            el("ol", [_version(asked, one) for one in group], class_="items"),
        )
        for topic, group in groups
    ]


def _others(asked: Asked, others: list[RuleVersion]) -> Element | None:
    if not others:
        return None
    items = el("ol", [_version(asked, version) for version in others[:PER_PAGE]], class_="items")
    return el("details", el("summary", f"{NOT_HELD} ({len(others)})"), items)


def _version(asked: Asked, version: RuleVersion) -> Element:
    report = reads.fact(asked.session, fact_id=version.evidence[0]) if version.evidence else None
    more = wording.plural(len(version.evidence), "report", "reports")
    told = f", {ONE_OF_THEM.fill(outlet=evidence.outlet(report))}" if report and len(version.evidence) > 1 else None
    told = f" {BY.fill(outlet=evidence.outlet(report))}" if report and told is None else told
    return el(
        "li",
        el("h3", wording.rule(version)),
        el(
            "p",
            marks.day(FROM, _text(version.valid_from)),
            " ",
            _until(version),
            _reported_as(version),
            class_="facts-line",
        ),
        el("p", *changes.for_whom(version.audience), f" · {more}", told),
        evidence.quotation(report) if report else None,
        evidence.links(report) if report else None,
        class_="rule",
    )


def _until(version: RuleVersion) -> Element:
    if version.valid_to is None:
        return el("span", NO_END, class_="day")
    return marks.day(TO, _text(version.valid_to))


def _reported_as(version: RuleVersion) -> Element | None:
    """The status the reports gave it then, which need not be the one it has on the day asked for."""
    words = wording.STATUSES.get(version.status or "")
    return el("span", REPORTED.fill(status=words[1].lower()), class_="quiet") if words else None


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None
