"""Voices: who says what a text tells, for whom, through which outlet."""

from nlp.voices.attribution import Attribution, SourceGrammar
from nlp.voices.carrying import AttributionReader

__all__ = ["Attribution", "AttributionReader", "SourceGrammar"]
