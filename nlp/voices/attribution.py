"""Attribution: who stands behind one sentence, by what that sentence itself says."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.text.sentences import Sentence
from nlp.vocabulary import Hit, Span, Vocabulary, overlaps
from nlp.voices.bodies import BodyFinder
from nlp.voices.names import NameFinder
from nlp.voices.nominative import Nominative
from nlp.voices.offices import OfficeGrammar

_FAR = 10_000
_OPENING = 60  # characters in which a sentence names the office that acts
_LAST = 3  # characters behind a sentence's last word
_DECIDES = 45  # and between that office and its verb
_CONTENT = 8  # characters between "that" and the office that is the subject of what is said
_BESIDE = 30  # characters in which a speaker's bare post stands
_BY_POST = 120  # characters between a speaker who holds a post and the verb of speech
_BY_NAME = 15  # and between a full name and that verb
_POST_AND_NAME = 110  # characters between a post and its holder's name: the office stands there


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who stands behind a sentence; `own` if the sentence itself says so. All None: the article's own voice.

    `cue` is where the words of saying stand; `said` the place of the speaker's or else the office's name.
    """

    speaker: str | None = None
    organisation: str | None = None
    reported_via: str | None = None
    own: bool = False
    cue: int | None = None
    said: Span | None = None
    within: str | None = None  # the kind of office that the speaker's post stands within, where none is named

    @property
    def known(self) -> bool:
        """Whether anybody is named."""
        return bool(self.speaker or self.organisation or self.reported_via)


NOBODY = Attribution()


