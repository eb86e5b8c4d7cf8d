"""How a text stands to a headline: whether it tells of the same thing, and upholds, reports or takes back the claim."""

from nlp.stances.judging import Stance, stance

__all__ = ["Stance", "stance"]
