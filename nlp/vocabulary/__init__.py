"""Vocabularies: what the reader knows of a language, declared in TOML, one folder a language."""

from nlp.vocabulary.adjacent import Adjacent
from nlp.vocabulary.declared import FOLDER, LANGUAGES, Vocabularies, Vocabulary
from nlp.vocabulary.hits import Hit, Places, Span, overlaps
from nlp.vocabulary.patterns import Patterns
from nlp.vocabulary.syntax import bordered, filled

__all__ = [
    "FOLDER",
    "LANGUAGES",
    "Adjacent",
    "Hit",
    "Patterns",
    "Places",
    "Span",
    "Vocabularies",
    "Vocabulary",
    "bordered",
    "filled",
    "overlaps",
]
