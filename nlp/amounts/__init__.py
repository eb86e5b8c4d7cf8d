"""Amounts: numbers, their units, hedges, ranges and the windows they hold in."""

from nlp.amounts.alone import AloneGrammar
from nlp.amounts.ellipsis import EllipsisGrammar
from nlp.amounts.grammar import QuantityGrammar
from nlp.amounts.numbers import Number, NumberGrammar
from nlp.amounts.quantity import DURATIONS, Quantity, is_money

__all__ = [
    "DURATIONS",
    "AloneGrammar",
    "EllipsisGrammar",
    "Number",
    "NumberGrammar",
    "Quantity",
    "QuantityGrammar",
    "is_money",
]
