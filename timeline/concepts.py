"""Concepts: what words speak of, in names that are the same for every language, so that two languages can meet.

The names and the words they stand for are data: `gloss/`, a file a language. They say how alike two texts are, never
what either of them means.
"""

import re
import tomllib
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from math import log, sqrt
from pathlib import Path

GLOSS = Path(__file__).with_name("gloss")
_WORD = re.compile(r"[^\W\d_]+")
_WHOLE = "!"
_COMMON, _FREQUENT, _RARE = 0.1, 0.5, 1.0  # what a concept weighs when stories are told apart
_TITLE = 2  # times that a headline's concepts count
_KEPT = 30  # concepts of a profile


@dataclass(frozen=True, slots=True)
class Profile:
    """What an article speaks of most: concepts by their numbers, the chief first, and their parts in a length of one.

    Kept small, since an archive holds as many as articles.
    """

    numbers: "array[int]" = field(default_factory=lambda: array("H"))
    parts: "array[float]" = field(default_factory=lambda: array("f"))

    def chief(self, most: int) -> list[str]:
        """The names of the concepts it speaks of most."""
        return [_names()[number] for number in self.numbers[:most]]

    def shared(self, other: "Profile") -> int:
        """How many concepts it has in common with another."""
        return len(set(self.numbers).intersection(other.numbers))

    def likeness(self, other: "Profile") -> float:
        """The cosine of the two, from 0 to 1."""
        parts = dict(zip(other.numbers, other.parts, strict=True))
        return sum(part * parts.get(number, 0.0) for number, part in zip(self.numbers, self.parts, strict=True))


@dataclass(frozen=True, slots=True)
class Entry:
    """Beginnings of words that follow each other, or whole words, by which a concept is known."""

    concept: str
    words: tuple[str, ...]

    def goes_on(self, words: Sequence[str], at: int) -> bool:
        """Whether the words after `at` are those after its own first."""
        told = words[at + 1 : at + len(self.words)]
        return len(told) == len(self.words) - 1 and all(map(_meets, self.words[1:], told))


@lru_cache(maxsize=4096)
def concepts(text: str, language: str | None) -> frozenset[str]:
    """The concepts that a text names; none in a language without a gloss."""
    if language is None or language not in _entries():
        return frozenset()
    words = _WORD.findall(text.casefold())
    return frozenset(concept for at in range(len(words)) for concept in _named(words, at, language))


def profile(quotes: Iterable[str], title: str | None, language: str | None) -> Profile:
    """How much an article speaks of which concept, by its facts' quotes and its headline."""
    named = Counter(concept for quote in quotes for concept in concepts(quote, language))
    for concept in concepts(title or "", language):
        named[concept] += _TITLE
    weights = {concept: weight(concept) * (1 + log(times)) for concept, times in named.items()}
    length = sqrt(sum(much * much for much in weights.values())) or 1.0
    chief = sorted(weights, key=lambda concept: (-weights[concept], concept))[:_KEPT]
    return Profile(
        array("H", [_numbers()[concept] for concept in chief]), array("f", [weights[each] / length for each in chief])
    )


def weight(concept: str) -> float:
    """How much a concept tells one story from another, from 0 to 1."""
    return _weights().get(concept, _RARE)


def _named(words: Sequence[str], at: int, language: str) -> set[str]:
    """What one word, with those after it, names: of several entries the longest."""
    for alike in _openers(words[at], language):
        found = [each for each in alike if len(each.words) == 1 or each.goes_on(words, at)]
        if found:
            longest = max(len(each.words) for each in found)
            return {each.concept for each in found if len(each.words) == longest}
    return set()


@lru_cache(maxsize=65536)
def _openers(word: str, language: str) -> Sequence[Sequence[Entry]]:
    """The entries that a word may begin, those of one beginning together, the longest beginning first."""
    entries = _entries()[language]
    alike = (entries.get(word[:length], ()) for length in range(len(word), 0, -1))
    found = ([each for each in same if _meets(each.words[0], word)] for same in alike)
    return tuple(tuple(same) for same in found if same)


def _meets(entry: str, word: str) -> bool:
    return word == entry[:-1] if entry.endswith(_WHOLE) else word.startswith(entry)


@cache
def _entries() -> Mapping[str, Mapping[str, Sequence[Entry]]]:
    """By language and by the beginning of the first word."""
    return {file.stem: _read(file) for file in sorted(GLOSS.glob("??.toml"))}


def _read(file: Path) -> Mapping[str, Sequence[Entry]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for concept, phrases in tomllib.loads(file.read_text(encoding="utf-8")).items():
        for phrase in phrases:
            words = tuple(phrase.split())
            found[words[0].removesuffix(_WHOLE)].append(Entry(concept, words))
    return found


@cache
def _names() -> Sequence[str]:
    """The concepts of all languages; their places are their numbers."""
    return sorted({each.concept for entries in _entries().values() for alike in entries.values() for each in alike})


@cache
def _numbers() -> Mapping[str, int]:
    return {concept: number for number, concept in enumerate(_names())}


@cache
def _weights() -> Mapping[str, float]:
    declared = tomllib.loads((GLOSS / "weights.toml").read_text(encoding="utf-8"))
    return dict.fromkeys(declared["frequent"], _FREQUENT) | dict.fromkeys(declared["common"], _COMMON)
