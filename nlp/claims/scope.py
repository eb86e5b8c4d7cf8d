"""Scope: to whom something applies, what it is about, and what a set amount is levied on; all by vocabulary."""

from collections.abc import Sequence
from functools import cached_property

from nlp.vocabulary import Hit, Patterns, Places, Span, Vocabulary

_GENERAL = 4  # characters that a place further down the list of topics weighs


class Scope:
    """Reads audience, topic and subject of a folded text's parts in one language (tables `citizens`, `topics`, …)."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._order = {topic: _GENERAL * place for place, topic in enumerate(vocabulary.table("topics"))}

    def citizens(self, text: str, start: int, end: int) -> Sequence[Hit]:
        """Citizens of countries, labelled "citizens:" and the country's code."""
        return self._citizens.best(text, start, end)

    def audiences(self, text: str, start: int, end: int) -> list[Hit]:
        """Who is named in text[start:end]: citizens of a country, foreigners, groups by trade or role."""
        citizens = self.citizens(text, start, end)
        places = Places(hit.span for hit in citizens)
        groups = self._vocabulary.patterns("audiences").best(text, start, end)
        others = (hit for hit in groups if not places.touch(hit.span))
        return sorted([*citizens, *others], key=lambda hit: hit.start)

    def audience(self, text: str, start: int, end: int, home: str | None = None) -> str | None:
        """The audience of a clause: citizens, foreigners or a role, the first in this order; those of `home` last."""
        found = self.audiences(text, start, end)
        citizens = [hit.label for hit in found if hit.label.startswith("citizens:")]
        abroad = [label for label in citizens if label != f"citizens:{home}"]
        if citizens:
            return (abroad or citizens)[0]
        if any(hit.label == "foreigners" for hit in found):
            return "foreigners"
        named = next((hit for hit in found if hit.label != "anybody"), None)
        if named is None:
            return None
        return named.label if named.label != "owners" else text[named.start : named.end]

    def hands_on(self, text: str, start: int, end: int) -> bool:
        """Whether the clause points back to people named before ("of whom", "they")."""
        return self._vocabulary.patterns("ellipsis", "audience").found(text, start, end)

    def topic(self, text: str, start: int, end: int, anchor: Span | None = None) -> str | None:
        """The topic of text[start:end]: the one named nearest to `anchor`; without an anchor, the one declared first.

        The more special, which are declared first, count as nearer.
        """

        def distance(hit: Hit) -> int:
            away = max(hit.start - anchor[1], anchor[0] - hit.end, 0) if anchor else 0
            return away + self._order[hit.label]

        found = self._vocabulary.patterns("topics").all(text, start, end)
        return min(found, key=distance).label if found else None

    def topics(self, text: str, start: int, end: int) -> set[str]:
        """Every topic named in text[start:end] by something other than the people it concerns."""
        people = Places(hit.span for hit in self.audiences(text, start, end))
        named = self._vocabulary.patterns("topics").all(text, start, end)
        return {hit.label for hit in named if not people.touch(hit.span)}

    def subject(self, text: str, start: int, end: int) -> str | None:
        """What a set amount is levied on, where the vocabulary names it."""
        hit = self._vocabulary.patterns("subjects").first(text, start, end)
        return hit.label if hit else None

    @cached_property
    def _citizens(self) -> Patterns:
        """Every template of `citizens` for every country."""
        table = self._vocabulary.table
        names, people, adjectives = table("country_names"), table("country_people"), table("country_adjectives")
        labelled = []
        for code in sorted({*names, *people, *adjectives}):
            words = {"{name}": names.get(code), "{people}": people.get(code), "{adjective}": adjectives.get(code)}
            for template in self._vocabulary.words("citizens", "templates"):
                pattern = template
                for hole, forms in words.items():
                    if hole in pattern:
                        pattern = pattern.replace(hole, f"(?:{'|'.join(forms)})") if forms else ""
                if pattern:
                    labelled.append((f"citizens:{code}", pattern))
        return self._vocabulary.compiled(iter(labelled), "citizens")
