"""Interviews: who answers where a text's lines are questions and answers, with dashes before them or without."""

import re
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from nlp.text.sentences import Sentence
from nlp.voices.attribution import NOBODY, Attribution

_TURN = re.compile(r"[ \t]*[—–―-][ \t\u00a0]*\S")
_QUESTION = re.compile(r"\?[\"'»”)]*$")
_NUMBERED = 4  # characters of a question's number that stands as a sentence by itself
_FEWEST = 2  # questions that make an interview


def answered(
    folded: str,
    sentences: Sequence[Sentence],
    told: Sequence[Attribution],
    guest_of: Callable[[int, int], Attribution | None],
) -> list[Attribution]:
    """The sources of sentences, those of answers being the person's whom the lines before the first question name.

    `guest_of` tells whom the text between two places introduces as asked; else it is the only one quoted there.

    A question is nobody's. Who is named within an answer by its office alone is quoted by the one who answers.
    """
    answers = _turns(folded, sentences)
    first = next((index for index, answer in enumerate(answers) if answer is not None), 0)
    opening = sentences[first].start if first else 0
    quoted = {one.speaker: one for one in told[:first] if one.own and one.speaker}
    guest = guest_of(0, opening) or (next(iter(quoted.values())) if len(quoted) == 1 else None)
    if guest is None:
        return list(told)
    return [_heard(one, answer, guest) for one, answer in zip(told, answers, strict=True)]


def _heard(told: Attribution, answer: bool | None, guest: Attribution) -> Attribution:
    if answer is None:
        return told
    if not answer:
        return NOBODY
    if told.own and told.speaker:
        return told
    if told.own and told.organisation:
        return replace(told, speaker=guest.speaker)
    return replace(guest, own=False, cue=None, said=None)


def _turns(folded: str, sentences: Sequence[Sentence]) -> list[bool | None]:
    """Of each sentence whether it is part of an answer, or of a question; None outside of both."""
    lines = {sentence.line: sentence for sentence in sentences}  # the last sentence of each line
    opened = {s.line for s in sentences if _TURN.match(folded, folded.rfind("\n", 0, s.start) + 1)}
    dashed = frozenset(opened)
    asked = {line for line, last in lines.items() if _QUESTION.search(folded, last.start, last.end)}
    if len(asked & opened) < _FEWEST or len(opened) < 2 * _FEWEST:
        opened, asked = _plain_turns(lines, asked, sentences)
    else:
        asked &= opened
    kinds: dict[int, bool] = {}
    answer = True
    for line in sorted(opened):
        answer = line not in asked and (line not in dashed or not answer or _long(line, sentences))
        kinds[line] = answer
    for line in sorted(lines):  # a line without a dash goes on with what the line before it was, if that answered
        if line not in kinds and kinds.get(max((one for one in lines if one < line), default=-1)):
            kinds[line] = True
    return [kinds.get(sentence.line) for sentence in sentences]


def _plain_turns(
    lines: Mapping[int, Sentence], asked: AbstractSet[int], sentences: Sequence[Sentence]
) -> tuple[set[int], set[int]]:
    """Turns without dashes: lines that only ask, and the lines that each of them is answered by."""
    order = sorted(lines)
    short = {line for line in asked if line != order[0] and not _long(line, sentences)}
    followed = {line for line in short if line != order[-1] and order[order.index(line) + 1] not in short}
    if len(followed) < _FEWEST:
        return set(), set()
    return {line for line in order if line >= min(followed)}, followed


def _long(line: int, sentences: Sequence[Sentence]) -> bool:
    """Whether a line holds several sentences: an answer's second paragraph rather than a remark that asks."""
    told = (one for one in sentences if one.line == line and one.end - one.start > _NUMBERED)
    return sum(1 for _ in told) > 1
