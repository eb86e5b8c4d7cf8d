"""A page in, facts out: dates, figures, rules and who said so, each with its exact words; English, Russian, Kazakh.

`nlp.reader.Reader` reads whole pages. The functions here answer one question about a text, without a page around it.
"""

from nlp.extraction import attributions, effective_dates, quantities, time_expressions
from nlp.version import READER

__all__ = ["READER", "attributions", "effective_dates", "quantities", "time_expressions"]
