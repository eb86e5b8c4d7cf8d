"""Intervals: two times that the words between them join ("between July and September")."""

from collections.abc import Sequence

from nlp.times.expression import TimeExpression, told_before
from nlp.vocabulary import Vocabulary

_ENDS = ("day", "month", "year")


class IntervalGrammar:
    """Joins the intervals of one language (table `intervals`)."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._joints = tuple(vocabulary.words("intervals", "and"))

    def joined(self, found: Sequence[TimeExpression], text: str) -> list[TimeExpression]:
        """The expressions in order, two that make one interval as one period."""
        joined: list[TimeExpression] = []
        for expression in found:
            if joined and self._is_interval(joined[-1], expression, text):
                joined[-1] = _spanned(joined[-1], expression)
            else:
                joined.append(expression)
        return joined

    def _is_interval(self, one: TimeExpression, other: TimeExpression, text: str) -> bool:
        if one.kind not in _ENDS or other.kind not in _ENDS or other.start - one.end > 80:
            return False
        between = text[one.end : other.start].strip()
        if not self._is_joint(between, text[one.end : other.start + 12].strip()):
            return False
        if other.cue in ("from", "since") and between != "":
            return False
        if not self._vocabulary.words("intervals", "between"):
            return between != "" or (one.cue == "from" and other.cue == "until")
        before = text[max(0, one.start - 12) : one.start + 10]
        return self._vocabulary.patterns("intervals", "between").found(before)

    def _is_joint(self, between: str, words: str) -> bool:
        """Whether a joint stands between two times, or opens the second ("с 1 мая по 5 июня")."""
        if between in self._joints:
            return True
        return len(between) < 4 and words.startswith(tuple(f"{joint} " for joint in self._joints if joint))


def _spanned(one: TimeExpression, other: TimeExpression) -> TimeExpression:
    first, last = one.first, other.first
    if first and last and told_before(first, last):  # "from December to March": the first lies a year back
        first = f"{int(first[:4]) - 1:04}{first[4:]}"
        first = None if first.startswith("0000") or first.endswith("02-29") else first
    return TimeExpression(one.start, other.end, "period", first, last, "on", one.relative)
