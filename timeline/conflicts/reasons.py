"""Why a difference is no conflict: each reason is a function of two claims that is true where it holds."""

from collections.abc import Callable, Iterable
from decimal import Decimal

from timeline.amount import dimension, limit, same_limit, significant
from timeline.claims import Claim
from timeline.concepts import concepts
from timeline.lattice import Lattice, Relation
from timeline.names import same_outlet, same_person
from timeline.span import length, span
from timeline.story import marked_alike

Reason = Callable[[Claim, Claim, Lattice], bool]
EDGE = 2  # days by which two outlets bound one period differently ("in a week", "since the 21st")
FRESH = 62  # days in which two reports may still speak of one state of a rule
_LARGE, _ROUND = 1000, Decimal("0.05")  # numbers that are told in round words, and by how much
_AT_ONCE = 10  # days in which two reports tell of one step
_STORY = 31  # days between two reports of one happening
SCHEDULE = 31  # days that part two steps of one rule


def same_story(one: Claim, other: Claim) -> bool:
    """Whether their articles, published within a month, report one happening."""
    near = one.published is None or other.published is None or one.published.gap(other.published) <= _STORY
    return near and marked_alike(one.marks, other.marks)


def first_reason(reasons: Iterable[Reason], one: Claim, other: Claim, lattice: Lattice) -> str | None:
    """The name of the first reason that holds, or None: then the two do not fit."""
    return next((reason.__name__ for reason in reasons if reason(one, other, lattice)), None)


def told_by_one_article(one: Claim, other: Claim, lattice: Lattice) -> bool:
    """An author who tells two values tells of two things (before and after, here and there)."""
    return one.fact.article_id == other.fact.article_id


def other_jurisdiction(one: Claim, other: Claim, lattice: Lattice) -> bool:
    """Two countries' rules or counts."""
    return one.place is not None and other.place is not None and one.place != other.place


def other_audience(one: Claim, other: Claim, lattice: Lattice) -> bool:
    """Neither group lies in the other."""
    return lattice.audiences(one.audience, other.audience) is Relation.APART


def other_group(one: Claim, other: Claim, lattice: Lattice) -> bool:
    """Two groups of which neither lies in the other: by their declared names, or by what their phrases speak of."""
    known = [lattice.declares(each.audience) for each in (one, other)]
    if any(known) or one.audience is None or other.audience is None:
        return all(known) and lattice.audiences(one.audience, other.audience) is Relation.APART
    here, there = (concepts(each.audience or "", each.article.language) for each in (one, other))
    if here and there:
        return not here & there
    return one.article.language == other.article.language and one.audience != other.audience


def other_people(one: Claim, other: Claim, lattice: Lattice) -> bool:
    """Other groups are counted; where only one is named, both must be the count of one speaker."""
    relation = lattice.audiences(one.audience, other.audience)
    if relation is Relation.UNKNOWN and (one.audience or other.audience):
        return not same_person(one.fact.speaker, other.fact.speaker)
    return relation not in (Relation.SAME, Relation.UNKNOWN)


def rule_and_special_rule(one: Claim, other: Claim, lattice: Lattice) -> bool:
    """A rule for everybody and another for some of them."""
    first, second = one.audience, other.audience
    relation = lattice.audiences(first, second)
    wider = {Relation.WITHIN: second, Relation.AROUND: first}.get(relation)
    return wider in lattice.universal


def general_and_special_rate(one: Claim, other: Claim, lattice: Lattice) -> bool:
    """One of the two is told of a named group, the other of no group: a rate and its exception."""
    first, second = one.audience, other.audience
    return (first is None) != (second is None) and (first or second) not in lattice.universal


def special_by_its_words(one: Claim, other: Claim, lattice: Lattice) -> bool:
    """One of the two is of no group, the other of one that its own words name: a rate and its exception."""
    return general_and_special_rate(one, other, lattice) and any(map(_names_its_group, (one, other)))


def _names_its_group(claim: Claim) -> bool:
    """Whether the group stands in the quote; the reader may have it from another sentence."""
    group = concepts(claim.audience or "", "en") | concepts(claim.audience or "", claim.article.language)
    return bool(group & concepts(claim.fact.quote.text, claim.article.language))


