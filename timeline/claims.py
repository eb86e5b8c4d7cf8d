"""A report made ready for comparing: its days as spans, its number as an extent, its telling words."""

from collections import defaultdict
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

    `place` is the fact's jurisdiction, else the only one that its article names; `audience` is None where the fact's
    is so vague that it tells nobody apart.
    `known` is when the article's word was out; `published` is None where the page shows no day. `window` is what a
    figure covers, `effective` when a rule starts. `group` names the topics that change together.
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


def claims(reports: Iterable[Report], lattice: Lattice) -> list[Claim]:
    """Each fact once, in an order that does not depend on that of arrival."""
    by_id = {report.fact.fact_id: report for report in reports}
    homes = _homes(by_id.values())
    made = (claim(each, homes.get(each.fact.article_id), lattice) for each in by_id.values())
    return sorted(made, key=lambda each: each.order)


def claim(report: Report, home: str | None, lattice: Lattice) -> Claim:
    """The report made ready; `home` is the country of an article that names only one."""
    fact, article = report.fact, report.article
    return Claim(
        fact=fact,
        article=article,
        known=instant(article.published, article.retrieved),
        published=span(article.published),
        window=span(fact.period) or span(fact.as_of) or span(fact.date),
        effective=span(fact.effective_from),
        extent=extent(fact),
        group=lattice.group(fact.topic),
        place=fact.jurisdiction or home,
        audience=None if fact.audience in lattice.vague else fact.audience,
        common=lattice.common,
    )


def _homes(reports: Iterable[Report]) -> dict[str, str]:
    named: dict[str, set[str]] = defaultdict(set)
    for each in reports:
        if each.fact.jurisdiction:
            named[each.fact.article_id].add(each.fact.jurisdiction)
    return {article: next(iter(names)) for article, names in named.items() if len(names) == 1}
