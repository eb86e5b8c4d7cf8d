"""Offices and outlets: those named in a sentence, and those that a person's post stands for."""

import re
from collections.abc import Sequence
from functools import cached_property

from nlp.text.fold import fold
from nlp.vocabulary import Hit, Places, Span, Vocabulary
from nlp.vocabulary.hits import longest_apart
from nlp.voices.names import NameFinder
from nlp.voices.nominative import Nominative

_QUOTES = '«»"“”„'
_NEAR = 40  # characters around an outlet's name in which it is named as a source
_CAPITAL = re.compile(r"(?:^|[ ])(?=[^\W\d_a-zа-яёәғқңөұүһі])")


class OfficeGrammar:
    """Finds the offices of one language (tables `organisations`, `offices`, `ministries`, `outlets`)."""

    def __init__(self, vocabulary: Vocabulary, names: NameFinder, nominative: Nominative) -> None:
        self._vocabulary = vocabulary
        self._names = names
        self._nominative = nominative

    def offices(self, text: str, folded: str, start: int, end: int, said: Sequence[Span]) -> list[Span]:
        """Offices named, each cut where a person's full name begins, those right beside each other as one.

        `said` are the words of saying: no office's name begins within them ("according to the Ministry of …").
        """
        full = [name for name in self._names.names(text, start, end) if " " in text[name[0] : name[1]]]
        merged: list[Span] = []
        named = self._vocabulary.patterns("organisations", "names").all(folded, start, end)
        saying = Places(said)
        venues = Places(
            hit.span for hit in self._vocabulary.patterns("office_words", "venues").best(folded, start, end)
        )
        named = tuple(
            hit for hit in named if not (self._is_country(folded[slice(*hit.span)]) or venues.touch(hit.span))
        )
        for hit in longest_apart([hit for hit in named if not saying.touch((hit.start, hit.start + 1))] or named):
            reach = self._nominative.reach(text, *hit.span)
            apart = [name[0] for name in full if hit.start < name[0] < reach]
            last = min((at for at in apart if not self._nominative.joined(text, at)), default=reach)
            if merged and hit.start - merged[-1][1] <= 1:  # "the security service FSB"
                merged[-1] = (merged[-1][0], last)
            else:
                merged.append((hit.start, last))
        return merged

    def _is_country(self, words: str) -> bool:
        """Whether the words that look like an office's name are a country's ("of the Russian Federation")."""
        return self._vocabulary.patterns("country_names").label_of(self._edges[0].sub("", words)) is not None

    def told(self, words: str) -> str:
        """An office's name without what stands at its edges and is none of it: articles, verbs of speech, its case."""
        words = words.strip().rpartition("\n")[2]
        if self._vocabulary.grammar("verb-final"):  # the possessor comes first: a name begins with its last capital
            capitals = list(_CAPITAL.finditer(words))
            words = words[capitals[-1].end() :] if capitals else words
        for edge in self._edges:
            words = edge.sub("", words)
        part = self._vocabulary.patterns("office_words", "part").first(fold(words))
        if part and self._vocabulary.patterns("organisations", "names").found(fold(words), 0, part.start):
            words = words[: part.start]
        return self._nominative.office(words)

    def of_post(self, words: str) -> str | None:
        """The office that a post stands for ("interior minister" → "Interior Ministry"), or None."""
        for office in self._vocabulary.table("offices"):
            if self._vocabulary.patterns("offices", office).found(words):
                return office
        for template, pattern in self._ministries:
            if match := pattern.search(words):
                kind = match[1]
                if kind in self._vocabulary.words("ministries", "stops"):
                    return None
                return template.format(plain=kind, title=kind.title(), capitalized=kind.capitalize())
        return None

    def outlets(self, text: str, folded: str, start: int, end: int) -> list[Hit]:
        """Outlets named as sources; the label is the name alone, without its kind or quotation marks."""
        found = []
        for match in self._outlets.finditer(text, start, end):
            around = folded[max(start, match.start() - _NEAR) : min(end, match.end() + _NEAR)]
            if self._vocabulary.patterns("outlets", "near").found(around):
                name = self._kinds.sub("", match.group()).strip(_QUOTES)
                found.append(Hit(name, match.start(), match.end()))
        return found

    @cached_property
    def _outlets(self) -> re.Pattern[str]:
        names = sorted(self._vocabulary.words("outlets", "names"), key=len, reverse=True)
        return re.compile(rf"(?<![\w.-])(?:{'|'.join(names)})(?![\w-])")

    @cached_property
    def _kinds(self) -> re.Pattern[str]:
        return re.compile(f"^(?:{'|'.join(self._vocabulary.words('outlets', 'kinds')) or '(?!)'})")

    @cached_property
    def _ministries(self) -> list[tuple[str, re.Pattern[str]]]:
        table = self._vocabulary.table("ministries").items()
        return [(template, re.compile(p)) for template, patterns in table if "{" in template for p in patterns]

    @cached_property
    def _edges(self) -> list[re.Pattern[str]]:
        verbs = "|".join(self._vocabulary.words("speech", "verbs"))
        fillers = "|".join(self._vocabulary.words("organisations", "fillers")) or "(?!)"
        return [
            re.compile(rf"^(?:(?:{fillers}) )+", re.IGNORECASE),
            re.compile(rf"^(?:{verbs}) ", re.IGNORECASE),
            re.compile(rf" (?:{verbs})$", re.IGNORECASE),
        ]
