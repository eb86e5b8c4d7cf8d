"""A rule as read from one clause, before what other sentences add."""

from dataclasses import dataclass

from core.records.facts import Modality
from nlp.amounts import Quantity
from nlp.claims.validity import Validity


@dataclass(frozen=True, slots=True)
class RuleReading:
    """Direction, amount and validity of a rule, and how far its words are to be trusted (0 to 1)."""

    modality: Modality | None
    quantity: Quantity | None
    validity: Validity
    start_only: bool  # the clause only says when something starts
    strength: float
    existing: bool = False  # of the law as it stands, which no new act starts
    tentative: bool = False  # a rule only if its passage holds others
