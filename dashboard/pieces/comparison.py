"""The sides of a conflict as one table: the same rows for each side, read across, with what differs marked."""

from collections.abc import Sequence
from decimal import Decimal

from core.records.facts import Fact, Report
from dashboard import differing
from dashboard.elements import Content, Element, el
from dashboard.pieces import evidence
from publish.evidence import as_named, each_outlet_first
from words import amounts, days, wording
from words.speech import say

SAYS, WORDS, CHECK, ALSO = say("What it says"), say("In which words"), say("Where to check"), say("Other quotes")
WHAT, CAPTION = say("Compared"), say("The sides beside each other")
NO_OTHER, SIDE = say("none"), say("Side {letter}")
EMPTY_SIDE = say("The reports of this side are no longer among the current articles.")
NO_RULE = say("Sets no rule")
HEADLINE, TEXT = say("the headline"), say("the text")
MORE, LEFT_OUT = say("More quotes"), say("Not listed here: {number}. The downloads hold all of them.")
SHORT_SHOWN = 2
MOST = 50  # other quotes of one side
_DAY_LABELS = {
    "effective_from": say("In force"),
    "effective_until": say("Until"),
    "announced_on": say("Announced"),
    "date": say("Day of the event"),
}


def table(kind: str, sides: Sequence[Sequence[Report]], explanation: str = "") -> Element:
    """The comparison of a conflict of type `kind`; a side without reports says so.

    Whom the conflict's sentence speaks of stands first on its side.
    """
    names = differing.fields(kind, sides)
    ordered = [as_named(explanation, best_first(side, names)) for side in in_reading_order(kind, sides)]
    heads = [_head(place, kind, side) for place, side in enumerate(ordered)]
    rows = [
        _row(SAYS, [_says(kind, side, names) for side in ordered], "says"),
        _row(WORDS, [_words(kind, side, names) for side in ordered]),
        *_told_rows(ordered, names),
        _row(CHECK, [evidence.links(side[0]) if side else None for side in ordered]),
        _row(ALSO, [_also(kind, side, names) for side in ordered]) if any(len(side) > 1 for side in ordered) else None,
    ]
    return el(
        "table",
        el("caption", CAPTION),
        el("thead", el("tr", el("th", WHAT, scope="col"), heads)),
        el("tbody", rows),
        class_="comparison",
    )


def best_first(reports: Sequence[Report], names: Sequence[str]) -> list[Report]:
    """Those first whose words show what differs, that relay nobody and name who speaks; then one of each outlet."""
    return each_outlet_first(sorted(reports, key=lambda one: _weakness(one, names)))


def in_reading_order(kind: str, sides: Sequence[Sequence[Report]]) -> list[Sequence[Report]]:
    """The sides as they are read: a headline stands before the text under it."""
    return sorted(sides, key=lambda side: not _is_headline(side)) if kind == "headline" else list(sides)


def _weakness(report: Report, names: Sequence[str]) -> tuple[bool, bool, bool, bool, str]:
    fact = report.fact
    return (
        not differing.places(report, names),
        fact.reported_via is not None,
        fact.speaker is None and fact.organisation is None,
        fact.headline,
        report.article.published or "9",
    )


def _is_headline(side: Sequence[Report]) -> bool:
    return bool(side) and all(report.fact.headline for report in side)


def _head(place: int, kind: str, side: Sequence[Report]) -> Element:
    outlets = amounts.plural(len({evidence.name(report) for report in side}), "outlet", "outlets")
    articles = amounts.plural(len({report.article.article_id for report in side}), "article", "articles")
    counted = f"{outlets} · {articles} · {amounts.plural(len(side), 'quote', 'quotes')}"
    part = (f": {HEADLINE}" if _is_headline(side) else f": {TEXT}") if kind == "headline" else ""
    return el(
        "th",
        f"{SIDE.fill(letter=_letter(place))}{part}",
        " ",
        el("span", counted, class_="counted"),
        scope="col",
        class_="voice-head",
    )


def _letter(place: int) -> str:
    return chr(ord("A") + place)


def _row(name: str, cells: Sequence[Content], class_: str | None = None) -> Element:
    """One row of the comparison; each cell repeats its side's letter, which a narrow screen shows."""
    shown = [
        el(
            "td",
            el("span", SIDE.fill(letter=_letter(place)), class_="cell-name"),
            el("div", cell),
            class_=f"voice voice-{place}",
        )
        for place, cell in enumerate(cells)
    ]
    return el("tr", el("th", name, scope="row"), shown, class_=class_)


def _says(kind: str, side: Sequence[Report], names: Sequence[str]) -> Content:
    if not side:
        return EMPTY_SIDE
    told = [position(report.fact, names) for report in (side if kind == "derived" else side[:1])]
    return [el("p", el("mark", words)) for words in dict.fromkeys(told)]


def position(fact: Fact, names: Sequence[str]) -> str:
    """What a fact says of what the sides differ in."""
    told = [(label, getattr(fact, name)) for name, label in _DAY_LABELS.items() if name in names]
    dated = [f"{label} {days.in_words(day)}" for label, day in told if day]
    if not dated and "modality" in names and fact.modality is None:
        return f"{NO_RULE}: {wording.slug(fact.subject or fact.topic)}"
    gist = "; ".join(dated) or wording.gist(fact)
    return f"{gist} · {wording.audience(fact.audience)}" if "audience" in names else gist


def _words(kind: str, side: Sequence[Report], names: Sequence[str]) -> Content:
    return evidence.quotation(side[0], differing.places(side[0], names)) if side else None


def _told_rows(sides: Sequence[Sequence[Report]], differing_in: Sequence[str]) -> list[Element]:
    """What the first report of any side tells, in one order; what the other side does not tell is said to be so."""
    told = [evidence.told(side[0]) if side else {} for side in sides]
    said = {"Read as", *(label for name, label in _DAY_LABELS.items() if name in differing_in)}
    names = [name for name in evidence.ROWS if name not in said and any(one.get(name) for one in told)]
    return [
        _row(name, [one.get(name) or el("span", evidence.NOT_TOLD, class_="quiet") for one in told]) for name in names
    ]


def _also(kind: str, side: Sequence[Report], names: Sequence[str]) -> Content:
    others = [evidence.short(report, differing.places(report, names)) for report in side[1 : MOST + 1]]
    rest = len(side) - 1 - MOST
    if not others:
        return el("span", NO_OTHER, class_="quiet")
    folded = others[SHORT_SHOWN:]
    left = el("p", LEFT_OUT.fill(number=amounts.number(Decimal(rest))), class_="small") if rest > 0 else None
    more = el("details", el("summary", f"{MORE} ({len(folded) + max(rest, 0)})"), folded, left) if folded else None
    return [*others[:SHORT_SHOWN], more]
