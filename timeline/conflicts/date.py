"""Date conflicts: one act with two starting days, one event on two days, one exact number told of two times."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations

from timeline.amount import significant
from timeline.claims import Claim
from timeline.conflicts import reasons
from timeline.conflicts.finding import Finding
from timeline.conflicts.meeting import blocks, in_time
from timeline.conflicts.phrase import amount, counter, outlets, slug, words
from timeline.episodes import Episode
from timeline.lattice import Lattice
from timeline.tellings import APART, alike, is_past
from timeline.words import likeness

REASONS: tuple[reasons.Reason, ...] = (
    reasons.told_by_one_article,
    reasons.one_voice,
    reasons.other_jurisdiction,
    reasons.part_and_whole,
    reasons.other_audience,
)
_TELLING = 3  # digits that make a number one that two counts do not share by chance
_WEEK = 7
_SHARED, _ALIKE = 3, 0.6


def find(claims: Sequence[Claim], told: Sequence[Episode], lattice: Lattice) -> Iterator[Finding]:
    """Starts of one act, days of one number, days of one event."""
    yield from _starts(claims, told, lattice)
    for block in blocks(claims, _telling_number):
        for one, other in in_time(block):
            if _other_day(one, other) and not reasons.first_reason(REASONS, one, other, lattice):
                yield _moved_number(one, other)
    for block in blocks(claims, _happened):
        for one, other in in_time(block):
            if _of_one_event(one, other) and not reasons.first_reason(REASONS, one, other, lattice):
                yield _two_days(one, other)


def _happened(claim: Claim) -> Hashable | None:
    fact = claim.fact
    return (
        (fact.topic, claim.place) if fact.kind == "event" and fact.topic and fact.date and not fact.headline else None
    )


def _of_one_event(one: Claim, other: Claim) -> bool:
    """Exact days that lie near each other, told of an event in words most of which are shared."""
    if one.window is None or other.window is None or not (one.window.exact and other.window.exact):
        return False
    shared = len(one.stems & other.stems) >= _SHARED and likeness(one.stems, other.stems) >= _ALIKE
    return shared and 0 < one.window.gap(other.window) <= APART


def _two_days(one: Claim, other: Claim) -> Finding:
    first, second = outlets(one, other)
    return Finding(
        type="date",
        left=(one,),
        right=(other,),
        labels=(one.fact.date or "", other.fact.date or ""),
        severity="contradiction",
        explanation=f"{first} puts {words(one)} on {one.fact.date}, {second} puts {words(other)} on {other.fact.date}.",
        settled_by="A record of the event made on its day.",
    )


def _starts(claims: Sequence[Claim], told: Sequence[Episode], lattice: Lattice) -> Iterator[Finding]:
    """Two near starts of one change; the same two days in one country, under whatever topic, are one dispute."""
    sides: dict[tuple[str, date, date], tuple[list[Claim], list[Claim]]] = {}
    for episode in told:
        for (first, early), (second, late) in combinations(episode.starts, 2):
            if _disputed(episode, early, late, lattice):
                here, there = sides.setdefault((episode.jurisdiction or "", first, second), ([], []))
                here.extend(early)
                there.extend(late)
    started = _by_start(claims) if sides else {}
    for (_, first, second), (early_side, late_side) in sides.items():
        yield _two_starts(_whole(early_side, first, started), _whole(late_side, second, started), first, second)


def _by_start(claims: Iterable[Claim]) -> dict[tuple[str, date], list[Claim]]:
    found: dict[tuple[str, date], list[Claim]] = defaultdict(list)
    for each in claims:
        if each.fact.kind == "rule" and each.effective and each.effective.exact and not is_past(each):
            found[(each.fact.article_id, each.effective.first)].append(each)
    return found


def _whole(side: Sequence[Claim], day: date, started: dict[tuple[str, date], list[Claim]]) -> tuple[Claim, ...]:
    """All that the side's articles have start on the day, under whatever topic the words stand."""
    articles = sorted({each.fact.article_id for each in side})
    found = {
        claim.id: claim for article in articles for claim in started[(article, day)] if claim.place == side[0].place
    }
    return tuple(sorted(({each.id: each for each in side} | found).values(), key=lambda each: each.order))


def _disputed(episode: Episode, early: Sequence[Claim], late: Sequence[Claim], lattice: Lattice) -> bool:
    """Told of one act by different articles; an author who names both days knows two steps."""
    if {each.fact.article_id for each in early} & {each.fact.article_id for each in late}:
        return False
    return alike(_with_article(episode, early), _with_article(episode, late), lattice.narrow(episode.group))


def _with_article(episode: Episode, claims: Sequence[Claim]) -> list[Claim]:
    articles = episode.articles
    return [each for name in sorted({claim.fact.article_id for claim in claims}) for each in articles[name]]


def _two_starts(early: tuple[Claim, ...], late: tuple[Claim, ...], first: date, second: date) -> Finding:
    here, there = outlets(early[0], late[0])
    return Finding(
        type="date",
        left=early,
        right=late,
        labels=(first.isoformat(), second.isoformat()),
        severity="contradiction",
        explanation=(
            f"{here} has the rule on {slug(early[0].fact.topic)} start on {first.isoformat()}, "
            f"{there} on {second.isoformat()}."
        ),
        settled_by="The day of official publication and the commencement clause of the act.",
    )


def _telling_number(claim: Claim) -> Hashable | None:
    fact = claim.fact
    if fact.kind != "figure" or fact.value is None or claim.window is None or fact.qualifier or fact.headline:
        return None
    what = fact.measure or fact.subject or fact.topic
    return (what, fact.unit, fact.value) if what and significant(fact.value) >= _TELLING else None


def _other_day(one: Claim, other: Claim) -> bool:
    """Ends farther apart than loose wording explains, at least one of them not simply its article's own day."""
    if one.window is None or other.window is None:
        return False
    if abs((one.window.last - other.window.last).days) <= reasons.EDGE:
        return False
    near = one.published is None or other.published is None or one.published.gap(other.published) <= _WEEK
    return near and not (_until_today(one) and _until_today(other))


def _until_today(claim: Claim) -> bool:
    return bool(claim.window and claim.published and claim.window.last == claim.published.last)


def _moved_number(one: Claim, other: Claim) -> Finding:
    first, second = outlets(one, other)
    here, there = (each.window.last.isoformat() if each.window else "" for each in (one, other))
    return Finding(
        type="date",
        left=(one,),
        right=(other,),
        labels=(here, there),
        severity="tension",
        explanation=(
            f"The same {amount(one)} stands for the time up to {here} in {first} and up to {there} in {second}."
        ),
        settled_by=f"The day of the count by {counter(one, other)}.",
    )
