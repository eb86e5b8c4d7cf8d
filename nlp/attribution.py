"""Attribution: who said it, for whom, through which outlet; and how far one sentence's source carries on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from rapidfuzz.distance import JaroWinkler

from nlp.fold import fold
from nlp.names import NameFinder
from nlp.sentences import Sentence
from nlp.vocabulary import Hit, Vocabulary

_CARRY = 3  # sentences without a source of their own that a reader still hears in the last one's voice


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who stands behind a sentence; `own` if the sentence itself says so. All None: the article's own voice."""

    speaker: str | None = None
    organisation: str | None = None
    reported_via: str | None = None
    own: bool = False
    cue: int | None = None

    @property
    def known(self) -> bool:
        """Whether anybody is named."""
        return bool(self.speaker or self.organisation or self.reported_via)


_NOBODY = Attribution()


class AttributionReader:
    """Reads the sources of one language's sentences (tables `speech`, `posts`, `organisations`, `outlets`)."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._names = NameFinder(vocabulary)

    def attributions(self, text: str, folded: str, sentences: Sequence[Sentence]) -> list[Attribution]:
        """One attribution a sentence, in their order."""
        told = [self._sentence(text, folded, sentence) for sentence in sentences]
        carried: list[Attribution] = []
        current, age = _NOBODY, 0
        quoted = self._within_quotes(folded, sentences)
        for sentence, own, inside in zip(sentences, told, quoted, strict=True):
            again = self._again(folded, sentence)
            if inside and current.known:
                carried.append(replace(current, own=False, cue=None))
                continue
            if own.known and not (again and current.known and not own.speaker and current.speaker):
                current, age = self._completed(own, current, again), 0
                own = current
            elif own.own:
                current = _NOBODY
            elif again and current.known:
                own, age = replace(current, own=True, cue=sentence.start), 0
                current = own
            elif current.known and age < _CARRY and not self._unrelated(folded, sentence):
                age += 1
                own = replace(current, own=False, cue=None)
            else:
                current = _NOBODY
            carried.append(own)
        return self._backwards(folded, sentences, carried)

    def _within_quotes(self, folded: str, sentences: Sequence[Sentence]) -> list[bool]:
        """Whether a sentence lies within quotation marks that opened before it or with it, and close after it."""
        inside, opened = [], False
        for sentence in sentences:
            words = folded[sentence.start : sentence.end]
            ends_open = opened ^ (words.count('"') % 2 == 1)
            inside.append((opened or words.startswith('"')) and ends_open)
            opened = ends_open
        return inside if not opened else [False] * len(sentences)

    def _completed(self, own: Attribution, current: Attribution, again: bool) -> Attribution:
        """ "The minister said", "Ashimbaev said": person and office are the last ones named in full."""
        if own.speaker and current.speaker and _same_surname(own.speaker, current.speaker):
            own = replace(own, speaker=max(own.speaker, current.speaker, key=lambda name: (name.count(" "), len(name))))
            again = True
        elif not again or own.speaker:
            return own
        return replace(
            own, speaker=own.speaker or current.speaker, organisation=current.organisation or own.organisation,
            reported_via=own.reported_via or current.reported_via,
        )  # fmt: skip

    def _again(self, folded: str, sentence: Sentence) -> bool:
        return any(
            self._vocabulary.patterns("speech", key).found(folded, sentence.start, sentence.end)
            for key in ("pronouns", "again")
        )

    def _unrelated(self, folded: str, sentence: Sentence) -> bool:
        return not sentence.closed

    def _backwards(self, folded: str, sentences: Sequence[Sentence], carried: list[Attribution]) -> list[Attribution]:
        """ "This was reported by the ministry" speaks of the sentences before it, too."""
        for index, (sentence, attribution) in enumerate(zip(sentences, carried, strict=True)):
            if not attribution.own or not attribution.known:
                continue
            head = folded[sentence.start : sentence.start + 60]
            if self._vocabulary.patterns("speech", "passive_this").found(head) or re.match(
                r"(source|источник|дереккөз):", head
            ):
                for back in range(index - 1, max(-1, index - 3), -1):
                    if carried[back].known and carried[back].own:
                        break
                    if sentences[back].closed or sentences[back].line == sentence.line:
                        carried[back] = replace(attribution, own=False, cue=None)
        return self._quoted_before(folded, sentences, carried)

    def _quoted_before(
        self, folded: str, sentences: Sequence[Sentence], carried: list[Attribution]
    ) -> list[Attribution]:
        """ "«First sentence. Second,» said the speaker": the first is the speaker's, too."""
        for index, (sentence, attribution) in enumerate(zip(sentences, carried, strict=True)):
            words = folded[sentence.start : sentence.end]
            if not (attribution.own and attribution.known) or words.count('"') % 2 == 0 or words.startswith('"'):
                continue
            for back in range(index - 1, max(-1, index - 6), -1):
                before = folded[sentences[back].start : sentences[back].end]
                if not carried[back].own:
                    carried[back] = replace(attribution, cue=None)
                if before.startswith('"'):
                    break
        return carried

    def _sentence(self, text: str, folded: str, sentence: Sentence) -> Attribution:
        start, end = sentence.start, sentence.end
        cues = self._cues(folded, start, end)
        outlets = self._outlets(text, folded, start, end)
        if not cues and not outlets:
            return _NOBODY
        if cues and not outlets and self._country_speaks(folded, start, cues[0]):
            return Attribution(own=True, cue=cues[0].start)
        masked = [(hit.start, hit.end) for hit in outlets]
        offices = [o for o in self._merged_offices(text, folded, start, end) if not _inside(o, masked)]
        people = [] if not cues else self._people(text, folded, start, end, cues, [*masked, *offices])
        speaker = min(people, key=lambda p: _distance(p, cues), default=None)
        office = self._office(offices, speaker, cues, folded)
        name = self._names.nominative(text[speaker[0] : speaker[1]]) if speaker else None
        organisation = self._by_post(folded, start, end, speaker)
        if organisation is None and office:
            organisation = self._told(text, office)
        via = ", ".join(dict.fromkeys(self._outlet_name(hit.label) for hit in outlets)) or None
        if not cues and not via:
            return _NOBODY
        return Attribution(
            name, organisation, via, own=bool(name or organisation or via), cue=cues[0].start if cues else None
        )

    def _country_speaks(self, folded: str, start: int, cue: Hit) -> bool:
        """ "Latvia said": a country's voice, with nobody in particular behind it."""
        before = folded[start : cue.start].rstrip()
        return any(len(before) - hit.end <= 1 for hit in self._vocabulary.patterns("country_names").best(before))

    def _cues(self, folded: str, start: int, end: int) -> list[Hit]:
        speech = self._vocabulary.patterns
        return sorted(
            [
                *speech("speech", "according").best(folded, start, end),
                *speech("speech", "verbs").best(folded, start, end),
            ],
            key=lambda hit: hit.start,
        )

    def _outlets(self, text: str, folded: str, start: int, end: int) -> list[Hit]:
        found: list[Hit] = []
        for match in self._outlet_pattern.finditer(text, start, end):
            around = folded[max(start, match.start() - 40) : min(end, match.end() + 40)]
            if self._vocabulary.patterns("outlets", "near").found(around):
                found.append(Hit(match.group(), match.start(), match.end()))
        return found

    @cached_property
    def _outlet_pattern(self) -> re.Pattern[str]:
        names = sorted(self._vocabulary.words("outlets", "names"), key=len, reverse=True)
        return re.compile(rf"(?<![\w.-])(?:{'|'.join(names)})(?![\w-])")

    def _outlet_name(self, words: str) -> str:
        return re.sub(
            r"^(?:the )?(?:newspaper|news agency|agency|portal|website|channel|outlet|broadcaster) ", "", words
        )

    def _people(
        self, text: str, folded: str, start: int, end: int, cues: Sequence[Hit], masked: Sequence[tuple[int, int]]
    ) -> list[tuple[int, int]]:
        """Names that can be the speaker's: beside a post or beside a cue."""
        posts = self._vocabulary.patterns("posts").best(folded, start, end)
        people = []
        for name in self._names.names(text, start, end):
            if _inside(name, masked):
                continue
            if self._vocabulary.patterns("subordinate", "words").found(folded[max(start, name[0] - 25) : name[0]]):
                continue
            by_post = any(self._holds(post, name, folded) for post in posts)
            by_cue = any(0 <= name[0] - cue.end <= 2 or 0 <= cue.start - name[1] <= 3 for cue in cues)
            long_name = " " in text[name[0] : name[1]]
            if by_cue or (by_post and _distance(name, cues) < 120) or (long_name and _distance(name, cues) < 15):
                people.append(name)
        return people

    def _merged_offices(self, text: str, folded: str, start: int, end: int) -> list[tuple[int, int]]:
        """Offices, joined where one stands right behind another ("the security service FSB")."""
        merged: list[tuple[int, int]] = []
        for office in self._organisations(text, folded, start, end):
            if merged and office[0] - merged[-1][1] <= 1:
                merged[-1] = (merged[-1][0], office[1])
            else:
                merged.append(office)
        return merged

    def _holds(self, post: Hit, name: tuple[int, int], folded: str) -> bool:
        """Whether a post and a name beside it belong together; between them stands at most the office."""
        if abs(post.start - name[1]) <= 8:
            return True
        between = folded[post.end : name[0]]
        return 0 <= name[0] - post.end <= 110 and not re.search(r"[,.;:\"]", between)

    def _organisations(self, text: str, folded: str, start: int, end: int) -> list[tuple[int, int]]:
        """Offices named in a sentence, each cut where a person's full name begins."""
        names = [name for name in self._names.names(text, start, end) if " " in text[name[0] : name[1]]]
        offices = []
        for hit in self._vocabulary.patterns("organisations").best(folded, start, end):
            last = min((name[0] for name in names if hit.start < name[0] < hit.end), default=hit.end)
            offices.append((hit.start, last))
        return offices

    def _office(
        self, offices: list[tuple[int, int]], speaker: tuple[int, int] | None, cues: Sequence[Hit], folded: str
    ) -> tuple[int, int] | None:
        """The office nearest to the speaker, or to the cue where nobody is named."""
        if not offices or not cues:
            return None
        if speaker:
            near = min(offices, key=lambda office: _gap(office, speaker))
            return near if _gap(near, speaker) < 60 else None
        near = min(offices, key=lambda office: _distance(office, cues))
        return near if _distance(near, cues) < 40 else None

    def _told(self, text: str, office: tuple[int, int]) -> str:
        words = text[office[0] : office[1]].strip()
        for edge in self._edges:
            words = edge.sub("", words)
        return self._names.office(words)

    @cached_property
    def _edges(self) -> list[re.Pattern[str]]:
        """Words at a name's edges that are none of it: articles, verbs of speech."""
        verbs = "|".join(self._vocabulary.words("speech", "verbs"))
        return [
            re.compile(r"^(?:(?:the|an?|by|from|of|in|to|and|said) )+", re.IGNORECASE),
            re.compile(rf"^(?:{verbs}) ", re.IGNORECASE),
            re.compile(rf" (?:{verbs})$", re.IGNORECASE),
            re.compile(r"['’]s$"),
        ]

    def _by_post(self, folded: str, start: int, end: int, speaker: tuple[int, int] | None) -> str | None:
        """The office that a post stands for ("Interior Minister" → "Interior Ministry")."""
        if speaker is None:
            return None
        near = folded[max(start, speaker[0] - 50) : min(end, speaker[1] + 40)]
        for office, posts in self._vocabulary.table("offices").items():
            if any(re.search(self._vocabulary.expression(post), near) for post in posts):
                return office
        return self._ministry(near)

    def _ministry(self, near: str) -> str | None:
        if self._vocabulary.language == "en":
            if match := re.search(r"((?:national |digital )?[\w-]+) minister(?! of)", near):
                kind = match[1]
                return (
                    f"{kind.title()} Ministry"
                    if kind not in ("prime", "the", "deputy", "first", "vice", "former")
                    else None
                )
            if match := re.search(r"minister of ((?:national |digital )?[\w-]+(?: affairs)?)", near):
                return f"Ministry of {match[1].title()}"
        if self._vocabulary.language == "ru" and (
            match := re.search(r"министр\w* ([а-я]+ (?:развития|хозяйства|экономики|населения|дел)|[а-я]+)", near)
        ):
            return f"Министерство {match[1]}"
        if self._vocabulary.language == "kk" and (
            match := re.search(r"([а-яәғқңөұүһі]+(?: [а-яәғқңөұүһі]+)?) министрі", near)
        ):
            return f"{match[1].capitalize()} министрлігі"
        return None


def _same_surname(one: str, other: str) -> bool:
    """Whether two names end alike ("Ashimbaev", "Maulen Ashimbayev"); Jaro-Winkler, since only endings are transcribed apart."""
    last, first = fold(one).split()[-1], fold(other).split()[-1]
    return bool(JaroWinkler.similarity(last, first) >= 0.9) and (
        " " not in one or " " not in other or fold(one)[0] == fold(other)[0]
    )


def _inside(span: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _gap(one: tuple[int, int], other: tuple[int, int]) -> int:
    return max(one[0] - other[1], other[0] - one[1], 0)


def _distance(span: tuple[int, int], cues: Sequence[Hit]) -> int:
    return min((_gap(span, (cue.start, cue.end)) for cue in cues), default=10_000)
