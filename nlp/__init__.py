"""A page in, facts out: dates, figures, rules and who said so, each with its exact words; English, Russian, Kazakh."""

from nlp.version import READER

__all__ = ["READER"]
