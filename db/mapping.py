"""Records to rows and rows to records: one pair of functions a type."""

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Protocol

from pydantic import TypeAdapter

from core.records.facts import Fact, Quote
from core.records.findings import Change, Conflict, RuleVersion
from core.records.pages import Article, ArticleHead
from core.telling import Notice
from db.searching import plain_words


class Row(Protocol):
    """A row whose values are asked for by their columns' names."""

    def __getitem__(self, key: str, /) -> Any: ...


_BETWEEN, _LAST = "\x1f", "\uffff"  # below and above every word
HEAD_COLUMNS = tuple(field.name for field in fields(ArticleHead))
_FACT_COLUMNS = tuple(field.name for field in fields(Fact) if field.name != "quote")
_VERSION_COLUMNS = tuple(field.name for field in fields(RuleVersion) if field.name != "evidence")
_LISTS = ("before", "after", "evidence")
_CHANGE_COLUMNS = tuple(field.name for field in fields(Change) if field.name not in _LISTS)
_NOTICE, _CHANGE = TypeAdapter(Notice), TypeAdapter(Change)
_CONFLICT_COLUMNS = tuple(field.name for field in fields(Conflict) if field.name != "sides")


def article_row(article: Article) -> dict[str, Any]:
    """The article's row, but for `current`, which other versions of the page decide."""
    head = {name: getattr(article.head, name) for name in HEAD_COLUMNS}
    first, last = instants(article.head.published)
    return {**head, "published_first": first, "published_last": last, "text": article.text}


def head_from(row: Row) -> ArticleHead:
    """The article's head, from a row that has its columns."""
    return ArticleHead(**{name: row[name] for name in HEAD_COLUMNS})


def article_from(row: Row) -> Article:
    """The article, from its row."""
    return Article(head=head_from(row), text=row["text"])


def fact_row(fact: Fact) -> dict[str, Any]:
    """The fact's row."""
    plain = {name: getattr(fact, name) for name in _FACT_COLUMNS}
    quote = {"quote": fact.quote.text, "quote_start": fact.quote.start, "quote_end": fact.quote.end}
    return {**plain, **quote}


def fact_from(row: Row) -> Fact:
    """The fact, from its row."""
    quote = Quote(row["quote"], row["quote_start"], row["quote_end"])
    return Fact(quote=quote, **{name: row[name] for name in _FACT_COLUMNS})


def version_row(version: RuleVersion) -> dict[str, Any]:
    """The rule version's row."""
    plain = {name: getattr(version, name) for name in _VERSION_COLUMNS}
    listed = {"holds": _holds(version), "shelf": _shelf(version)}
    return {**plain, **listed, "evidence": list(version.evidence), "withdrawn": False}


def _holds(version: RuleVersion) -> bool:
    """Whether it is said to hold: no plan, no denial, and what is announced or over has its day."""
    dated = version.status in ("announced", "superseded") and version.valid_from is not None
    return version.status in (None, "in-force") or dated


def _shelf(version: RuleVersion) -> str:
    """Where it stands in a list of rules: by topic, with a known first day first, by country, by people."""
    first = version.valid_from.isoformat() if version.valid_from else _LAST
    dated = "0" if version.valid_from else "1"
    return _BETWEEN.join(
        (version.topic or _LAST, dated, version.jurisdiction or _LAST, version.audience or _LAST, first)
    )


def version_from(row: Row) -> RuleVersion:
    """The rule version, from its row."""
    return RuleVersion(evidence=tuple(row["evidence"]), **{name: row[name] for name in _VERSION_COLUMNS})


def change_row(change: Change) -> dict[str, Any]:
    """The change's row; its facts are rows of their own (change_fact_rows)."""
    plain = {name: getattr(change, name) for name in _CHANGE_COLUMNS}
    listed = {"summary_words": plain_words(change.summary), "day": change.told_on}
    lists = {"primary": list(change.primary), "disputed": list(change.disputed)}
    return {**plain, **listed, **lists, "withdrawn": False}


