"""Date conflicts of acts: one act with two starting days."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from timeline.claims import Claim
from timeline.conflicts import reasons
from timeline.conflicts.finding import Finding
from timeline.conflicts.meeting import blocks, in_time
from timeline.episodes import Episode
from timeline.lattice import Lattice
from timeline.phrase import day, outlets, slug
from timeline.starts import taken_back
from timeline.tellings import alike, is_past

_NEWS = 14  # days


def find(articles: Mapping[str, Sequence[Claim]], told: Sequence[Episode], lattice: Lattice) -> Iterator[Finding]:
    """Two near starts of one change; the same two days in one country, under whatever topic, are one dispute."""
    sides: dict[tuple[str, date, date], tuple[list[Claim], list[Claim]]] = {}
    for episode in told:
        for (first, early), (second, late) in combinations(_standing(episode, lattice), 2):
            if _disputed(episode, early, late, lattice):
                here, there = sides.setdefault((episode.jurisdiction or "", first, second), ([], []))
                here.extend(early)
                there.extend(late)
    for (_, first, second), (early_side, late_side) in sides.items():
        yield _two_starts(_whole(early_side, first, articles), _whole(late_side, second, articles), first, second)
    yield from _left_over(told)


def _left_over(told: Sequence[Episode]) -> Iterator[Finding]:
    """In two languages' reports of one story, the one start of each that the other has not, of one kind of rule."""
    dated = [each for episode in told for each in episode.claims if each.effective and each.effective.exact]
    bound = [each for each in dated if each.fact.modality not in (None, "planned") and not is_past(each)]
    for block in blocks(bound, lambda each: (each.place, each.fact.topic, each.fact.modality, each.fact.value)):
        for one, other in in_time(block, within=_NEWS):
            foreign = one.article.language != other.article.language
            if foreign and _each_alone(one, other) and reasons.same_story(one, other):
                early, late = sorted((one, other), key=_begins)
                yield _two_starts((early,), (late,), _begins(early), _begins(late))


def _each_alone(one: Claim, other: Claim) -> bool:
    here, there = ({mark for mark in each.marks if mark[0] == "start"} for each in (one, other))
    mine, its = here - there, there - here
    alone = mine == {("start", one.fact.effective_from)} and its == {("start", other.fact.effective_from)}
    return alone and (one.audience == other.audience or None in (one.audience, other.audience))


def _begins(claim: Claim) -> date:
    return claim.effective.first if claim.effective else date.max


def _standing(episode: Episode, lattice: Lattice) -> list[tuple[date, list[Claim]]]:
    """The starts told, each with the claims that were not taken back."""
    if len(episode.starts) < 2:
        return []
    gone = taken_back(episode, lattice)
    found = [(day, [each for each in claims if each.id not in gone]) for day, claims in episode.starts]
    return [(day, claims) for day, claims in found if claims]


def _whole(side: Sequence[Claim], day: date, articles: Mapping[str, Sequence[Claim]]) -> tuple[Claim, ...]:
    """All that the side's articles have start on the day, under whatever topic the words stand."""
    found = {each.id: each for each in side}
    for article in sorted({each.fact.article_id for each in side}):
        found |= {each.id: each for each in articles[article] if each.place == side[0].place and _starts_on(each, day)}
    return tuple(sorted(found.values(), key=lambda each: each.order))


def _starts_on(claim: Claim, day: date) -> bool:
    exact = claim.effective is not None and claim.effective.exact and claim.effective.first == day
    return exact and claim.fact.kind == "rule" and not is_past(claim)


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
        explanation=f"{here} has the rules on {slug(_topic(early))} start on {day(first)}, {there} on {day(second)}.",
        settled_by="The day of official publication and the commencement clause of the act.",
    )


def _topic(side: Sequence[Claim]) -> str | None:
    """The topic most of the side's words stand under; of equals the first by alphabet."""
    told = Counter(each.fact.topic for each in side if each.fact.topic)
    return min(told, key=lambda name: (-told[name], name)) if told else None
