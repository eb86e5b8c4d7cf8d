"""Voices: who says what a text tells, for whom, through which outlet."""

from nlp.voices.attribution import Attribution, SourceGrammar
from nlp.voices.carrying import AttributionReader
from nlp.voices.quoting import Statement
from nlp.voices.statements import StatementGrammar

__all__ = ["Attribution", "AttributionReader", "SourceGrammar", "Statement", "StatementGrammar"]
