"""Labelled patterns searched together.

A language has thousands of patterns and most of them occur nowhere in a sentence. So the text is scanned once for the
places where any pattern of a table matches, and only there are they tried one by one, a group at a time.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from nlp.vocabulary.hits import Hit, longest_apart
from nlp.vocabulary.syntax import any_of, bordered

_GROUP = 16  # patterns that are tried as one before they are tried one by one


class _Group:
    """Some patterns that stand one after the other in a table; compiled when first met."""

    def __init__(self, labelled: Sequence[tuple[str, str]]) -> None:
        self._labelled = labelled

    @cached_property
    def any(self) -> re.Pattern[str]:
        return re.compile(any_of([source for _, source in self._labelled]))

    @cached_property
    def each(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        return tuple((label, re.compile(bordered(source))) for label, source in self._labelled)


class Patterns:
    """Patterns given as pairs of a label and an expanded source.

    Longer matches win; between equals, the label declared first.
    """

    def __init__(self, labelled: Sequence[tuple[str, str]]) -> None:
        self._any = re.compile(any_of([source for _, source in labelled]))
        self._groups = [_Group(labelled[at : at + _GROUP]) for at in range(0, len(labelled), _GROUP)]

    def matches(self, text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[str, re.Match[str]]]:
        """Every pattern's matches in text[start:end], as if each were searched alone, in order of place."""
        stop = len(text) if end is None else end
        ends: dict[re.Pattern[str], int] = {}
        for place in self._places.finditer(text, start, stop):
            at = place.start()
            for group in self._groups:
                if not group.any.match(text, at, stop):
                    continue
                for label, pattern in group.each:
                    match = pattern.match(text, at, stop) if at >= ends.get(pattern, 0) else None
                    if match and match.end() > at:
                        ends[pattern] = match.end()
                        yield label, match

    def all(self, text: str, start: int = 0, end: int | None = None) -> list[Hit]:
        """Every match in text[start:end], also those that overlap, in order of place, the longest of a place first."""
        hits = [Hit(label, match.start(), match.end()) for label, match in self.matches(text, start, end)]
        return sorted(hits, key=lambda hit: (hit.start, -hit.end))

    def best(self, text: str, start: int = 0, end: int | None = None) -> list[Hit]:
        """Matches that do not overlap: longest first, then the earlier declared; in order of place."""
        return longest_apart(self.all(text, start, end))

    def first(self, text: str, start: int = 0, end: int | None = None) -> Hit | None:
        """The first match in text[start:end], the longest of its place, or None."""
        return next(iter(self.all(text, start, end)), None)

    def found(self, text: str, start: int = 0, end: int | None = None) -> bool:
        """Whether anything matches in text[start:end]."""
        return self._any.search(text, start, len(text) if end is None else end) is not None

    def opens(self, text: str) -> bool:
        """Whether a text begins with a match."""
        return self._any.match(text) is not None

    def label_of(self, word: str) -> str | None:
        """The label of the first pattern that matches the whole of `word`, or None."""
        if not self._any.fullmatch(word):
            return None
        listed = (pair for group in self._groups for pair in group.each)
        return next((label for label, pattern in listed if pattern.fullmatch(word)), None)

    @cached_property
    def _places(self) -> re.Pattern[str]:
        return re.compile(f"(?={self._any.pattern})")
