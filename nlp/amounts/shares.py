"""Shares told in words, in percent: "half of them", "two thirds", "nine in ten", "каждый пятый", "оннан тоғызы"."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

from nlp.amounts.quantity import Quantity
from nlp.vocabulary import Hit, Patterns, Places, Vocabulary
from nlp.vocabulary.hits import longest_apart
from nlp.vocabulary.syntax import filled

_TENTH = Decimal("0.1")
_MOST = 9  # parts that are told as "seven tenths" or "seven in ten"


class ShareGrammar:
    """Reads the shares of one language (tables `shares`, `share_forms`, `share_nths`, `share_nth`, `share_many`)."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def with_shares(self, numbers: Sequence[Quantity], text: str) -> list[Quantity]:
        """The quantities and the shares; these take the place of the number words in them."""
        written = Places((number.start, number.end) for number in numbers if not number.words)
        named = [hit for hit in self._vocabulary.patterns("shares").best(text) if not written.touch(hit.span)]
        shares = longest_apart([*self._parted(text), *named])
        places = Places(hit.span for hit in shares)
        return [
            *(number for number in numbers if not places.touch((number.start, number.end))),
            *(Quantity(Decimal(s.label), s.start, s.end, s.start, unit="percent", share=True) for s in shares),
        ]

    def _parted(self, text: str) -> Iterator[Hit]:
        """So many parts of so many: labelled by what that is in percent."""
        for _, match in self._forms.matches(text):
            told = match.groupdict()
            part = self._value("cardinals", told["part"]) if told.get("part") else 1
            table = next(name for name in _WHOLES if told.get(name))
            whole = self._value(table, told[table])
            if part and whole and 0 < part < whole and part <= _MOST:
                percent = (Decimal(100) * part / whole).quantize(_TENTH, ROUND_HALF_UP)
                yield Hit(f"{percent.normalize():f}", match.start(), match.end())

    def _value(self, table: str, word: str) -> int | None:
        if word.isdecimal():
            return int(word)
        label = self._vocabulary.patterns(table).label_of(word)
        return int(label) if label and label.isdecimal() else None

    @cached_property
    def _forms(self) -> Patterns:
        tables = {name: self._vocabulary.table(name) for name in _WHOLES}
        holes = [("part", _any_of(self._vocabulary.table("cardinals"), _MOST))]
        holes += [(name, _any_of(table)) for name, table in tables.items()]
        forms = self._vocabulary.table("share_forms").items()
        told = ((name, filled(form, holes)) for name, patterns in forms for form in patterns)
        return self._vocabulary.compiled(told, "share_forms")


_WHOLES = ("share_nths", "share_nth", "share_many")  # "fifths", "fifth", "five"


def _any_of(table: Mapping[str, Sequence[str]], most: int | None = None) -> str:
    """The patterns of a table of numbers as alternatives, those up to `most`."""
    chosen = (key for key in table if most is None or (key.isdecimal() and int(key) <= most))
    return "|".join(pattern for key in chosen for pattern in table[key]) or "(?!)"
