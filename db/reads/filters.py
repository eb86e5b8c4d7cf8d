"""Filters as conditions: on a report (a fact beside its article), on a change, on a conflict."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select

from core.queries import Filters
from db.tables import ARTICLES, CHANGE_FACTS, CHANGES, CONFLICT_SIDES, CONFLICTS, FACTS

Condition = ColumnElement[bool]


def on_reports(filters: Filters) -> list[Condition]:
    """Conditions on facts joined with articles; articles that are no longer current are left out."""
    return [
        ARTICLES.c.current.is_(True),
        *_among(FACTS.c.topic, filters.topics),
        *_among(FACTS.c.audience, filters.audiences),
        *_among(FACTS.c.jurisdiction, filters.jurisdictions),
        *_among(FACTS.c.kind, filters.kinds),
        *_among(FACTS.c.status, filters.statuses),
        *_on_articles(filters),
        *_worded(filters.words, FACTS.c.quote_folded, ARTICLES.c.title_folded),
    ]


def on_changes(filters: Filters, *, live: bool = True) -> list[Condition]:
    """Conditions on changes: their own topic, audience, jurisdiction, status; a report behind them meets the rest.

    Withdrawn ones too where not `live`.
    """
    behind = [
        *_among(FACTS.c.kind, filters.kinds),
        *_on_articles(filters),
    ]
    worded = _worded(filters.words, CHANGES.c.summary_folded)
    if worded:
        quoted = _worded(filters.words, FACTS.c.quote_folded, ARTICLES.c.title_folded)
        worded = [or_(and_(*worded), _named(CHANGE_FACTS, CHANGES.c.change_id, quoted))]
    return [
        *([CHANGES.c.withdrawn.is_(False)] if live else []),
        *_among(CHANGES.c.topic, filters.topics),
        *_among(CHANGES.c.audience, filters.audiences),
        *_among(CHANGES.c.jurisdiction, filters.jurisdictions),
        *_among(CHANGES.c.status, filters.statuses),
        *([_named(CHANGE_FACTS, CHANGES.c.change_id, behind)] if behind else []),
        *worded,
    ]


def on_conflicts(filters: Filters, *, live: bool = True) -> list[Condition]:
    """Conditions on conflicts: `kinds` are types, `statuses` states; one report on a side meets the rest.

    Withdrawn ones too where not `live`.
    """
    behind = [
        *_among(FACTS.c.topic, filters.topics),
        *_among(FACTS.c.audience, filters.audiences),
        *_among(FACTS.c.jurisdiction, filters.jurisdictions),
        *_on_articles(filters),
        *_worded(filters.words, FACTS.c.quote_folded, ARTICLES.c.title_folded),
    ]
    return [
        *([CONFLICTS.c.withdrawn.is_(False)] if live else []),
        *_among(CONFLICTS.c.type, filters.kinds),
        *_among(state(), filters.statuses),
        *([_named(CONFLICT_SIDES, CONFLICTS.c.conflict_id, behind)] if behind else []),
    ]


def state() -> ColumnElement[Any]:
    """A conflict's state: a person's verdict, else the comparison's."""
    return func.coalesce(CONFLICTS.c.verdict, CONFLICTS.c.state)


def _on_articles(filters: Filters) -> list[Condition]:
    conditions = [*_among(ARTICLES.c.source, filters.sources), *_among(ARTICLES.c.language, filters.languages)]
    if filters.since:
        conditions.append(ARTICLES.c.published_last >= filters.since)
    if filters.until:
        conditions.append(ARTICLES.c.published_first <= filters.until)
    return conditions


def _among(column: ColumnElement[Any], wanted: tuple[str, ...]) -> list[Condition]:
    return [column.in_(wanted)] if wanted else []


def _worded(words: str, *columns: ColumnElement[Any]) -> list[Condition]:
    """Each of the words stands in one of the columns, which are case-folded."""
    return [or_(*(column.contains(word, autoescape=True) for column in columns)) for word in words.casefold().split()]


def _named(table: Any, owner: ColumnElement[Any], conditions: list[Condition]) -> Condition:
    """Some fact that `table` names for the owner meets the conditions."""
    facts: Select[Any] = (
        select(FACTS.c.fact_id)
        .join(ARTICLES, ARTICLES.c.article_id == FACTS.c.article_id)
        .join(table, table.c.fact_id == FACTS.c.fact_id)
        .where(table.c[owner.key] == owner, *conditions)
    )
    return exists(facts)
