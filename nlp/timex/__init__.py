"""Timex: every time that a text tells, annotated as ISO-TimeML does, also lengths and vague times; English alone."""

from nlp.timex.grammar import Timex, TimexGrammar
from nlp.timex.tagging import Tag, tagged

__all__ = ["Tag", "Timex", "TimexGrammar", "tagged"]
