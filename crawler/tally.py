"""The running counts of one source."""

from collections import Counter
from dataclasses import dataclass, field

from core.records import Source
from crawler.addresses import Territory
from crawler.outcomes import Answer, SourceSummary


@dataclass(slots=True)
class Tally:
    """What one source has come to in a run; `claimed_new` pages were not known before it."""

    source: Source
    territory: Territory
    claimed_new: int = 0
    claimed_known: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    answers: list[Answer] = field(default_factory=list)

    def summary(self, trouble: str | None) -> SourceSummary:
        return SourceSummary(
            source_id=self.source.source_id,
            name=self.source.name,
            found=self.claimed_new + self.claimed_known,
            refused=dict(self.refused),
            failed=dict(self.failed),
            trouble=trouble,
            **{name: self.counts[name] for name in ("pages", "new", "changed", "unchanged")},
        )

    def trouble(self) -> str | None:
        """Why nothing at all came of the source, if so."""
        unanswered = [answer for answer in self.answers if not answer.ok]
        if unanswered and len(unanswered) == len(self.answers):
            return "; ".join(f"{answer.url}: {answer.why}" for answer in unanswered)
        taken = sum(self.counts[name] for name in ("new", "changed", "unchanged"))
        if self.failed and not taken:
            return "no page could be fetched: " + ", ".join(f"{kind} ({n})" for kind, n in self.failed.most_common())
        return None
