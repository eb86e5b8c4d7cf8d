"""The running counts of one source."""

from collections import Counter
from dataclasses import dataclass, field

from core.records.sources import Source
from crawler.addresses import Territory
from crawler.outcomes import Answer, SourceSummary

_CLOSED = {"closed", "robots"}


@dataclass(slots=True)
class Tally:
    """What one source has come to in a run; `claimed_new` pages were not known before it.

    `begun` is when it was first asked, on the monotonic clock.
    """

    source: Source
    territory: Territory
    claimed_new: int = 0
    claimed_known: int = 0
    lists: int = 0
    kept_bytes: int = 0
    begun: float | None = None
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
            closed=self.closed(),
            **{name: self.counts[name] for name in ("pages", "new", "changed", "unchanged", "removed", "moved")},
        )

    def trouble(self) -> str | None:
        """Why nothing at all came of the source, if so and if it is not closed."""
        if self.closed():
            return None
        unanswered = [answer for answer in self.answers if not answer.ok]
        if unanswered and len(unanswered) == len(self.answers):
            return "; ".join(f"{answer.url}: {answer.why}" for answer in unanswered)
        if self.failed and not self._taken:
            return "no page could be fetched: " + ", ".join(f"{kind} ({n})" for kind, n in self.failed.most_common())
        return None

    def closed(self) -> str | None:
        """How the site keeps plain clients out ("closed", "robots"), if it does so wherever it was asked; else None."""
        if self._taken:
            return None
        told = {answer.why for answer in self.answers} or set(self.failed)
        if None in told and self.failed and not self.refused.keys() - {"robots"}:
            told = set(self.failed)  # the list answered, its pages did not
        return ", ".join(sorted(map(str, told))) if told and told <= _CLOSED else None

    @property
    def _taken(self) -> int:
        return sum(self.counts[name] for name in ("new", "changed", "unchanged", "removed"))
