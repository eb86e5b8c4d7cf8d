"""How a text stands to a headline: whether it tells of the same thing, and upholds, reports or takes back the claim."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log1p
from pathlib import Path
from typing import Literal

Stance = Literal["agree", "disagree", "discuss", "unrelated"]

DECLARED = Path(__file__).with_name("stance.toml")
_SAME_STORY = 0.5  # the part of the headline's telling words in the text, and that in one sentence of its opening
_STEM = 6
_OPENING = 5  # sentences in which a text says whether it merely reports
_FIRST = 4  # and those in which it says what it thinks of the claim
_AT_ONCE = 2
_SENTENCE = re.compile(r"(?<=[.!?…])[\s”\"']+|\n+")
_WORD = re.compile(r"[^\W_]{2,}(?:['’][a-z]+)?")
_REFUTING = ("hoax", "false", "denial", "doubt", "satire")
_GROUPS = (*_REFUTING, "turning", "hedging", "reporting")


@dataclass(frozen=True, slots=True)
class _Words:
    groups: Mapping[str, re.Pattern[str]]
    points: Mapping[str, float]
    empty: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence: the groups of words that stand in it, and its telling words."""

    groups: frozenset[str]
    stems: frozenset[str]

    @property
    def refuting(self) -> int:
        """How many kinds of refuting words it has."""
        return len(self.groups.intersection(_REFUTING))


def stance(headline: str, body: str) -> Stance:
    """Whether `body` agrees with the claim that `headline` makes, disagrees, only discusses it, or is of another story.

    The four are those of the Fake News Challenge. Same story: enough of the headline's telling words stand in the text,
    and together in one sentence near its beginning. Disagreement: by the points of `stance.toml` the text takes back
    what the headline claims, or upholds what the headline takes back. Words alone are weighed.
    """
    line = _read(headline)
    if not line.stems:
        return "unrelated"
    sentences = _sentences(body)
    if _shared(line, sentences) < _SAME_STORY:
        return "unrelated"
    if _against(line, sentences, "?" in headline) >= _declared().points["enough"]:
        return "disagree"
    opening = [sentence for sentence in sentences[:_OPENING] if sentence.stems & line.stems]
    reported = any("reporting" in sentence.groups for sentence in opening)
    return "discuss" if reported or "reporting" in line.groups else "agree"


def _shared(line: _Sentence, sentences: Sequence[_Sentence]) -> float:
    """The part of the headline's words that a text has, and the part that one sentence of its opening has: 0 to 2."""
    held = frozenset().union(*(sentence.stems for sentence in sentences)) if sentences else frozenset[str]()
    together = max((len(line.stems & sentence.stems) for sentence in sentences[:_OPENING]), default=0)
    return (len(line.stems & held) + together) / len(line.stems)


def _against(line: _Sentence, sentences: Sequence[_Sentence], asks: bool) -> float:
    """The points for a text that goes against a headline."""
    taken_back = bool(line.refuting) or "turning" in line.groups
    told = {
        "headline_refutes": bool(line.refuting),
        "headline_turns": "turning" in line.groups,
        "headline_asks": asks,
        "headline_hedges": "hedging" in line.groups,
        "refuted_at_once": not taken_back and any(sentence.refuting for sentence in sentences[:_AT_ONCE]),
        "hoax_later": log1p(min(4, sum(1 for one in _near(line, sentences[_FIRST:]) if "hoax" in one.groups))),
    }
    if taken_back:
        told |= _of_one_mind(line, sentences)
    points = _declared().points
    return sum(points[name] * value for name, value in told.items())


def _of_one_mind(line: _Sentence, sentences: Sequence[_Sentence]) -> dict[str, float]:
    """How much a text itself takes back, as the headline does; a sentence weighs more the more words they share."""
    first, later = _near(line, sentences[:_FIRST]), _near(line, sentences[_FIRST:])
    shares = [min(1.0, 0.4 + len(one.stems & line.stems) / len(line.stems)) for one in first]
    counted = [min(4, sum(1 for one in later if group in one.groups)) for group in _REFUTING]
    return {
        "both_refute": min(3.0, sum(share * one.refuting for share, one in zip(shares, first, strict=True))),
        "both_refute_later": min(3.0, sum(map(log1p, counted))),
        "both_turn": min(3.0, sum(share for share, one in zip(shares, first, strict=True) if "turning" in one.groups)),
        "hedged_at_once": bool(sentences and "hedging" in sentences[0].groups),
    }


def _near(line: _Sentence, sentences: Sequence[_Sentence]) -> list[_Sentence]:
    """The sentences that share a word with the headline."""
    return [sentence for sentence in sentences if sentence.stems & line.stems]


@lru_cache(maxsize=4096)
def _sentences(body: str) -> list[_Sentence]:
    return [_read(part) for part in _SENTENCE.split(body) if part.strip()]


def _read(text: str) -> _Sentence:
    folded = text.casefold().replace("’", "'")
    groups = frozenset(name for name, pattern in _declared().groups.items() if pattern.search(folded))
    return _Sentence(groups, _stems(text))


def _stems(text: str) -> frozenset[str]:
    empty = _declared().empty
    words = (word for word in _WORD.findall(text.casefold()) if word not in empty and (len(word) > 2 or word.isdigit()))
    return frozenset(word[:_STEM] for word in words)


@cache
def _declared() -> _Words:
    table = tomllib.loads(DECLARED.read_text(encoding="utf-8"))
    groups = {name: _pattern(table[name]["words"]) for name in _GROUPS}
    return _Words(groups=groups, points=table["points"], empty=frozenset(table["empty"]["words"]))


def _pattern(beginnings: list[str]) -> re.Pattern[str]:
    each = (re.escape(one[:-1]) + r"\b" if one.endswith("!") else re.escape(one) for one in beginnings)
    return re.compile(r"(?:\b|(?=n't))(?:" + "|".join(each) + ")")
