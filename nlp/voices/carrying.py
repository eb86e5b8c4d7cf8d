"""How far one sentence's source carries on: over sentences that name none, through quotations, and backwards."""

import re
from collections.abc import Sequence
from dataclasses import replace

from nlp.text.sentences import Sentence
from nlp.vocabulary import Vocabulary
from nlp.voices.attribution import NOBODY, Attribution, SourceGrammar
from nlp.voices.interviews import answered
from nlp.voices.publishers import Publisher, published
from nlp.voices.recalling import Recollection, alike, same_surname

_CARRY = 5  # sentences without a source of their own that a reader still hears in the last one's voice
_PRESENTED = 2  # sentences after one that names somebody by post and name in which "he said" means them
_FOR_WHOM = 4  # sentences after a decision that tell what it brings
_BACK_TOLD = 2  # sentences before "this was reported by …" that it speaks of
_BACK_QUOTED = 5  # sentences before one in which a quotation ends that may belong to it
_ITEM = re.compile(r"[ \t]*(?:[•·▪●◦*—–-]|\d{1,2}[.)]|[a-zа-я]\))[ \t\u00a0]")
_OPENING = 60  # characters in which "this was reported by" stands


class AttributionReader:
    """Reads the sources of one language's texts."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._sources = SourceGrammar(vocabulary)
        self._publisher = Publisher(vocabulary, self._sources)

    def attributions(
        self, text: str, folded: str, sentences: Sequence[Sentence], page: str | None = None
    ) -> list[Attribution]:
        """One attribution a sentence, in their order; `page` is the name of the page where it is an office's own."""
        carried: list[Attribution] = []
        recalled = Recollection(self._vocabulary, lambda start, end: self._sources.named(text, folded, start, end))
        current, age = NOBODY, 0
        presented, since = NOBODY, 0
        items = _listed(folded, sentences)
        for sentence, inside, item in zip(sentences, _within_quotes(folded, sentences), items, strict=True):
            if inside and current.known:
                carried.append(_handed(current))
                continue
            own = recalled.completed(self._sources.source(text, folded, sentence), sentence.start)
            if current.known and self._others_act(text, folded, sentence, own, current):
                current = NOBODY
            if item and current.known and not own.own:
                carried.append(_handed(current))
                continue
            if not own.known and not current.known and presented.known and self._again(folded, sentence):
                current = presented
            told, current, age = self._next(own, folded, sentence, current, age)
            carried.append(told)
            since += 1
            if named := self._sources.presented(text, folded, sentence):
                presented, since = named, 0
            elif since > _PRESENTED:
                presented = NOBODY
        carried = self._quoted_before(folded, sentences, self._reported_before(folded, sentences, carried))
        carried = answered(folded, sentences, carried, lambda start, end: self._sources.guest(text, folded, start, end))
        decided = [self._decided(text, folded, *one) for one in zip(sentences, carried, strict=True)]
        office = self._publisher.office(page, text, folded) if page else None
        return published(_for_whom(decided, sentences, items), office)

    def _decided(self, text: str, folded: str, sentence: Sentence, told: Attribution) -> Attribution:
        """Behind what nobody in particular is quoted for stands the office that decides it."""
        if told.speaker or told.organisation or (told.own and not told.reported_via):
            return told
        return replace(told, organisation=self._sources.deciding(text, folded, sentence))

    def _next(
        self, own: Attribution, folded: str, sentence: Sentence, current: Attribution, age: int
    ) -> tuple[Attribution, Attribution, int]:
        """A sentence's source; then whom the next sentences may go on with, and for how long they have."""
        again = self._again(folded, sentence)
        if again and current.speaker and not own.speaker and alike(own.organisation, current.organisation):
            via = own.reported_via or current.reported_via
            own = replace(current, own=True, cue=sentence.start, reported_via=via)
            return own, own, 0
        if own.known:
            own = _completed(own, current, again)
            return own, own, 0
        if own.own:
            return own, NOBODY, age
        if again and current.known:
            own = replace(current, own=True, cue=sentence.start)
            return own, own, 0
        if current.known and age < _CARRY and sentence.closed:
            return _handed(current), current, age + 1
        return own, NOBODY, age

    def _others_act(self, text: str, folded: str, sentence: Sentence, own: Attribution, current: Attribution) -> bool:
        """Whether a sentence that quotes nobody tells what another office does: the article's own voice again."""
        if own.own or self._again(folded, sentence) or '"' in folded[sentence.start : sentence.end]:
            return False
        office = self._sources.acting(text, folded, sentence)
        return office is not None and not (current.organisation and alike(office, current.organisation))

    def _again(self, folded: str, sentence: Sentence) -> bool:
        """Whether a sentence points back to its speaker ("he added", "the minister said")."""
        speech = self._vocabulary.patterns
        return any(speech("speech", key).found(folded, sentence.start, sentence.end) for key in ("pronouns", "again"))

    def _reported_before(
        self, folded: str, sentences: Sequence[Sentence], carried: list[Attribution]
    ) -> list[Attribution]:
        """ "This was reported by the ministry" speaks of the sentences before it, too."""
        for index, (sentence, attribution) in enumerate(zip(sentences, carried, strict=True)):
            if not (attribution.own and attribution.known and self._speaks_of_before(folded, sentence)):
                continue
            for back in range(index - 1, max(-1, index - 1 - _BACK_TOLD), -1):
                if carried[back].known and carried[back].own:
                    break
                if sentences[back].closed or sentences[back].line == sentence.line:
                    carried[back] = _handed(attribution)
        return carried

    def _speaks_of_before(self, folded: str, sentence: Sentence) -> bool:
        head = folded[sentence.start : sentence.start + _OPENING]
        source_lines = tuple(self._vocabulary.words("speech", "source_line"))
        return head.startswith(source_lines) or self._vocabulary.patterns("speech", "passive_this").found(head)

    def _quoted_before(
        self, folded: str, sentences: Sequence[Sentence], carried: list[Attribution]
    ) -> list[Attribution]:
        """ "«First sentence. Second,» said the speaker": the first is the speaker's, too."""
        for index, (sentence, attribution) in enumerate(zip(sentences, carried, strict=True)):
            words = folded[sentence.start : sentence.end]
            if not (attribution.own and attribution.known) or words.count('"') % 2 == 0 or words.startswith('"'):
                continue
            for back in range(index - 1, max(-1, index - 1 - _BACK_QUOTED), -1):
                if not carried[back].own:
                    carried[back] = replace(attribution, cue=None)
                if folded.startswith('"', sentences[back].start):
                    break
        return carried


