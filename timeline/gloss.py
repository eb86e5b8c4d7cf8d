"""Concepts: what a sentence speaks of, in names that are the same for every language, so that two languages can meet.

They say how alike two sentences are, never what either of them means.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

GLOSS = Path(__file__).with_name("gloss.toml")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_WHOLE, _INFLECTED = "!", "~"


@dataclass(frozen=True, slots=True)
class Entry:
    """Beginnings of words that follow each other, or whole words, by which a concept is known."""

    concept: str
    words: tuple[str, ...]

    def begins(self, words: Sequence[str], at: int) -> bool:
        """Whether the words from `at` on are its own."""
        told = words[at : at + len(self.words)]
        return len(told) == len(self.words) and all(map(_meets, self.words, told))


Entries = Mapping[str, tuple[Entry, ...]]


@lru_cache(maxsize=65536)
def concepts(text: str, language: str) -> frozenset[str]:
    """The concepts that a text names, by the longest beginning of each word; none in a language without a gloss."""
    entries = _declared().get(language)
    if entries is None:
        return frozenset()
    words = _WORD.findall(text.casefold())
    return frozenset(concept for at in range(len(words)) for concept in _named(entries, words, at))


def _named(entries: Entries, words: Sequence[str], at: int) -> set[str]:
    """What one word, with those after it, names: of several entries the longest."""
    word = words[at]
    for length in range(len(word), 0, -1):
        found = [each for each in entries.get(word[:length], ()) if each.begins(words, at)]
        if found:
            longest = max(len(each.words) for each in found)
            return {each.concept for each in found if len(each.words) == longest}
    return set()


def _meets(entry: str, word: str) -> bool:
    return word == entry[:-1] if entry.endswith(_WHOLE) else word.startswith(entry)


@cache
def _declared() -> Mapping[str, Entries]:
    table = tomllib.loads(GLOSS.read_text(encoding="utf-8"))
    found: dict[str, dict[str, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for concept, languages in table.items():
        for language, phrases in languages.items():
            for phrase in phrases:
                words = tuple(each.rstrip(_INFLECTED) for each in phrase.casefold().split())
                found[language][words[0].rstrip(_WHOLE)].append(Entry(concept, words))
    return {language: {first: tuple(rows) for first, rows in entries.items()} for language, entries in found.items()}
