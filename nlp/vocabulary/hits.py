"""Hits: where a pattern matched, and which of several that overlap are kept."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Hit:
    """A pattern's match: its label and where it stands (end exclusive)."""

    label: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.start, self.end


class Places:
    """Places of a text, kept apart and in order, so that a question about one takes logarithmic time."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(end, self._ends[-1])
            else:
                self._starts.append(start)
                self._ends.append(end)

    def touch(self, span: Span) -> bool:
        """Whether `span` shares a character with any of the places."""
        last = bisect_left(self._starts, span[1]) - 1
        return last >= 0 and self._ends[last] > span[0]

    def take(self, span: Span) -> bool:
        """Adds a place unless it touches another; whether it was added."""
        if self.touch(span):
            return False
        at = bisect_left(self._starts, span[0])
        self._starts.insert(at, span[0])
        self._ends.insert(at, span[1])
        return True


def overlaps(span: Span, others: Iterable[Span]) -> bool:
    """Whether `span` shares a character with any of the others."""
    start, end = span
    return any(start < last and first < end for first, last in others)


def longest_apart(hits: Sequence[Hit]) -> list[Hit]:
    """The hits that do not overlap, longest first and of equals the earlier one; in the order of the text."""
    taken = Places()
    chosen = [hit for hit in sorted(hits, key=lambda hit: hit.start - hit.end) if taken.take(hit.span)]
    return sorted(chosen, key=lambda hit: hit.start)
