"""Ranges and moves: two quantities that are the ends of one, or the old and the new value of something that changed."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Literal

from nlp.amounts.quantity import Quantity, shared_scale
from nlp.vocabulary import Vocabulary

Opener = Literal["between", "from", "to"]
_OPENERS: tuple[Opener, ...] = ("between", "from", "to")
_NEAR = 60  # characters between a new value and the old one behind it
_SENTENCE = 500  # characters in which the two values of a move stand
_END = re.compile(r"[.;\n]\s")


class RangeGrammar:
    """Joins the ranges of one language (tables `ranges`, `moves`)."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def ranged(self, found: Sequence[Quantity], text: str) -> list[Quantity]:
        """Joins "between A and B", "A to B", "from A to B"; where something moved from A to B, both stay."""
        joined: list[Quantity] = []
        for quantity in found:
            last = joined[-1] if joined else None
            if last is None or last.value_high is not None or last.per or not self._is_range(last, quantity, text):
                joined.append(quantity)
            else:
                joined[-1:] = self._joined(last, quantity, text)
        return self._with_roles(joined, text)

    def _joined(self, low: Quantity, high: Quantity, text: str) -> list[Quantity]:
        opener = self._opener(low, text)
        unit = high.unit or low.unit
        if opener == "from" and (self._moved(low, text) or self._moved(high, text)):
            old = low.value * (shared_scale(low, high) if low.unit is None else 1)  # "from 20 to 10 thousand"
            return [replace(low, value=old, role="old", unit=low.unit or unit), replace(high, role="new", unit=unit)]
        if high.value <= low.value and opener != "between":
            return [low, high]
        value, start = low.value * shared_scale(low, high), min(low.start, self._opened_at(low, text))
        return [replace(low, value=value, value_high=high.value, unit=unit, start=start, end=high.end)]

    def _with_roles(self, found: Sequence[Quantity], text: str) -> list[Quantity]:
        """ "cut to 0.25% from 0.39%": the new value first; also a lone "to 85,000" where something moved."""
        marked = []
        for quantity in found:
            if quantity.role is None and not quantity.value_high and not quantity.share:
                opener = self._opener(quantity, text)
                if opener in ("from", "to") and self._moved(quantity, text):
                    quantity = replace(quantity, role="old" if opener == "from" else "new")
            marked.append(quantity)
        news = [quantity for quantity in marked if quantity.role == "new"]
        return self._replaced([_paired(quantity, news, text) for quantity in marked], text)

    def _replaced(self, found: list[Quantity], text: str) -> list[Quantity]:
        """ "56 hours instead of 40", "3.5 percent, up from 2.5": the old value behind the one that takes its place."""
        for place in range(1, len(found)):
            new, old = found[place - 1], found[place]
            if old.role is None and 0 < old.start - new.end < _NEAR and self._gives_way(text[new.end : old.start]):
                found[place - 1] = replace(new, role="new")
                found[place] = replace(old, role="old", unit=old.unit or new.unit)
        return found

    def _gives_way(self, between: str) -> bool:
        words = between.rstrip()
        said = any(hit.end == len(words) for hit in self._vocabulary.patterns("replaced").all(words))
        return said and not re.search(r"[.;](?!\d)|\n", words)

    def _moved(self, quantity: Quantity, text: str) -> bool:
        """Whether the quantity's sentence tells of a move."""
        before = _END.split(text[max(0, quantity.start - 140) : quantity.start])[-1]
        after = re.split(r"[.;\n]", text[quantity.end : quantity.end + 60])[0]
        return self._vocabulary.patterns("moves").found(before + text[quantity.start : quantity.end] + after)

    def _is_range(self, low: Quantity, high: Quantity, text: str) -> bool:
        if low.unit and high.unit and low.unit != high.unit:
            return False
        if low.unit == "percent" and high.unit is None:
            return False  # "by 18 percent to 61,400"
        between = text[low.end : high.start].strip() if high.start - low.end < 80 else "…"
        if between == "":  # the cases of the two numbers may say it
            return bool(self._from_case.search(text, low.number, low.end)) and self._is_to(high, text)
        if any(re.fullmatch(pattern, between) for pattern in self._vocabulary.words("ranges", "to")):
            return True
        joint = any(re.fullmatch(pattern, between) for pattern in self._vocabulary.words("ranges", "and"))
        return joint and self._opener(low, text) == "between"

    def _is_to(self, quantity: Quantity, text: str) -> bool:
        return self._to_follows(quantity, text) or bool(self._to_case.search(text, quantity.number, quantity.end))

    def _to_follows(self, quantity: Quantity, text: str) -> bool:
        after = text[quantity.end : quantity.end + 10].strip()
        return after.startswith(tuple(self._vocabulary.words("ranges", "to_after")))

    def _opener(self, quantity: Quantity, text: str) -> Opener | None:
        """The word that opens a range or names an end of it, or the case or postposition that does."""
        before = text[max(0, quantity.start - 20) : quantity.start]
        if self._not_to.search(before):
            return None
        for name, pattern in self._opening:
            if pattern.search(before):
                return name
        if self._from_case.search(text, quantity.number, quantity.end):
            return "from"
        return "to" if self._to_follows(quantity, text) else None

    def _opened_at(self, quantity: Quantity, text: str) -> int:
        """Where the word before a quantity begins, if it opens a range."""
        match = re.search(r"\w+\s*$", text[max(0, quantity.start - 12) : quantity.start])
        opened = match and self._opener(quantity, text) in ("between", "from")
        return quantity.start - len(match.group()) if match and opened else quantity.start

    @cached_property
    def _opening(self) -> list[tuple[Opener, re.Pattern[str]]]:
        fillers = "|".join(f"{word} " for word in self._vocabulary.words("ranges", "fillers"))
        return [
            (name, re.compile(rf"(?<!\w)(?:{pattern})\s*(?:{fillers})?$"))
            for name in _OPENERS
            for pattern in self._vocabulary.words("ranges", name)
        ]

    @cached_property
    def _not_to(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{'|'.join(self._vocabulary.words('ranges', 'not_to')) or '(?!)'})\s*$")

    @cached_property
    def _from_case(self) -> re.Pattern[str]:
        return self._ending("from_case")

    @cached_property
    def _to_case(self) -> re.Pattern[str]:
        return self._ending("to_case")

    def _ending(self, key: str) -> re.Pattern[str]:
        return re.compile(f"(?:{'|'.join(self._vocabulary.words('ranges', key)) or '(?!)'})$")


def _paired(quantity: Quantity, news: Sequence[Quantity], text: str) -> Quantity:
    """An old value stays one only where its new value stands in the same sentence."""
    if quantity.role != "old":
        return quantity
    first = bisect_left(news, quantity.start - _SENTENCE, key=lambda new: new.start)
    last = bisect_left(news, quantity.start + _SENTENCE, key=lambda new: new.start)
    spans = [(min(quantity.end, new.end), max(quantity.start, new.start)) for new in news[first:last]]
    return quantity if any(not _END.search(text, *span) for span in spans) else replace(quantity, role=None)
