"""Names as they are said by themselves: "Марата Ахметжанова" → "Марат Ахметжанов", "комитета …" → "комитет …"."""

import re
from collections.abc import Callable, Set
from functools import cached_property, lru_cache
from typing import Any

from nlp.vocabulary import Vocabulary

_GRAMMEMES = {"Name", "Surn", "Patr"}
_WORDS = re.compile(r"[\w-]+")
_BLANK = re.compile(r"[ \u00a0]{1,2}")
_FURTHER = 90  # characters by which an office's name may go on
_JOINT = 8  # characters in which such a word stands
_CAPITAL = r"[A-Z][\w'-]*"
_LIKELY = 4  # readings of a word that count


class Nominative:
    """Tells the names of one language: by its morphology where there is one, else by endings (table `endings`)."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._languages = vocabulary.words("grammar", "morphology")
        self._names = [re.compile(ending) for ending in vocabulary.words("endings", "name")]
        self._offices = [re.compile(ending) for ending in vocabulary.words("endings", "office")]
        self._joints = frozenset(vocabulary.words("endings", "office_joints"))
        self._unchanging = re.compile(
            "|".join(vocabulary.words("endings", "office_unchanging")) or "(?!)", re.IGNORECASE
        )
        self._surnames = re.compile("|".join(vocabulary.words("endings", "surname")) or "(?!)")
        self._uninflected = re.compile("|".join(vocabulary.words("endings", "her_first")) or "(?!)")
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

    def reach(self, text: str, start: int, end: int) -> int:
        """Where the name of an office ends that begins at `start` and was found to reach to `end` at least about.

        By morphology, it goes on over words in the genitive, over those after its preposition ("по"), and over
        abbreviations; without one, over capitalised words behind its joints ("and Social Protection").
        """
        if not self._languages:
            return self._named_on(text, end)
        headed = joined = False
        last, kept = None, end
        for match in _WORDS.finditer(text, start, min(len(text), end + _FURTHER)):
            word = match.group()
            if last is not None and not _BLANK.fullmatch(text, last, match.start()):
                break
            if not headed:
                headed = word.isupper() or self._noun(word) is not None
            elif word.casefold() in self._joints:
                joined, last = True, match.end()
                continue
            elif not (word.isupper() or self._depends(word, joined)):
                break
            last = kept = match.end()
        return kept

    def joined(self, text: str, at: int) -> bool:
        """Whether a word that joins the parts of an office's name stands before a place."""
        return text[max(0, at - _JOINT) : at].split(" ")[-2:-1] in [[joint] for joint in self._joints]

    def _named_on(self, text: str, end: int) -> int:
        """Where capitals go on with a name after its joints ("Ministry of Labour and" + "Social Protection")."""
        joints = "|".join(map(re.escape, self._joints)) or "(?!)"
        capitals = rf"{_CAPITAL}(?:[ ]{_CAPITAL}){{0,2}}"
        match = re.compile(rf"(?:(?:,[ ]{capitals}){{0,2}}[ ](?:(?:{joints})[ ]){{1,2}}{capitals})+").match
        words = text[:end].rstrip()
        while self._joints and words.rpartition(" ")[2] in self._joints:
            words = words.rpartition(" ")[0]
        found = match(text, len(words))
        return max(found.end(), end) if found else end

    def _depends(self, word: str, joined: bool) -> bool:
        """Whether a word can go on with an office's name: in the genitive, or after a preposition in the dative."""
        cases = ("gent", "datv") if joined else ("gent",)
        tags = [parse.tag for parse in self._parsed(word)]
        return any(tag.case in cases and tag.POS in ("NOUN", "ADJF", "PRTF") for tag in tags[:_LIKELY])

    @cached_property
    def _parsed(self) -> Callable[[str], list[Any]]:
        return lru_cache(maxsize=4096)(lambda word: list(self._morphology.parse(word)))

    @cached_property
    def _morphology(self) -> Any:
        import pymorphy3

        return pymorphy3.MorphAnalyzer(lang=self._languages[0])

    def _inflected_office(self, words: str) -> str:
        """Its noun and the adjectives before it in the nominative; what follows them stays."""
        told = words.split(" ")
        for place, word in enumerate(told):
            if word.isupper() or self._unchanging.fullmatch(word):
                return words
            noun = self._noun(word)
            if noun is not None:
                told[place] = _as_written(noun.word, word)
                told[:place] = [self._agreeing(adjective, noun.tag.gender) for adjective in told[:place]]
                return " ".join(told)
            if not any("ADJF" in parse.tag.grammemes for parse in self._parsed(word)):
                return words
        return words

    def _noun(self, word: str) -> Any:
        """A noun's nominative; an unknown one in "-а" is rather a man's word in the genitive than a woman's."""
        nouns = [parse for parse in self._parsed(word) if "NOUN" in parse.tag.grammemes]
        if not any(parse.is_known for parse in nouns):
            nouns.sort(key=lambda parse: parse.tag.gender == "femn" and parse.tag.case == "nomn")
        return nouns[0].inflect({"nomn", "sing"}) if nouns else None

    def _agreeing(self, word: str, gender: str | None) -> str:
        parse = next(parse for parse in self._parsed(word) if "ADJF" in parse.tag.grammemes)
        told = parse.inflect({"nomn", "sing", gender} if gender else {"nomn", "sing"})
        return _as_written(told.word, word) if told else word

    def _inflected_name(self, name: str) -> str:
        words = name.split()
        matches = [self._surnames.search(word) for word in words]
        found = next((match for match in matches if match), None)
        if found and (found[2] is None or "." in words[0]):  # of an initial, the gender is anybody's guess
            return name
        first = self._of_names(words[0])
        gender = next((parse.tag.gender for parse in first if "Name" in parse.tag.grammemes), None)
        if found:
            genders = {parse.tag.gender for parse in first if "Name" in parse.tag.grammemes}
            hers = self._is_hers(found[2], genders) or self._unmarked(words[0], found[2])
            gender = "femn" if hers else "masc"
            told = zip(words, matches, strict=True)
            return " ".join(self._surname(m, hers) if m else self._named(word, gender, None) for word, m in told)
        if any(parse.tag.case == "nomn" for parse in first) and len(words) > 1:
            return name
        case = next((parse.tag.case for parse in first if gender in (None, parse.tag.gender)), None)
        return " ".join(self._named(word, gender, case) for word in words)

    def _named(self, word: str, gender: str | None, case: str | None) -> str:
        """A word of a name in the nominative; a man's surname that no dictionary has is declined as a noun is."""
        fitting = [one for one in self._of_names(word) if gender is None or one.tag.gender in (gender, None)]
        if not fitting and gender == "masc" and case:
            nouns = [one for one in self._parsed(word) if one.tag.case == case and one.tag.number != "plur"]
            fitting = [one for one in nouns if one.tag.gender == gender]
        told = fitting[0].inflect({"nomn", "sing"}) if fitting else None
        return "-".join(part[:1].upper() + part[1:] for part in told.word.split("-")) if told else word

    def _unmarked(self, first: str, case: str) -> bool:
        """A woman's first name that takes no case beside a surname that has one ("Гульнар Есенова")."""
        return case in self._her_cases["shared_cases"] and bool(self._uninflected.search(first))

    def _of_names(self, word: str) -> list[Any]:
        """What a word can be as one person's name."""
        parses = self._parsed(word)
        return [one for one in parses if _GRAMMEMES & set(one.tag.grammemes) and one.tag.number != "plur"]

    def _surname(self, match: re.Match[str], hers: bool) -> str:
        """A surname of the common endings by them, since dictionaries take many for nouns."""
        return match.string[: match.start()] + match[1] + (self._hers if hers else "")

    def _is_hers(self, case: str | None, genders: Set[str | None]) -> bool:
        """Whether a surname's ending makes it a woman's; of one that men share, the first name decides."""
        if case in self._her_cases["her_cases"]:
            return True
        shared = case in self._her_cases["shared_cases"] and "masc" not in genders
        return shared and (case != self._hers or "femn" in genders)


def _as_written(told: str, word: str) -> str:
    return told.capitalize() if word[:1].isupper() else told
