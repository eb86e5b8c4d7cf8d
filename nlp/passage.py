"""Passages: what a fact leaves out and the sentences around it give, as a reader would carry it over."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from core.records import Article, Fact
from nlp.fold import fold
from nlp.people import Scope
from nlp.sentences import Sentence

if TYPE_CHECKING:
    from nlp.article import Draft

_OPENING = 4000  # characters in which an article shows which country it is about
_NEAR = 2  # sentences over which an audience or topic is carried


def settle(
    drafts: "Sequence[Draft]", article: Article, folded: str, sentences: Sequence[Sentence], scope: Scope
) -> list[Fact]:
    """The drafts' facts, completed: country, topic, audience and the day on which the whole act starts."""
    country = _country(article, folded, scope)
    title = fold(article.head.title or "")
    topic = scope.topic(title, 0, len(title))
    facts = _carried(drafts, folded, sentences, scope)
    facts = [
        _in_place(fact, folded, sentences[draft.sentence], scope, country)
        for fact, draft in zip(facts, drafts, strict=True)
    ]
    facts = [replace(fact, topic=topic) if fact.topic is None and fact.kind == "rule" else fact for fact in facts]
    return _without_repeats(_started(facts, drafts, article.head.published))


def _country(article: Article, folded: str, scope: Scope) -> str | None:
    """The country an article is about: its source's, unless it speaks more than twice as often of another."""
    words = f"{fold(article.head.title or '')}\n{folded[:_OPENING]}"
    named = Counter(hit.label for hit in scope.countries(words, 0, len(words)) if len(hit.label) == 2)
    home = article.head.country
    if not named:
        return home
    most, times = named.most_common(1)[0]
    return most if home is None or times > max(1, 2 * named[home]) else home


def _in_place(fact: Fact, folded: str, sentence: Sentence, scope: Scope, country: str | None) -> Fact:
    if fact.jurisdiction is None:
        place = scope.place(folded, sentence.start, sentence.end)
        return replace(fact, jurisdiction=place or country)
    return fact


def _carried(drafts: "Sequence[Draft]", folded: str, sentences: Sequence[Sentence], scope: Scope) -> list[Fact]:
    """Audience and topic, from the fact before where a rule of the same passage names none; then from its sentence."""
    facts: list[Fact] = []
    last: Fact | None = None
    last_sentence = -10
    for draft in drafts:
        fact = draft.fact
        if last is not None and fact.kind == "rule" and draft.sentence - last_sentence <= _NEAR:
            if fact.topic is None:
                fact = replace(fact, topic=last.topic)
            if fact.audience is None and draft.sentence - last_sentence <= 1:
                fact = replace(fact, audience=last.audience)
        if fact.kind == "rule" and fact.audience is None:
            fact = replace(fact, audience=_spoken_of(draft.sentence, folded, sentences, scope))
        facts.append(fact)
        if fact.kind == "rule":
            last, last_sentence = fact, draft.sentence
    return facts


def _spoken_of(index: int, folded: str, sentences: Sequence[Sentence], scope: Scope) -> str | None:
    """Citizens or foreigners whom a rule's sentence, or the one before it in its passage, speaks of."""
    for place in (index, index - 1):
        if place >= 0:
            found = scope.audience(folded, sentences[place].start, sentences[place].end)
            if found and (found.startswith("citizens:") or found == "foreigners"):
                return found
    return None


def _started(facts: list[Fact], drafts: "Sequence[Draft]", published: str | None) -> list[Fact]:
    """Hands the one day on which an article says its act starts to those of its rules that have none of their own."""
    starts = {
        fact.effective_from
        for fact, draft in zip(facts, drafts, strict=True)
        if draft.start_only and fact.effective_from and fact.status != "superseded"
    }
    if len(starts) != 1:
        return facts
    start = starts.pop()
    status = "announced" if published and start > published[: len(start)] else "in-force"
    return [
        replace(fact, effective_from=start, status=status if fact.status in ("in-force", "announced") else fact.status)
        if fact.kind == "rule" and fact.effective_from is None and fact.status not in ("superseded", "planned")
        else fact
        for fact in facts
    ]


def _without_repeats(facts: list[Fact]) -> list[Fact]:
    """Nothing told twice: of facts with the same words and amount, the first."""
    seen: set[tuple[object, ...]] = set()
    kept = []
    for fact in facts:
        key = (fact.kind, fact.quote.start, fact.quote.end, fact.value, fact.unit)
        if key not in seen:
            seen.add(key)
            kept.append(fact)
    return kept
