"""The first screen: what changed last, what comes next and for whom, what is disputed, how fresh; then all changes."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import TypeAlias

from core.queries import Overview, Page
from core.records import Change
from dashboard.address import PER_PAGE, Query, path
from dashboard.elements import Element, el, link
from dashboard.pieces import changes, conflicts, lists, marks, overview_chart, taking
from dashboard.screen import Asked, Screen
from db import reads
from words import days, wording
from words.speech import say

TITLE = say("Rule changes")
LATEST, NEXT, DISPUTED = say("Changed last"), say("Comes next"), say("Disputed")
NO_LATEST = say("No change has been recorded yet.")
NO_NEXT = say("Nothing we have read comes into force after this day.")
NO_DISPUTE = say("No open conflict between reports.")
ALL_OPEN = say("All conflicts ({number} open)")
FETCHED, ASIDE = say("Pages last fetched {when}"), say("{pages} set aside")
WHICH_SOURCES = say("Which sources")
NOTHING_YET = say("No changes recorded yet")
NOTHING_YET_ADVICE = say("Changes appear here once articles have been collected and read: run “ereje update”.")
NOTHING_FOUND = say("No change fits these filters")
NOTHING_FOUND_ADVICE = say("Take one of the filters away, or ")
FIELDS = ("q", "topic", "who", "status", "country", "from", "to")
HELD = say("Which rules held on a given day")
SHOW_CHART, HIDE_CHART = say("Show a chart below the list"), say("Hide the chart")
COUNTED_FROM = say("“Comes next” is counted from {day}, not from today.")
BACK_TO_TODAY = say("Back to today")
DISPUTED_SHOWN = 3
ORDER = say("newest first, by the day announced, or in force where that is not told")

Turns: TypeAlias = Mapping[str, changes.Turn]


def view(asked: Asked) -> Screen:
    """The timeline; `on` in the address moves the day that “comes next” is counted from."""
    today = asked.query.day("on") or asked.now.date()
    overview = reads.overview(asked.session, today=today)
    found = reads.changes(asked.session, filters=asked.query.filters(), limit=PER_PAGE, offset=asked.query.offset)
    choices = reads.choices(asked.session)
    first = (one for one in (overview.latest, overview.upcoming) if one)
    turns = changes.turns(asked.session, (*first, *found.items))
    body = el(
        "div",
        _strip(asked),
        el("h1", _title(choices.get("jurisdictions", ()))),
        freshness(overview),
        lists.ignored(asked.query),
        el("div", *_answers(asked, overview, turns), class_="answers"),
        _listed(asked, overview, found, choices, turns),
    )
    chart = overview_chart.overview(found.items, turns) if asked.query.one("chart") else None
    return Screen(title=TITLE, body=body, announcement=wording.plural(found.total, "change", "changes"), chart=chart)


def _answers(asked: Asked, overview: Overview, turns: Turns) -> tuple[Element, ...]:
    return (_latest(overview, asked, turns), _next(overview, asked, turns), _disputed(overview, asked))


def _title(jurisdictions: Sequence[str]) -> str:
    """Names the countries where they are few."""
    few = 0 < len(jurisdictions) <= 2
    return f"{TITLE}, {', '.join(map(wording.country, jurisdictions))}" if few else TITLE


def freshness(overview: Overview) -> Element:
    """How fresh and how complete, in one sentence."""
    parts = [
        FETCHED.fill(when=days.instant(overview.last_retrieved)),
        wording.plural(overview.sources, "source", "sources"),
        wording.plural(overview.articles, "article", "articles"),
        wording.plural(overview.facts, "fact", "facts"),
    ]
    pages = wording.plural(overview.skipped, "page", "pages")
    aside = f"; {ASIDE.fill(pages=pages)}" if overview.skipped else ""
    return el("p", " · ".join(parts), aside, ". ", link(path("/sources"), WHICH_SOURCES), class_="freshness")


def _strip(asked: Asked) -> Element | None:
    day = asked.query.day("on")
    if day is None or day == asked.now.date():
        return None
    return el("p", f"{COUNTED_FROM.fill(day=days.in_words(day))} ", link(path("/"), BACK_TO_TODAY), class_="notice")


def _latest(overview: Overview, asked: Asked, turns: Turns) -> Element:
    latest = overview.latest
    shown = changes.headline_of(latest, asked.now.date(), turns[latest.change_id]) if latest else el("p", NO_LATEST)
    return el("section", el("h2", LATEST), shown, class_="answer")


def _next(overview: Overview, asked: Asked, turns: Turns) -> Element:
    today = asked.query.day("on") or asked.now.date()
    upcoming = overview.upcoming
    shown = changes.headline_of(upcoming, today, turns[upcoming.change_id]) if upcoming else el("p", NO_NEXT)
    return el("section", el("h2", NEXT), shown, class_="answer")


def _disputed(overview: Overview, asked: Asked) -> Element:
    if not overview.open_conflicts:
        return el("section", el("h2", DISPUTED), el("p", NO_DISPUTE), class_="answer")
    shown = overview.disputed[:DISPUTED_SHOWN]
    titles = conflicts.titles(asked.session, shown)
    items = [el("li", link(conflicts.conflict_path(one), titles[one.conflict_id])) for one in shown]
    more = link(path("/conflicts"), ALL_OPEN.fill(number=wording.number(Decimal(overview.open_conflicts))))
    return el("section", el("h2", DISPUTED), el("ul", items), el("p", more), class_="answer disputed")


def _listed(
    asked: Asked, overview: Overview, found: Page[Change], choices: Mapping[str, Sequence[str]], turns: Turns
) -> Element:
    if not overview.articles:
        return marks.empty(NOTHING_YET, NOTHING_YET_ADVICE)
    query = asked.query
    advice = (NOTHING_FOUND_ADVICE, link(path("/"), lists.CLEAR.lower()), ".")
    counted = lists.count(query, found, "change", "changes")
    return el(
        "section",
        lists.filter_form("/", query, choices, FIELDS),
        lists.restrictions("/", query),
        el(
            "p",
            f"{counted}, {ORDER}. ",
            link(path("/rules"), HELD),
            " · ",
            _chart_link(asked.query),
            class_="count",
        ),
        taking.row(query),
        _months(found.items, turns) if found.items else marks.empty(NOTHING_FOUND, *advice),
        lists.pager("/", query, found.total),
        aria_label=TITLE,
    )


def _chart_link(query: Query) -> Element:
    others = {name: values for name, values in query.values.items() if name != "chart"}
    if query.one("chart"):
        return link(path("/", others), HIDE_CHART)
    return link(path("/", others, chart="shown"), SHOW_CHART)


def _months(items: tuple[Change, ...], turns: Turns) -> list[Element]:
    grouped = groupby(items, key=lambda change: days.month_of(change.announced_on or change.effective_on))
    return [
        el(
            "section",
            el("h2", month, class_="month"),
            el("ol", [changes.item(one, turns[one.change_id]) for one in group], class_="items"),
        )
        for month, group in grouped
    ]
