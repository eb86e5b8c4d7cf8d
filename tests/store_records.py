"""Records made by hand for tests of the store and of the export: a tram fare that rises, told by two outlets."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from core.quotes import take
from core.records.facts import Fact, Report
from core.records.findings import Change, Comparison, Conflict, RuleVersion
from core.records.pages import Article, ArticleHead

READER = "1"
TEXT = "The tram fare rises to 120 tenge on 1 March. Trams stay free for children. Қалада жол ақысы өседі."


def at(day: int, hour: int = 12) -> datetime:
    return datetime(2024, 2, day, hour, tzinfo=UTC)


def article(name: str = "a1", *, text: str = TEXT, retrieved: datetime | None = None, **head: Any) -> Article:
    told: dict[str, Any] = {
        "article_id": name,
        "url": "https://gazette.example/trams",
        "title": "Tram fares",
        "source": "The Gazette",
        "source_kind": "press",
        "country": "KZ",
        "language": "en",
        "published": "2024-02-10",
        "retrieved": retrieved or at(11),
        "snapshot": "sha256:" + "0" * 64,
    }
    return Article(head=ArticleHead(**(told | head)), text=text)


def fact(name: str = "f1", *, of: str = "a1", words: str = "The tram fare rises to 120 tenge", **fields: Any) -> Fact:
    start = TEXT.index(words)
    told: dict[str, Any] = {
        "kind": "rule",
        "topic": "transport",
        "jurisdiction": "KZ",
        "value": Decimal("120"),
        "unit": "KZT",
    }
    quote = take(TEXT, start, start + len(words))
    return Fact(fact_id=name, article_id=of, quote=quote, **({"reader": READER} | told | fields))


def report(name: str = "f1", *, head: dict[str, Any] | None = None, **fields: Any) -> Report:
    return Report(fact=fact(name, **fields), article=article(**(head or {})).head)


def version(name: str, **fields: Any) -> RuleVersion:
    told: dict[str, Any] = dict.fromkeys(
        (
            "audience",
            "subject",
            "modality",
            "status",
            "value_high",
            "qualifier",
            "per",
            "valid_from",
            "valid_to",
            "known_to",
        )
    )
    told |= {"rule_id": "tram", "jurisdiction": "KZ", "topic": "transport", "value": Decimal("120"), "unit": "KZT"}
    told |= {"known_from": at(10), "evidence": ("f1",)}
    return RuleVersion(version_id=name, **(told | fields))


def change(name: str = "c1", **fields: Any) -> Change:
    told: dict[str, Any] = {
        "jurisdiction": "KZ",
        "topic": "transport",
        "audience": None,
        "summary": "The tram fare rises to 120 tenge",
        "announced_on": "2024-02-10",
        "effective_on": "2024-03-01",
        "status": "announced",
        "before": ("f2",),
        "after": ("f1",),
        "evidence": ("f1", "f2"),
        "independent": 2,
        "relays": 1,
        "known_from": at(10),
    }
    return Change(change_id=name, **(told | fields))


def conflict(name: str = "x1", **fields: Any) -> Conflict:
    told: dict[str, Any] = {
        "type": "value",
        "state": "open",
        "severity": "contradiction",
        "explanation": "The Gazette has 120 tenge, the Courier 130.",
        "sides": (("f1",), ("f2", "f3")),
        "settled_by": "the council's decision",
        "known_from": at(10),
    }
    return Conflict(conflict_id=name, **(told | fields))


def comparison(*, versions: Any = (), changes: Any = (), conflicts: Any = ()) -> Comparison:
    return Comparison(versions=tuple(versions), changes=tuple(changes), conflicts=tuple(conflicts))


FEBRUARY = date(2024, 2, 1)
