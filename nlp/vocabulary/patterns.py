"""Labelled patterns searched together.

A language has thousands of patterns and most of them occur nowhere in a sentence. So the text is scanned once for the
places where any pattern of a table matches, and only there are they tried one by one, a group at a time.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import TypeVar, cast

from nlp.vocabulary.hits import Hit, longest_apart
from nlp.vocabulary.syntax import any_of, bordered

_GROUP = 16  # patterns that are tried as one before they are tried one by one
_WINDOW = 200  # characters: a shorter text is searched anew each time
_REMEMBERED = 64  # stretches of a text


_Result = TypeVar("_Result")


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
        self._text: str | None = None
        self._memory: dict[tuple[str, int, int], object] = {}
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

    def all(self, text: str, start: int = 0, end: int | None = None) -> tuple[Hit, ...]:
        """Every match in text[start:end], also those that overlap, in order of place, the longest of a place first."""
        return self._remembered(self._all, text, start, len(text) if end is None else end)

    def best(self, text: str, start: int = 0, end: int | None = None) -> tuple[Hit, ...]:
        """Matches that do not overlap: longest first, then the earlier declared; in order of place."""
        return self._remembered(self._best, text, start, len(text) if end is None else end)

    def first(self, text: str, start: int = 0, end: int | None = None) -> Hit | None:
        """The first match in text[start:end], the longest of its place, or None."""
        return next(iter(self.all(text, start, end)), None)

    def found(self, text: str, start: int = 0, end: int | None = None) -> bool:
        """Whether anything matches in text[start:end]."""
        return self._remembered(self._found, text, start, len(text) if end is None else end)

    def opens(self, text: str) -> bool:
        """Whether a text begins with a match."""
        return self._any.match(text) is not None

    def label_of(self, word: str) -> str | None:
        """The label of the first pattern that matches the whole of `word`, or None."""
        if not self._any.fullmatch(word):
            return None
        listed = (pair for group in self._groups for pair in group.each)
        return next((label for label, pattern in listed if pattern.fullmatch(word)), None)

    def _all(self, text: str, start: int, end: int) -> tuple[Hit, ...]:
        hits = [Hit(label, match.start(), match.end()) for label, match in self.matches(text, start, end)]
        return tuple(sorted(hits, key=lambda hit: (hit.start, -hit.end)))

    def _best(self, text: str, start: int, end: int) -> tuple[Hit, ...]:
        return tuple(longest_apart(self._all(text, start, end)))

    def _found(self, text: str, start: int, end: int) -> bool:
        return self._any.search(text, start, end) is not None

    def _remembered(self, search: Callable[[str, int, int], _Result], text: str, start: int, end: int) -> _Result:
        """What a search finds; many clauses ask the same of one stretch of a text."""
        if len(text) < _WINDOW:
            return search(text, start, end)
        if text is not self._text or len(self._memory) > _REMEMBERED:
            self._text, self._memory = text, {}
        key = (search.__name__, start, end)
        if key not in self._memory:
            self._memory[key] = search(text, start, end)
        return cast(_Result, self._memory[key])

    @cached_property
    def _places(self) -> re.Pattern[str]:
        return re.compile(f"(?={self._any.pattern})")
