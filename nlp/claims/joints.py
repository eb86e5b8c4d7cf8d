"""Joints: the marks and words at which a sentence can be cut, and how strong each is."""

import re

from nlp.vocabulary import Vocabulary

NEVER = 9.0
MARK, STRONG, WORD, COMMA, COLON = 3.0, 2.0, 1.2, 1.0, 0.5

_MARK = re.compile(r";(?=\s)|\s[—-]\s|\.\s|[!?]\s|\n|\)\s*,|\.$")
_COMMA = re.compile(r",(?=\s)|\((?=\D)")
_COLON = re.compile(r":(?=\s)")


class JointGrammar:
    """Finds the joints of one language (table `joints`)."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._strong = vocabulary.patterns("joints", "strong")
        self._weak = vocabulary.patterns("joints", "weak")

    def strongest(self, text: str, start: int, end: int) -> tuple[float, int]:
        """Strength and place of the strongest joint of text[start:end], the last of its kind; 0 and `start` if none."""
        found = [
            (MARK, match.end()) for match in _MARK.finditer(text, start, end) if not _stands_for_is(match, text, end)
        ]
        found += [(STRONG, hit.start) for hit in self._strong.all(text, start, end)]
        if not found:
            found = [(COMMA, match.end()) for match in _COMMA.finditer(text, start, end)]
            found += [(WORD, hit.start) for hit in self._weak.all(text, start, end)]
        if not found:
            found = [(COLON, match.end()) for match in _COLON.finditer(text, start, end)]
        return max(found, default=(0.0, start))


def _stands_for_is(match: re.Match[str], text: str, end: int) -> bool:
    """A dash right before an amount or a date stands for "is" ("for firms — 65,000") and parts nothing."""
    return match.group().strip() in ("—", "-") and not text[match.end() : end].strip()
