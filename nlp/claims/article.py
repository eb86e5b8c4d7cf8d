"""An article's facts: its sentences read one by one, then what they hand to each other."""

from collections.abc import Sequence
from dataclasses import replace

from core.ids import stable_id
from core.records.facts import Fact
from core.records.pages import Article
from nlp.amounts import NumberGrammar
from nlp.claims.annotating import Annotator
from nlp.claims.borrowing import BorrowingGrammar
from nlp.claims.context import AnnotatedArticle, SentenceContext
from nlp.claims.drafting import Draft, Drafter
from nlp.claims.figures import FigureGrammar
from nlp.claims.judging import FIRM, Judge
from nlp.claims.passage import PassageReader, supported
from nlp.claims.places import PlaceGrammar
from nlp.claims.rules import RuleGrammar
from nlp.claims.scope import Scope
from nlp.claims.sentences import Before, SentenceReader
from nlp.claims.terms import TermGrammar
from nlp.claims.validity import ValidityGrammar
from nlp.meaning import Chooser, Encoder
from nlp.times import CommencementGrammar
from nlp.vocabulary import Vocabulary

_LONG = 5  # sentences in which an article that sets a rule speaks of law, office or dues
_FIRM_SHARE, _SHARE = 0.2, 0.5  # or in which so many tell one in strong words, or in any


class ArticleReader:
    """Reads the articles of one language."""

    def __init__(self, vocabulary: Vocabulary, encoder: Encoder, chooser: Chooser) -> None:
        numbers = NumberGrammar(vocabulary)
        scope = Scope(vocabulary)
        places = PlaceGrammar(vocabulary, scope)
        commencement = CommencementGrammar(vocabulary, numbers)
        terms, validity = TermGrammar(vocabulary), ValidityGrammar(vocabulary, commencement)
        rules = RuleGrammar(vocabulary, scope, terms, validity, commencement)
        borrowing = BorrowingGrammar(vocabulary, scope, terms, validity)
        drafter = Drafter(scope, places, commencement, validity)
        self._annotator = Annotator(vocabulary, numbers)
        figures = FigureGrammar(vocabulary, scope)
        self._sentences = SentenceReader(vocabulary, rules, borrowing, figures, drafter)
        self._judge = Judge(self._sentences, rules, figures, drafter, encoder, chooser)
        self._passages = PassageReader(vocabulary, scope, places, chooser)

    def facts(self, article: Article) -> tuple[Fact, ...]:
        """The facts of `article`, in the order of its text."""
        page = self._annotator.annotated(article)
        drafts = self._judge.judged(self._told(page), page)
        return tuple(_identified(fact) for fact in self._passages.settled(drafts, page))

    def _told(self, page: AnnotatedArticle) -> list[Draft]:
        """What the words of each sentence tell, those before it in mind."""
        drafts: list[Draft] = []
        before = Before()
        for index in range(len(page.sentences)):
            found, before = self._sentences.read(SentenceContext(page, index), before.at(index))
            drafts += found
        if not page.lawful and len(page.sentences) >= _LONG and not _full_of_rules(drafts, page):
            drafts = [draft for draft in drafts if draft.fact.kind != "rule"]
        return supported(drafts)


def _full_of_rules(drafts: Sequence[Draft], page: AnnotatedArticle) -> bool:
    """Whether so many sentences tell rules that an article which names no law or authority is one about them."""
    rules = [draft for draft in drafts if draft.fact.kind == "rule" and not draft.tentative]
    every = {draft.sentence for draft in rules}
    firm = {draft.sentence for draft in rules if draft.fact.confidence >= FIRM}
    return len(firm) >= _FIRM_SHARE * len(page.sentences) or len(every) >= _SHARE * len(page.sentences)


def _identified(fact: Fact) -> Fact:
    words = fact.quote
    parts = (fact.article_id, fact.kind, words.start, words.text, fact.value, fact.value_high, fact.unit)
    return replace(fact, fact_id=stable_id("fct", *parts))
