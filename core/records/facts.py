"""What an article says, with its words."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Literal

from core.records.pages import ArticleHead

FactKind = Literal["rule", "figure", "event", "statement"]
Modality = Literal["permitted", "required", "prohibited", "planned"]
Status = Literal["in-force", "announced", "planned", "superseded", "denied"]
Qualifier = Literal["about", "almost", "more-than", "at-least", "at-most", "less-than"]


@dataclass(frozen=True, slots=True)
class Quote:
    """Supporting words and where they stand: characters, start inclusive, end exclusive, of the article's text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that one article says, with the words that say it. What could not be read is None, never a guess.

    `subject` is what is regulated or counted, where a vocabulary names it ("value-added-tax"); `per` an ISO 8601
    duration; `period` an ISO 8601 interval, both ends inclusive; `commencement` the formula that ties the start to an
    event whose day is not known ("P10D after publication").
    """

    fact_id: str
    article_id: str
    kind: FactKind
    quote: Quote
    reader: str
    headline: bool = False
    confidence: float = 0.5
    jurisdiction: str | None = None
    topic: str | None = None
    subject: str | None = None
    audience: str | None = None
    modality: Modality | None = None
    status: Status | None = None
    measure: str | None = None
    value: Decimal | None = None
    value_high: Decimal | None = None
    unit: str | None = None
    qualifier: Qualifier | None = None
    per: str | None = None
    period: str | None = None
    as_of: str | None = None
    date: str | None = None
    announced_on: str | None = None
    effective_from: str | None = None
    effective_until: str | None = None
    commencement: str | None = None
    speaker: str | None = None
    organisation: str | None = None
    reported_via: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A fact beside the article that tells it: what comparing works on.

    Of a page that was edited every text may be told: `seen` is when this one was first seen in place of another (aware;
    None for the page's first), `gone` when another was seen in its place (None while it stands).
    """

    fact: Fact
    article: ArticleHead
    seen: datetime | None = None
    gone: datetime | None = None
