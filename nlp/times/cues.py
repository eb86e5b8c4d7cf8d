"""Cues: what the words beside a date make of it ("from", "until", "as of")."""

import re
from typing import cast

from nlp.times.expression import Cue
from nlp.vocabulary import Adjacent, Vocabulary, bordered

_LOOK_BACK = 60  # characters in which a date's preposition or verb stands
_LOOK_AHEAD = 30  # characters in which its postposition does
_CLAUSE = re.compile(r"[,;:.!?\n]")


class CueGrammar:
    """Reads the cues of one language (tables `cues`, `cues_after`, `cue_fillers`, `since_event`)."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._cues = Adjacent(_declared(vocabulary, "cues", ""))
        self._after = Adjacent(_declared(vocabulary, "cues_after", r"\s{0,40}"))
        self._fillers = tuple(f" {word}" for word in vocabulary.words("cue_fillers", "words"))

    def cue(self, text: str, core: int, start: int, end: int) -> Cue | None:
        """The relation that the words before text[start:end] (in Kazakh: after it) give it; the longest wording wins.

        `core` is where the date itself begins: its preposition may stand within the expression ("с нового года").
        """
        if core == start and (within := self._opening(text, start, end)):
            return within
        found = self._cues.before(self._before(text, core))
        if found is None and start < core:  # "до конца 2027 года"
            found = self._cues.before(self._before(text, start))
        cue = cast(Cue, found[0]) if found else None
        if cue in (None, "on") and self._since_event(text, core):
            return "since"
        cue = cue or self._opening(text, start, core)
        if cue is None and (after := self._after.after(text[end : end + _LOOK_AHEAD])):
            return cast(Cue, after[0])
        return cue

    def _before(self, text: str, core: int) -> str:
        before = text[max(0, core - _LOOK_BACK) : core].rstrip(" ,(")
        filler = next((filler for filler in self._fillers if before.endswith(filler)), "")
        return before.removesuffix(filler)

    def _opening(self, text: str, start: int, end: int) -> Cue | None:
        """The cue that an expression itself opens with; of two of one wording, "until" before "by"."""
        found = [(len(match.group()), label) for label, match in self._cues.every_after(text, start, end)]
        return cast(Cue, max(found)[1]) if found else None

    def _since_event(self, text: str, core: int) -> bool:
        """ "since the mobilization was announced on …": the date is of the event that the time runs from."""
        clause = _CLAUSE.split(text[max(0, core - _LOOK_BACK) : core])[-1]
        return self._vocabulary.patterns("since_event").found(clause)


def _declared(vocabulary: Vocabulary, table: str, before: str) -> list[tuple[str, str]]:
    listed = vocabulary.table(table).items()
    return [(cue, before + bordered(vocabulary.source(p, table))) for cue, patterns in listed for p in patterns]
