"""Bodies that no list knows: abbreviations beside words of saying, and single names beside words of counting."""

import re
from collections.abc import Iterator, Sequence

from nlp.vocabulary import Hit, Span, Vocabulary

_CAPITALS = re.compile(r"(?<![\w.-])[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]{2,9}(?![\w.])(?:-[a-zа-яёәғқңөұүһі]{2,4}\b)?")
_STEM = 4  # letters by which a name is known again, whatever its case
_FIRST_NAME = r"\b[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ](?:[\w-]*[a-zа-яёәғқңөұүһі]|\.)"
_NEAR = 5  # characters between a body and the words of counting
_LOUD = 0.5  # share of a sentence's letters: where so many are capitals, capitals tell nothing
_BEFORE = re.compile(r"[ \u00a0](?:\w+[ \u00a0])?")  # between a body and its verb stands at most one word
_BEHIND = re.compile(r"[ \u00a0](?:\w{1,3}[ \u00a0])?")  # and between a verb and its body an article or preposition


class BodyFinder:
    """Finds bodies by where they stand (tables `speech`, `organisations.no_bodies`)."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def abbreviations(self, text: str, folded: str, start: int, end: int, cues: Sequence[Hit]) -> list[Span]:
        """Words in capitals beside words of saying ("по данным АФК", "the FDA said"), in order."""
        words = text[start:end]
        if sum(map(str.isupper, words)) > _LOUD * sum(map(str.isalpha, words)):
            return []
        return [found.span() for found in self._capitals(text, start, end) if self._speaks(folded, found.span(), cues)]

    def _capitals(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        for found in _CAPITALS.finditer(text, start, end):
            word = found.group().partition("-")[0].casefold()
            tables = ("country_names", "country_adjectives")
            other = any(self._vocabulary.patterns(table).label_of(word) for table in tables)
            if not other and not self._vocabulary.patterns("organisations", "no_bodies").label_of(word):
                yield found

    def _speaks(self, folded: str, body: Span, cues: Sequence[Hit]) -> bool:
        return any(
            _BEHIND.fullmatch(folded, cue.end, body[0]) or _BEFORE.fullmatch(folded, body[1], cue.start) for cue in cues
        )

    def counts(self, text: str, folded: str, name: Span, within: Span) -> bool:
        """Whether a name is a body's: one word beside words of counting, and no surname of anybody named before."""
        words = text[slice(*name)]
        hits = self._vocabulary.patterns("speech", "counting").best(folded, *within)
        beside = any(max(name[0] - hit.end, hit.start - name[1]) <= _NEAR for hit in hits)
        if " " in words or not beside:
            return False
        stem = re.escape(words[: max(_STEM, len(words) - 2)])
        return re.search(rf"(?:{_FIRST_NAME})[ \u00a0]{stem}", text[: name[0]]) is None
