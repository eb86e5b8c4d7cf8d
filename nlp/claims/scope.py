"""Scope: to whom something applies, what it is about, and what a set amount is levied on; all by vocabulary."""

from collections.abc import Sequence
from functools import cached_property

from nlp.vocabulary import Hit, Patterns, Places, Span, Vocabulary

_BESIDE = 20  # characters before somebody in which "including" stands
_GENERAL = 4  # characters that a place further down the list of topics weighs


class Scope:
    """Reads audience, topic and subject of a folded text's parts in one language (tables `peoples`, `topics`, …)."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._ranked = vocabulary.words("audience_kinds", "first")
        self._nobody = vocabulary.words("audience_kinds", "nobody")
        self._own = vocabulary.words("audience_kinds", "own")
        self._described = vocabulary.words("audience_kinds", "described")
        self._order = {topic: _GENERAL * place for place, topic in enumerate(vocabulary.table("topics"))}

    def citizens(self, text: str, start: int, end: int) -> Sequence[Hit]:
        """The peoples of countries, labelled by what they are called and the country's code, a colon between them."""
        return self._peoples.best(text, start, end)

    def audiences(self, text: str, start: int, end: int) -> list[Hit]:
        """Who is named in text[start:end]: a country's people, groups by trade or role."""
        citizens = self.citizens(text, start, end)
        places = Places(hit.span for hit in citizens)
        groups = self._vocabulary.patterns("audiences").best(text, start, end)
        others = (hit for hit in groups if not places.touch(hit.span))
        return sorted([*citizens, *others], key=lambda hit: hit.start)

    def audience(self, text: str, start: int, end: int, home: str | None = None) -> str | None:
        """The audience of a clause: a group that comes first (table `audience_kinds`), else the first role.

        A country's people come before those of `home`; who is only told to be included comes after all others.
        """
        found = self.audiences(text, start, end)
        found = [hit for hit in found if not self._included(hit, text)] or found
        for kind in self._ranked:
            labels = [hit.label for hit in found if _kind(hit.label) == kind]
            if labels:
                return next((label for label in labels if label != f"{kind}:{home}"), labels[0])
        named = next((hit for hit in found if hit.label not in self._nobody), None)
        if named is None:
            return None
        return text[named.start : named.end] if named.label in self._described else named.label

    def _included(self, hit: Hit, text: str) -> bool:
        """Whether words right before somebody take them for a part of those told ("foreigners, including …")."""
        before = text[max(0, hit.start - _BESIDE) : hit.start].rstrip()
        return any(each.end == len(before) for each in self._vocabulary.patterns("ellipsis", "included").all(before))

    def comes_first(self, audience: str | None) -> bool:
        """Whether the audience is of a kind that goes before any role, in a clause and in what follows it."""
        return audience is not None and _kind(audience) in self._ranked

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
        people = Places(hit.span for hit in self.audiences(text, start, end) if hit.label not in self._own)
        named = self._vocabulary.patterns("topics").all(text, start, end)
        return {hit.label for hit in named if not people.touch(hit.span)}

    def subject(self, text: str, start: int, end: int) -> str | None:
        """What a set amount is levied on, where the vocabulary names it."""
        hit = self._vocabulary.patterns("subjects").first(text, start, end)
        return hit.label if hit else None

    def counts_people(self, measure: str | None) -> bool:
        """Whether a measure counts people or their papers: those that have a topic by themselves do."""
        tables = (self._vocabulary.table(name) for name in ("measure_topics", "general_topics"))
        return any(measure in measures for table in tables for measures in table.values())

    def people_of(self, country: str | None) -> str | None:
        """The audience that a country's own people are; None without a country."""
        return f"{next(iter(self._vocabulary.table('peoples')))}:{country}" if country else None

    @cached_property
    def _peoples(self) -> Patterns:
        """Every template of `peoples` for every country."""
        table = self._vocabulary.table
        names, people, adjectives = table("country_names"), table("country_people"), table("country_adjectives")
        labelled = []
        for code in sorted({*names, *people, *adjectives}):
            words = {"{name}": names.get(code), "{people}": people.get(code), "{adjective}": adjectives.get(code)}
            for kind, templates in table("peoples").items():
                for template in templates:
                    pattern = template
                    for hole, forms in words.items():
                        if hole in pattern:
                            pattern = pattern.replace(hole, f"(?:{'|'.join(forms)})") if forms else ""
                    if pattern:
                        labelled.append((f"{kind}:{code}", pattern))
        return self._vocabulary.compiled(iter(labelled), "peoples")


def _kind(audience: str) -> str:
    """What an audience is called before the country it is of."""
    return audience.partition(":")[0]