class SourceGrammar:
    """Reads the source of single sentences in one language (tables `speech`, `posts`, `subordinate`, …)."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._verb_final = vocabulary.grammar("verb-final")
        self._names = NameFinder(vocabulary)
        self._nominative = Nominative(vocabulary)
        self._bodies = BodyFinder(vocabulary)
        self._offices = OfficeGrammar(vocabulary, self._names, self._nominative)

    def source(self, text: str, folded: str, sentence: Sentence) -> Attribution:
        """The source that a sentence names, or NOBODY; `own` alone where a country speaks."""
        start, end = sentence.start, sentence.end
        cues = self._cues(folded, start, end)
        outlets = self._offices.outlets(text, folded, start, end)
        via = ", ".join(dict.fromkeys(hit.label for hit in outlets)) or None
        if not cues:
            return Attribution(reported_via=via, own=True) if via else NOBODY
        if not outlets and self._country_speaks(folded, start, cues[0]):
            return Attribution(own=True, cue=cues[0].start)
        masked = [hit.span for hit in outlets]
        named = self._offices.offices(text, folded, start, end, [cue.span for cue in cues])
        offices = [span for span in named if not overlaps(span, masked)]
        offices = [office for office in offices if not self._told_of(folded, office, cues)]
        short = self._bodies.abbreviations(text, folded, start, end, cues)
        offices += [span for span in short if not overlaps(span, [*masked, *offices])]
        people = self._people(text, folded, sentence, cues, [*masked, *offices])
        bodies = [name for name in people if self._bodies.counts(text, folded, name, (start, end))]
        offices, people = [*offices, *bodies], [name for name in people if name not in bodies]
        speaker = min(people, key=lambda name: _distance(name, cues), default=None)
        before = [office for office in offices if speaker and self._verb_final and office[1] <= speaker[0]]
        office = _nearest(before, speaker, cues) or _nearest(offices, speaker, cues)
        name = self._nominative.name(text[speaker[0] : speaker[1]]) if speaker else None
        organisation = self._of_post(folded, sentence, speaker) if speaker else None
        if organisation is None and office:
            organisation = self._offices.told(text[office[0] : office[1]])
        own = bool(name or organisation or via)
        within = self._within(folded, sentence, speaker) if speaker and not organisation else None
        return Attribution(name, organisation, via, own, cues[0].start, speaker or office, within)

    def named(self, text: str, folded: str, start: int, end: int) -> list[str]:
        """The offices named between two places, in order, as they are told by themselves."""
        found = self._offices.offices(text, folded, start, end, ())
        return [self._offices.told(text[slice(*office)]) for office in found]

    def guest(self, text: str, folded: str, start: int, end: int) -> Attribution | None:
        """Whom an interview's first lines tell to be asked: the name behind such words, or else before them.

        Where no such words stand, it is the only one named.
        """
        asked = self._vocabulary.patterns("speech", "guest").best(folded, start, end)
        outlets = [hit.span for hit in self._offices.outlets(text, folded, start, end)]
        named = [name for name in self._names.names(text, start, end) if " " in text[slice(*name)]]
        named = [name for name in named if not overlaps(name, outlets)]
        for cue in asked[-1:]:
            behind = [name for name in named if name[0] >= cue.end]
            before = [name for name in named if name[1] <= cue.start][::-1]
            for name in [*before, *behind] if self._verb_final else [*behind, *before]:
                return self._with_office(text, folded, name, (start, end))
        people = {self._nominative.name(text[slice(*name)]): name for name in named}
        return self._with_office(text, folded, next(iter(people.values())), (start, end)) if len(people) == 1 else None

    def _with_office(self, text: str, folded: str, name: Span, within: Span) -> Attribution:
        """Somebody named, with the office of the post or the office itself that stands beside the name."""
        start, end = within
        office = self._offices.of_post(folded[max(start, name[0] - 50) : min(end, name[1] + 40)])
        near = _nearest(self._offices.offices(text, folded, start, end, ()), name, ())
        told = office or (self._offices.told(text[slice(*near)]) if near else None)
        return Attribution(self._nominative.name(text[slice(*name)]), told)

    def presented(self, text: str, folded: str, sentence: Sentence) -> Attribution | None:
        """The one whom a sentence names with a post, saying nothing yet: who is meant by "he said" after it."""
        posts = self._vocabulary.patterns("posts").best(folded, sentence.start, sentence.end)
        names = [name for name in self._names.names(text, sentence.start, sentence.end) if " " in text[slice(*name)]]
        holders = {holder for post in posts if (holder := _holder(post, names, folded))}
        if len(holders) != 1:
            return None
        return self._with_office(text, folded, holders.pop(), (sentence.start, sentence.end))

    def deciding(self, text: str, folded: str, sentence: Sentence) -> str | None:
        """The office that decides something in a sentence, itself or by its act."""
        return self.acting(text, folded, sentence) or self._of_act(text, folded, sentence)

    def acting(self, text: str, folded: str, sentence: Sentence) -> str | None:
        """The office that a sentence tells to decide something ("the government has extended …")."""
        start, end = sentence.start, sentence.end
        acts = self._vocabulary.patterns("speech", "decided").best(folded, start, end)
        for office in self._offices.offices(text, folded, start, end, ()) if acts else ():
            decides = any(0 <= act.start - office[1] <= _DECIDES or self._verb_final for act in acts)
            if office[0] - start <= _OPENING and decides:
                return self._offices.told(text[office[0] : office[1]])
        return None

    def _of_act(self, text: str, folded: str, sentence: Sentence) -> str | None:
        """The office whose act a sentence tells of ("by order of the health minister", "under a cabinet decree")."""
        start, end = sentence.start, sentence.end
        acts = self._vocabulary.patterns("speech", "acts").best(folded, start, end)
        behind = self._vocabulary.patterns("speech", "acts_behind").best(folded, start, end)
        for office in self._offices.offices(text, folded, start, end, ()) if acts or behind else ():
            before = any(_beside(act, office, self._verb_final) for act in acts)
            if before or any(_beside(act, office, True) for act in behind):
                return self._offices.told(text[office[0] : office[1]])
        posts = (self._offices.of_post(folded[slice(*self._owner(act, sentence))]) for act in acts)
        return next((post for post in posts if post), None)

    def _owner(self, act: Hit, sentence: Sentence) -> Span:
        """Where the post stands whose act it is: behind it, or before it where the possessor comes first."""
        if self._verb_final:
            return max(sentence.start, act.start - _DECIDES), act.start
        return act.end, min(sentence.end, act.end + _DECIDES)

    def _cues(self, folded: str, start: int, end: int) -> list[Hit]:
        """The words of saying, in order."""
        speech = self._vocabulary.patterns
        told = [speech("speech", key).best(folded, start, end) for key in ("according", "verbs")]
        return sorted([*told[0], *told[1]], key=lambda hit: hit.start)

    def _told_of(self, folded: str, office: Span, cues: Sequence[Hit]) -> bool:
        """Whether an office stands within what is said ("Doe said that the agency …")."""
        content = self._vocabulary.patterns("speech", "content")
        near = max(0, office[0] - _CONTENT)
        return not self._verb_final and any(
            cue.end <= office[0] and content.found(folded, max(cue.end, near), office[0]) for cue in cues
        )

    def _country_speaks(self, folded: str, start: int, cue: Hit) -> bool:
        """ "Latvia said": a country's voice, with nobody in particular behind it."""
        before = folded[start : cue.start].rstrip()
        if any(len(before) == hit.end for hit in self._vocabulary.patterns("organisations", "names").all(before)):
            return False
        return any(len(before) == hit.end for hit in self._vocabulary.patterns("country_names").best(before))

    def _people(
        self, text: str, folded: str, sentence: Sentence, cues: Sequence[Hit], masked: Sequence[Span]
    ) -> list[Span]:
        """Names that can be the speaker's: beside a post or beside a cue."""
        posts = self._vocabulary.patterns("posts").best(folded, sentence.start, sentence.end)
        people = []
        found = self._names.names(text, sentence.start, sentence.end)
        names = [name for name in found if not overlaps(name, masked)]
        holders = {holder for post in posts if (holder := _holder(post, names, folded))}
        for name in names:
            before = folded[max(sentence.start, name[0] - 25) : name[0]]
            if self._vocabulary.patterns("subordinate", "words").found(before):
                continue
            by_cue = any(0 <= name[0] - cue.end <= 2 or 0 <= cue.start - name[1] <= 3 for cue in cues)
            away = _distance(name, cues)
            by_post = name in holders and (away < _BY_POST or self._frames(name, sentence, cues))
            if by_cue or by_post or (away < _BY_NAME and " " in text[name[0] : name[1]]):
                people.append(name)
        return people

    def _frames(self, subject: Span, sentence: Sentence, cues: Sequence[Hit]) -> bool:
        """Whether a sentence begins with its subject and ends on its verb of speech, as in Kazakh."""
        last = sentence.end - max(cue.end for cue in cues)
        return self._verb_final and subject[0] - sentence.start < _OPENING and last < _LAST

    def _within(self, folded: str, sentence: Sentence, speaker: Span) -> str | None:
        """The key of `office_words` that has the post beside the speaker, of those held within an office."""
        before = folded[max(sentence.start, speaker[0] - _BESIDE) : speaker[0]]
        after = folded[speaker[1] : min(sentence.end, speaker[1] + _BESIDE)]
        held = self._vocabulary.patterns
        keys = (key for key in ("vice", "staff") if held("office_words", key).found(f"{before}|{after}"))
        return next(keys, None)

    def _of_post(self, folded: str, sentence: Sentence, speaker: Span) -> str | None:
        """The office of the post that stands beside the speaker's name."""
        before, after = folded[max(sentence.start, speaker[0] - 50) : speaker[0]], folded[speaker[1] : sentence.end]
        return self._offices.of_post(f"{before}|{after[:40]}")


