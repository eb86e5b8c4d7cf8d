"""Topics: what a fact is about, weighed from its own words, those of its paragraph and those of its article."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from core.records.facts import Fact
from nlp.claims.context import AnnotatedArticle
from nlp.claims.drafting import Draft
from nlp.claims.scope import Scope
from nlp.meaning import Chooser, chosen
from nlp.vocabulary import Vocabulary

# What a topic's being named weighs, by where; chosen on the gold that vocabularies are mended by.
_OWN, _OWN_ASPECT = 1.6, 0.8  # nearest to the fact's own verb or number; the same of one told in every field
_SENTENCE = 0.4
_PARAGRAPH = 0.6  # in each other sentence of the line, two at most
_BEFORE, _BACK = 0.3, 4  # in each of so many sentences before
_AFTER = 0.3
_TITLE = 1.2
_ARTICLE = 2.2  # times the share of the article's sentences
_SEEN = 0.5  # what a topic's being named weighs beside what the words mean
_CLEAR = 0.4  # share of the likelihoods that a topic must have
_REST = 0.5  # what the article's other rules weigh beside a rule's own likelihoods


@dataclass(frozen=True, slots=True)
class Landscape:
    """Which topics an article names where: by sentence, in its title, and their shares of all sentences."""

    sentences: Sequence[frozenset[str]]
    lines: Sequence[int]
    title: frozenset[str]
    shares: Mapping[str, float]


class TopicGrammar:
    """Settles the topics of one language's facts (table `topic_kinds`).

    Fines, registration, entry and the like are told in every field: they are aspects, and give way to the field; what
    a fact names itself gives way to no other aspect.
    """

    def __init__(self, vocabulary: Vocabulary, scope: Scope, chooser: Chooser) -> None:
        self._scope = scope
        self._chooser = chooser
        self._aspects = frozenset(vocabulary.words("topic_kinds", "aspects"))
        self._of_people = frozenset(vocabulary.words("topic_kinds", "people"))

    def landscape(self, page: AnnotatedArticle, title: str) -> Landscape:
        """The topics of an article's sentences and of its (folded) title."""
        named = [frozenset(self._scope.topics(page.folded, each.start, each.end)) for each in page.sentences]
        counts = Counter(topic for topics in named for topic in topics)
        total = max(sum(bool(topics) for topics in named), 1)
        return Landscape(
            named,
            [each.line for each in page.sentences],
            frozenset(self._scope.topics(title, 0, len(title))),
            {topic: count / total for topic, count in counts.items()},
        )

    def settled(self, facts: Sequence[Fact], drafts: Sequence[Draft], land: Landscape) -> list[Fact]:
        """The facts, each with the topic that most speaks for; None where the article names none, or none is clear.

        A rule's topic is what its meaning and the names around it make likeliest, the article's other rules in mind;
        a topic that was never learnt is told where the rule's own words name it.
        """
        scores = [self._scores(fact, one.sentence, land) for fact, one in zip(facts, drafts, strict=True)]
        likely = [self._likely(*each) for each in zip(facts, drafts, scores, strict=True)]
        whole = _mean([each for each in likely if each])
        told = []
        for fact, named, shares in zip(facts, scores, likely, strict=True):
            most = max(sorted(named), key=lambda topic: named[topic], default=None)
            if fact.headline and fact.topic:
                most = fact.topic  # it may be on another topic than its text, which is worth telling
            elif shares:
                rest = 0.0 if self._told_in_passing(fact) else _REST
                together = {topic: share + rest * whole[topic] for topic, share in shares.items()}
                most = chosen(together, fact.topic, sure=_CLEAR)
            elif fact.topic is not None and (fact.kind == "figure" or self._told_in_passing(fact)):
                most = fact.topic
            told.append(replace(fact, topic=most))
        return told

    def _likely(self, fact: Fact, draft: Draft, named: Mapping[str, float]) -> Mapping[str, float]:
        if draft.meaning is None:
            return {}
        seen = {fact.topic: _OWN} if fact.topic and self._told_in_passing(fact) else named
        evidence = {topic: _SEEN * seen[topic] for topic in seen}
        return self._chooser.likely("topic", draft.meaning, evidence | {f"a {fact.kind}": 1.0})

    def _scores(self, fact: Fact, index: int, land: Landscape) -> dict[str, float]:
        found: dict[str, float] = {topic: _ARTICLE * share for topic, share in land.shares.items()}

        def add(topics: frozenset[str], weight: float) -> None:
            for topic in topics:
                found[topic] = found.get(topic, 0.0) + weight

        add(land.title, _TITLE)
        add(land.sentences[index], _SENTENCE)
        for back in range(1, min(_BACK, index) + 1):
            add(land.sentences[index - back], _BEFORE)
        if index + 1 < len(land.sentences):
            add(land.sentences[index + 1], _AFTER)
        beside = Counter(
            topic
            for at, topics in enumerate(land.sentences)
            if at != index and land.lines[at] == land.lines[index]
            for topic in topics
        )
        for topic, count in beside.items():
            found[topic] += _PARAGRAPH * min(count, 2)
        if fact.topic is not None:
            add(frozenset({fact.topic}), _OWN_ASPECT if fact.topic in self._aspects else _OWN)
            found = {each: weight for each, weight in found.items() if each == fact.topic or each not in self._aspects}
        return found

    def _told_in_passing(self, fact: Fact) -> bool:
        """Who may enter and stay is told in articles of any field."""
        return self._scope.comes_first(fact.audience) and fact.topic in self._of_people


def _mean(likely: Sequence[Mapping[str, float]]) -> Mapping[str, float]:
    return {topic: sum(each[topic] for each in likely) / len(likely) for topic in (likely[0] if likely else ())}
