"""The time expressions of a text: dates, spans and stretches, found by a language's vocabulary and then resolved.

What has no year, or is told relative to "now", needs the day of publication; without it the expression is found and
stays unread.
"""

import re
from collections.abc import Iterator
from datetime import date

from nlp.amounts import NumberGrammar
from nlp.times.cues import CueGrammar
from nlp.times.expression import TimeExpression
from nlp.times.intervals import IntervalGrammar
from nlp.times.resolving import Resolver, Telling
from nlp.vocabulary import Patterns, Places, Vocabulary, filled

_PLACEHOLDERS = ("m", "k", "d", "e", "y", "w", "q", "h", "n")


class TimeGrammar:
    """Reads the time expressions of one language (tables `dates`, `relative`, `weekday_shift`, `stretches`)."""

    def __init__(self, vocabulary: Vocabulary, numbers: NumberGrammar) -> None:
        self._vocabulary = vocabulary
        self._resolver = Resolver(vocabulary, numbers)
        self._cues = CueGrammar(vocabulary)
        self._intervals = IntervalGrammar(vocabulary)
        self._kinds, self._patterns = self._declared()

    def times(self, text: str, reference: date | None, month_first: bool = False) -> list[TimeExpression]:
        """All time expressions of a folded text, in order, none within another.

        `reference` is the day of publication; `month_first` reads 03/12/2024 as 12 March.
        """
        found = [
            self._resolver.resolved(kind, self._blank(match, text), Telling(match, text, reference, month_first))
            for kind, match in self._chosen(text)
        ]
        return self._intervals.joined([expression for expression in found if expression is not None], text)

    def _chosen(self, text: str) -> list[tuple[str, re.Match[str]]]:
        """Matches that do not overlap: the exact first ("since May 3" is a day), then the longer, then as declared."""
        taken = Places()
        matches = [(int(place), match) for place, match in self._patterns.matches(text)]
        matches.sort(key=lambda found: (*self._precedence(*found), found[0], found[1].start()))
        chosen = [(self._kinds[place], match) for place, match in matches if taken.take(match.span())]
        return sorted(chosen, key=lambda found: found[1].start())

    def _precedence(self, place: int, match: re.Match[str]) -> tuple[bool, int]:
        return self._kinds[place] in ("month", "year"), match.start() - match.end()

    def _blank(self, match: re.Match[str], text: str) -> TimeExpression:
        groups = match.groupdict()
        core = min((match.start(name) for name in _PLACEHOLDERS if groups.get(name)), default=match.start())
        cue = self._cues.cue(text, core, match.start(), match.end())
        return TimeExpression(match.start(), match.end(), "day", None, None, cue)

    def _declared(self) -> tuple[list[str], Patterns]:
        """The kinds of expressions as declared, and their patterns, each labelled by its kind's place in that list."""
        kinds, patterns = [], []
        for table in ("dates", "relative", "weekday_shift", "stretches"):
            for key, listed in self._vocabulary.table(table).items():
                kinds += [key if table == "dates" else f"{table}:{key}"] * len(listed)
                patterns += [filled(pattern, self._placeholders()) for pattern in listed]
        labelled = ((str(place), pattern) for place, pattern in enumerate(patterns))
        return kinds, self._vocabulary.compiled(labelled, "dates")

    def _placeholders(self) -> Iterator[tuple[str, str]]:
        day_words = self._alternatives("day_words")
        yield "m", self._alternatives("months")
        yield "k", self._alternatives("months")
        yield "d", rf"\d{{1,2}}|{day_words}" if day_words else r"\d{1,2}"
        yield "e", r"\d{1,2}"
        yield "y", r"(19|20)\d\d"
        yield "w", self._alternatives("weekdays")
        yield "q", self._alternatives("quarters")
        yield "h", self._alternatives("halves")
        cardinals = self._alternatives("cardinals")
        yield "n", rf"\d{{1,3}}|(?:{cardinals})(?: (?:{cardinals}))?"

    def _alternatives(self, table: str) -> str:
        return "|".join(pattern for patterns in self._vocabulary.table(table).values() for pattern in patterns)
