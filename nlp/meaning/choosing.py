"""Choosing: how the reader asks for what is likeliest, given what words mean and what the grammar has seen."""

from collections.abc import Mapping
from typing import Protocol

from nlp.meaning.encoder import Matrix
from nlp.meaning.surroundings import Meaning

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


_NONE = 0.85  # how likely it must be that there is no answer


def chosen(likely: Mapping[str, float], told: str | None) -> str | None:
    """The likeliest answer; none only where the grammar has `told` none and that is nearly sure.

    What the grammar has told stands where it is no answer that was learnt (a vocabulary may hold more), and where none
    is likelier than any other.
    """
    none = likely.get("", 0.0)
    best = max((answer for answer in likely if answer), key=lambda answer: likely[answer], default=None)
    if told is None:
        return None if none >= _NONE or best is None else best
    return best if told in likely and best and likely[best] >= none else told
