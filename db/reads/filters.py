"""Filters as conditions: on a report (a fact beside its article), on a change, on a conflict."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from core.queries import Filters
from db.reads import clocks
from db.reads.worded import by_index, facts_first, in_each_fact, of_change
from db.tables.articles import ARTICLES, FACTS
from db.tables.findings import CHANGE_FACTS, CHANGES, CONFLICT_SIDES, CONFLICTS, VERSIONS

Condition = ColumnElement[bool]
ALL = Filters()


def on_reports(filters: Filters, *, many: bool = False, of_articles: bool = False) -> list[Condition]:
    """Conditions on facts joined with articles; articles that are no longer current are left out.

    Where `many` facts have the words, these are looked for in each fact that meets the rest, not in their index. Where
    only facts `of_articles` already chosen are asked for, no index of a field is taken: SQLite would go through all
    facts of one kind for those of fifty articles.
    """
    worded = in_each_fact if many else by_index
    fields: tuple[tuple[ColumnElement[Any], tuple[str, ...]], ...] = (
        (FACTS.c.topic, filters.topics),
        (FACTS.c.audience, filters.audiences),
        (FACTS.c.jurisdiction, filters.jurisdictions),
        (FACTS.c.kind, filters.kinds),
        (FACTS.c.status, filters.statuses),
    )
    return [
        ARTICLES.c.current.is_(True),
        *(one for column, wanted in fields for one in _among(column.concat("") if of_articles else column, wanted)),
        *on_articles(filters),
        *clocks.holding(filters.on),
        *worded(filters.words),
    ]


def on_changes(filters: Filters, *, live: bool = True, many: bool = False) -> list[Condition]:
    """Conditions on changes: their own topic, audience, jurisdiction, status and the day on which they were first
    told of; a report behind them meets the rest.

    Withdrawn ones too where not `live`; `many` facts have the words, as of on_reports.
    """
    behind = [*_among(FACTS.c.kind, filters.kinds), *_published_by(filters)]
    return [
        *([CHANGES.c.withdrawn.is_(False)] if live else []),
        *_among(CHANGES.c.topic, filters.topics),
        *_among(CHANGES.c.audience, filters.audiences),
        *_among(CHANGES.c.jurisdiction, filters.jurisdictions),
        *_among(clocks.status_on(filters.on), filters.statuses),
        *_known_within(CHANGES.c.known_from, filters),
        *([CHANGES.c.change_id.in_(_naming(behind))] if behind else []),
        *of_change(filters.words, many=many),
        *([CHANGES.c.independent >= filters.origins] if filters.origins else []),
    ]


def on_versions(filters: Filters) -> list[Condition]:
    """Conditions on rule versions: their own topic, audience and jurisdiction."""
    return [
        *_among(VERSIONS.c.topic, filters.topics),
        *_among(VERSIONS.c.audience, filters.audiences),
        *_among(VERSIONS.c.jurisdiction, filters.jurisdictions),
    ]


def on_conflicts(filters: Filters, *, live: bool = True, many: bool = False) -> list[Condition]:
    """Conditions on conflicts: `kinds` are types, `statuses` states; one report on a side meets the rest.

    Withdrawn ones too where not `live`; `many` facts have the words, as of on_reports.
    """
    behind = [
        *_among(FACTS.c.topic, filters.topics),
        *_among(FACTS.c.audience, filters.audiences),
        *_among(FACTS.c.jurisdiction, filters.jurisdictions),
        *([] if many else by_index(filters.words)),
    ]
    # What many meet is looked for from the conflicts.
    published = [*_published_by(filters), *(in_each_fact(filters.words) if many else [])]
    published += clocks.out_by(filters.known) if behind or published else []
    return [
        *_with_two_sides(filters.known),
        *([CONFLICTS.c.withdrawn.is_(False)] if live else []),
        *_among(CONFLICTS.c.type, filters.kinds),
        *_among(clocks.state(filters.known), filters.statuses),
        *_known_within(CONFLICTS.c.known_from, filters),
        *([_on_a_side(behind, published)] if behind or published else []),
        *([CONFLICTS.c.independent >= filters.origins] if filters.origins else []),
    ]


def _on_a_side(of_fact: list[Condition], of_article: list[Condition]) -> Condition:
    """A fact on a side meets the conditions; `of_article` ones, which many meet, are looked for from the conflicts."""
    side = CONFLICT_SIDES.c
    if not of_article:
        met = select(FACTS.c.fact_id).where(*of_fact)
        found: Condition = CONFLICTS.c.conflict_id.in_(select(side.conflict_id).where(side.fact_id.in_(met)))
        return found
    joined = CONFLICT_SIDES.join(FACTS, FACTS.c.fact_id == side.fact_id).join(ARTICLES)
    own = side.conflict_id == CONFLICTS.c.conflict_id
    of_it = select(1).select_from(joined).where(own, *of_fact, *of_article)
    return of_it.correlate(CONFLICTS).exists()


def _with_two_sides(known: datetime | None) -> list[Condition]:
    """Conflicts of which reports on two sides at least were out by then: one side alone is none."""
    if known is None:
        return []
    side = CONFLICT_SIDES.c
    joined = CONFLICT_SIDES.join(FACTS, FACTS.c.fact_id == side.fact_id).join(ARTICLES)
    told = select(side.conflict_id).select_from(joined).where(*clocks.out_by(known)).group_by(side.conflict_id)
    return [CONFLICTS.c.conflict_id.in_(told.having(func.count(side.side.distinct()) > 1))]


def on_articles(filters: Filters) -> list[Condition]:
    """Conditions on articles: source, language, time of publication, and that they were out by an instant."""
    conditions = [*_published_by(filters), *clocks.out_by(filters.known)]
    if filters.since:
        conditions.append(ARTICLES.c.published_last >= filters.since)
    if filters.until:
        conditions.append(ARTICLES.c.published_first <= filters.until)
    return conditions


def _published_by(filters: Filters) -> list[Condition]:
    return [*_among(ARTICLES.c.source, filters.sources), *_among(ARTICLES.c.language, filters.languages)]


def _known_within(known: ColumnElement[Any], filters: Filters) -> list[Condition]:
    """First told within the time asked for."""
    conditions: list[Condition] = [known >= filters.since] if filters.since else []
    return conditions + [known <= end for end in (filters.until, filters.known) if end]


def _among(column: ColumnElement[Any], wanted: tuple[str, ...]) -> list[Condition]:
    return [column.in_(wanted)] if wanted else []


def _naming(conditions: list[Condition]) -> Select[Any]:
    """The changes for which some fact that they name meets the conditions."""
    met = select(FACTS.c.fact_id).select_from(facts_first()).where(*conditions)
    return select(CHANGE_FACTS.c.change_id).where(CHANGE_FACTS.c.fact_id.in_(met))