def change_fact_rows(change: Change) -> list[dict[str, Any]]:
    """One row for each fact the change names, with its role and place."""
    return [
        {"change_id": change.change_id, "role": role, "position": position, "fact_id": fact_id}
        for role in _LISTS
        for position, fact_id in enumerate(getattr(change, role))
    ]


def change_from(row: Row, named: Sequence[Row]) -> Change:
    """The change, from its row and its change_facts rows in order of position."""
    lists: dict[str, Any] = {role: tuple(fact["fact_id"] for fact in named if fact["role"] == role) for role in _LISTS}
    plain = {name: row[name] for name in _CHANGE_COLUMNS}
    plain |= {name: tuple(row[name]) for name in ("primary", "disputed")}
    return Change(**lists, **plain)


def conflict_row(conflict: Conflict) -> dict[str, Any]:
    """The conflict's row, but for a person's verdict; its facts are rows of their own (conflict_side_rows)."""
    plain = {name: getattr(conflict, name) for name in _CONFLICT_COLUMNS}
    return {**plain, "primary": list(conflict.primary), "withdrawn": False}


def conflict_side_rows(conflict: Conflict) -> list[dict[str, Any]]:
    """One row for each fact on each side."""
    return [
        {"conflict_id": conflict.conflict_id, "side": side, "position": position, "fact_id": fact_id}
        for side, facts in enumerate(conflict.sides)
        for position, fact_id in enumerate(facts)
    ]


def conflict_from(row: Row, named: Sequence[Row]) -> Conflict:
    """The conflict, from its row and its conflict_sides rows in order of position; a verdict comes before its state."""
    sides: dict[int, list[str]] = {}
    for fact in named:
        sides.setdefault(fact["side"], []).append(fact["fact_id"])
    plain = {name: row[name] for name in _CONFLICT_COLUMNS} | {"state": row["verdict"] or row["state"]}
    plain["primary"] = tuple(row["primary"])
    return Conflict(sides=tuple(tuple(sides[side]) for side in sorted(sides)), **plain)


def notice_row(notice: Notice) -> dict[str, Any]:
    """The notice as JSON: it stays as it was told, whatever becomes of its change or its reports."""
    return dict(_NOTICE.dump_python(notice, mode="json"))


def notice_from(kept: dict[str, Any]) -> Notice:
    """The notice, from its JSON."""
    return _NOTICE.validate_python(kept)


def change_json(change: Change) -> dict[str, Any]:
    """The change as JSON, without the facts it names but for one of the body itself, if there is one."""
    return dict(
        _CHANGE.dump_python(replace(change, before=(), after=(), evidence=(), primary=change.primary[:1]), mode="json")
    )


def change_of(kept: dict[str, Any]) -> Change:
    """The change, from its JSON."""
    return _CHANGE.validate_python(kept)


def instants(published: str | None) -> tuple[datetime | None, datetime | None]:
    """The first and the last instant (UTC) at which what was published then may have been out, of a day its first.

    A day counts from 00:00 UTC and what names no zone as UTC, as comparing has it: an article, and what is made of it,
    are known from one instant. (None, None) for what is no day.
    """
    try:
        moment = datetime.fromisoformat(published or "")
        told = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):  # a month, a year, or none; or a day at an end of the calendar
        first, last = days(published)
        return _midnight(first), _midnight(last)
    return told, told


def _midnight(day: date | None) -> datetime | None:
    return datetime.combine(day, time.min, UTC) if day else None


def days(moment: str | None) -> tuple[date | None, date | None]:
    """The first and the last day of an ISO 8601 day, month, year or instant; (None, None) if it is none of them."""
    if not moment:
        return None, None
    try:
        year, month, day = ([int(part) for part in moment[:10].split("-")] + [0, 0])[:3]
        if day:
            return date(year, month, day), date(year, month, day)
        if month:
            return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return date(year, 1, 1), date(year, 12, 31)
    except ValueError:
        return None, None
