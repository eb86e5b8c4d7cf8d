"""Words of stances: those that a headline and a sentence share, and those that refute, turn round, hedge or report."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log1p
from pathlib import Path

DECLARED = Path(__file__).with_name("words.toml")
_STEM = 6
_OPENING = 5  # sentences in which a text says whether it merely reports
_FIRST = 4  # and those in which it says what it thinks of the claim
_AT_ONCE = 2
_SENTENCE = re.compile(r"(?<=[.!?…])[\s”\"']+|\n+")
_WORD = re.compile(r"[^\W_]{2,}(?:['’][a-z]+)?")
_QUOTED = re.compile(r"[‘'\"“]\w")
_REFUTING = ("hoax", "false", "denial", "doubt", "satire")
_GROUPS = (*_REFUTING, "turning", "hedging", "reporting")


@dataclass(frozen=True, slots=True)
class _Words:
    groups: Mapping[str, re.Pattern[str]]
    empty: frozenset[str]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or headline: the groups of words that stand in it, and its telling words."""

    text: str
    groups: frozenset[str]
    stems: frozenset[str]

    @property
    def refuting(self) -> int:
        """How many kinds of refuting words it has."""
        return len(self.groups.intersection(_REFUTING))


def shared(line: Sentence, sentences: Sequence[Sentence]) -> float:
    """The part of a headline's words that a text has, and the part that one sentence of its opening has: 0 to 2."""
    held = frozenset().union(*(sentence.stems for sentence in sentences)) if sentences else frozenset[str]()
    together = max((len(line.stems & sentence.stems) for sentence in sentences[:_OPENING]), default=0)
    return (len(line.stems & held) + together) / len(line.stems)


def reported(line: Sentence, sentences: Sequence[Sentence]) -> bool:
    """Whether headline or opening tell the claim as somebody else's."""
    opening = [sentence for sentence in sentences[:_OPENING] if sentence.stems & line.stems]
    return "reporting" in line.groups or any("reporting" in sentence.groups for sentence in opening)


def seen(line: Sentence, sentences: Sequence[Sentence]) -> dict[str, float]:
    """What words tell of how a text stands to its headline, by name."""
    takes_back = bool(line.refuting) or "turning" in line.groups
    later = [sentence for sentence in _near(line, sentences[_FIRST:]) if "hoax" in sentence.groups]
    told = {f"headline has {group}": float(group in line.groups) for group in _GROUPS} | {
        "headline refutes": float(bool(line.refuting)),
        "headline asks": float("?" in line.text),
        "headline quotes": float(bool(_QUOTED.search(line.text))),
        "refuted at once": float(not takes_back and any(sentence.refuting for sentence in sentences[:_AT_ONCE])),
        "hoax later": log1p(min(4, len(later))),
    }
    minds = _of_one_mind(line, sentences)
    return told | (minds if takes_back else dict.fromkeys(minds, 0.0))


def _of_one_mind(line: Sentence, sentences: Sequence[Sentence]) -> dict[str, float]:
    """How much a text itself takes back, as the headline does; a sentence weighs more the more words they share."""
    first, later = _near(line, sentences[:_FIRST]), _near(line, sentences[_FIRST:])
    shares = [min(1.0, 0.4 + len(one.stems & line.stems) / len(line.stems)) for one in first]
    counted = [min(4, sum(1 for one in later if group in one.groups)) for group in _REFUTING]
    return {
        "both refute": min(3.0, sum(share * one.refuting for share, one in zip(shares, first, strict=True))),
        "both refute later": min(3.0, sum(map(log1p, counted))),
        "both turn": min(3.0, sum(share for share, one in zip(shares, first, strict=True) if "turning" in one.groups)),
        "hedged at once": float(bool(sentences and "hedging" in sentences[0].groups)),
    }


def _near(line: Sentence, sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences that share a word with the headline."""
    return [sentence for sentence in sentences if sentence.stems & line.stems]


@lru_cache(maxsize=256)
def sentences_of(body: str) -> tuple[Sentence, ...]:
    """The sentences of a text; several headlines may be held against one."""
    return tuple(read(part.strip()) for part in _SENTENCE.split(body) if part.strip())


def read(text: str) -> Sentence:
    """A headline or a sentence with its words."""
    folded = text.casefold().replace("’", "'")
    groups = frozenset(name for name, pattern in _declared().groups.items() if pattern.search(folded))
    return Sentence(text, groups, _stems(text))


def _stems(text: str) -> frozenset[str]:
    empty = _declared().empty
    words = (word for word in _WORD.findall(text.casefold()) if word not in empty and (len(word) > 2 or word.isdigit()))
    return frozenset(word[:_STEM] for word in words)


@cache
def _declared() -> _Words:
    table = tomllib.loads(DECLARED.read_text(encoding="utf-8"))
    groups = {name: _pattern(table[name]["words"]) for name in _GROUPS}
    return _Words(groups=groups, empty=frozenset(table["empty"]["words"]))


def _pattern(beginnings: list[str]) -> re.Pattern[str]:
    each = (re.escape(one[:-1]) + r"\b" if one.endswith("!") else re.escape(one) for one in beginnings)
    return re.compile(r"(?:\b|(?=n't))(?:" + "|".join(each) + ")")
