"""How a text stands to a headline, by the words that they share and by what the words of both mean."""

from collections.abc import Sequence
from typing import Literal

from nlp.stances.weighing import Learnt
from nlp.stances.words import Sentence, read, reported, seen, sentences_of, shared

Stance = Literal["agree", "disagree", "discuss", "unrelated"]

_SAME_STORY = 0.5  # the part of the headline's telling words in the text, and that in one sentence of its opening


def stance(headline: str, body: str) -> Stance:
    """Whether `body` agrees with the claim that `headline` makes, disagrees, only discusses it, or is of another story.

    The four are those of the Fake News Challenge. Same story: enough of the headline's telling words stand in the text,
    and together in one sentence near its beginning. Disagreement: by words and by meaning (`learnt.toml`) the text
    takes back what the headline claims, or upholds what the headline takes back. Only texts of the same story are
    encoded, twelve sentences of each at most; any language of the encoder will do for these.
    """
    line, sentences = read(headline), sentences_of(body)
    if not same_story(line, sentences):
        return "unrelated"
    if Learnt.read().against(evidence(line, sentences)):
        return "disagree"
    return "discuss" if reported(line, sentences) else "agree"


def same_story(line: Sentence, sentences: Sequence[Sentence]) -> bool:
    """Whether a text tells of what its headline does."""
    return bool(line.stems) and shared(line, sentences) >= _SAME_STORY


def evidence(line: Sentence, sentences: Sequence[Sentence]) -> dict[str, float]:
    """What words and meaning tell of how a text of the same story stands to its headline, by name."""
    from nlp.stances.leanings import leanings  # the encoder takes a while to load, and unrelated texts need none

    return seen(line, sentences) | leanings(line.text, [sentence.text for sentence in sentences])
