"""Starts: from which day a rule holds whose own sentence does not say so, as what stands around it tells."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from core.records.facts import Fact, Status
from nlp.claims.context import AnnotatedArticle
from nlp.claims.drafting import Draft
from nlp.times import TimeExpression
from nlp.vocabulary import Vocabulary

_LEAD = 3  # sentences in which an article tells from when all that follows is to hold
_NEAR = 28  # characters before a day in which it is said that an act was published on it
_KINDS = ("day", "month", "year")


class StartGrammar:
    """Hands the starts told in one language's articles on to the rules they are told for (table `acts`)."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def started(
        self, facts: Sequence[Fact], drafts: Sequence[Draft], page: AnnotatedArticle, country: str | None
    ) -> list[Fact]:
        """The facts, those rules with a start that have none: the nearest one told for them, wherever that is.

        It is told before them in their own line; by the headline, or the lead of a day ahead; by the last sentence
        before them on their act as a whole, or the first one; or by an opening that heralds all that follows. Of
        another country's rules only the first counts; the law as it stands starts with no new act.
        """
        told = Told(facts, drafts, page)
        herald = told.opening or (None if told.acts else self._herald(page))
        return [
            fact if draft.existing else _started(fact, draft, told, herald if fact.jurisdiction == country else None)
            for fact, draft in zip(facts, drafts, strict=True)
        ]

    def _herald(self, page: AnnotatedArticle) -> str | None:
        """The one day of an opening sentence that speaks of all that follows; None where it gives several, or none."""
        heralds = self._vocabulary.patterns("acts", "heralds")
        for sentence in page.sentences[:_LEAD]:
            if not heralds.found(page.folded, sentence.start, sentence.end):
                continue
            own = [time for time in page.times if sentence.start <= time.start < sentence.end and time.kind == "day"]
            days = {
                time.first
                for time in own
                if time.first and time.cue in ("from", "on", None) and not self._published(page.folded, time)
            }
            if len(days) == 1:
                return days.pop()
        return None

    def _published(self, text: str, time: TimeExpression) -> bool:
        """Whether a day is that of an act's publication or signature."""
        near = text[max(0, time.start - _NEAR) : time.start]
        return time.cue != "from" and self._vocabulary.patterns("publication").found(near)


@dataclass(frozen=True)
class Told:
    """What an article tells of starts: in its lines, its opening, and of its acts as a whole."""

    facts: Sequence[Fact]
    drafts: Sequence[Draft]
    page: AnnotatedArticle

    @cached_property
    def acts(self) -> list[Fact]:
        """The facts that say when a whole act starts, in the order of the text."""
        told = zip(self.facts, self.drafts, strict=True)
        return [fact for fact, one in told if one.start_only and fact.status != "superseded" and fact.effective_from]

    @cached_property
    def open_act(self) -> Fact | None:
        """The first fact that gives an act's start by a formula alone, where none gives its day."""
        told = (fact for fact, one in zip(self.facts, self.drafts, strict=True) if one.start_only and fact.commencement)
        return None if self.acts else next((fact for fact in told if fact.status != "superseded"), None)

    @cached_property
    def opening(self) -> str | None:
        """The one start in the headline; else the one in the lead, if it lies ahead."""
        if one := self._exact(_only(self.page.title_times)):
            return one
        end = self.page.sentences[:_LEAD][-1].end if self.page.sentences else 0
        one = _only([time for time in self._starts if time.end <= end])
        published = self.page.article.head.published
        return one if one and published and one > published[: len(one)] else None

    def in_line(self, fact: Fact, draft: Draft) -> str | None:
        """The last start told before a fact in its own line."""
        last = bisect_right(self._ends, fact.quote.start) - 1
        opened = self._lines[self.page.sentences[draft.sentence].line]
        return self._exact(self._starts[last].first) if last >= 0 and self._starts[last].start >= opened else None

    def of_act(self, fact: Fact) -> Fact | None:
        """The fact that tells when another fact's act starts: the last one before it, else the first."""
        before = bisect_left(self.acts, fact.quote.start, key=lambda one: one.quote.start)
        return self.acts[max(before - 1, 0)] if self.acts else None

    def _exact(self, start: str | None) -> str | None:
        """A month's start to the day, where the article tells one day of it from which something holds."""
        days = {time.first for time in self._starts if time.first and start and time.first.startswith(start)}
        finer = {day for day in days if len(day) == 10}
        return finer.pop() if start and len(start) == 7 and len(finer) == 1 else start

    @cached_property
    def _starts(self) -> list[TimeExpression]:
        return [time for time in self.page.times if _is_start(time)]

    @cached_property
    def _ends(self) -> list[int]:
        return [time.end for time in self._starts]

    @cached_property
    def _lines(self) -> dict[int, int]:
        """Where each line begins."""
        return {sentence.line: sentence.start for sentence in reversed(self.page.sentences)}


def _is_start(time: TimeExpression) -> bool:
    return time.cue == "from" and time.kind in _KINDS and time.first is not None


def _only(times: Sequence[TimeExpression]) -> str | None:
    days = {time.first for time in times if _is_start(time)}
    return days.pop() if len(days) == 1 else None


def _started(fact: Fact, draft: Draft, told: Told, opening: str | None) -> Fact:
    """A rule with its start, and the status that comes with it, unless it has one, is past, or not decided.

    Of an act whose start cannot be reckoned, it is only known that it is to come.
    """
    if fact.kind != "rule" or fact.effective_from is not None or fact.status in ("superseded", "planned"):
        return fact
    act = told.of_act(fact)
    of_act = act.effective_from if act and act.jurisdiction == fact.jurisdiction else None
    start = told.in_line(fact, draft) or opening or of_act
    status: Status | None = fact.status
    if start and status in ("in-force", "announced"):
        published = told.page.article.head.published
        status = "announced" if published and start > published[: len(start)] else "in-force"
    elif told.open_act and told.open_act.jurisdiction == fact.jurisdiction and status in ("in-force", "announced"):
        status = told.open_act.status
    return replace(fact, effective_from=start, status=status)
