"""The value of each kind of expression that is declared, and whether its words mean a time where they stand."""

import re
from collections.abc import Callable, Mapping

from nlp.amounts import NumberGrammar
from nlp.timex.days import Days, numeric
from nlp.timex.lengths import Lengths
from nlp.timex.spans import Spans
from nlp.timex.telling import Context, Lexicon, Telling
from nlp.vocabulary import Vocabulary

_NO_YEAR_BEHIND = tuple("$.,:/-#£€+")


class TimexValues:
    """Values of one language's expressions."""

    def __init__(self, vocabulary: Vocabulary, numbers: NumberGrammar) -> None:
        self._lexicon = Lexicon(vocabulary)
        days, spans, lengths = Days(self._lexicon), Spans(self._lexicon), Lengths(self._lexicon, numbers)
        self._kinds: Mapping[str, Callable[[Telling], str | None]] = {
            "numeric": numeric, "day": days.day, "weekday": days.weekday, "holiday": days.holiday, "part": days.part,
            "clock": days.clock, "now": days.now, "yearend": days.yearend, "month": spans.month,
            "year": lambda told: told["y"], "decade": spans.decade, "century": _century, "quarter": spans.quarter,
            "the_quarter": spans.the_quarter, "half": spans.half, "season": spans.season, "unit": spans.unit,
            "ago": lengths.ago, "span": lengths.span, "duration": lengths.duration, "half_unit": lengths.part,
            "plural": lengths.plural, "every": lengths.every,
        }  # fmt: skip

    def value(self, kind: str, match: re.Match[str], context: Context) -> str | None:
        """The value of a match, or None if it counts from a day that is not known.

        A kind that is none of ours is the value itself ("PRESENT_REF").
        """
        return self._kinds[kind](Telling(match, context)) if kind in self._kinds else kind

    def is_time(self, kind: str, match: re.Match[str], text: str) -> bool:
        """Whether the words mean a time here: no "may" that is a verb, no 2000 that counts people."""
        groups = match.groupdict()
        if kind == "month" and not groups.get("y"):
            named = text[match.start("m") : match.end("m")]
            vague = named.lower() in self._lexicon.words("vague_months")
            return named[0].isupper() and (not vague or self._preposed(match))
        return kind != "year" or match.group() != groups["y"] or self._is_year(match)

    def _preposed(self, match: re.Match[str]) -> bool:
        """Whether a word that makes it a month stands before, within the expression or without."""
        before = match.string[max(0, match.start() - 12) : match.start()].split()
        return match.start("m") > match.start() or bool(before and before[-1] in self._lexicon.words("preposed"))

    def _is_year(self, match: re.Match[str]) -> bool:
        """Whether four figures alone are a year: no sum, no number of things or of a room."""
        text, start, end = match.string, match.start(), match.end()
        before, after = text[max(0, start - 15) : start].split(), text[end : end + 15].split()
        if text[max(0, start - 1) : start] in _NO_YEAR_BEHIND:
            return False
        if before and before[-1] in self._lexicon.words("numbered"):
            return False
        return not (after and after[0].strip(",.") in self._lexicon.words("no_year"))


def _century(told: Telling) -> str | None:
    return f"{int(told['e'] or 1) - 1:02}"
