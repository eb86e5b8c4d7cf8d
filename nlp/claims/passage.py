"""Passages: what a fact leaves out and the sentences around it give, as a reader would carry it over."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from core.records.facts import Fact
from nlp.claims.addressed import AddressedPeople
from nlp.claims.common import CommonPeriod
from nlp.claims.context import AnnotatedArticle
from nlp.claims.drafting import Draft
from nlp.claims.places import PlaceGrammar
from nlp.claims.scope import Scope
from nlp.claims.starts import StartGrammar
from nlp.claims.topics import TopicGrammar
from nlp.meaning import Chooser
from nlp.text.fold import fold
from nlp.vocabulary import Vocabulary

_OPENING = 4000  # characters in which an article shows which country it is about
_LEAD = 2  # sentences in which an article tells what it is about
_SIGNS = 3  # signs of one country alone by which an article is known to be about it
_NEAR = 2  # sentences over which a topic is carried


class PassageReader:
    """Completes the facts of one language's articles."""

    def __init__(self, vocabulary: Vocabulary, scope: Scope, places: PlaceGrammar, chooser: Chooser) -> None:
        self._vocabulary = vocabulary
        self._scope = scope
        self._places = places
        self._addressed = AddressedPeople(vocabulary, scope, places)
        self._topics = TopicGrammar(vocabulary, scope, chooser)
        self._common = CommonPeriod(vocabulary)
        self._starts = StartGrammar(vocabulary)

    def settled(self, drafts: Sequence[Draft], page: AnnotatedArticle) -> list[Fact]:
        """The drafts' facts, completed: country, topic, audience and the day from which they hold."""
        title = fold(page.article.head.title or "")
        country = self._country(page, title)
        facts = self._carried(drafts, page, title)
        facts = [self._placed(fact, draft, page, country) for fact, draft in zip(facts, drafts, strict=True)]
        land = self._topics.landscape(page, title)
        facts = self._topics.settled(facts, drafts, land)
        facts = self._common.handed(self._drafted(facts, drafts, page, title), drafts, page)
        return _without_repeats(self._starts.started(facts, drafts, page, country))

    def _drafted(
        self, facts: Sequence[Fact], drafts: Sequence[Draft], page: AnnotatedArticle, title: str
    ) -> list[Fact]:
        """In an article about a draft, what it would bring is planned, though its own sentence does not say so."""
        draft, now = self._vocabulary.patterns("draft"), self._vocabulary.patterns("now")
        opening = page.sentences[:_LEAD][-1].end if page.sentences else 0
        if not draft.found(title) and not draft.found(page.folded, 0, opening):
            return list(facts)
        told = []
        for fact, one in zip(facts, drafts, strict=True):
            sentence = page.sentences[one.sentence]
            stands = one.dated or one.existing or now.found(page.folded, sentence.start, sentence.end)
            open_ = fact.kind == "rule" and not stands and fact.status in ("announced", "in-force")
            told.append(replace(fact, status="planned") if open_ else fact)
        return told

    def _country(self, page: AnnotatedArticle, title: str) -> str | None:
        """The country an article is about: its source's, unless it speaks more than twice as often of another.

        A headline that tells who acts, or where, is believed. Of a source without a country, one that is named once in
        passing is not enough; where an article never speaks of its source's own, another is, if it stands in the
        headline or lead or is spoken of a few times.
        """
        words = f"{title}\n{page.folded[:_OPENING]}"
        countries = [hit for hit in self._places.countries(words, 0, len(words)) if len(hit.label) == 2]
        named = Counter(hit.label for hit in countries if not self._places.left(words, hit))
        home = page.article.head.country
        if (acting := self._places.place(title, 0, len(title))) and named[acting] > 1:
            return acting
        signs = self._places.signs(words)
        if not named:
            foreign = home and not signs[home] and len(signs) == 1 and signs.total() >= _SIGNS
            return next(iter(signs)) if foreign else home
        most, times = named.most_common(1)[0]
        if home is None:
            return most if times > 1 or most in self._named(title) else None
        lead = self._named(self._lead(page, title))
        often = times > max(1, named[home]) or most in self._named(title)
        if most in lead and home not in lead and often and not signs[home]:
            return most
        unspoken = not named[home] and not signs[home] and times + signs[most] >= _SIGNS
        return most if unspoken or times > max(1, 2 * named[home]) else home

    def _lead(self, page: AnnotatedArticle, title: str) -> str:
        return f"{title}\n{page.folded[: page.sentences[:_LEAD][-1].end if page.sentences else 0]}"

    def _named(self, words: str) -> set[str]:
        return {hit.label for hit in self._places.countries(words, 0, len(words))}

    def _placed(self, fact: Fact, draft: Draft, page: AnnotatedArticle, country: str | None) -> Fact:
        if fact.jurisdiction is not None:
            return fact
        sentence = page.sentences[draft.sentence]
        told = self._places.place(page.folded, sentence.start, sentence.end)
        if told is None and fact.kind == "figure" and self._scope.counts_people(fact.measure):
            told = self._places.entered(page.folded, fact.quote.start, fact.quote.end)
        return replace(fact, jurisdiction=told or country)

    def _carried(self, drafts: Sequence[Draft], page: AnnotatedArticle, title: str) -> list[Fact]:
        """Audience and topic of rules that name none: from the rule before in the passage, then from the sentence."""
        facts: list[Fact] = []
        last: Draft | None = None
        people = self._addressed.of(page, title)
        for draft in drafts:
            fact = draft.fact
            if fact.kind != "rule":
                facts.append(self._addressed.told(fact, people, page) if fact.kind == "figure" else fact)
                continue
            if last is not None:
                keep = self._scope.comes_first(last.fact.audience) or people is None
                fact = _handed(fact, last.fact, draft.sentence - last.sentence, keep)
            if fact.audience is None:
                fact = replace(fact, audience=self._spoken_of(draft.sentence, page))
            if not draft.start_only:
                fact = self._addressed.told(fact, people, page)
            facts.append(fact)
            last = replace(draft, fact=fact)
        return facts

    def _spoken_of(self, index: int, page: AnnotatedArticle) -> str | None:
        """The people whom a rule's sentence, or the one before it in its passage, speaks of."""
        for sentence in reversed(page.sentences[max(0, index - 1) : index + 1]):
            found = self._scope.audience(page.folded, sentence.start, sentence.end)
            if self._scope.comes_first(found):
                return found
        return None


