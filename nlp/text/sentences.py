"""Sentences: a spaCy pipeline whose one component marks, by punctuation and abbreviations, where sentences begin.

The statistical splitters know neither "тыс." nor Kazakh, and break at menus and lines without a full stop. spaCy's own
tokenizers take time that grows with the square of a run of brackets; sentences begin at words, so this pipeline's
splits at white space alone.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab
from thinc.types import Ints2d

from nlp.text.boundaries import BoundaryFinder, lines
from nlp.vocabulary import Vocabulary

_COMPONENT = "ereje_sentences"
_PIECE = re.compile(r"\S+|\s+")
_CLOSED = re.compile(r"[.!?…][\"'»”’)\]]*$")
_A_WORD = re.compile(r"\w")
_BEGINS, _GOES_ON = 1, -1  # spaCy's values of SENT_START
_RENEWED_AFTER = 1_000_000  # characters; some megabytes of a vocabulary's tables
_LONGEST = 2000  # characters; what runs on without an end is cut at white space, so that time stays bounded


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: start inclusive, end exclusive, `line` counts the lines from 0; `closed` if by a full stop."""

    start: int
    end: int
    line: int
    closed: bool


class SentenceSplitter:
    """Splits the texts of one language (table `abbreviations`)."""

    def __init__(self, vocabulary: Vocabulary, renewed_after: int = _RENEWED_AFTER) -> None:
        """With the number of characters after which the pipeline is made anew."""
        self._config = {key: list(vocabulary.words("abbreviations", key)) for key in ("words", "maybe")}
        self._renewed_after = renewed_after
        self._renew()

    def sentences(self, text: str) -> list[Sentence]:
        """The sentences of `text` in order; menus and other lines without words are left out."""
        if not text:
            return []
        with self._pipeline.memory_zone():
            spans = [(span.start_char, span.end_char) for span in self._pipeline(text).sents]
        self._read += len(text)
        if self._read >= self._renewed_after:
            self._renew()
        starts = [start for start, _ in lines(text)]
        return [
            Sentence(first, last, max(bisect_right(starts, start) - 1, 0), bool(_CLOSED.search(text, first, last)))
            for start, end in spans
            for first, last in _bounded(text, start, end)
            if _A_WORD.search(text, first, last)
        ]

    def _renew(self) -> None:
        """A pipeline whose tables hold no word.

        spaCy forgets a text's words at the end of a memory zone, but their places in its tables stay taken, and the
        tables double with every new word that was ever met.
        """
        self._pipeline = spacy.blank("xx", vocab=Vocab())  # nothing is asked of a word but where it stands
        self._pipeline.max_length = 20_000_000
        self._pipeline.tokenizer = WordTokenizer(self._pipeline.vocab)
        self._pipeline.add_pipe(_COMPONENT, config=self._config)
        self._read = 0


class WordTokenizer:
    """Splits at white space, in time linear in the text."""

    def __init__(self, vocab: Vocab) -> None:
        self._vocab = vocab

    def __call__(self, text: str) -> Doc:
        """The document of `text`, in whose characters its words stand where they did."""
        words: list[str] = []
        spaced: list[bool] = []
        for piece in _PIECE.findall(text):
            if piece[0] == " " and words:
                spaced[-1], piece = True, piece[1:]
            if piece:
                words.append(piece)
                spaced.append(False)
        return Doc(self._vocab, words=words, spaces=spaced)


class SentenceMarker:
    """The pipeline's component: marks the words that sentences begin with."""

    def __init__(self, finder: BoundaryFinder) -> None:
        self._finder = finder

    def __call__(self, doc: Doc) -> Doc:
        """Marks the sentences of `doc`."""
        text = doc.text
        starts = {start for first, last in lines(text) for start in self._finder.starts(text, first, last)}
        marks = [[_BEGINS if token.i == 0 or token.idx in starts else _GOES_ON] for token in doc]
        array = np.array(marks, dtype=np.int64).astype(np.uint64)
        doc.from_array(["SENT_START"], cast(Ints2d, array))  # set one by one, the marks take quadratic time
        return doc


@Language.factory(_COMPONENT, default_config={"words": [], "maybe": []})
def _marker(nlp: Language, name: str, words: list[str], maybe: list[str]) -> SentenceMarker:
    return SentenceMarker(BoundaryFinder(words, maybe))


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    end = start + len(text[start:end].rstrip())
    while end - start > _LONGEST:
        cut = text.rfind(" ", start, start + _LONGEST)
        cut = cut if cut > start else start + _LONGEST
        yield start, cut
        start = cut
    yield start, end
