"""Quotations and what belongs to them: the mark's edges, quotations that go on, names set under them by a dash."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from nlp.text.sentences import Sentence
from nlp.vocabulary import Places, Span

_EDGES = " \t\n,;:—–-"
_MOST_NEAR = 20  # statements of one paragraph
_QUOTED = re.compile(r'"[^"\n]{2,2000}"')
_SIGNED = re.compile(r'(?P<said>"[^"\n]{10,2000}")\s{0,3}(?P<dash>[—―]|--)\s{0,3}(?P<name>[^\n.,"]{3,60})')


@dataclass(frozen=True, slots=True)
class Statement:
    """Places of the source, of the words of saying and of what is said."""

    source: Span
    cue: Span
    content: Span


def quotations(folded: str) -> list[Span]:
    """Quotations with both their marks, none beyond its paragraph."""
    return [match.span() for match in _QUOTED.finditer(folded)]


def with_neighbours(folded: str, found: list[list[Statement]], quotations: Sequence[Span]) -> list[list[Statement]]:
    """A quotation that nobody is named for belongs to what was quoted before it in its paragraph, or else after it."""
    breaks = [match.start() for match in re.finditer("\n", folded)]
    told: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for index, statements in enumerate(found):
        for place, one in enumerate(statements):
            if '"' in folded[slice(*one.content)]:
                told[bisect_right(breaks, one.content[0])].append((index, place))
    covered = Places(statement.content for one in found for statement in one)
    for quotation in quotations:
        near = told[bisect_right(breaks, quotation[0])][:_MOST_NEAR]
        if near and not covered.touch(quotation):
            index, place = min(near, key=lambda at: abs(found[at[0]][at[1]].content[1] - quotation[0]))
            one = found[index][place]
            content = min(one.content[0], quotation[0]), max(one.content[1], quotation[1])
            found[index][place] = replace(one, content=content)
    return found


def with_signatures(
    text: str, folded: str, sentences: Sequence[Sentence], found: list[list[Statement]]
) -> list[list[Statement]]:
    """Quotations that a dash and a name stand behind ("…" — Jane Doe)."""
    starts = [sentence.start for sentence in sentences]
    for match in _SIGNED.finditer(folded):
        index = bisect_right(starts, match.start("name")) - 1
        named = trimmed(folded, *match.span("name"))
        if index >= 0 and text[named[0]].isupper():
            found[index].append(Statement(named, match.span("dash"), match.span("said")))
    return found


def first_of(text: str, start: int, end: int, signs: str) -> int:
    places = [at for sign in signs if (at := text.find(sign, start, end)) >= 0]
    return min(places, default=-1)


def trimmed(text: str, start: int, end: int, closing: bool = False) -> Span:
    """A place without the spaces and commas at its edges; `closing`: nor its full stop."""
    edges = _EDGES + "." if closing else _EDGES
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in edges:
        end -= 1
    return start, max(start, end)


def words_in(text: str, span: Span) -> int:
    return len(text[slice(*span)].split())