def _for_whom(told: list[Attribution], sentences: Sequence[Sentence], listed: Sequence[bool]) -> list[Attribution]:
    """The office that decides, for the next sentences of nobody: what they tell belongs to what it decided.

    A heading opens something else.
    """
    office, age = None, 0
    for index, (one, sentence) in enumerate(zip(told, sentences, strict=True)):
        if one.known or one.own:
            office, age = (one.organisation if not one.speaker and not one.reported_via else None), 0
        elif not sentence.closed and not listed[index]:
            office = None
        elif office and age < _FOR_WHOM:
            told[index], age = replace(one, organisation=office), age + 1
    return told


def _handed(attribution: Attribution) -> Attribution:
    """The attribution of a sentence that does not itself name its source."""
    return replace(attribution, own=False, cue=None, said=None)


def _within_quotes(folded: str, sentences: Sequence[Sentence]) -> list[bool]:
    """Whether a sentence lies within quotation marks that opened before it or with it, and close after it."""
    inside, opened = [], False
    for sentence in sentences:
        ends_open = opened ^ (folded.count('"', sentence.start, sentence.end) % 2 == 1)
        inside.append((opened or folded.startswith('"', sentence.start)) and ends_open)
        opened = ends_open
    return inside if not opened else [False] * len(sentences)


def _listed(folded: str, sentences: Sequence[Sentence]) -> list[bool]:
    """Whether a sentence is an item of a list that a colon announces."""
    listed: list[bool] = []
    last = -1
    for index, sentence in enumerate(sentences):
        opens = folded.rfind("\n", 0, sentence.start) + 1
        announced = index > 0 and (listed[-1] or folded[sentences[index - 1].end - 1] == ":")
        same = index > 0 and listed[-1] and sentence.line == last
        listed.append(same or (announced and bool(_ITEM.match(folded, opens))))
        last = sentence.line
    return listed


def _completed(own: Attribution, current: Attribution, again: bool) -> Attribution:
    """ "The minister said", "Ashimbaev said": person and office are the last ones named in full."""
    if own.speaker and current.speaker and same_surname(own.speaker, current.speaker):
        fullest = max(own.speaker, current.speaker, key=lambda name: (name.count(" "), len(name)))
        own = replace(own, speaker=fullest)
    elif not again or own.speaker:
        return own
    return replace(
        own, speaker=own.speaker or current.speaker, organisation=current.organisation or own.organisation,
        reported_via=own.reported_via or current.reported_via,
    )  # fmt: skip
