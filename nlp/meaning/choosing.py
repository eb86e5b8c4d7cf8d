"""Choosing: how the reader asks for what is likeliest, given what words mean and what the grammar has seen."""

from collections.abc import Mapping
from typing import Protocol

from nlp.meaning.surroundings import Meaning
from nlp.meaning.weights import Matrix

Evidence = Mapping[str, float]  # what the grammar has seen, by name, and how strongly


class Chooser(Protocol):
    """Whatever can tell how likely each answer to a question is."""

    @property
    def centre(self) -> Matrix:
        """What the vectors of all texts have in common."""
        ...

    def likely(self, question: str, meaning: Meaning, evidence: Evidence) -> Mapping[str, float]:
        """How likely each answer is (from 0 to 1, in sum 1); "" stands for none."""
        ...


_SURE = 0.25  # how likely an answer must be of which the grammar has seen nothing


def chosen(likely: Mapping[str, float], told: str | None, *, sure: float = _SURE) -> str | None:
    """The likeliest answer; where the grammar has `told` none, only if it is `sure` enough and likelier than none.

    What the grammar has told stands where it is no answer that was learnt (a vocabulary may hold more), and where none
    is likelier than any other.
    """
    best = max((answer for answer in likely if answer), key=lambda answer: likely[answer], default=None)
    if best is None:
        return told
    if told is None:
        return best if likely[best] >= max(sure * sum(likely.values()), likely.get("", 0.0)) else None
    return best if told in likely and likely[best] >= likely.get("", 0.0) else told
