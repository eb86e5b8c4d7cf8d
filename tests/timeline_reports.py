"""Reports made by hand for comparing: invented articles of several policy fields."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from core.ids import stable_id
from core.records.facts import Fact, Quote, Report
from core.records.findings import Comparison, Conflict
from core.records.pages import ArticleHead
from timeline import compare

FETCHED = datetime(2024, 6, 1, 9, 30, tzinfo=UTC)


def report(
    quote: str,
    *,
    article: str = "one",
    published: str | None = "2024-03-01",
    language: str = "en",
    outlet: str | None = None,
    start: int = 0,
    url: str | None = None,
    **fields: Any,
) -> Report:
    """One fact of one article; `value` may be a plain number, and the outlet is named after the article."""
    for name in ("value", "value_high"):
        if fields.get(name) is not None:
            fields[name] = Decimal(str(fields[name]))
    fields.setdefault("kind", "rule")
    fields.setdefault("jurisdiction", "AB")
    fact = Fact(
        fact_id=stable_id("fact", article, quote, start),
        article_id=article,
        quote=Quote(quote, start, start + len(quote)),
        reader="by hand",
        **fields,
    )
    head = ArticleHead(
        article_id=article,
        url=url or f"https://{article}.example/news/1",
        title=None,
        source=outlet or f"The {article.title()} Post",
        source_kind="press",
        country="AB",
        language=language,
        published=published,
        retrieved=FETCHED,
        snapshot="sha256:0",
    )
    return Report(fact=fact, article=head)


def figure(quote: str, value: float, **fields: Any) -> Report:
    """A figure; of March's first week unless another period is given."""
    fields.setdefault("period", "2024-02-01/2024-02-29")
    return report(quote, kind="figure", value=value, **fields)


def conflicts(*reports: Report) -> list[Conflict]:
    """The conflicts that comparing these reports finds."""
    return list(compare(reports).conflicts)


def types(*reports: Report) -> list[str]:
    """Their types alone."""
    return [each.type for each in conflicts(*reports)]


def compared(*reports: Report) -> Comparison:
    """All that comparing makes of these reports."""
    return compare(reports)
