"""Where lines and sentences begin: punctuation, line breaks and each language's abbreviations."""

import re
from collections.abc import Iterator, Sequence

_MARKS = ".!?…"
_STOP = re.compile(rf"(?<![{_MARKS}])[{_MARKS}]+[\"'»”’)\]]*(?=\s|$)|;(?=\s*\n)")
_BREAK = re.compile(r"\n\s*")
_WORD = re.compile(r"\S")
_OPENS = re.compile(r"[\s\"'«„“(\[—–•-]*[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ0-9]")
_INITIAL = re.compile(r"(?:^|[\s(«\"])(?:[A-ZА-ЯӘҒҚҢӨҰҮҺІ]\.)+$")
_NEAR = 60  # characters before a full stop in which its abbreviation or initials stand
_LEAST_WRAPPED = 40  # characters: a shorter line is no line of a wrapped paragraph


class BoundaryFinder:
    """Finds where the sentences of a line begin, given abbreviations after which a point ends none; `maybe` may."""

    def __init__(self, abbreviations: Sequence[str], maybe: Sequence[str]) -> None:
        self._abbreviation = _ending_in(abbreviations)
        self._maybe = _ending_in(maybe)

    def starts(self, text: str, start: int, end: int) -> Iterator[int]:
        """Where the sentences of the line text[start:end] begin, in order."""
        first = start
        yield first
        for stop in _STOP.finditer(text, start, end):
            following = _WORD.search(text, stop.end(), end)
            if following is None:
                return
            before = text[max(first, stop.start() - _NEAR) : stop.start()]
            if self._ends(before, stop.group(), text, following.start(), end):
                first = following.start()
                yield first

    def _ends(self, before: str, mark: str, text: str, following: int, end: int) -> bool:
        if not _OPENS.match(text, following, end):
            return False
        if mark != ".":
            return True
        if _INITIAL.search(before + "."):
            return False
        if self._abbreviation.search(before.lower()):
            return bool(self._maybe.search(before.lower())) and not text[following].isdigit()
        return True


def lines(text: str) -> Iterator[tuple[int, int]]:
    """Lines, joined where a text was wrapped: the next goes on in lower case and the last one did not end."""
    start = 0
    for found in _BREAK.finditer(text):
        end = _without_blanks(text, start, found.start())
        if end <= start:
            start = found.end()
        elif not _goes_on(text, start, end, found):
            yield start, end
            start = found.end()
    end = _without_blanks(text, start, len(text))
    if end > start:
        yield start, end


def _goes_on(text: str, start: int, end: int, found: re.Match[str]) -> bool:
    wrapped = found.group().count("\n") == 1 and end - start > _LEAST_WRAPPED
    return wrapped and text[found.end() : found.end() + 1].islower() and text[end - 1] not in '.!?:;…»"”'


def _without_blanks(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _ending_in(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:^|[^\w.])(?:{'|'.join(words) or '(?!)'})$")
