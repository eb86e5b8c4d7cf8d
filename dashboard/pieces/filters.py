"""Filters of a list: a plain form, what restricts the list as links, and what there would be without each."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from core.queries import Page
from dashboard.address import LANGUAGE, MATTER, Query, path
from dashboard.elements import Element, Node, el, link
from dashboard.pieces import clocks, lists, marks
from words import days, wording
from words.speech import chosen, say

LABELS = {
    "topic": say("Topic"),
    "who": say("For whom"),
    "country": say("Country"),
    "kind": say("Kind"),
    "status": say("Status"),
    "source": say("Source"),
    "language": say("Language"),
    "origins": say("Independent origins"),
    "q": say("Words"),
    "from": say("Published from"),
    "to": say("Published to"),
    "on": say("In force on"),
    "known": say("As known at the end of"),
}
# Of changes and conflicts these are the days on which they were first told of.
_TOLD = {"from": say("First told from"), "to": say("First told to")}
_CHOICES = {
    "topic": "topics",
    "who": "audiences",
    "country": "jurisdictions",
    "kind": "kinds",
    "status": "statuses",
    "source": "sources",
    "language": "languages",
    "origins": "origins",
}
AT_LEAST, ORIGINS = say("at least {number}"), ("2", "3", "5")
_NAMES: Mapping[str, Callable[[str], str]] = {
    "topic": wording.slug,
    "who": wording.audience,
    "country": wording.country,
    "kind": lambda code: (wording.KINDS | wording.CONFLICT_TYPES).get(code, code),
    "status": lambda code: (wording.STATUSES | wording.CONFLICT_STATES).get(code, ("", code))[1],
    "language": wording.language,
    "origins": lambda number: AT_LEAST.fill(number=number),
    "from": days.in_words,
    "to": days.in_words,
}
ANY, SHOW, CLEAR, FILTERS = say("Any"), say("Show"), say("Clear all"), say("Filters")
WORDS_HINT = say("quotes, titles")
ONLY, REMOVE = say("Only:"), say("Remove {what}")
FEWER, WITHOUT = say("Take one of the filters away, or "), say("Without “{filter}”: {found}")
WAIT = say("Be told when something like this comes")
_TRIED = 4  # filters without which it is looked what there would be


def filter_form(page: str, query: Query, choices: Mapping[str, Sequence[str]], names: Sequence[str]) -> Element:
    """A form whose answer is an address: works with Back and with a bookmark. On a phone it is folded away."""
    form = el(
        "form",
        [_field(page, name, query, choices) for name in names],
        clocks.hidden(query, names),
        spoken(),
        el("div", el("button", SHOW, type="submit"), class_="field act"),
        method="get",
        action=page,
        role="search",
        class_="filters",
        aria_label=FILTERS,
    )
    return el("details", el("summary", FILTERS), form, class_="panel")


def spoken() -> Element | None:
    """A form's answer is in the language of its page."""
    return el("input", type="hidden", name=LANGUAGE, value=chosen().language) if chosen().named else None


def restrictions(page: str, query: Query) -> Element | None:
    """Each thing that restricts the list, as a link that takes it away."""
    if not query.filtering():
        return None
    return el(
        "p",
        ONLY,
        " ",
        [_without(page, words, rest) for words, rest in _one_by_one(page, query)],
        link(path(page), CLEAR, class_="clear"),
        class_="chips",
    )


def nothing(page: str, query: Query, title: str, find: Callable[[Query], Page[Any]], one: str, many: str) -> Element:
    """Why a list is empty and what to do next: what would be found without one of the filters, or to wait for it.

    `find` is asked once for each filter, of the first few.
    """
    nearest = []
    for words, rest in islice(_one_by_one(page, query), _TRIED):
        found = find(Query(rest | {name: (day,) for name, day in query.clocks().items()}))
        if found.total:
            told = WITHOUT.fill(filter=words, found=lists.counted(found, one, many))
            nearest.append(el("li", link(path(page, rest), told)))
    matter = {name: values for name, values in query.filtering().items() if name in MATTER}
    fewer: list[Node] = [FEWER, link(path(page), CLEAR.lower()), ". "] if query.filtering() else []
    wait = link(path("/subscriptions", matter), WAIT)
    return marks.empty(title, fewer, wait, more=el("ul", nearest) if nearest else None)


def called(name: str, value: str) -> str:
    """A filter's value in words."""
    return str(_NAMES.get(name, str)(value))


def _field(page: str, name: str, query: Query, choices: Mapping[str, Sequence[str]]) -> Element:
    chosen, ident = query.one(name) or "", f"filter-{name}"
    if name in _CHOICES:
        values = sorted(
            {*choices.get(_CHOICES[name], ()), *([chosen] if chosen else [])}, key=lambda v: called(name, v)
        )
        options = [el("option", called(name, v), value=v, selected=v == chosen) for v in values]
        control = el("select", el("option", ANY, value=""), options, name=name, id=ident)
    else:
        kind = "search" if name == "q" else "date"
        hint = WORDS_HINT if name == "q" else None
        control = el("input", type=kind, name=name, id=ident, value=chosen, maxlength=200, placeholder=hint)
    return el("div", el("label", _label(page, name), for_=ident), control, class_=f"field f-{name}")


def _label(page: str, name: str) -> str:
    return LABELS[name] if page == "/facts" else _TOLD.get(name, LABELS[name])


def _one_by_one(page: str, query: Query) -> Iterator[tuple[str, dict[str, tuple[str, ...]]]]:
    """Each thing that restricts a list in words, and what restricts it without that."""
    chosen = query.filtering()
    for name, values in chosen.items():
        for value in values:
            left = {name: tuple(other for other in values if other != value)}
            rest = {n: others for n, others in (chosen | left).items() if others}
            yield f"{_label(page, name)}: {called(name, value)}", rest


def _without(page: str, words: str, rest: Mapping[str, tuple[str, ...]]) -> Element:
    return link(path(page, rest), words, " ✕", class_="chip", aria_label=REMOVE.fill(what=words))
