"""Times: what a text says of when, tied to the day of publication; and when acts start."""

from nlp.times.calendar import years_later
from nlp.times.commencement import CommencementGrammar, Formula
from nlp.times.expression import Cue, TimeExpression, first_day, last_day
from nlp.times.grammar import TimeGrammar
from nlp.times.holding import Holding, HoldingGrammar

__all__ = [
    "CommencementGrammar",
    "Cue",
    "Formula",
    "Holding",
    "HoldingGrammar",
    "TimeExpression",
    "TimeGrammar",
    "first_day",
    "last_day",
    "years_later",
]