def supported(drafts: Sequence[Draft]) -> list[Draft]:
    """Without the tentative rules that stand among no others, and without what their sentences told instead."""
    firm = {draft.sentence for draft in drafts if draft.fact.kind == "rule" and not draft.tentative}
    kept: list[Draft] = []
    for draft in drafts:
        stands = any(abs(other - draft.sentence) <= _NEAR for other in firm)
        if draft.tentative and stands:
            firm.add(draft.sentence)
        if (stands and draft.instead) or (draft.tentative and not stands):
            continue
        kept.append(draft)
    return kept


def _handed(fact: Fact, last: Fact, distance: int, people: bool) -> Fact:
    """What a rule leaves out and the last rule, so many sentences before, gave."""
    if fact.topic is None and distance <= _NEAR:
        fact = replace(fact, topic=last.topic)
    if people and fact.audience is None and distance <= 1:
        fact = replace(fact, audience=last.audience)
    return fact


def _without_repeats(facts: Sequence[Fact]) -> list[Fact]:
    """Nothing told twice: of facts with the same words and amount, the first."""
    kept: dict[tuple[object, ...], Fact] = {}
    for fact in facts:
        kept.setdefault((fact.kind, fact.quote.start, fact.quote.end, fact.value, fact.unit), fact)
    return list(kept.values())
