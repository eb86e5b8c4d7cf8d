"""Origins: the country that the people of a number come from, where it is named without them ("2 million from …")."""

from nlp.amounts import Quantity
from nlp.claims.clauses import Clause
from nlp.claims.context import SentenceContext
from nlp.claims.places import PlaceGrammar
from nlp.claims.scope import Scope
from nlp.vocabulary import Span, Vocabulary

_BEFORE = 12  # characters in which "from the republic of" stands
_NEAR = 40  # characters from a number in which the country stands that its people come from
_FEW = 9  # words of an item of a list


class OriginGrammar:
    """Reads the origins of one language (table `places`)."""

    def __init__(self, vocabulary: Vocabulary, scope: Scope) -> None:
        self._vocabulary = vocabulary
        self._scope = scope
        self._places = PlaceGrammar(vocabulary, scope)

    def of_people(self, measure: str | None, audience: str | None) -> bool:
        """Whether a number is one of people: by what it counts or whom it is told of."""
        return self._scope.counts_people(measure) or self._scope.comes_first(audience)

    def country(self, quantity: Quantity, clause: Clause, around: SentenceContext, above: str | None) -> str | None:
        """The citizens of the country that stands nearest to a number as where its people come from.

        After citizens of another country (`above`), in the same sentence, a bare name is enough ("Russia 4.2 million").
        None where the clause names citizens itself, and for the article's own country.
        """
        if self._scope.citizens(around.text, clause.start, clause.end):
            return None
        named = [hit for hit in self._places.countries(around.text, clause.start, clause.end) if len(hit.label) == 2]
        few = len(around.text[clause.start : clause.end].split()) <= _FEW
        if not (above and ":" in above and few and len(named) == 1):
            named = [hit for hit in named if self._places.left(around.text, hit)]
        named = [hit for hit in named if not self._places.gone_into(around.text, hit)]
        span = (quantity.start, quantity.end)
        nearest = min(named, key=lambda hit: _apart(hit.span, span), default=None)
        if nearest is None or _apart(nearest.span, span) > _NEAR or nearest.label == around.page.article.head.country:
            return None
        return self._scope.people_of(nearest.label)


def _apart(one: Span, other: Span) -> int:
    return max(one[0] - other[1], other[0] - one[1], 0)
