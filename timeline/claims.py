"""A report made ready for comparing: its days as spans, its number as an extent, its telling words."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal

from core.ids import stable_id
from core.records.facts import Fact, Report
from core.records.pages import ArticleHead
from timeline.amount import Extent, extent
from timeline.concepts import Profile, profile
from timeline.lattice import Lattice
from timeline.span import Span, instant, span
from timeline.story import Mark, marks
from timeline.words import stems


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One report and what comparing reads off it.

    `known` is when the article's word was out: of an edited page when these words were first seen on it; `gone` is when
    they were seen to be taken off it, else None. `published` is None where the page shows no day. `window` is what a
    figure covers, `effective` when a rule starts. `place` and `group` are those of the fact, else those of its article
    on the whole; `audience` is None where the fact's is so vague that it tells nobody apart. `lent` is true where the
    words tell no change by themselves: of another country in passing, or with a start that the article tells of another
    group of rules. `marks` are those of the happening that its article reports, `profile` what the article speaks of.
    """

    fact: Fact
    article: ArticleHead
    known: datetime
    gone: datetime | None
    published: Span | None
    window: Span | None
    effective: Span | None
    extent: Extent | None
    group: str | None
    place: str | None
    audience: str | None
    lent: bool
    marks: frozenset[Mark] = field(repr=False)
    profile: Profile = field(repr=False)
    common: frozenset[str] = field(repr=False)

    @property
    def stems(self) -> frozenset[str]:
        """The beginnings of the quote's telling words; made when asked for, since most claims meet no other."""
        return stems(self.fact.quote.text, self.common)

    @property
    def value(self) -> Decimal:
        """The number told; nothing where none is."""
        return self.fact.value or Decimal(0)

    @property
    def primary(self) -> bool:
        """Whether the body itself speaks: a ministry's own page, a legal database."""
        return self.article.source_kind in ("ministry", "legal")

    @property
    def id(self) -> str:
        return self.fact.fact_id

    @property
    def key(self) -> str:
        """What the claim is known by in every text of its page that has these words."""
        fact = self.fact
        what = (fact.kind, fact.headline, fact.topic, fact.modality, fact.value, fact.value_high, fact.unit)
        return stable_id("claim", self.article.url, fact.quote.text, fact.effective_from, *what)

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
    chief: str | None  # the country that most of its facts name
    main: str | None  # the group that most of its rules belong to
    starts: frozenset[tuple[str, str]]  # groups with a start that their own words tell
    marks: frozenset[Mark] = frozenset()  # of the happening that it reports
    profile: Profile = field(default_factory=Profile)


_UNSET = _Setting(None, None, None, None, frozenset())
_SHARE = 0.4  # of an article's facts must name a country for it to be the article's
_MOST = 0.6  # of its topics must be of one group for it to be the article's


def claims(reports: Iterable[Report], lattice: Lattice) -> list[Claim]:
    """Each fact once, in an order that does not depend on that of arrival."""
    by_id = {report.fact.fact_id: report for report in reports}
    settings = _settings(by_id.values(), lattice)
    since = _since(by_id.values())
    made = (_claim(each, since, settings.get(each.fact.article_id, _UNSET), lattice) for each in by_id.values())
    return sorted(made, key=lambda each: each.order)


def _since(reports: Iterable[Report]) -> dict[tuple[object, ...], datetime]:
    """When each word of an edited page was first out, by page and word."""
    found: dict[tuple[object, ...], datetime] = {}
    for each in reports:
        if each.seen or each.gone:
            word, out = _word(each), _out(each)
            found[word] = min(found.get(word, out), out)
    return found


def _word(report: Report) -> tuple[object, ...]:
    """What a page says, start included: the same words with another start are another word."""
    fact = report.fact
    return report.article.url, fact.kind, fact.quote.text, fact.value, fact.effective_from, fact.effective_until


def _out(report: Report) -> datetime:
    return report.seen or instant(report.article.published, report.article.retrieved)


