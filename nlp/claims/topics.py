"""Topics: what a rule is about where its own words do not decide, by what its article speaks of most."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from core.records import Fact
from nlp.claims.context import AnnotatedArticle
from nlp.claims.scope import Scope
from nlp.vocabulary import Vocabulary

_LEAST = 3  # lines and sentences in which an article speaks of its field
_TITLE = 2  # what the title counts for
_TWICE = 2  # how much oftener than another field


@dataclass(frozen=True, slots=True)
class Subject:
    """What an article speaks of: its field, if it has one, and how often it names each topic."""

    field: str | None
    named: Mapping[str, int]


class TopicGrammar:
    """Settles the topics of one language's facts (table `topic_kinds`).

    Fines, registration, entry and the like are told in every field: they are aspects, and give way to the field.
    """

    def __init__(self, vocabulary: Vocabulary, scope: Scope) -> None:
        self._scope = scope
        self._aspects = frozenset(vocabulary.words("topic_kinds", "aspects"))
        self._fields = frozenset(vocabulary.words("topic_kinds", "fields"))

    def subject(self, page: AnnotatedArticle, title: str) -> Subject:
        """The field of an article: the one that most of its sentences name, its title counting double."""
        named: Counter[str] = Counter()
        for sentence in page.sentences:
            named.update(self._scope.topics(page.folded, sentence.start, sentence.end))
        for topic in self._scope.topics(title, 0, len(title)):
            named[topic] += _TITLE
        fields = [(count, topic) for topic, count in named.items() if topic in self._fields]
        count, field = max(fields, default=(0, None))
        special = max((n for topic, n in named.items() if topic not in self._fields | self._aspects), default=0)
        return Subject(field if count >= _LEAST and count > special else None, named)

    def settled(self, fact: Fact, subject: Subject) -> Fact:
        """The fact with its article's field, where it has no topic or one that gives way."""
        if subject.field is None or fact.kind != "rule" or fact.topic == subject.field:
            return fact
        own, audience = fact.topic, fact.audience or ""
        if own in self._aspects and (audience == "foreigners" or audience.startswith("citizens:")):
            return fact  # who may enter and stay is told in passing of any field
        weaker = own in self._fields and subject.named[subject.field] >= _TWICE * subject.named.get(own or "", 0)
        return replace(fact, topic=subject.field) if own is None or own in self._aspects or weaker else fact
