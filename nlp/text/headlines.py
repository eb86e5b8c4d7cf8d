"""Headlines within a text: its opening lines without a full stop, or the line that is the title."""

from collections.abc import Sequence

from nlp.text.fold import fold
from nlp.text.sentences import Sentence

_WORDS = 4
_LONGEST = 200


def headline_lines(text: str, title: str | None, sentences: Sequence[Sentence]) -> frozenset[int]:
    """The numbers of the lines that are the article's headline.

    That is the line equal to the title; else the first line of some words among the opening ones that does not end as a
    sentence, provided that sentences follow it.
    """
    lines: dict[int, list[Sentence]] = {}
    for sentence in sentences:
        lines.setdefault(sentence.line, []).append(sentence)
    if title:
        wanted = " ".join(fold(title).split())
        for number, parts in list(lines.items())[:12]:
            if " ".join(fold(text[parts[0].start : parts[-1].end]).split()) == wanted:
                return frozenset({number})
    if len(lines) < 2:
        return frozenset()
    for number, parts in list(lines.items())[:4]:
        words = text[parts[0].start : parts[-1].end]
        if parts[-1].closed and len(parts) == 1 and len(words.split()) <= _WORDS:
            continue  # "Please support our newsroom."
        if parts[-1].closed or len(parts) > 1:
            return frozenset()
        if len(words.split()) >= _WORDS and len(words) <= _LONGEST and not _is_dateline(words):
            return frozenset({number})
    return frozenset()


def _is_dateline(words: str) -> bool:
    digits = sum(character.isdigit() for character in words)
    return digits >= 6 and digits * 3 >= len([c for c in words if c.isalnum()])
