"""A page in, facts out: dates, figures, rules and who said so, each with its exact words; English, Russian, Kazakh.

`nlp.reader.Reader` reads whole pages. The functions here answer one question about a text or a page's HTML.
"""

from nlp.extraction import attributions, effective_dates, quantities, time_expressions
from nlp.stances import stance
from nlp.text.metadata import publication_day
from nlp.text.page import article_text
from nlp.version import READER

__all__ = [
    "READER",
    "article_text",
    "attributions",
    "effective_dates",
    "publication_day",
    "quantities",
    "stance",
    "time_expressions",
]
