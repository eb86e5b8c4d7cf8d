"""Names of people: found by their capitals, told in the nominative, compared across spellings and scripts."""

import re
from functools import cached_property
from typing import Any

from nlp.fold import fold
from nlp.vocabulary import Vocabulary

_WORD = r"[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][\w'’-]*[a-zа-яёәғқңөұүһі]\b"
_NAME = re.compile(rf"{_WORD}(?:[ \u00a0](?:[A-ZА-Я]\.[ \u00a0]?)?{_WORD}){{0,6}}")
_KAZAKH_CASE = re.compile(
    r"(ов|ев|ин|ва|на|ұлы|ызы|бек|хан|бай)-?(?:т[ыі]ң|д[ыі]ң|н[ыі]ң|[ғқ]а|[гк]е|[дт]ан|[дт]ен|[дт][ыі]|пен|бен)$"
)

_KAZAKH_OFFICE = re.compile(r"(лігі|дігі|тігі|меті|тік|лік|комитет|банк)(?:нің|не|нде|нен|н|тің|ке|тен|те)$")


class NameFinder:
    """Finds names in one language's text (table `name_stops`: capitalised words that are no names)."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._stops = frozenset(vocabulary.words("name_stops", "words"))

    def names(self, text: str, start: int, end: int) -> list[tuple[int, int]]:
        """Where runs of one to three capitalised words stand that can be a person's name."""
        found = []
        for match in _NAME.finditer(text, start, end):
            first = match.start()
            words = [(m.start() + first, m.end() + first) for m in re.finditer(r"\S+", match.group())]
            run: list[tuple[int, int]] = []
            for word in words:
                if self._is_name(text[word[0] : word[1]]):
                    run.append(word)
                elif run:
                    found.append((run[0][0], run[-1][1]))
                    run = []
            if run:
                found.append((run[0][0], run[-1][1]))
        return [name for name in found if text[name[0] : name[1]].count(" ") < 4]

    def _is_name(self, word: str) -> bool:
        folded = fold(word)
        if folded in self._stops or folded.removesuffix("'s") in self._stops:
            return False
        return not any(
            self._vocabulary.patterns(table).found(folded)
            for table in ("country_names", "country_people", "country_adjectives", "months", "weekdays", "audiences")
        )

    def nominative(self, name: str) -> str:
        """A name as it is said by itself: "Марата Ахметжанова" → "Марат Ахметжанов"; English loses its "'s"."""
        if self._vocabulary.language == "en":
            return re.sub(r"['’]s?$", "", name)
        if self._vocabulary.language == "kk":
            return " ".join(_KAZAKH_CASE.sub(r"\1", word) for word in name.split())
        return self._russian(name)

    def office(self, words: str) -> str:
        """An office as it is said by itself: "комитета миграционной службы" → "комитет миграционной службы"."""
        if self._vocabulary.language == "kk":
            return _KAZAKH_OFFICE.sub(r"\1", words)
        if self._vocabulary.language != "ru":
            return words
        head, _, rest = words.partition(" ")
        if head.isupper():
            return words
        nouns = [p for p in self._morphology.parse(head) if "NOUN" in p.tag.grammemes]
        told = nouns[0].inflect({"nomn", "sing"}) if nouns else None
        if told is None:
            return words
        return " ".join(filter(None, [told.word.capitalize() if head[0].isupper() else told.word, rest]))

    @cached_property
    def _morphology(self) -> Any:
        import pymorphy3

        return pymorphy3.MorphAnalyzer(lang="ru")

    def _russian(self, name: str) -> str:
        words = name.split()
        parses = [
            [p for p in self._morphology.parse(word) if {"Name", "Surn", "Patr"} & set(p.tag.grammemes)]
            for word in words
        ]
        if any(p.tag.case == "nomn" for p in parses[0]) and len(words) > 1:
            return name
        gender = next((p.tag.gender for p in parses[0] if "Name" in p.tag.grammemes), None)
        told = []
        for word, options in zip(words, parses, strict=True):
            fitting = [p for p in options if gender is None or p.tag.gender in (gender, None)] or options
            inflected = fitting[0].inflect({"nomn", "sing"}) if fitting else None
            told.append(inflected.word[:1].upper() + inflected.word[1:] if inflected else word)
        return " ".join(told)
