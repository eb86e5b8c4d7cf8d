"""Addressed: whom an article as a whole speaks of, so that its rules and counts which name nobody are theirs."""

from dataclasses import replace
from itertools import chain

from core.records.facts import Fact
from nlp.claims.context import AnnotatedArticle
from nlp.claims.scope import Scope
from nlp.vocabulary import Vocabulary

_LEAD = 2  # sentences in which an article tells what it is about


class AddressedPeople:
    """Finds the people that one language's articles are about (tables `audience_kinds`, `measure_topics`)."""

    def __init__(self, vocabulary: Vocabulary, scope: Scope) -> None:
        self._scope = scope
        self._abroad = vocabulary.words("audience_kinds", "abroad")
        tables = (vocabulary.table("measure_topics"), vocabulary.table("general_topics"))
        self._of_people = frozenset(chain.from_iterable(chain.from_iterable(table.values()) for table in tables))

    def of(self, page: AnnotatedArticle, title: str) -> str | None:
        """The one people, or foreigners, of an article's (folded) title, else of its lead; None where several are named.

        A country's own people count only where no others are named.
        """
        named = self._ranked(title, 0, len(title))
        if not named and page.sentences:
            named = self._ranked(page.folded, 0, page.sentences[:_LEAD][-1].end)
        chosen = named - {_own(page)} or named
        return next(iter(chosen)) if len(chosen) == 1 else None

    def told(self, fact: Fact, people: str | None, page: AnnotatedArticle) -> Fact:
        """The fact with an article's people, where it names nobody and can be of them.

        Figures are if they count people or their papers; rules of a country's own people only if they are of such as
        travel.
        """
        if people is None or fact.audience is not None:
            return fact
        if fact.kind == "figure":
            fits = fact.measure in self._of_people
        else:
            fits = people != _own(page) or fact.topic in self._abroad
        return replace(fact, audience=people) if fits else fact

    def _ranked(self, text: str, start: int, end: int) -> set[str]:
        found = (hit.label for hit in self._scope.audiences(text, start, end))
        return {label for label in found if self._scope.comes_first(label)}


def _own(page: AnnotatedArticle) -> str:
    return f"citizens:{page.article.head.country}"
