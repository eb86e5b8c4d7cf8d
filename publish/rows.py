"""Records as rows of the exported tables: plain values under the columns' names."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from core.quotes import link_to
from core.records.facts import Report
from core.records.findings import Change, Conflict
from publish.columns import CHANGES, CONFLICTS, FACTS

Row = dict[str, Any]

_LARGEST = 300  # powers of ten: beyond this a number is none in any spreadsheet
_HEAD = ("source", "source_kind", "language", "published", "snapshot")
_DERIVED = {
    "value",
    "value_high",
    "quote",
    "quote_start",
    "quote_end",
    "article_url",
    "article_title",
    "retrieved",
    "link",
    *_HEAD,
}
_OF_FACT = tuple(column.name for column in FACTS.columns if column.name not in _DERIVED)


def fact_row(report: Report) -> Row:
    """A fact beside its article, in the order of the columns."""
    fact, article = report.fact, report.article
    told = {name: getattr(fact, name) for name in _OF_FACT} | {name: getattr(article, name) for name in _HEAD}
    told |= {
        "value": number(fact.value),
        "value_high": number(fact.value_high),
        "quote": fact.quote.text,
        "quote_start": fact.quote.start,
        "quote_end": fact.quote.end,
        "article_url": article.url,
        "article_title": article.title,
        "retrieved": instant(article.retrieved),
        "link": link_to(article.url, fact.quote.text),
    }
    return {column.name: told[column.name] for column in FACTS.columns}


def change_row(change: Change) -> Row:
    """A change, in the order of the columns."""
    told: Row = {
        "before": list(change.before),
        "after": list(change.after),
        "evidence": list(change.evidence),
        "disputed": list(change.disputed),
        "reported_by": {"independent": change.independent, "relays": change.relays},
        "known_from": instant(change.known_from),
    }
    names = (column.name for column in CHANGES.columns)
    return {name: told[name] if name in told else getattr(change, name) for name in names}


def conflict_row(conflict: Conflict) -> Row:
    """A conflict, in the order of the columns."""
    told: Row = {"sides": [list(side) for side in conflict.sides], "known_from": instant(conflict.known_from)}
    names = (column.name for column in CONFLICTS.columns)
    return {name: told[name] if name in told else getattr(conflict, name) for name in names}


def number(value: Decimal | None) -> int | float | None:
    """A plain number, whole if it is; None for what no reader of the table could hold."""
    if value is None or not value.is_finite() or value.adjusted() > _LARGEST:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def instant(moment: datetime) -> str:
    """ISO 8601 in UTC, with a Z."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
