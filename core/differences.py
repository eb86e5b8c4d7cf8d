"""Where two texts differ: what one version of an article says and the other does not."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate

_SENTENCE = re.compile(r"\s+|[^\s.!?…][^.!?…\n]*[.!?…]*|[.!?…]+")  # spaces are pieces of their own
_WORD = re.compile(r"\s+|\w+|[^\w\s]")
_MOST = 2_000_000  # pairs of pieces that are compared one by one: hostile texts must not take quadratic time


@dataclass(frozen=True, slots=True)
class Difference:
    """`before` stands at `start` of the earlier text (characters), `after` at `after_start` of the later one.

    Either may be "": words were added, or taken away.
    """

    before: str
    after: str
    start: int
    after_start: int


def differences(before: str, after: str) -> tuple[Difference, ...]:
    """The differences in the order of the text, word by word: each `after` put for its `before` makes the later text.

    Sentences are matched first, so that a moved or rewritten one does not scatter into chance agreements of words.
    """
    found = []
    for a_start, a, b_start, b in _unequal(_SENTENCE.findall(before), _SENTENCE.findall(after)):
        for start, gone, after_start, come in _unequal(_WORD.findall(a), _WORD.findall(b)):
            found.append(Difference(gone, come, a_start + start, b_start + after_start))
    return tuple(_joined(before, found))


def _unequal(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int, str, int, str]]:
    """Where two rows of pieces differ: start and text in each."""
    head = next(
        (n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(len(before), len(after))
    )
    starts = [list(accumulate(map(len, row), initial=0)) for row in (before, after)]
    rest = before[head:], after[head:]
    if len(rest[0]) * len(rest[1]) > _MOST:
        codes: Sequence[tuple[str, int, int, int, int]] = [("replace", 0, len(rest[0]), 0, len(rest[1]))]
    else:
        codes = SequenceMatcher(None, *rest, autojunk=False).get_opcodes()
    for code, a, a_end, b, b_end in codes:
        if code != "equal":
            yield starts[0][head + a], "".join(rest[0][a:a_end]), starts[1][head + b], "".join(rest[1][b:b_end])


def _joined(before: str, found: list[Difference]) -> Iterator[Difference]:
    """Differences with nothing but a space between them are one."""
    last: Difference | None = None
    for following in found:
        between = before[last.start + len(last.before) : following.start] if last else ""
        if last and between.isspace():
            told = last.before + between + following.before, last.after + between + following.after
            last = Difference(*told, last.start, last.after_start)
        else:
            if last:
                yield last
            last = following
    if last:
        yield last
