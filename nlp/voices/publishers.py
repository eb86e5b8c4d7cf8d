"""Publishers: the office whose own page a text is, for what it tells there as nobody else's."""

import re
from collections.abc import Sequence
from dataclasses import replace

from nlp.text.fold import fold
from nlp.vocabulary import Vocabulary
from nlp.voices.attribution import Attribution, SourceGrammar

_OPENING = 4000  # characters of a text in which it names the office in full
_FEWEST = 2  # letters of an abbreviation


class Publisher:
    """Tells a publisher's office by the name of its page (tables `office_words`, `organisations`)."""

    def __init__(self, vocabulary: Vocabulary, sources: SourceGrammar) -> None:
        self._vocabulary = vocabulary
        self._sources = sources

    def office(self, page: str, text: str, folded: str) -> str | None:
        """The office behind a page of that name, on which a text stands.

        An abbreviation is the office of these initials that the text names, a kind alone ("the ministry's press
        service") the first one named that is more. None where the name of the page is no office's.
        """
        name = self._without_press(page)
        told = next(iter(self._sources.named(name, fold(name), 0, len(name))), None)
        if told and not self._is_kind(told):
            return told
        named = self._sources.named(text, folded, 0, min(len(text), _OPENING))
        if told:
            return next((one for one in named if not self._is_kind(one)), None)
        short = next((word for word in re.findall(r"\w+", name) if word.isupper() and len(word) >= _FEWEST), None)
        full = next((one for one in named if short and _initials(one).startswith(short.casefold())), None)
        return " ".join(full.split()[: len(short)]) if full and short else None

    def _without_press(self, page: str) -> str:
        """The name of a page without the words that make it an office's page ("press service of the")."""
        folded, kept = fold(page), page
        for hit in reversed(self._vocabulary.patterns("office_words", "press").best(folded)):
            kept = f"{kept[: hit.start]}{kept[hit.end :]}"
        return kept.strip()

    def _is_kind(self, office: str) -> bool:
        last = fold(office).split()[-1]
        kinds = (self._vocabulary.patterns("organisations", key).label_of for key in ("any", "bare"))
        return " " not in office and any(kind(last) for kind in kinds)


def published(told: Sequence[Attribution], office: str | None) -> list[Attribution]:
    """The sources of an office's own page: what nobody is named for is told by the office."""
    if office is None:
        return list(told)
    nobodys = [not one.speaker and not one.organisation and (one.known or not one.own) for one in told]
    return [replace(one, organisation=office) if free else one for one, free in zip(told, nobodys, strict=True)]


def _initials(office: str) -> str:
    return "".join(word[0] for word in fold(office).split())
