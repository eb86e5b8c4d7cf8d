"""To whom and where: audiences, countries, topics and subjects, all by vocabulary."""

import re
from functools import cached_property

from nlp.vocabulary import Hit, Patterns, Vocabulary


def _first_form(pattern: str) -> str:
    """The first word that a pattern stands for: "росси(я|и|ю)" → "россия", "қазақстан(ға|да)?" → "қазақстан"."""
    return re.sub(r"\(([^|)]*)[^)]*\)", r"\1", re.sub(r"\([^)]*\)\?|\\w\*", "", pattern))


_GENERAL = 4  # characters that a place further down the list of topics weighs


class Scope:
    """Reads audience, jurisdiction, topic and subject of parts of a folded text, in one language."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    @cached_property
    def _citizens(self) -> Patterns:
        """Every template of `citizens` for every country."""
        names, people = self._vocabulary.table("country_names"), self._vocabulary.table("country_people")
        adjectives = self._vocabulary.table("country_adjectives")
        labelled = []
        for code in sorted({*names, *people, *adjectives}):
            words = {"{name}": names.get(code), "{people}": people.get(code), "{adjective}": adjectives.get(code)}
            for template in self._vocabulary.words("citizens", "templates"):
                pattern = template
                for hole, forms in words.items():
                    if hole in pattern:
                        pattern = pattern.replace(hole, f"(?:{'|'.join(forms)})") if forms else ""
                if pattern:
                    labelled.append((f"citizens:{code}", self._vocabulary.expression(pattern, "citizens")))
        return Patterns(labelled)

    def audiences(self, text: str, start: int, end: int) -> list[Hit]:
        """Who is named in text[start:end]: citizens of a country, then foreigners, then groups by trade or role."""
        citizens = self._citizens.best(text, start, end)
        groups = [
            hit
            for hit in self._vocabulary.patterns("audiences").best(text, start, end)
            if not any(hit.start < other.end and other.start < hit.end for other in citizens)
        ]
        return sorted([*citizens, *groups], key=lambda hit: hit.start)

    def audience(self, text: str, start: int, end: int, home: str | None = None) -> str | None:
        """The audience of a clause: citizens before foreigners before a role, the first of each; those of `home` last."""
        found = self.audiences(text, start, end)
        citizens = [hit.label for hit in found if hit.label.startswith("citizens:")]
        abroad = [label for label in citizens if label != f"citizens:{home}"]
        if abroad or citizens:
            return (abroad or citizens)[0]
        if any(hit.label == "foreigners" for hit in found):
            return "foreigners"
        return next((self._phrase(text, hit) for hit in found if hit.label != "anybody"), None)

    def _phrase(self, text: str, hit: Hit) -> str:
        return hit.label if hit.label != "owners" else text[hit.start : hit.end]

    def hands_on(self, text: str, start: int, end: int) -> bool:
        """Whether the clause points back to people named before ("of whom", "they")."""
        return self._vocabulary.patterns("ellipsis", "audience").found(text, start, end)

    def countries(self, text: str, start: int, end: int) -> list[Hit]:
        """Countries named as such (not by their adjective or people), in order."""
        citizens = self._citizens.best(text, start, end)
        return [
            hit
            for hit in self._vocabulary.patterns("country_names").best(text, start, end)
            if not any(hit.start < other.end and other.start < hit.end for other in citizens)
        ]

    def place(self, text: str, start: int, end: int) -> str | None:
        """The country whose rule a clause tells: named as who acts (first words) or where ("in …"), or None."""
        for hit in self.countries(text, start, end):
            if len(hit.label) != 2:
                continue
            before = text[max(start, hit.start - 12) : hit.start]
            if self._vocabulary.patterns("places", "where").found(before) or self._acts(text, start, hit):
                return hit.label
        return None

    def _acts(self, text: str, start: int, hit: Hit) -> bool:
        if text[hit.start : hit.end] not in self._nominatives[hit.label]:
            return False
        lead = text[start : hit.start].strip(" \"'-—,")
        return lead == "" or (len(lead.split()) <= 3 and self._vocabulary.patterns("places", "lead").found(lead))

    @cached_property
    def _nominatives(self) -> dict[str, frozenset[str]]:
        """Each country's names as a subject has them: the first of each pattern's endings."""
        return {
            code: frozenset(_first_form(pattern) for pattern in patterns)
            for code, patterns in self._vocabulary.table("country_names").items()
        }

    def topic(self, text: str, start: int, end: int, anchor: tuple[int, int] | None = None) -> str | None:
        """The topic of text[start:end]: the one named nearest to `anchor`, the more special (declared first) counting as nearer.

        Without an anchor, the one declared first.
        """
        order = {topic: place for place, topic in enumerate(self._vocabulary.table("topics"))}

        def distance(hit: Hit) -> int:
            away = max(hit.start - anchor[1], anchor[0] - hit.end, 0) if anchor else 0
            return away + _GENERAL * order[hit.label]

        found = self._vocabulary.patterns("topics").all(text, start, end)
        return min(found, key=distance).label if found else None

    def subject(self, text: str, start: int, end: int) -> str | None:
        """What a set amount is levied on, where the vocabulary names it."""
        hit = self._vocabulary.patterns("subjects").first(text, start, end)
        return hit.label if hit else None
