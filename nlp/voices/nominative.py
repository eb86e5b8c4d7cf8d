"""Names as they are said by themselves: "Марата Ахметжанова" → "Марат Ахметжанов", "комитета …" → "комитет …"."""

import re
from collections.abc import Set
from functools import cached_property
from typing import Any

from nlp.vocabulary import Vocabulary

_GRAMMEMES = {"Name", "Surn", "Patr"}


class Nominative:
    """Tells the names of one language: by its morphology where there is one, else by endings (table `endings`)."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._languages = vocabulary.words("grammar", "morphology")
        self._names = [re.compile(ending) for ending in vocabulary.words("endings", "name")]
        self._offices = [re.compile(ending) for ending in vocabulary.words("endings", "office")]
        self._surnames = re.compile("|".join(vocabulary.words("endings", "surname")) or "(?!)")
        self._hers = "".join(vocabulary.words("endings", "her_nominative"))
        self._her_cases = {key: vocabulary.words("endings", key) for key in ("her_cases", "shared_cases")}

    def name(self, name: str) -> str:
        """A person's name without its case."""
        if self._languages:
            return self._inflected_name(name)
        for ending in self._names:
            name = ending.sub(r"\1", name)
        return name

    def office(self, words: str) -> str:
        """An office's name without its case."""
        if self._languages:
            return self._inflected_office(words)
        for ending in self._offices:
            words = ending.sub(r"\1", words)
        return words

    @cached_property
    def _morphology(self) -> Any:
        import pymorphy3

        return pymorphy3.MorphAnalyzer(lang=self._languages[0])

    def _inflected_office(self, words: str) -> str:
        head, _, rest = words.partition(" ")
        if head.isupper():
            return words
        nouns = [parse for parse in self._morphology.parse(head) if "NOUN" in parse.tag.grammemes]
        told = nouns[0].inflect({"nomn", "sing"}) if nouns else None
        if told is None:
            return words
        return " ".join(filter(None, [told.word.capitalize() if head[0].isupper() else told.word, rest]))

    def _inflected_name(self, name: str) -> str:
        words = name.split()
        if any(self._surnames.search(word) for word in words):
            return " ".join(self._surname(word, words[0]) for word in words)
        parses = [
            [parse for parse in self._morphology.parse(word) if _GRAMMEMES & set(parse.tag.grammemes)] for word in words
        ]
        if any(parse.tag.case == "nomn" for parse in parses[0]) and len(words) > 1:
            return name
        gender = next((parse.tag.gender for parse in parses[0] if "Name" in parse.tag.grammemes), None)
        return " ".join(_inflected(word, options, gender) for word, options in zip(words, parses, strict=True))

    def _surname(self, word: str, first: str) -> str:
        """A surname of the common endings by them, since dictionaries take many for nouns; else by morphology."""
        match = self._surnames.search(word)
        if match is None:
            parses = [parse for parse in self._morphology.parse(word) if _GRAMMEMES & set(parse.tag.grammemes)]
            return _inflected(word, parses, None)
        genders = {parse.tag.gender for parse in self._morphology.parse(first) if "Name" in parse.tag.grammemes}
        return word[: match.start()] + match[1] + (self._hers if self._is_hers(match[2], genders) else "")

    def _is_hers(self, case: str | None, genders: Set[str | None]) -> bool:
        """Whether a surname's ending makes it a woman's; of one that men share, the first name decides."""
        if case in self._her_cases["her_cases"]:
            return True
        shared = case in self._her_cases["shared_cases"] and "masc" not in genders
        return shared and (case != self._hers or "femn" in genders)


def _inflected(word: str, options: list[Any], gender: str | None) -> str:
    """A word of a name in the nominative, of the gender of its first name where both are known."""
    fitting = [parse for parse in options if gender is None or parse.tag.gender in (gender, None)] or options
    told = fitting[0].inflect({"nomn", "sing"}) if fitting else None
    return told.word[:1].upper() + told.word[1:] if told else word
