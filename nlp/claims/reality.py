"""Reality: whether a sentence tells what is, or denies, asks, supposes, advises or proposes it."""

from typing import Literal

from nlp.claims.context import SentenceContext
from nlp.vocabulary import Vocabulary

_MANY = 10
Telling = Literal["told", "denied", "unreal", "proposed", "aside"]


class RealityGrammar:
    """Judges the sentences of one language (tables `denial`, `unreal`, `ruling`, `proposal`, `draft`, `undecided`)."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def telling(self, around: SentenceContext) -> Telling:
        """How a sentence tells what it tells: as a fact, as untrue, as no fact at all, or as somebody's wish.

        Unreal are questions, suppositions, rumours, forecasts and what a court ruled against one person; proposed is
        what somebody asks for who cannot decide it; an aside is a courtesy to the reader or an announcement without
        content.
        """
        if self._found("denial", around):
            return "denied"
        if around.text[around.start : around.end].rstrip("\"')» ").endswith("?"):
            return "unreal"
        if any(self._found("unreal", around, key) for key in ("words", "voices")) or (
            self._found("ruling", around) and not _counts_many(around)
        ):
            return "unreal"
        if self._found("proposal", around) and not self._found("draft", around):
            return "proposed"
        return "aside" if self._found("unreal", around, "courtesies") else "told"

    def undecided(self, around: SentenceContext) -> bool:
        """Whether a sentence says that something is not decided yet."""
        return self._found("undecided", around)

    def _found(self, table: str, around: SentenceContext, key: str | None = None) -> bool:
        return self._vocabulary.patterns(table, key).found(around.text, around.start, around.end)


def _counts_many(around: SentenceContext) -> bool:
    """Whether a sentence counts people: "8,340 were fined" is no ruling against one of them."""
    return any(q.unit is None and q.value >= _MANY for q in around.quantities)
