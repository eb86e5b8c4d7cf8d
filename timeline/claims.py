"""A report made ready for comparing: its days as spans, its number as an extent, its telling words."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from core.records import ArticleHead, Fact, Report
from timeline.amount import Extent, extent
from timeline.lattice import Lattice
from timeline.span import Span, instant, span
from timeline.words import stems


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One report and what comparing reads off it.

    `known` is when the article's word was out; `published` is None where the page shows no day. `window` is what a
    figure covers, `effective` when a rule starts. `place` and `group` are those of the fact, else those of its article
    on the whole; `audience` is None where the fact's is so vague that it tells nobody apart.
    """

    fact: Fact
    article: ArticleHead
    known: datetime
    published: Span | None
    window: Span | None
    effective: Span | None
    extent: Extent | None
    group: str | None
    place: str | None
    audience: str | None
    common: frozenset[str] = field(repr=False)

    @property
    def stems(self) -> frozenset[str]:
        """The beginnings of the quote's telling words; made when asked for, since most claims meet no other."""
        return stems(self.fact.quote.text, self.common)

    @property
    def id(self) -> str:
        return self.fact.fact_id

    @property
    def outlet(self) -> str:
        """The outlet's name as a reader knows it, else the site's address."""
        return self.article.source or self.article.url.split("//")[-1].split("/")[0]

    @property
    def order(self) -> tuple[datetime, str]:
        """Earliest known first; ids decide between equals, so that order never hangs on arrival."""
        return (self.known, self.fact.fact_id)


@dataclass(frozen=True, slots=True)
class _Setting:
    """What an article is about on the whole: lent to its facts that do not say."""

    place: str | None
    group: str | None


_UNSET = _Setting(None, None)
_SHARE = 0.4  # of an article's facts must name a country for it to be the article's
_MOST = 0.6  # of its topics must be of one group for it to be the article's


def claims(reports: Iterable[Report], lattice: Lattice) -> list[Claim]:
    """Each fact once, in an order that does not depend on that of arrival."""
    by_id = {report.fact.fact_id: report for report in reports}
    settings = _settings(by_id.values(), lattice)
    made = (_claim(each, settings.get(each.fact.article_id, _UNSET), lattice) for each in by_id.values())
    return sorted(made, key=lambda each: each.order)


def _claim(report: Report, setting: _Setting, lattice: Lattice) -> Claim:
    fact, article = report.fact, report.article
    return Claim(
        fact=fact,
        article=article,
        known=instant(article.published, article.retrieved),
        published=span(article.published),
        window=span(fact.period) or span(fact.as_of) or span(fact.date),
        effective=span(fact.effective_from),
        extent=extent(fact),
        group=lattice.group(fact.topic) or setting.group,
        place=fact.jurisdiction or setting.place,
        audience=lattice.named(fact.audience),
        common=lattice.common,
    )


def _settings(reports: Iterable[Report], lattice: Lattice) -> dict[str, _Setting]:
    """By article: the one country that enough of its facts name, and the group that most of its topics belong to."""
    places: dict[str, Counter[str | None]] = defaultdict(Counter)
    groups: dict[str, Counter[str]] = defaultdict(Counter)
    for each in reports:
        places[each.fact.article_id][each.fact.jurisdiction] += 1
        if group := lattice.group(each.fact.topic):
            groups[each.fact.article_id][group] += 1
    return {article: _Setting(_place(named), _group(groups[article])) for article, named in places.items()}


def _place(named: Counter[str | None]) -> str | None:
    told = [place for place in named if place is not None]
    return told[0] if len(told) == 1 and named[told[0]] >= _SHARE * named.total() else None


def _group(named: Counter[str]) -> str | None:
    return next((group for group, times in named.items() if times >= _MOST * named.total()), None)