def other_topic(one: Claim, other: Claim, lattice: Lattice) -> bool:
    """Topics of which neither is part of the other, nor told of together with it."""
    if one.group is not None and one.group == other.group and one.group in lattice.together.values():
        return False
    return lattice.topics(one.fact.topic, other.fact.topic) is Relation.APART


def other_object(one: Claim, other: Claim, lattice: Lattice) -> bool:
    """Other things are regulated or counted: subjects differ, or neither the quotes nor their stories are alike."""
    if one.fact.subject and other.fact.subject:
        return one.fact.subject != other.fact.subject
    shared = one.stems & other.stems
    if (shared or _told_apart_by_nothing(one, other)) and same_story(one, other):
        return False
    names_topic = any(stem[:4] in (one.fact.topic or "") for stem in shared)
    return len(shared) < 2 and not names_topic


def _told_apart_by_nothing(one: Claim, other: Claim) -> bool:
    """Two languages share no words: then one group must be named, or a time or share be set that needs no group."""
    if one.article.language == other.article.language:
        return False
    if one.audience and other.audience:
        return one.audience == other.audience
    return dimension(one.fact.unit) in ("duration", "percent")


def other_frame(one: Claim, other: Claim, lattice: Lattice) -> bool:
    """Limits counted in frames of different length, or a floor and a ceiling."""
    first, second = length(one.fact.per), length(other.fact.per)
    if first and second and abs(first - second) > 0.05 * max(first, second):
        return True
    bounds = {one.fact.qualifier, other.fact.qualifier}
    return bool(bounds & {"at-least"}) and bool(bounds & {"at-most"})


def frame_of_the_other(one: Claim, other: Claim, lattice: Lattice) -> bool:
    """The number of one is the frame in which the other's is counted: "180 days" beside "90 days in any 180"."""
    return any(
        (frame := length(framed.fact.per)) is not None and limit(told.fact) == Decimal(frame) and not told.fact.per
        for framed, told in ((one, other), (other, one))
    )


def other_period(one: Claim, other: Claim, lattice: Lattice) -> bool:
    """Other days are counted: another month, part of a year and the year; but no count from one day on can shrink."""
    if one.window is None or other.window is None:
        return True
    if abs((one.window.first - other.window.first).days) > EDGE:
        return True
    if abs((one.window.last - other.window.last).days) <= EDGE:
        return False
    sums = _adds_up(one, lattice) and not (one.window.exact or other.window.exact)
    return not sums or grown_since(one, other, lattice)


def grown_since(one: Claim, other: Claim, lattice: Lattice) -> bool:
    """Counts from one day on, the later of which is the larger."""
    if one.window is None or other.window is None or one.extent is None or other.extent is None:
        return False
    if abs((one.window.first - other.window.first).days) > EDGE:
        return False
    if one.window.last < other.window.last:
        return one.extent.low <= other.extent.high
    return one.window.last > other.window.last and other.extent.low <= one.extent.high


def grown_meanwhile(one: Claim, other: Claim, lattice: Lattice) -> bool:
    """Two sums that run on, the larger of which was told later; a rate does not grow by itself."""
    early, late = sorted((one, other), key=lambda each: each.order)
    if not _adds_up(one, lattice) or one.fact.per or other.fact.per or early.published == late.published:
        return False
    return early.extent is None or late.extent is None or early.extent.low <= late.extent.high


def part_and_whole(one: Claim, other: Claim, lattice: Lattice) -> bool:
    """One counts only some of what the other counts (men, by car, of them)."""
    return lattice.marks("part", one.fact.quote.text) or lattice.marks("part", other.fact.quote.text)


def rounded(one: Claim, other: Claim, lattice: Lattice) -> bool:
    """Some number is what both may mean: "almost 1.3 million" and 1.25 million, "more than 64,000" and 64,234."""
    return one.extent is None or other.extent is None or one.extent.meets(other.extent)


def hedged(one: Claim, other: Claim, lattice: Lattice) -> bool:
    """A number told loosely, and one that it may stand for."""
    return bool({one.fact.qualifier, other.fact.qualifier} & {"about", "almost"}) and rounded(one, other, lattice)