def _claim(report: Report, since: dict[tuple[object, ...], datetime], setting: _Setting, lattice: Lattice) -> Claim:
    fact, article = report.fact, report.article
    edited = report.seen or report.gone
    return Claim(
        fact=fact,
        article=article,
        known=since[_word(report)] if edited else _out(report),
        gone=report.gone,
        published=span(article.published),
        window=span(fact.period) or span(fact.as_of) or span(fact.date),
        effective=span(fact.effective_from),
        extent=extent(fact),
        group=lattice.group(fact.topic) or setting.group,
        place=fact.jurisdiction or setting.place,
        audience=lattice.named(fact.audience),
        lent=_lent(fact, setting, lattice),
        marks=setting.marks,
        profile=setting.profile,
        common=lattice.common,
    )


def _lent(fact: Fact, setting: _Setting, lattice: Lattice) -> bool:
    start, group = fact.effective_from, lattice.group(fact.topic)
    if start and _is_bare(fact) and tells_start(fact) and group != setting.main:
        return True
    if lattice.marks("change", fact.quote.text):
        return False
    if fact.jurisdiction and setting.chief and fact.jurisdiction != setting.chief:
        return True
    if start is None or tells_start(fact):
        return False
    return any(start == other and group != of for of, other in setting.starts) and (group, start) not in setting.starts


def tells_start(fact: Fact) -> bool:
    """Whether the quote itself holds the start's day, month or year, or its formula."""
    if fact.commencement or fact.effective_from is None:
        return fact.commencement is not None
    told = {int(number) for number in re.findall(r"\d+", fact.quote.text) if len(number) <= 4}
    return int(fact.effective_from.rpartition("-")[2][:4]) in told


def _settings(reports: Iterable[Report], lattice: Lattice) -> dict[str, _Setting]:
    """By article: the one country that enough of its facts name, and the group that most of its topics belong to."""
    places: dict[str, Counter[str | None]] = defaultdict(Counter)
    groups: dict[str, Counter[str]] = defaultdict(Counter)
    starts: dict[str, set[tuple[str, str]]] = defaultdict(set)
    rules: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    told: dict[str, list[Report]] = defaultdict(list)
    for each in reports:
        places[each.fact.article_id][each.fact.jurisdiction] += 1
        told[each.fact.article_id].append(each)
        if group := lattice.group(each.fact.topic):
            groups[each.fact.article_id][group] += 1
            if each.fact.kind == "rule" and not _is_bare(each.fact):
                rules[each.fact.article_id][group].append(each.fact.quote.start)
            if each.fact.effective_from and tells_start(each.fact):
                starts[each.fact.article_id].add(("" if _is_bare(each.fact) else group, each.fact.effective_from))
    return {
        article: replace(
            _setting(named, groups[article], rules[article], starts[article]),
            marks=marks((each.fact for each in told[article]), lattice),
            profile=_profile(told[article]),
        )
        for article, named in places.items()
    }


def _profile(article: Sequence[Report]) -> Profile:
    head = article[0].article
    return profile((each.fact.quote.text for each in article), head.title, head.language)


def _setting(
    named: Counter[str | None], groups: Counter[str], rules: dict[str, list[int]], starts: set[tuple[str, str]]
) -> _Setting:
    """A start that a bare sentence tells ("the decree takes effect on") is one of the group most rules belong to."""
    main = min(rules, key=lambda name: (-len(rules[name]), min(rules[name]), name)) if rules else None
    told = frozenset((group or main or "", start) for group, start in starts)
    return _Setting(_place(named), _group(groups), _chief(named), main, told)


def _is_bare(fact: Fact) -> bool:
    return fact.value is None and fact.modality in (None, "planned")


def _place(named: Counter[str | None]) -> str | None:
    told = [place for place in named if place is not None]
    return told[0] if len(told) == 1 and named[told[0]] >= _SHARE * named.total() else None


def _chief(named: Counter[str | None]) -> str | None:
    """The country told of at least twice as often as any other."""
    told = sorted(((times, place) for place, times in named.items() if place), reverse=True)
    return told[0][1] if told and (len(told) == 1 or told[0][0] >= 2 * told[1][0]) else None


def _group(named: Counter[str]) -> str | None:
    return next((group for group, times in named.items() if times >= _MOST * named.total()), None)
