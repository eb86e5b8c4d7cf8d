"""JSON-LD, an object a line: facts as Web Annotations on their pages (W3C), conflicts as schema.org ClaimReviews."""

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TextIO

from core.records.facts import Report
from publish.columns import CONFLICTS, FACTS, Table
from publish.formats.jsonl import line
from publish.rows import Row

Quotes = Callable[[Iterable[str]], Mapping[str, Report]]
_FILES = {FACTS.name: "annotations.jsonl", CONFLICTS.name: "claimreviews.jsonl"}
_NOT_TOLD = ("fact_id", "quote", "quote_start", "quote_end", "article_url", "link")
_RATINGS = {"contradiction": "Reports contradict each other", "tension": "Reports sit badly together"}


class JsonLd:
    """A file for quotes and one for conflicts; changes are no annotations and have none."""

    def __init__(self, folder: Path, public_url: str, quotes: Quotes) -> None:
        self._folder, self._public_url, self._quotes = folder, public_url, quotes
        self._file: TextIO | None = None
        self._table = ""

    def begin(self, table: Table) -> None:
        self.close()
        self._table = table.name
        name = _FILES.get(table.name)
        self._file = (self._folder / name).open("w", encoding="utf-8", newline="") if name else None

    def write(self, row: Row) -> None:
        if self._file:
            made = self._annotation(row) if self._table == FACTS.name else self._review(row)
            self._file.write(line(made))

    def close(self) -> tuple[str, ...]:
        if self._file:
            self._file.close()
            self._file = None
        return ()

    def _annotation(self, row: Row) -> Row:
        """https://www.w3.org/TR/annotation-model/: the words select the target, what they tell is the body."""
        told = {name: value for name, value in row.items() if value is not None and name not in _NOT_TOLD}
        return {
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": f"{self._public_url}/f/{row['fact_id']}",
            "type": "Annotation",
            "motivation": "describing",
            "body": {
                "type": "TextualBody",
                "format": "application/json",
                "value": json.dumps(told, ensure_ascii=False),
            },
            "target": {
                "source": row["article_url"],
                "state": {"type": "TimeState", "sourceDate": row["retrieved"]},
                "selector": [
                    {"type": "TextQuoteSelector", "exact": row["quote"]},
                    {"type": "TextPositionSelector", "start": row["quote_start"], "end": row["quote_end"]},
                ],
            },
        }

    def _review(self, row: Row) -> Row:
        """https://schema.org/ClaimReview: who says what, and that they differ; which is right is not rated."""
        known = self._quotes(fact_id for side in row["sides"] for fact_id in side)
        first = [known[side[0]] for side in row["sides"] if side and side[0] in known]
        return {
            "@context": "https://schema.org",
            "@type": "ClaimReview",
            "@id": f"{self._public_url}/x/{row['conflict_id']}",
            "url": f"{self._public_url}/x/{row['conflict_id']}",
            "datePublished": row["known_from"],
            "author": {"@type": "Organization", "name": "Ereje"},
            "claimReviewed": row["explanation"],
            "reviewRating": {"@type": "Rating", "alternateName": _RATINGS[row["severity"]]},
            "itemReviewed": [_claim(report) for report in first],
        }


def _claim(report: Report) -> dict[str, Any]:
    fact, article = report.fact, report.article
    author = fact.speaker or fact.organisation
    claim: dict[str, Any] = {
        "@type": "Claim",
        "text": fact.quote.text,
        "inLanguage": article.language,
        "appearance": {"@type": "NewsArticle", "url": article.url},
    }
    if article.title:
        claim["appearance"]["headline"] = article.title
    if article.published:
        claim["datePublished"] = article.published
    if author:
        claim["author"] = {"@type": "Person" if fact.speaker else "Organization", "name": author}
    return claim