def _holder(post: Hit, names: Sequence[Span], folded: str) -> Span | None:
    """Whose post it is: the nearest name that stands beside it, rather behind it than before."""
    beside = [name for name in names if _holds(post, name, folded)]
    return min(beside, key=lambda name: (name[0] < post.end, _gap(name, post.span)), default=None)


def _holds(post: Hit, name: Span, folded: str) -> bool:
    """Whether a post and a name beside it belong together; between them stands at most the office."""
    if abs(post.start - name[1]) <= 8:
        return True
    return 0 <= name[0] - post.end <= _POST_AND_NAME and not re.search(r"[,.;:\"]", folded[post.end : name[0]])


def _beside(act: Hit, office: Span, verb_final: bool) -> bool:
    """Whether an act is an office's: it stands right before it, or behind it where the possessor comes first."""
    return 0 <= (act.start - office[1] if verb_final else office[0] - act.end) <= 1


def _nearest(offices: Sequence[Span], speaker: Span | None, cues: Sequence[Hit]) -> Span | None:
    """The office nearest to the speaker, or to the words of saying where nobody is named; None if it is far away."""
    if not offices:
        return None
    if speaker:
        near = min(offices, key=lambda office: _gap(office, speaker))
        return near if _gap(near, speaker) < 60 else None
    near = min(offices, key=lambda office: _distance(office, cues))
    return near if _distance(near, cues) < 40 else None


def _gap(one: Span, other: Span) -> int:
    return max(one[0] - other[1], other[0] - one[1], 0)


def _distance(span: Span, cues: Sequence[Hit]) -> int:
    return min((_gap(span, cue.span) for cue in cues), default=_FAR)
