"""Addressed: whom an article as a whole speaks of, so that its rules and counts which name nobody are theirs."""

from dataclasses import replace

from core.records.facts import Fact
from nlp.claims.context import AnnotatedArticle
from nlp.claims.places import PlaceGrammar
from nlp.claims.scope import Scope
from nlp.text.fold import fold
from nlp.vocabulary import Vocabulary

_LEAD = 2  # sentences in which an article tells what it is about


class AddressedPeople:
    """Finds the people that one language's articles are about (table `audience_kinds`)."""

    def __init__(self, vocabulary: Vocabulary, scope: Scope, places: PlaceGrammar) -> None:
        self._vocabulary = vocabulary
        self._scope = scope
        self._places = places
        self._compatriots = vocabulary.words("audience_kinds", "own")
        self._abroad = vocabulary.words("topic_kinds", "abroad")
        self._bearers = vocabulary.words("audience_kinds", "bearers")

    def of(self, page: AnnotatedArticle, title: str) -> str | None:
        """The one people, or foreigners, of an article's (folded) title, else of its lead; None where several are.

        A country's own people count only where no others are named, or as compatriots; an embassy speaks to them
        without naming anybody.
        """
        own = self._own(page)
        named = self._named(title, 0, len(title), own)
        if not named and page.sentences:
            named = self._named(page.folded, 0, page.sentences[:_LEAD][-1].end, own)
        if not named and self._mission(page):
            return own
        chosen = named - {own} or named
        return next(iter(chosen)) if len(chosen) == 1 else None

    def told(self, fact: Fact, people: str | None, page: AnnotatedArticle) -> Fact:
        """The fact with an article's people, where it names nobody and can be of them.

        Figures are if they count people or their papers; rules of a country's own people only if they are of such as
        travel.
        """
        if people is None or not self._gives_way(fact.audience):
            return fact
        if fact.kind == "figure":
            fits = self._scope.counts_people(fact.measure)
        else:
            at_home = people == self._scope.people_of(page.article.head.country)
            fits = not at_home or fact.topic in self._abroad
        return replace(fact, audience=people) if fits else fact

    def _gives_way(self, audience: str | None) -> bool:
        """Whether nobody is named, or only by what they hold or do ("holders", "travellers", "applicants")."""
        if audience is None or audience in self._bearers:
            return True
        return self._vocabulary.patterns("audiences").label_of(audience) in self._bearers

    def _named(self, text: str, start: int, end: int, own: str | None) -> set[str]:
        """The peoples and foreigners named; compatriots, or those who work abroad, are the own people alone."""
        labels = {hit.label for hit in self._scope.audiences(text, start, end)}
        if own and labels.intersection(self._compatriots):
            return {own}
        return {label for label in labels if self._scope.comes_first(label)}

    def _own(self, page: AnnotatedArticle) -> str | None:
        """The people of the country that an article's source speaks for: an embassy's is not the one it stands in."""
        country = self._mission(page) or page.article.head.country
        return self._scope.people_of(country)

    def _mission(self, page: AnnotatedArticle) -> str | None:
        """The country whose embassy or consulate is the source; None where the source is none."""
        source = fold(page.article.head.source or "")
        if not self._vocabulary.patterns("places", "missions").found(source):
            return None
        named = [hit.label for hit in self._places.countries(source, 0, len(source)) if len(hit.label) == 2]
        return named[0] if named else None
