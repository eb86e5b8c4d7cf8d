"""Numerals: the words and digits that numbers are made of, and runs of neighbouring ones."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import chain

from nlp.vocabulary import Patterns, Vocabulary

_MOST_DIGITS = 18  # a longer row of digits is an account, a code or noise


@dataclass(frozen=True, slots=True)
class Numeral:
    """A piece of a number in the folded text; `kind` is digits, cardinal, magnitude or a number joint's name."""

    kind: str
    value: Decimal
    start: int
    end: int


class NumeralFinder:
    """Finds the numerals of one language (tables `cardinals`, `magnitudes`, `number_joints`, `notation`)."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._decimal = "".join(vocabulary.words("notation", "decimal"))

    def runs(self, text: str) -> Iterator[list[Numeral]]:
        """Numerals with nothing but a space or hyphen between them, run by run."""
        run: list[Numeral] = []
        for numeral in sorted(self._numerals(text), key=lambda numeral: (numeral.start, -numeral.end)):
            if run and numeral.start < run[-1].end:
                continue
            if run and text[run[-1].end : numeral.start].strip(" ") not in ("", "-"):
                yield run
                run = []
            run.append(numeral)
        if run:
            yield run

    def _numerals(self, text: str) -> Iterator[Numeral]:
        for hit in self._words.best(text):
            kind, value = hit.label.split(":")
            yield Numeral(kind, Decimal(value), hit.start, hit.end)
        for match in self._digits.finditer(text):
            if sum(character.isdigit() for character in match["number"]) <= _MOST_DIGITS:
                yield Numeral("digits", self._value(match), match.start(), match.end())

    @cached_property
    def _words(self) -> Patterns:
        table = self._vocabulary.table
        valued = (
            (f"{kind}:{value}", pattern)
            for kind, name in (("cardinal", "cardinals"), ("magnitude", "magnitudes"))
            for value, patterns in table(name).items()
            for pattern in patterns
        )
        joints = ((f"{kind}:0", p) for kind, patterns in table("number_joints").items() for p in patterns)
        return self._vocabulary.compiled(chain(valued, joints), "cardinals")

    @cached_property
    def _digits(self) -> re.Pattern[str]:
        groups = "".join(re.escape(mark) for mark in self._vocabulary.words("notation", "group"))
        magnitudes = self._vocabulary.table("attached_magnitudes").values()
        attached = "|".join(pattern for patterns in magnitudes for pattern in patterns) or "(?!)"
        case = "|".join(self._vocabulary.words("sets", "case")) or "(?!)"
        return re.compile(
            rf"(?<![\w/])(?<!\d[.,])"
            rf"(?P<number>\d{{1,3}}(?:([ {groups}])\d{{3}})(?:\2\d{{3}}){{0,6}}(?!\d)(?:{re.escape(self._decimal)}\d+)?"
            rf"|\d+(?:[.,]\d+)?)(?P<magnitude>{attached})?(?:{case})?(?![\w])(?![.,]\d)"
        )

    def _value(self, match: re.Match[str]) -> Decimal:
        written, mark = match["number"], match[2]
        grouped = mark is not None and (mark != "." or self._decimal != "." or written.count(".") > 1)
        if mark == "." and written.count(".") == 1 and "," not in written:
            grouped = False  # "1.250": one point stands before decimals more often than before thousands
        if grouped:
            written = written.replace(mark, "")
        value = Decimal(written.replace(",", "."))
        for factor, patterns in self._vocabulary.table("attached_magnitudes").items():
            if match["magnitude"] and any(re.fullmatch(pattern, match["magnitude"]) for pattern in patterns):
                value *= Decimal(factor)
        return value
