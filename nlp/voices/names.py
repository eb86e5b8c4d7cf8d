"""Names of people: runs of capitalised words that are no country, month or other word at the head of a sentence."""

import re
from functools import lru_cache

from nlp.text.fold import fold
from nlp.vocabulary import Span, Vocabulary

_WORD = r"[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][\w'’-]{0,60}[a-zа-яёәғқңөұүһі]\b"
_INITIAL = r"[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]\.[ \u00a0]?"
_NAME = re.compile(rf"(?:\b{_INITIAL}(?:{_INITIAL})?)?{_WORD}(?:[ \u00a0](?:{_INITIAL})?{_WORD}){{0,6}}")
_NO_NAMES = (
    "posts", "organisations", "country_names", "country_people", "country_adjectives", "months", "weekdays",
    "audiences",
)  # fmt: skip
_MOST_SPACES = 3


class NameFinder:
    """Finds names in one language's text (table `name_stops`: capitalised words that are no names)."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._stops = frozenset(vocabulary.words("name_stops", "words"))
        self._is_name = lru_cache(maxsize=4096)(self._judged)

    def names(self, text: str, start: int, end: int) -> list[Span]:
        """Where runs of one to three capitalised words stand that can be a person's name."""
        found: list[Span] = []
        for match in _NAME.finditer(text, start, end):
            run: list[Span] = []
            for word in re.finditer(r"\S+", match.group()):
                if self._is_name(word.group()):
                    run.append((match.start() + word.start(), match.start() + word.end()))
                elif run:
                    found.append((run[0][0], run[-1][1]))
                    run = []
            if run:
                found.append((run[0][0], run[-1][1]))
        return [name for name in found if text.count(" ", *name) <= _MOST_SPACES]

    def _judged(self, word: str) -> bool:
        folded = fold(word)
        if folded in self._stops or folded.removesuffix("'s") in self._stops:
            return False
        return not any(self._vocabulary.patterns(table).found(folded) for table in _NO_NAMES)
