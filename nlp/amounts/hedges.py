"""Hedges: "about", "no more than", "… or more" beside a quantity."""

import re
from dataclasses import replace
from functools import cached_property
from typing import cast

from core.records.facts import Qualifier
from nlp.amounts.quantity import Quantity
from nlp.vocabulary import Adjacent, Vocabulary, bordered
from nlp.vocabulary.syntax import LEFT

_AROUND = 45  # characters in which a hedge stands


class HedgeGrammar:
    """Reads the hedges of one language (tables `hedges_before`, `hedges_after`, `hedge_fillers`)."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        fillers = "|".join(vocabulary.words("hedge_fillers", "words")) or "(?!)"
        gap = rf"[\s$€₸~]{{0,40}}(?:(?:{fillers})\s)?"
        self._before = Adjacent(
            [
                (label, (f"{LEFT}(?:{pattern})" if pattern == "~" else bordered(vocabulary.source(pattern))) + gap)
                for label, patterns in vocabulary.table("hedges_before").items()
                for pattern in patterns
            ]
        )
        self._after = Adjacent(
            [
                (label, r"[\s,(]{0,40}" + bordered(vocabulary.source(pattern)))
                for label, patterns in vocabulary.table("hedges_after").items()
                for pattern in patterns
            ]
        )

    def _differs(self, quantity: Quantity, text: str, words: str) -> bool:
        """Whether an amount's case makes it the difference itself ("14 пайызға көп": 14 percent more)."""
        case = text[quantity.number : quantity.end].endswith(tuple(self._vocabulary.words("ranges", "to_case")))
        return case and self._vocabulary.patterns("compared", "growth").opens(words.lstrip(" ,("))

    def _rounded(self, quantity: Quantity, text: str) -> bool:
        """Whether an amount's own ending makes it a rough one ("180 мыңдай": some 180,000)."""
        return text[quantity.number : quantity.end].endswith(tuple(self._vocabulary.words("ranges", "about_case")))

    def _behind(self, quantity: Quantity, text: str) -> int:
        """Where a hedge behind an amount may begin: behind what it counts, too ("25 шақырымнан аспауға").

        That is a size, or one word in the case that the hedge asks for ("бес мигранттан артық").
        """
        if quantity.unit is not None:
            return quantity.end
        after = text[quantity.end : quantity.end + _AROUND]
        for gap in (self._size, self._counted):
            match = gap.match(after)
            if match and self._after.after(after, match.end()):
                return quantity.end + match.end()
        return quantity.end

    @cached_property
    def _size(self) -> re.Pattern[str]:
        sizes = "|".join(self._vocabulary.source(p, "physical") for p in self._vocabulary.words("physical", "size"))
        return re.compile(rf"[\s-]{{1,2}}(?:{sizes or '(?!)'})(?!\w)")

    @cached_property
    def _counted(self) -> re.Pattern[str]:
        cases = "|".join(self._vocabulary.words("ranges", "from_case")) or "(?!)"
        return re.compile(rf"\s\w{{2,20}}(?:{cases})(?!\w)")

    def hedged(self, quantity: Quantity, text: str) -> Quantity:
        """The quantity with its hedge; a new value ("to 30") is not at most that."""
        found = self._before.before(text[max(0, quantity.start - _AROUND) : quantity.start])
        if found and not (quantity.role == "new" and found[0] == "at-most"):
            start = quantity.start - len(found[1].group())
            return replace(quantity, qualifier=cast(Qualifier, found[0]), start=start)
        if self._rounded(quantity, text):
            return replace(quantity, qualifier="about")
        behind = self._behind(quantity, text)
        found = self._after.after(text[behind : behind + _AROUND])
        if found and found[0] in ("more-than", "less-than") and self._differs(quantity, text, found[1].group()):
            return quantity
        if found and not (quantity.role and found[0] == "at-most"):
            return replace(quantity, qualifier=cast(Qualifier, found[0]), end=behind + found[1].end())
        return quantity
