"""A conflict as an item of a list."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlmodel import Session

from core.records.facts import Report
from core.records.findings import Conflict
from dashboard.address import path
from dashboard.elements import Element, el, link
from dashboard.pieces import clocks, marks
from dashboard.screen import Asked
from db.reads import named, told_at
from publish.evidence import facts_wanted, quoted
from publish.titles import of_conflict
from words import amounts, days, wording
from words.speech import ENGLISH, chosen, say

KNOWN = say("Known to us")


def conflict_path(conflict: Conflict) -> str:
    """The page of a conflict."""
    return path("/conflict", id=conflict.conflict_id)


def titles(session: Session, listed: Iterable[Conflict]) -> Mapping[str, str]:
    """For each conflict by its id what differs, in the reader's language; one question to the store for all."""
    shown = list(listed)
    if chosen().language == ENGLISH:
        return {one.conflict_id: days.spelled(one.explanation) for one in shown}
    known = named(session, (fact_id for one in shown for fact_id in facts_wanted(one)))
    return {one.conflict_id: of_conflict(one, quoted(one, known)) for one in shown}


def kind(conflict: Conflict, title: str) -> list[str]:
    """In what the reports differ, unless the title above begins with it."""
    words = str(wording.CONFLICT_TYPES.get(conflict.type, conflict.type))
    return [] if title.startswith(words) else [words]


def items(asked: Asked, listed: Iterable[Conflict], *, heading: str = "h2") -> list[Element]:
    """Conflicts as items of a list; `heading` is that of the list's depth."""
    shown = list(listed)
    told = titles(asked.session, shown)
    ids = (fact_id for one in shown for side in one.sides for fact_id in side)
    known = named(asked.session, ids, known=clocks.told_by(asked))
    news = told_at(asked.session, subjects=told) if clocks.told_by(asked) is None else {}
    return [_item(one, told[one.conflict_id], known, heading, news.get(one.conflict_id)) for one in shown]


def _item(conflict: Conflict, title: str, known: Mapping[str, Report], heading: str, news: datetime | None) -> Element:
    """What differs, then its state and type in words, and how many sides and articles there are by the day asked."""
    told = [[known[each] for each in side if each in known] for side in conflict.sides]
    sides = amounts.plural(sum(map(bool, told)), "side", "sides")
    articles = {report.article.article_id for side in told for report in side}
    reports = amounts.plural(len(articles), "article", "articles")
    return el(
        "li",
        el(heading, link(conflict_path(conflict), title)),
        el(
            "p",
            marks.conflict_state(conflict.state),
            marks.news(news),
            " · ".join((*kind(conflict, title), wording.slug(conflict.severity), f"{sides}, {reports}")),
            " · ",
            marks.day(KNOWN, days.local(conflict.known_from).date().isoformat()),
            class_="facts-line",
        ),
        class_="conflict",
    )
