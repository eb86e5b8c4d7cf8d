"""A matched expression on its way to its value, and what a language's words say of it."""

import re
from dataclasses import dataclass
from datetime import date

from nlp.times import first_day
from nlp.times.calendar import shifted
from nlp.vocabulary import Vocabulary

_DATE = re.compile(r"\d{4}(-\d\d){0,2}(?!\d|-)")
_QUARTER = re.compile(r"\d{4}-Q\d")
_SENTENCE_END = re.compile(r"[.!?;]\s|\n\s*\n")
_NEAR = 150  # characters around a day or month in which the verb stands whose tense tells where it lies


@dataclass(slots=True)
class Context:
    """The day of a text, and the last quarter, day and date of any precision that it told."""

    reference: date | None
    quarter: str | None = None
    day: str | None = None
    last: date | None = None

    def told(self, value: str | None) -> None:
        """Remembers a value."""
        if value and _QUARTER.fullmatch(value):
            self.quarter = value
        elif value and (known := _DATE.match(value)):
            self.day = known[0] if len(known[0]) == 10 else self.day
            self.last = first_day(known[0])


@dataclass(frozen=True, slots=True)
class Telling:
    """A matched expression: `told["m"]` are the words that fill its placeholder {m}, or None."""

    match: re.Match[str]
    context: Context

    def __getitem__(self, name: str) -> str | None:
        return self.match.groupdict().get(name)

    @property
    def words(self) -> str:
        """The whole expression."""
        return self.match.group()

    @property
    def reference(self) -> date | None:
        """The day of the text."""
        return self.context.reference

    @property
    def sentence(self) -> tuple[str, str]:
        """The words of its sentence before and after it."""
        text, start, end = self.match.string, self.match.start(), self.match.end()
        before = _SENTENCE_END.split(text[max(0, start - _NEAR) : start])[-1]
        return before, _SENTENCE_END.split(text[end : end + _NEAR])[0]


class Lexicon:
    """What one language's words mean in times (tables `months`, `weekdays`, `timex_shifts`, `timex_words`, …)."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        listed = [(key, p) for key in ("ahead", "behind") for p in vocabulary.words("timex_words", key)]
        listed += [("behind", p) for p in vocabulary.words("past_tense", "words")]
        self._tenses = vocabulary.compiled(iter(listed), "timex_words")

    def words(self, key: str) -> tuple[str, ...]:
        """Plain words of the table `timex_words`."""
        return tuple(self._vocabulary.words("timex_words", key))

    def label(self, table: str, word: str | None) -> str | None:
        """The label under which a word is declared, or None."""
        return self._vocabulary.patterns(table).label_of(word) if word else None

    def number(self, table: str, word: str | None) -> int | None:
        """The number under which a month, weekday, shift, … is declared, or None."""
        label = self.label(table, word)
        return int(label) if label else None

    def shift(self, told: Telling) -> int | None:
        """-1 for "last", 0 for "this", 1 for "next"; None where nothing shifts the expression."""
        return self.number("timex_shifts", told["x"])

    def year(self, told: Telling) -> int | None:
        """The year told, or the one that "last year" within an expression means."""
        if told["y"]:
            return int(told["y"])
        shift = self.shift(told)
        if shift is None or told.reference is None or "year" not in re.split(r"\W", told.words):
            return None
        return told.reference.year + shift

    def direction(self, told: Telling) -> int:
        """1 ahead of its text, -1 behind it, 0 unknown: by the tense of the nearest verb before it, or else after."""
        before, after = told.sentence
        if tenses := self._tenses.all(before):
            last = max(tenses, key=lambda hit: (hit.end, hit.end - hit.start))
            return 1 if last.label == "ahead" else -1
        following = self._tenses.first(after)
        return 0 if following is None else 1 if following.label == "ahead" else -1

    def ahead(self, told: Telling) -> bool:
        """Whether a time lies ahead of its text."""
        return self.direction(told) > 0


def days_from(reference: date | None, days: int) -> str | None:
    """The day so many days after `reference`, in ISO 8601."""
    day = shifted(reference, days) if reference else None
    return day.isoformat() if day else None
