"""Recalling: whom a bare surname or a bare office means, of those that a text has named in full before."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from rapidfuzz.distance import JaroWinkler

from nlp.text.fold import fold
from nlp.vocabulary import Vocabulary
from nlp.voices.attribution import Attribution

_BACK = 4000  # characters of a text in which an office named in full is remembered
_NEAR = 1000  # and in which it is that of somebody told by a post within it
_ENDING = 2  # letters by which a word's forms may differ at their ends


class Recollection:
    """What one text has named so far (tables `organisations.bare`, `organisations.any`).

    `offices` tells the offices named between two places, in order, each as it is told by itself.
    """

    def __init__(self, vocabulary: Vocabulary, offices: Callable[[int, int], Sequence[str]]) -> None:
        self._vocabulary = vocabulary
        self._offices = offices
        self._people: list[Attribution] = []

    def completed(self, own: Attribution, start: int) -> Attribution:
        """A source with person and office as they were last named in full before `start`."""
        if own.speaker:
            own = self._person(own)
            if own.within and not own.organisation:
                own = replace(own, organisation=self._around(own.within, own.said[0] if own.said else start))
            self._people.append(own)
        if own.organisation:
            own = replace(own, organisation=self._office(own.organisation, start))
        return own

    def _person(self, own: Attribution) -> Attribution:
        """A surname alone, or with an initial, as the person of that surname who spoke last."""
        if own.speaker is None or (" " in own.speaker and "." not in own.speaker):
            return own
        known = (one for one in reversed(self._people) if one.speaker and same_surname(own.speaker, one.speaker))
        full = next((one for one in known if one.speaker and " " in one.speaker), None)
        if full is None:
            return own
        return replace(own, speaker=full.speaker, organisation=own.organisation or full.organisation)

    def _around(self, within: str, start: int) -> str | None:
        """The office named last before a post that is held within one: a vice minister's is a ministry."""
        before = [one for one in reversed(self._offices(max(0, start - _NEAR), start)) if self._in_full(one)]
        if within == "vice":
            ministries = self._vocabulary.patterns("office_words", "of_ministers")
            before = [one for one in before if ministries.found(fold(one))]
        return next(iter(before), None)

    def _in_full(self, office: str) -> bool:
        kinds = (self._vocabulary.patterns("organisations", key).label_of for key in ("any", "bare"))
        return not any(kind(fold(office)) for kind in kinds)

    def _office(self, told: str, start: int) -> str | None:
        """ "The ministry", "the regulator": the last office before that is called so and named in full."""
        words = fold(told)
        if self._vocabulary.patterns("office_words", "whose").label_of(words):
            before = self._offices(max(0, start - _BACK), start)
            return next((office for office in reversed(before) if len(office.split()) > 1), None)
        kinds = self._vocabulary.patterns("organisations", "any").label_of(words) is not None
        if not kinds and self._vocabulary.patterns("organisations", "bare").label_of(words) is None:
            return told
        for office in reversed(self._offices(max(0, start - _BACK), start)):
            named = fold(office).split()
            if len(named) > 1 and (kinds or any(_one_word(words, name) for name in named)):
                return office
        return None if kinds else told


def same_surname(one: str, other: str) -> bool:
    """Whether two names end alike ("Ashimbaev", "Maulen Ashimbayev"): Jaro-Winkler, since endings are spelt apart."""
    last, first = fold(one).split()[-1], fold(other).split()[-1]
    alike = bool(JaroWinkler.similarity(last, first) >= 0.9)
    return alike and (" " not in one or " " not in other or fold(one)[0] == fold(other)[0])


def alike(one: str | None, other: str | None) -> bool:
    """Whether two offices can be the same: one of them unnamed, or one name's words among the other's."""
    if one is None or other is None:
        return True
    first, second = set(fold(one).split()), set(fold(other).split())
    return first <= second or second <= first


def _one_word(one: str, other: str) -> bool:
    """Whether two words are forms of one ("министрлік", "министрлігі")."""
    stem = max(min(len(one), len(other)) - _ENDING, 4)
    return one[:stem] == other[:stem] and abs(len(one) - len(other)) <= _ENDING
