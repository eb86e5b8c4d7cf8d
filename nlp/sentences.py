"""Sentences: spaCy's tokenizer and a component of ours that marks where sentences begin.

The statistical splitters know neither "тыс." nor Kazakh, and break at menus and lines without a full stop; so
boundaries come from punctuation, line breaks and each language's abbreviations.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from nlp.vocabulary import Vocabulary

_TOKENIZERS = {"en": "en", "ru": "ru", "kk": "ky"}  # spaCy has no Kazakh; the Kyrgyz tokenizer fits
_STOP = re.compile(r"[.!?…]+[\"'»”’)\]]*(?=\s+|$)|;(?=\s*\n)")
_LINE = re.compile(r"[ \t\u00a0]*\n\s*")
_OPENS = re.compile(r"[\s\"'«„“(\[—–•-]*[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ0-9]")
_INITIAL = re.compile(r"(?:^|[\s(«\"])(?:[A-ZА-ЯӘҒҚҢӨҰҮҺІ]\.)+$")
_LONGEST = 2000  # characters; what runs on without an end is cut at white space, so that time stays bounded


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the text: start inclusive, end exclusive, `line` counts the lines from 0; `closed` by a full stop."""

    start: int
    end: int
    line: int
    closed: bool


class SentenceSplitter:
    """Splits the texts of one language."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._pipeline: Language = spacy.blank(_TOKENIZERS[vocabulary.language])
        self._pipeline.max_length = 20_000_000
        self._abbreviation = _ending_in(vocabulary.words("abbreviations", "words"))
        self._maybe = _ending_in(vocabulary.words("abbreviations", "maybe"))

    def sentences(self, text: str) -> list[Sentence]:
        """The sentences of `text` in order; menus and other lines without words are left out."""
        found = []
        line = 0
        for start, end in _lines(text):
            for first, last in self._within(text, start, end):
                if re.search(r"\w", text[first:last]):
                    found.append(Sentence(first, last, line, bool(re.search(r"[.!?…][\"'»”’)\]]*$", text[first:last]))))
            line += 1
        return found

    def doc(self, text: str) -> Doc:
        """The tokenised text with its sentences marked, for whoever goes on with spaCy."""
        doc = self._pipeline(text)
        starts = {sentence.start for sentence in self.sentences(text)}
        for token in doc:
            token.is_sent_start = token.idx in starts or token.i == 0
        return doc

    def _within(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        first = start
        for stop in _STOP.finditer(text, start, end):
            if not self._ends(text[first : stop.start()], stop.group(), text[stop.end() : end]):
                continue
            yield from _bounded(text, first, stop.end())
            first = stop.end() + len(text[stop.end() : end]) - len(text[stop.end() : end].lstrip())
        if first < end:
            yield from _bounded(text, first, end)

    def _ends(self, before: str, mark: str, after: str) -> bool:
        if not after.strip():
            return True
        if not _OPENS.match(after.lstrip()):
            return False
        if mark.startswith(".") and len(mark) == 1:
            if _INITIAL.search(before + "."):
                return False
            if self._abbreviation.search(before.lower()):
                return bool(self._maybe.search(before.lower())) and not after.lstrip()[:1].isdigit()
        return True


def _ending_in(words: object) -> re.Pattern[str]:
    return re.compile(rf"(?:^|[^\w.])(?:{'|'.join(words)})$")  # type: ignore[arg-type]


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Lines, joined where a text was wrapped: the next goes on in lower case and the last one did not end."""
    start = 0
    for match in _LINE.finditer(text):
        before = text[start : match.start()]
        goes_on = text[match.end() : match.end() + 1].islower() and before.strip()[-1:] not in '.!?:;…»"”'
        if goes_on and match.group().count("\n") == 1 and len(before) > 40:
            continue
        if before.strip():
            yield start, match.start()
        start = match.end()
    if text[start:].strip():
        yield start, len(text.rstrip())


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        cut = text.rfind(" ", start, start + _LONGEST)
        cut = cut if cut > start else start + _LONGEST
        yield start, cut
        start = cut
    yield start, end