def within_the_range(one: Claim, other: Claim, lattice: Lattice) -> bool:
    """A number that a range holds: 20 beside "15 to 30"."""
    ranged = any(each.fact.value_high is not None for each in (one, other))
    return ranged and rounded(one, other, lattice)


def rounder(one: Claim, other: Claim, lattice: Lattice) -> bool:
    """A large limit told in round words: "a million" for 1,020,000."""
    rough, fine = sorted((one, other), key=lambda each: significant(each.value))
    large = rough.value >= _LARGE and significant(rough.value) == 1 < significant(fine.value)
    return large and abs(rough.value - fine.value) <= _ROUND * fine.value


def other_unit(one: Claim, other: Claim, lattice: Lattice) -> bool:
    """Days and percent are not compared."""
    return dimension(one.fact.unit) != dimension(other.fact.unit)


def same_limit_in_other_words(one: Claim, other: Claim, lattice: Lattice) -> bool:
    """Three months and 90 days; also 30 days and another 60 that one article adds up."""
    return same_limit(one.fact, other.fact)


def no_longer_in_force(one: Claim, other: Claim, lattice: Lattice) -> bool:
    """One of the two tells of the past."""
    return "superseded" in (one.fact.status, other.fact.status)


def not_yet_in_force(one: Claim, other: Claim, lattice: Lattice) -> bool:
    """A draft and a rule that holds."""
    return ("planned" in (one.fact.status, other.fact.status)) and one.fact.status != other.fact.status


def replaced_since(one: Claim, other: Claim, lattice: Lattice) -> bool:
    """The later rule starts after the earlier report: a change."""
    if one.effective and other.effective:
        return one.effective.gap(other.effective) > SCHEDULE
    if one.published and other.published and one.published.gap(other.published) > FRESH:
        return True
    return _starts_after(one, other) or _starts_after(other, one)


def superseded_between(one: Claim, other: Claim, lattice: Lattice) -> bool:
    """The later rule replaced the earlier one; but what is told within days of each other is not two steps."""
    if one.published and other.published and one.published.gap(other.published) <= _AT_ONCE:
        return False
    return replaced_since(one, other, lattice)


def until_the_start(one: Claim, other: Claim, lattice: Lattice) -> bool:
    """One tells what still holds before the other starts: it ends there, or was told earlier and names no start."""
    return _holds_before(one, other) or _holds_before(other, one)


def exempted(one: Claim, other: Claim, lattice: Lattice) -> bool:
    """One of the two is an exemption from the other, or tells the condition of it."""
    return lattice.marks("exempt", one.fact.quote.text) or lattice.marks("exempt", other.fact.quote.text)


def one_voice(one: Claim, other: Claim, lattice: Lattice) -> bool:
    """One outlet's later word on the same page corrects its earlier one; its item of a day in two languages is one."""
    if one.article.url == other.article.url:
        return True
    translated = one.article.language != other.article.language and one.published == other.published
    retold = one.article.title is not None and one.article.title == other.article.title
    return (translated or retold) and same_outlet(one.article.source, other.article.source)


def one_outlet(one: Claim, other: Claim, lattice: Lattice) -> bool:
    """An outlet's later article is its later word: it has learnt more, and disputes nothing."""
    return same_outlet(one.article.source, other.article.source)


def _holds_before(early: Claim, late: Claim) -> bool:
    if late.effective is None or ("start", late.fact.effective_from) in early.marks:
        return False  # an article that names the start itself tells of what is to come
    end = span(early.fact.effective_until)
    if end is not None:
        return end.first <= late.effective.last
    return early.effective is None and early.published is not None and early.published.last < late.effective.first


def _adds_up(claim: Claim, lattice: Lattice) -> bool:
    """Whether the figure counts happenings, which only grow in number: no share and no stock."""
    return claim.fact.unit is None and all(claim.fact.measure != balance.rest for balance in lattice.balances)


def _starts_after(late: Claim, early: Claim) -> bool:
    return bool(
        late.effective
        and early.published
        and early.effective is None
        and (late.effective.first - early.published.last).days > SCHEDULE
    )
