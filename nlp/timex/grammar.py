"""Times as TIMEX3 annotates them: every expression of a time, also durations, times of day and vague ones.

The annotation is that of ISO-TimeML, which TempEval uses; the rules of finding and reading are this project's own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from nlp.amounts import NumberGrammar
from nlp.timex.telling import Context
from nlp.timex.values import TimexValues
from nlp.vocabulary import Patterns, Places, Vocabulary, filled

_YEAR = r"(?:1[5-9]|20)\d\d"


@dataclass(frozen=True, slots=True)
class Timex:
    """An expression of time: where it stands in the text, and its value in ISO-TimeML; None if it can't be known."""

    start: int
    end: int
    value: str | None


class TimexGrammar:
    """Finds the times of one language (tables `timex`, `timex_units`, `timex_words`, `day_parts`, `seasons`)."""

    def __init__(self, vocabulary: Vocabulary, numbers: NumberGrammar) -> None:
        self._vocabulary = vocabulary
        self._values = TimexValues(vocabulary, numbers)
        self._kinds, self._patterns = self._declared()

    def times(self, text: str, folded: str, reference: date | None) -> list[Timex]:
        """The times of a text, given also as folded, in order, none within another; `reference`: its day."""
        found: list[Timex] = []
        context = Context(reference)
        for kind, match in self._chosen(text, folded):
            value = self._values.value(kind, match, context)
            if value is None and kind == "day":  # 31 February
                continue
            found.append(Timex(match.start(), match.end(), value))
            if kind != "ago":  # the next "a year earlier" compares with the same quarter again
                context.told(value)
        return found

    def _chosen(self, text: str, folded: str) -> list[tuple[str, re.Match[str]]]:
        """Matches that do not overlap, the longer first, then as declared."""
        matches = [(int(place), match) for place, match in self._patterns.matches(folded)]
        matches.sort(key=lambda found: (found[1].start() - found[1].end(), found[0], found[1].start()))
        taken, chosen = Places(), []
        for place, match in matches:
            if self._values.is_time(self._kinds[place], match, text) and taken.take(match.span()):
                chosen.append((self._kinds[place], match))
        return sorted(chosen, key=lambda found: found[1].start())

    def _declared(self) -> tuple[list[str], Patterns]:
        kinds, patterns = [], []
        for kind, listed in self._vocabulary.table("timex").items():
            kinds += [kind] * len(listed)
            patterns += [filled(pattern, self._placeholders()) for pattern in listed]
        labelled = ((str(place), pattern) for place, pattern in enumerate(patterns))
        return kinds, self._vocabulary.compiled(labelled, "timex")

    def _placeholders(self) -> Iterator[tuple[str, str]]:
        cardinal = self._alternatives("cardinals")
        yield "m", self._alternatives("months")
        yield "d", r"[0-3]?\d"
        yield "y", _YEAR
        yield "w", self._alternatives("weekdays")
        yield "n", rf"\d{{1,3}}(?:,\d{{3}})?(?:\.\d)?|(?:{cardinal})(?:[ -](?:{cardinal}|hundred|thousand))*"
        yield "u", self._alternatives("timex_units")
        yield "p", self._alternatives("day_parts")
        yield "s", self._alternatives("seasons")
        yield "q", self._alternatives("quarters")
        yield "x", self._alternatives("timex_shifts")
        yield "decade", self._alternatives("timex_decades")
        yield "holiday", self._alternatives("timex_holidays")
        for name, key in (("v", "v"), ("f", "f"), ("a", "a"), ("c", "clock")):
            yield name, "|".join(self._vocabulary.words("timex_words", key)) or "(?!)"

    def _alternatives(self, table: str) -> str:
        listed = [pattern for patterns in self._vocabulary.table(table).values() for pattern in patterns]
        return "|".join(listed) or "(?!)"
