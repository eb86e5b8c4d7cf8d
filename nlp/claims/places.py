"""Places: the countries a text names, and the one whose rule a clause tells."""

import re
from collections import Counter
from functools import cached_property

from nlp.claims.scope import Scope
from nlp.vocabulary import Hit, Places, Vocabulary

_BEFORE = 12  # characters in which "in the territory of" stands
_LEAD = 3  # words that may open a sentence before the country that acts


class PlaceGrammar:
    """Reads the places of one language (tables `country_names`, `places`)."""

    def __init__(self, vocabulary: Vocabulary, scope: Scope) -> None:
        self._vocabulary = vocabulary
        self._scope = scope

    def countries(self, text: str, start: int, end: int) -> list[Hit]:
        """Countries named as such (not by their adjective or people), in order; a union has a code of its own."""
        citizens = Places(hit.span for hit in self._scope.citizens(text, start, end))
        named = self._vocabulary.patterns("country_names").best(text, start, end)
        return [hit for hit in named if not citizens.touch(hit.span)]

    def signs(self, text: str) -> Counter[str]:
        """How often a text tells of each country without naming it: by its adjective, money, capital, parliament."""
        tables = (self._vocabulary.patterns(table) for table in ("country_adjectives", "country_signs"))
        return Counter(hit.label for table in tables for hit in table.best(text) if len(hit.label) == 2)

    def left(self, text: str, hit: Hit) -> bool:
        """Whether a country is told as where people come from ("from Russia", "Ресейден")."""
        return self._is(hit, text, "origin")

    def gone_into(self, text: str, hit: Hit) -> bool:
        """Whether the words before a country make it no place that people come from ("into", "for", "than")."""
        return self._is(hit, text, "into")

    def entered(self, text: str, start: int, end: int) -> str | None:
        """The country that a clause tells people to have come into ("into Kazakhstan", "Өзбекстанға"), or None."""
        named = (hit for hit in self.countries(text, start, end) if len(hit.label) == 2)
        return next((hit.label for hit in named if self._is(hit, text, "entered")), None)

    def _is(self, hit: Hit, text: str, role: str) -> bool:
        """Whether the words before a country's name, or its case, make it where people come from, or go "into"."""
        places = self._vocabulary.patterns
        before = text[max(0, hit.start - _BEFORE) : hit.start].rstrip()
        opened = any(each.end == len(before) for each in places("places", role).all(before))
        return opened or places("places", f"{role}_case").label_of(text[hit.start : hit.end]) is not None

    def place(self, text: str, start: int, end: int) -> str | None:
        """The country whose rule a clause tells: named as who acts (first words) or where ("in …"), or None."""
        if not self._vocabulary.patterns("country_names").found(text, start, end):
            return None
        for hit in self.countries(text, start, end):
            if len(hit.label) == 2 and (self._where(text, start, hit) or self._acts(text, start, hit)):
                return hit.label
        return None

    def _where(self, text: str, start: int, hit: Hit) -> bool:
        """Whether a country is told as where something is so ("in …", "…да"), not as where somebody leaves for."""
        places = self._vocabulary.patterns
        located = places("places", "located").label_of(text[hit.start : hit.end]) is not None
        if not self._vocabulary.words("places", "where"):
            return located
        if not places("places", "where").found(text[max(start, hit.start - _BEFORE) : hit.start]):
            return False
        return located or not places("places", "leaving").found(text, start, hit.start)

    def _acts(self, text: str, start: int, hit: Hit) -> bool:
        if text[hit.start : hit.end] not in self._nominatives[hit.label]:
            return False
        lead = text[start : hit.start].strip(" \"'-—,")
        short = len(lead.split()) <= _LEAD
        return lead == "" or (short and self._vocabulary.patterns("places", "lead").found(lead))

    @cached_property
    def _nominatives(self) -> dict[str, frozenset[str]]:
        """Each country's names as a subject has them: the first of each pattern's endings."""
        names = self._vocabulary.table("country_names").items()
        return {code: frozenset(_first_form(pattern) for pattern in patterns) for code, patterns in names}


def _first_form(pattern: str) -> str:
    """The first word that a pattern stands for: "росси(я|и|ю)" → "россия", "қазақстан(ға|да)?" → "қазақстан"."""
    return re.sub(r"\(([^|)]*)[^)]*\)", r"\1", re.sub(r"\([^)]*\)\?|\\w\*", "", pattern))
