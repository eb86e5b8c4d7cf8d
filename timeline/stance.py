"""How a text stands to a headline: whether it tells of the same thing, and upholds, reports or takes back the claim."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

Stance = Literal["agree", "disagree", "discuss", "unrelated"]

DECLARED = Path(__file__).with_name("stance.toml")
_SAME_STORY = 0.34  # of the headline's telling words that stand in the text
_STEM = 6
_TURNED = 0.3  # of them in one sentence for its "not" to be about the claim
_ENOUGH = 2  # sentences or turns against a claim that make a text disagree: one is often a rumour it reports
_OPENING = 5  # sentences in which a text says what it thinks of the claim
_SENTENCE = re.compile(r"(?<=[.!?…])[\s”\"']+|\n+")
_WORD = re.compile(r"[^\W_]{2,}(?:['’][a-z]+)?")


@dataclass(frozen=True, slots=True)
class _Words:
    refuting: re.Pattern[str]
    turning: re.Pattern[str]
    reporting: re.Pattern[str]
    empty: frozenset[str]


def stance(headline: str, body: str) -> Stance:
    """Whether `body` agrees with the claim that `headline` makes, disagrees, only discusses it, or is of another story.

    The four are those of the Fake News Challenge. Same story: enough of the headline's telling words stand in the text.
    Disagreement: in sentences near its beginning that share words with the headline, the text takes back what the
    headline claims, or upholds what the headline takes back. Words alone are weighed, nothing is learnt.
    """
    told = _declared()
    wanted = _stems(headline)
    if not wanted:
        return "unrelated"
    sentences = _sentences(body)
    held = frozenset().union(*(words for _, words in sentences)) if sentences else frozenset[str]()
    if len(wanted & held) < _SAME_STORY * len(wanted):
        return "unrelated"
    opening = [(text, len(wanted & words) / len(wanted)) for text, words in sentences[:_OPENING]]
    against = sum(_against(text, share, told) for text, share in opening)
    line = headline.casefold()
    taken_back = bool(told.refuting.search(line) or told.turning.search(line))
    if (taken_back and not against) or (not taken_back and against >= _ENOUGH):
        return "disagree"
    reported = any(told.reporting.search(text) for text, share in opening if share)
    return "discuss" if reported or told.reporting.search(line) else "agree"


def _against(text: str, share: float, told: _Words) -> int:
    """How often a sentence that shares this part of the headline's words goes against it: by a word, by a "not"."""
    if not share:
        return 0
    return bool(told.refuting.search(text)) + (share >= _TURNED and bool(told.turning.search(text)))


@lru_cache(maxsize=4096)
def _sentences(body: str) -> list[tuple[str, frozenset[str]]]:
    return [(part.casefold(), _stems(part)) for part in _SENTENCE.split(body) if part.strip()]


def _stems(text: str) -> frozenset[str]:
    empty = _declared().empty
    words = (word for word in _WORD.findall(text.casefold()) if word not in empty and (len(word) > 2 or word.isdigit()))
    return frozenset(word[:_STEM] for word in words)


@cache
def _declared() -> _Words:
    table = tomllib.loads(DECLARED.read_text(encoding="utf-8"))
    return _Words(
        refuting=_pattern(table["refuting"]["words"]),
        turning=_pattern(table["turning"]["words"]),
        reporting=_pattern(table["reporting"]["words"]),
        empty=frozenset(table["empty"]["words"]),
    )


def _pattern(beginnings: list[str]) -> re.Pattern[str]:
    each = (re.escape(one[:-1]) + r"\b" if one.endswith("!") else re.escape(one) for one in beginnings)
    return re.compile(r"(?:\b|(?=n[’']t))(?:" + "|".join(each) + ")")
