"""The rules that held on one day, as they were known on another."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from itertools import groupby

from core.queries import Page, end_of
from core.records.facts import Report
from core.records.findings import RuleVersion
from dashboard.address import PER_PAGE, Query
from dashboard.elements import Element, el
from dashboard.pieces import evidence, filters, lists, marks
from dashboard.screen import Asked, Screen
from db import reads
from words import amounts, days, wording
from words.speech import say

TITLE = say("Rules in force")
LEAD = say(
    "Two clocks: the day a rule holds in the world, and the day we had been told of it. Rules as single reports tell"
    " them; those whose first day nobody tells stand last under their topic."
)
FIELDS = ("on", "known", "topic", "who", "country")
NOTHING = say("No rule is known to have held then")
NOTHING_ADVICE = say("Try another day, or look among all facts.")
NOT_HELD = say("Told, but not as in force: planned, denied, over, or announced without a day")
OTHER = say("Topic not told")
CLOCKS = say("in force on {on}, as known on {known}")
REPORTED, BY, ONE_OF_THEM = say("Reported as {status}"), say("by {outlet}"), say("one of them by {outlet}")
COUNTRY, FOR_WHOM = say("Country"), say("For whom")
NO_END, FROM, TO = say("No end told"), say("From"), say("To, not included")


def view(asked: Asked) -> Screen:
    """`on` and `known` in the address; both are today where they are not given."""
    today = asked.now.date()
    on, known = asked.query.day("on") or today, asked.query.day("known") or today
    held, others = (_found(asked, on, end_of(known, asked.zone), held=held) for held in (True, False))
    counted = amounts.plural(held.total, "rule", "rules")
    counted = lists.OVER.fill(counted=counted) if held.more else counted
    sentence = f"{counted}; {CLOCKS.fill(on=days.in_words(on), known=days.in_words(known))}"
    shown = Query({**asked.query.values, "on": (on.isoformat(),), "known": (known.isoformat(),)})
    body = el(
        "div",
        el("h1", TITLE),
        el("p", LEAD),
        filters.filter_form("/rules", shown, reads.choices(asked.session), FIELDS),
        filters.restrictions("/rules", asked.query),
        el("p", sentence, class_="count"),
        _by_topic(asked, held.items) if held.items else marks.empty(NOTHING, NOTHING_ADVICE),
        lists.pager("/rules", asked.query, held.total),
        _others(asked, others),
    )
    return Screen(title=f"{TITLE}, {days.in_words(on)}", body=body, announcement=sentence)


def _found(asked: Asked, on: date, known: datetime, *, held: bool) -> Page[RuleVersion]:
    """One page of the rules that held, or the first of those that were told of and did not."""
    offset = asked.query.offset if held else 0
    return reads.rules_in_force(
        asked.session,
        on=on,
        known=known,
        held=held,
        filters=asked.query.matter(),
        limit=PER_PAGE,
        offset=offset,
    )


def _by_topic(asked: Asked, shown: Sequence[RuleVersion]) -> list[Element]:
    """One page of the rules under their topics."""
    known = _reports(asked, shown)
    groups = groupby(shown, key=lambda one: wording.slug(one.topic, OTHER))
    return [
        el(
            "section",
            el("h2", topic, class_="month"),
            el("ol", [_version(one, known) for one in group], class_="items"),
        )
        for topic, group in groups
    ]


def _others(asked: Asked, others: Page[RuleVersion]) -> Element | None:
    if not others.items:
        return None
    known = _reports(asked, others.items)
    items = el("ol", [_version(version, known) for version in others.items], class_="items")
    return el("details", el("summary", f"{NOT_HELD} ({others.total})"), items)


def _reports(asked: Asked, versions: Sequence[RuleVersion]) -> Mapping[str, Report]:
    """The report that stands for each version; one question to the store for all."""
    return reads.named(asked.session, (version.evidence[0] for version in versions if version.evidence))


def _version(version: RuleVersion, known: Mapping[str, Report]) -> Element:
    report = known.get(version.evidence[0]) if version.evidence else None
    more = amounts.plural(len(version.evidence), "quote", "quotes")
    told = f", {ONE_OF_THEM.fill(outlet=evidence.outlet(report))}" if report and len(version.evidence) > 1 else None
    told = f" {BY.fill(outlet=evidence.outlet(report))}" if report and told is None else told
    words = el("h3", wording.quoted(report.fact.quote.text), lang=report.article.language) if report else None
    return el(
        "li",
        words or el("h3", wording.RULE),
        _tags(version, report),
        el(
            "p",
            marks.day(FROM, _text(version.valid_from)),
            " ",
            _until(version),
            _reported_as(version),
            class_="facts-line",
        ),
        el("p", more, told, class_="by"),
        evidence.links(report) if report else None,
        class_="rule",
    )


def _tags(version: RuleVersion, report: Report | None) -> Element:
    """The fields by which it was filed, each with its name: no two of them say what the rule says."""
    told = [(f"{name}: ", value) for name, value in wording.tags(version)]
    told.append((f"{FOR_WHOM}: ", wording.audience(version.audience)))
    told += [(f"{COUNTRY}: ", wording.country(version.jurisdiction))] if version.jurisdiction else []
    told += [("", str(evidence.HEADLINE))] if report and report.fact.headline else []
    return el("ul", [el("li", el("span", name, class_="label"), value) for name, value in told], class_="tags")


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
