"""Numbers in digits, words and mixtures: "45.7 thousand", "4 млн 399 тыс.", "он жеті мың", as exact decimals."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from nlp.vocabulary import Patterns, Vocabulary

_THOUSAND = Decimal(1000)


@dataclass(frozen=True, slots=True)
class Number:
    """A number and where it stands in the folded text (end exclusive); `words` if it holds no digit."""

    value: Decimal
    start: int
    end: int
    words: bool


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str  # digits, cardinal, magnitude, one, half, quarter, plus_half, join
    value: Decimal
    start: int
    end: int


class NumberGrammar:
    """Reads the numbers of one language by its vocabulary (tables `cardinals`, `magnitudes`, `number_joints`)."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def numbers(self, text: str) -> list[Number]:
        """All numbers of a folded text, in order, none within another."""
        found = []
        for run in self._runs(text):
            found.extend(_evaluate(run))
        return [number for number in found if number.value >= 0]

    @cached_property
    def _words(self) -> Patterns:
        table = self._vocabulary.table
        labelled = [
            (f"{kind}:{value}", self._vocabulary.expression(pattern, name))
            for kind, name in (("cardinal", "cardinals"), ("magnitude", "magnitudes"))
            for value, patterns in table(name).items()
            for pattern in patterns
        ]
        joints = table("number_joints")
        labelled += [
            (f"{kind}:0", self._vocabulary.expression(pattern))
            for kind, patterns in joints.items()
            for pattern in patterns
        ]
        return Patterns(labelled)

    @cached_property
    def _digits(self) -> re.Pattern[str]:
        notation = self._vocabulary.table("notation")
        decimal = re.escape(notation["decimal"])
        groups = "".join(re.escape(mark) for mark in notation["group"])
        attached = "|".join(
            pattern for patterns in self._vocabulary.table("attached_magnitudes").values() for pattern in patterns
        )
        case = "|".join(self._vocabulary.words("sets", "case")) or "(?!)"
        return re.compile(
            rf"(?<![\w/])(?<!\d[.,])(?P<number>\d{{1,3}}(?:([ {groups}])\d{{3}})(?:\2\d{{3}})*(?!\d)(?:{decimal}\d+)?"
            rf"|\d+(?:[.,]\d+)?)(?P<magnitude>{attached or '(?!)'})?(?:{case})?(?![\w])(?![.,]\d)"
        )

    def _tokens(self, text: str) -> Iterator[_Token]:
        for hit in self._words.best(text):
            kind, value = hit.label.split(":")
            yield _Token(kind, Decimal(value), hit.start, hit.end)
        for match in self._digits.finditer(text):
            yield _Token("digits", self._digit_value(match), match.start(), match.end())

    def _digit_value(self, match: re.Match[str]) -> Decimal:
        notation = self._vocabulary.table("notation")
        written = match["number"]
        grouped = match[2] is not None and (match[2] != "." or notation["decimal"] != "." or written.count(".") > 1)
        if match[2] == "." and written.count(".") == 1 and "," not in written:
            grouped = False  # "1.250": one point stands before decimals more often than before thousands
        if grouped:
            written = written.replace(match[2], "")
        value = Decimal(written.replace(",", "."))
        for factor, patterns in self._vocabulary.table("attached_magnitudes").items():
            if match["magnitude"] and any(re.fullmatch(pattern, match["magnitude"]) for pattern in patterns):
                value *= Decimal(factor)
        return value

    def _runs(self, text: str) -> Iterator[list[_Token]]:
        run: list[_Token] = []
        for token in sorted(self._tokens(text), key=lambda token: (token.start, -token.end)):
            if run and token.start < run[-1].end:
                continue
            if run and text[run[-1].end : token.start].strip(" ") not in ("", "-"):
                yield run
                run = []
            run.append(token)
        if run:
            yield run


def _evaluate(run: list[_Token]) -> Iterator[Number]:
    """Splits a run of neighbouring number words where it stops being one number, and gives each part's value."""
    part: list[_Token] = []
    for token in run:
        if part and not _continues(part, token):
            yield from _number(part)
            part = []
        if part or token.kind not in ("join", "plus_half"):
            part.append(token)
    yield from _number(part)


def _continues(part: list[_Token], token: _Token) -> bool:
    last = part[-1]
    if token.kind in ("magnitude", "plus_half", "join"):
        return last.kind != "join" or token.kind == "plus_half"
    if token.kind == "digits":
        return last.kind == "magnitude" and last.value >= _THOUSAND and token.value < last.value
    if token.kind != "cardinal":
        return False
    if last.kind in ("one", "half", "quarter"):
        return False
    if last.kind == "join":
        return len(part) > 1 and part[-2].kind in ("magnitude",) and token.value < part[-2].value
    return token.value < _lowest_step(last.value) if last.kind == "cardinal" else last.kind == "magnitude"


def _lowest_step(value: Decimal) -> Decimal:
    """The place value of the last digit that is not zero, so that only smaller numerals may follow: 140 → 10."""
    if value != value.to_integral_value() or value == 0:
        return Decimal(0)
    step = Decimal(1)
    while value % (step * 10) == 0:
        step *= 10
    return step


def _number(part: list[_Token]) -> Iterator[Number]:
    while part and part[-1].kind in ("join", "one", "half", "quarter"):
        part = part[:-1]
    if not any(token.kind in ("digits", "cardinal") for token in part) and not (
        len(part) > 1 and part[-1].kind == "magnitude"
    ):
        return
    total, current = Decimal(0), None
    for token in part:
        if token.kind in ("digits", "cardinal"):
            current = (current or 0) + token.value
        elif token.kind == "one":
            current = Decimal(1)
        elif token.kind == "half":
            current = Decimal("0.5")
        elif token.kind == "quarter":
            current = Decimal("0.25")
        elif token.kind == "plus_half":
            current = (current or 0) + Decimal("0.5")
        elif token.kind == "magnitude" and token.value < _THOUSAND:
            current = (current if current is not None else 1) * token.value
        elif token.kind == "magnitude":
            total += (current if current is not None else 1) * token.value
            current = None
    value = total + (current or 0)
    yield Number(_plain(value), part[0].start, part[-1].end, all(token.kind != "digits" for token in part))


def _plain(value: Decimal) -> Decimal:
    """Without trailing zeros or an exponent, so that equal amounts are written alike."""
    value = value.normalize()
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value
