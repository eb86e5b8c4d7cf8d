"""Patterns that stand right beside a place: a unit after its number, a preposition before its date."""

import re
from collections.abc import Sequence
from functools import cached_property


class Adjacent:
    """Patterns given as pairs of a label and a complete regular expression, matched at one end of a text."""

    def __init__(self, labelled: Sequence[tuple[str, str]]) -> None:
        self._labelled = labelled

    def after(self, text: str, start: int = 0, end: int | None = None) -> tuple[str, re.Match[str]] | None:
        """Label and match of the longest pattern that text[start:end] begins with; of equals the one declared first."""
        return _longest(self.every_after(text, start, len(text) if end is None else end))

    def every_after(self, text: str, start: int, end: int) -> list[tuple[str, re.Match[str]]]:
        """Labels and matches of all patterns that text[start:end] begins with, as declared."""
        if not self._any.match(text, start, end):
            return []
        tried = ((label, pattern.match(text, start, end)) for label, pattern in self._each)
        return [(label, match) for label, match in tried if match]

    def before(self, text: str) -> tuple[str, re.Match[str]] | None:
        """Label and match of the longest pattern that `text` ends with; of equals the one declared first."""
        if not self._any_last.search(text):
            return None
        tried = ((label, pattern.search(text)) for label, pattern in self._each_last)
        return _longest([(label, match) for label, match in tried if match])

    @cached_property
    def _each(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        return tuple((label, re.compile(source)) for label, source in self._labelled)

    @cached_property
    def _each_last(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        return tuple((label, re.compile(f"(?:{source})$")) for label, source in self._labelled)

    @cached_property
    def _any(self) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{source})" for _, source in self._labelled) or "(?!)")

    @cached_property
    def _any_last(self) -> re.Pattern[str]:
        return re.compile(f"(?:{self._any.pattern})$")


def _longest(found: Sequence[tuple[str, re.Match[str]]]) -> tuple[str, re.Match[str]] | None:
    return max(found, key=lambda pair: len(pair[1].group()), default=None)
