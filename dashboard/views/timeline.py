"""The first screen: what changed last, what comes next and for whom, what is disputed, how fresh; then all changes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from core.queries import Overview, Page
from core.records.findings import Change
from dashboard.address import PER_PAGE, Query, path
from dashboard.elements import Element, el, link
from dashboard.pieces import changes, clocks, conflicts, filters, freshness, lists, marks, overview_chart, taking
from dashboard.screen import Asked, Screen
from db import reads
from words import amounts, days, wording
from words.speech import say

TITLE = say("Rule changes")
LATEST, NEXT, DISPUTED = say("Changed last"), say("Comes next"), say("Disputed")
BOTH = say("Changed last, and comes next")
NO_LATEST = say("No change has been recorded yet.")
NO_NEXT = say("Nothing we have read comes into force after this day.")
NO_DISPUTE = say("No open conflict between reports.")
ALL_OPEN = say("All conflicts ({number} open)")
NOTHING_YET = say("No changes recorded yet")
NOTHING_YET_ADVICE = say("Changes appear here once articles have been collected and read: run “ereje update”.")
NOTHING_FOUND = say("No change fits these filters")
NOTHING_THEN = say("At the end of {day} no change was known to us")
FIELDS = ("q", "topic", "who", "status", "country", "origins", "from", "to", "on", "known")
HELD = say("Which rules held on a given day")
SHOW_CHART, HIDE_CHART = say("Show a chart below the list"), say("Hide the chart")
DISPUTED_SHOWN = 3
ORDER = say("newest first, by the day announced, or first told of where nobody dates that")


def view(asked: Asked) -> Screen:
    """The timeline, as it was known on the day `known` and with what holds on the day `on`."""
    overview = reads.overview(asked.session, today=clocks.on(asked), known=clocks.told_by(asked))
    found = _found(asked, asked.query, PER_PAGE)
    choices = {**reads.choices(asked.session), "origins": filters.ORIGINS}
    first = (one for one in (overview.latest, overview.upcoming) if one)
    shown = changes.shown(asked, (*first, *found.items))
    listed = [shown[one.change_id] for one in found.items if one.change_id in shown]
    found = replace(found, items=found.items[: len(listed)], total=found.total - len(found.items) + len(listed))
    chart = overview_chart.overview(listed, clocks.on(asked)) if asked.query.one("chart") else None
    body = el(
        "div",
        el("h1", _title(choices.get("jurisdictions", ()))),
        freshness.line(asked, overview),
        el(
            "div",
            *_changed(overview, asked, shown),
            _disputed(overview, asked),
            class_="answers",
        ),
        _listed(asked, overview, found, choices, listed),
        overview_chart.in_words(chart) if chart else None,
    )
    return Screen(title=TITLE, body=body, announcement=lists.counted(found, "change", "changes"), chart=chart)


def _found(asked: Asked, query: Query, limit: int) -> Page[Change]:
    wanted = replace(query.filters(asked.zone), on=clocks.on(asked))  # a status is that of the day asked about
    return reads.changes(asked.session, filters=wanted, limit=limit, offset=query.offset)


def _nothing(asked: Asked) -> Element:
    day = asked.query.day("known")
    title = NOTHING_FOUND if asked.query.filtering() or day is None else NOTHING_THEN.fill(day=days.in_words(day))
    return filters.nothing("/", asked.query, title, lambda one: _found(asked, one, 1), "change", "changes")


def _title(jurisdictions: Sequence[str]) -> str:
    """Names the countries where they are few."""
    few = 0 < len(jurisdictions) <= 2
    return f"{TITLE}, {', '.join(map(wording.country, jurisdictions))}" if few else TITLE


def _changed(overview: Overview, asked: Asked, shown: Mapping[str, changes.Shown]) -> list[Element]:
    """What changed last and what comes next; one card where that is the same change."""
    latest = overview.latest if overview.latest and overview.latest.change_id in shown else None
    upcoming = overview.upcoming if overview.upcoming and _is_ahead(overview.upcoming, asked, shown) else None
    if latest and upcoming and latest.change_id == upcoming.change_id:
        card = changes.card(shown[latest.change_id], asked)
        return [el("section", el("h2", BOTH), card, class_="answer both")]
    return [_answer(LATEST, NO_LATEST, latest, asked, shown), _answer(NEXT, NO_NEXT, upcoming, asked, shown)]


def _is_ahead(change: Change, asked: Asked, shown: Mapping[str, changes.Shown]) -> bool:
    """Whether it was still to come as it was told by the day asked for."""
    one = shown.get(change.change_id)
    return one is not None and (one.change.effective_on or "") > clocks.on(asked).isoformat()


def _answer(
    title: str, nothing: str, change: Change | None, asked: Asked, shown: Mapping[str, changes.Shown]
) -> Element:
    told = changes.card(shown[change.change_id], asked) if change else el("p", nothing)
    return el("section", el("h2", title), told, class_="answer")


def _disputed(overview: Overview, asked: Asked) -> Element:
    if not overview.open_conflicts:
        return el("section", el("h2", DISPUTED), el("p", NO_DISPUTE), class_="answer")
    shown = overview.disputed[:DISPUTED_SHOWN]
    titles = conflicts.titles(asked.session, shown)
    items = [el("li", link(conflicts.conflict_path(one), titles[one.conflict_id])) for one in shown]
    more = link(path("/conflicts"), ALL_OPEN.fill(number=amounts.number(Decimal(overview.open_conflicts))))
    return el("section", el("h2", DISPUTED), el("ul", items), el("p", more), class_="answer disputed")


def _listed(
    asked: Asked,
    overview: Overview,
    found: Page[Change],
    choices: Mapping[str, Sequence[str]],
    listed: Sequence[changes.Shown],
) -> Element:
    if not overview.articles and clocks.told_by(asked) is None:
        return marks.empty(NOTHING_YET, NOTHING_YET_ADVICE)
    query = asked.query
    counted = lists.count(query, found, "change", "changes")
    return el(
        "section",
        filters.filter_form("/", query, choices, FIELDS),
        filters.restrictions("/", query),
        el(
            "p",
            f"{counted}, {ORDER}. ",
            link(path("/rules"), HELD),
            " · ",
            _chart_link(asked.query),
            class_="count",
        ),
        taking.row(query),
        _months(listed) if listed else _nothing(asked),
        lists.pager("/", query, found.total),
        aria_label=TITLE,
    )


def _chart_link(query: Query) -> Element:
    others = {name: values for name, values in query.values.items() if name != "chart"}
    if query.one("chart"):
        return link(path("/", others), HIDE_CHART)
    return link(path("/", others, chart="shown"), SHOW_CHART)


def _months(listed: Sequence[changes.Shown]) -> list[Element]:
    # Listed by days of UTC, of which one may be another month's by the reader's clocks.
    grouped: dict[str, list[changes.Shown]] = {}
    for one in listed:
        grouped.setdefault(days.month_of(wording.told_on(one.change)), []).append(one)
    return [
        el(
            "section",
            el("h2", month, class_="month"),
            el("ol", [changes.item(one) for one in group], class_="items"),
        )
        for month, group in grouped.items()
    ]
