"""The exported tables and what each of their columns means, in the order in which they are written."""

from dataclasses import dataclass
from typing import Literal

ColumnType = Literal["text", "number", "integer", "boolean", "instant", "ids", "sides", "counts"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column's name, what its cells hold, and one sentence for whoever opens the table."""

    name: str
    type: ColumnType
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table's name, which is its file's and its sheet's, and its columns."""

    name: str
    columns: tuple[Column, ...]


FACTS = Table(
    "facts",
    (
        Column("fact_id", "text", "Names the fact; the same text read by the same reader gives the same id."),
        Column("kind", "text", "What is told: rule, figure, event or statement."),
        Column("jurisdiction", "text", "The ISO 3166 code of the country whose rule or number it is."),
        Column("topic", "text", "The field of policy, such as stay, entry or tax."),
        Column(
            "audience",
            "text",
            "Whom it applies to: a slug, with the country of a people after a colon, or a short phrase.",
        ),
        Column("modality", "text", "Of a rule: permitted, required, prohibited or planned."),
        Column("status", "text", "in-force, announced, planned, superseded or denied, as the source tells it."),
        Column("measure", "text", "Of a figure: what is counted, such as persons-entered or permits-issued."),
        Column("value", "number", "The amount, or the lower end of a range."),
        Column("value_high", "number", "The upper end of a range."),
        Column(
            "unit", "text", "hour, day, month, year, percent, percentage-point, mci, a currency, or empty for a count."
        ),
        Column("qualifier", "text", "How exact the amount is: about, almost, more-than, at-least, at-most, less-than."),
        Column("per", "text", "The span the amount holds in, as an ISO 8601 duration (P180D: in any 180 days)."),
        Column("period", "text", "The days a figure covers, as an ISO 8601 interval, both ends included."),
        Column("as_of", "text", "The day a figure stands for."),
        Column("date", "text", "The day of an event, to the precision told."),
        Column("announced_on", "text", "When the rule was announced, to the precision told."),
        Column("effective_from", "text", "When the rule comes into force, to the precision told."),
        Column("effective_until", "text", "When the rule ends, to the precision told."),
        Column("speaker", "text", "The person who says it."),
        Column("organisation", "text", "The body for which it is said."),
        Column("reported_via", "text", "The outlet through which the article has it."),
        Column("headline", "boolean", "True where the words stand in the headline."),
        Column("quote", "text", "The words that say it, exactly as in the article's text."),
        Column("quote_start", "integer", "Where the quote begins in the article's text, in characters from 0."),
        Column("quote_end", "integer", "Where the quote ends, in characters; this one is no longer part of it."),
        Column("article_url", "text", "The article's address."),
        Column("article_title", "text", "The article's title."),
        Column("source", "text", "Who published the article."),
        Column("source_kind", "text", "agency, ministry, legal or press."),
        Column("language", "text", "The article's language, as an ISO 639-1 code."),
        Column("published", "text", "When the article was published, to the precision known."),
        Column("retrieved", "instant", "When the page was fetched, in UTC."),
        Column("snapshot", "text", "The hash of the page as it is stored in the archive."),
        Column("link", "text", "An address that opens the page at the quoted words."),
        Column("confidence", "number", "How sure the reader is, from 0 to 1."),
        Column("subject", "text", "What exactly is regulated or counted, where a vocabulary names it."),
        Column("commencement", "text", "The formula that ties the start to an event whose day is not known."),
        Column("reader", "text", "The version of the reader that found the fact."),
        Column("article_id", "text", "Names this text of the article; an edited page is another one."),
    ),
)
CHANGES = Table(
    "changes",
    (
        Column("change_id", "text", "Names the change."),
        Column("jurisdiction", "text", "The ISO 3166 code of the country whose rule changed."),
        Column("topic", "text", "The field of policy."),
        Column("audience", "text", "Whom the change applies to."),
        Column("summary", "text", "The change in one sentence."),
        Column("announced_on", "text", "When it was announced, to the precision known."),
        Column("effective_on", "text", "When it comes into force, to the precision known."),
        Column("status", "text", "in-force, announced, planned, superseded or denied."),
        Column("before", "ids", "The facts that tell the rule as it was."),
        Column("after", "ids", "The facts of the articles that bear the change out: its number, its start."),
        Column("evidence", "ids", "All facts that tell of the change, also those with another start."),
        Column(
            "reported_by",
            "counts",
            "How many origins bear it out on their own, and how many outlets pass one of them on.",
        ),
        Column("known_from", "instant", "When it could first be known, in UTC."),
        Column("disputed", "ids", "The starting days between which reports differ; none where they agree."),
    ),
)
CONFLICTS = Table(
    "conflicts",
    (
        Column("conflict_id", "text", "Names the conflict."),
        Column("type", "text", "What disagrees: value, date, modality, status, scope, measure, headline or derived."),
        Column("state", "text", "open, explained or dismissed."),
        Column("severity", "text", "contradiction, or tension where both may be true."),
        Column("explanation", "text", "What does not fit together, in one sentence."),
        Column("sides", "sides", "The facts on each side."),
        Column("settled_by", "text", "What would settle it."),
        Column("known_from", "instant", "When it could first be known, in UTC."),
    ),
)
TABLES = (FACTS, CHANGES, CONFLICTS)
