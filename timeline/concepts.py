"""Concepts: what words speak of, in names that are the same for every language, so that two languages can meet.

The names and the words they stand for are data: `gloss/`, a file a language. They say how alike two texts are, never
what either of them means.
"""

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log, sqrt
from pathlib import Path

GLOSS = Path(__file__).with_name("gloss")
_WORD = re.compile(r"[^\W\d_]+")
_WHOLE = "!"
_COMMON, _FREQUENT, _RARE = 0.1, 0.5, 1.0  # what a concept weighs when stories are told apart
_TITLE = 2  # times that a headline's concepts count

Profile = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Entry:
    """Beginnings of words that follow each other, or whole words, by which a concept is known."""

    concept: str
    words: tuple[str, ...]

    def opens(self, words: Sequence[str], at: int) -> bool:
        """Whether the words from `at` on are its own."""
        told = words[at : at + len(self.words)]
        return len(told) == len(self.words) and all(map(_meets, self.words, told))


@lru_cache(maxsize=65536)
def concepts(text: str, language: str | None) -> frozenset[str]:
    """The concepts that a text names; none in a language without a gloss."""
    entries = _entries().get(language or "")
    if entries is None:
        return frozenset()
    words = _WORD.findall(text.casefold())
    return frozenset(concept for at in range(len(words)) for concept in _named(entries, words, at))


def profile(quotes: Iterable[str], title: str | None, language: str | None) -> Profile:
    """How much an article speaks of which concept: a vector of length one, by its facts' quotes and its headline."""
    named = Counter(concept for quote in quotes for concept in concepts(quote, language))
    for concept in concepts(title or "", language):
        named[concept] += _TITLE
    weights = {concept: weight(concept) * (1 + log(times)) for concept, times in named.items()}
    length = sqrt(sum(much * much for much in weights.values()))
    return {concept: much / length for concept, much in weights.items()} if length else {}


def likeness(one: Profile, other: Profile) -> float:
    """The cosine of two profiles, from 0 to 1."""
    fewer, more = sorted((one, other), key=len)
    return sum(much * more.get(concept, 0.0) for concept, much in fewer.items())


def _named(entries: Mapping[str, Sequence[Entry]], words: Sequence[str], at: int) -> set[str]:
    """What one word, with those after it, names: of several entries the longest."""
    word = words[at]
    for length in range(len(word), 0, -1):
        found = [each for each in entries.get(word[:length], ()) if each.opens(words, at)]
        if found:
            longest = max(len(each.words) for each in found)
            return {each.concept for each in found if len(each.words) == longest}
    return set()


def _meets(entry: str, word: str) -> bool:
    return word == entry[:-1] if entry.endswith(_WHOLE) else word.startswith(entry)


def weight(concept: str) -> float:
    """How much a concept tells one story from another, from 0 to 1."""
    return _weights().get(concept, _RARE)


@cache
def _weights() -> Mapping[str, float]:
    declared = tomllib.loads((GLOSS / "weights.toml").read_text(encoding="utf-8"))
    return dict.fromkeys(declared["frequent"], _FREQUENT) | dict.fromkeys(declared["common"], _COMMON)


@cache
def _entries() -> Mapping[str, Mapping[str, Sequence[Entry]]]:
    """By language and by the word that a phrase begins with."""
    return {file.stem: _read(file) for file in sorted(GLOSS.glob("??.toml"))}


def _read(file: Path) -> Mapping[str, Sequence[Entry]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for concept, phrases in tomllib.loads(file.read_text(encoding="utf-8")).items():
        for phrase in phrases:
            words = tuple(phrase.split())
            found[words[0].removesuffix(_WHOLE)].append(Entry(concept, words))
    return found
