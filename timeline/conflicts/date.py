"""Date conflicts of acts: one act with two starting days."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from timeline.claims import Claim
from timeline.conflicts import reasons
from timeline.conflicts.finding import Finding
from timeline.conflicts.meeting import blocks, in_time
from timeline.episodes import Episode
from timeline.lattice import Lattice
from timeline.names import same_outlet
from timeline.phrase import day, outlets, slug
from timeline.starts import taken_back
from timeline.tellings import alike, is_past

_NEWS = 31  # days


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
    yield from _left_over(told, lattice)


def disputed_days(told: Sequence[Episode], lattice: Lattice) -> dict[str, frozenset[date]]:
    """The days between which reports differ, for each claim (by its id) that tells one of them."""
    found: dict[str, set[date]] = defaultdict(set)
    for episode in told:
        for (first, early), (second, late) in combinations(_standing(episode, lattice), 2):
            if _disputed(episode, early, late, lattice):
                for each in (*early, *late):
                    found[each.id] |= {first, second}
    for finding in _left_over(told, lattice):
        for each in finding.claims:
            found[each.id] |= {date.fromisoformat(label) for label in finding.labels}
    return {name: frozenset(days) for name, days in found.items()}


def _left_over(told: Sequence[Episode], lattice: Lattice) -> Iterator[Finding]:
    """Two languages' reports of one story, each with one start for a rule of one kind, and not the same."""
    dated = [each for episode in told for each in episode.claims if each.effective and each.effective.exact]
    for block in blocks([each for each in dated if not is_past(each)], _kind):
        starts: dict[str, set[str | None]] = defaultdict(set)
        for each in block:
            starts[each.fact.article_id].add(each.fact.effective_from)
        alone = [each for each in block if len(starts[each.fact.article_id]) == 1]
        for one, other in in_time(alone, within=_NEWS):
            if _told_otherwise(one, other, lattice) and reasons.same_story(one, other):
                early, late = sorted((one, other), key=_begins)
                yield _two_starts((early,), (late,), _begins(early), _begins(late))


def _kind(claim: Claim) -> Hashable:
    """Rules of one topic, direction and number; a bare "takes effect on" is of a kind of its own."""
    fact = claim.fact
    return claim.place, fact.topic, None if fact.modality == "planned" else fact.modality, fact.value


def _told_otherwise(one: Claim, other: Claim, lattice: Lattice) -> bool:
    """Whether another outlet in another language tells another start, of no other group, and not that it was moved."""
    if any(lattice.marks("moved", each.fact.quote.text) for each in (one, other)):
        return False
    if same_outlet(one.article.source, other.article.source):
        return False
    foreign = one.article.language != other.article.language
    group = one.audience == other.audience or None in (one.audience, other.audience)
    return foreign and group and one.lent == other.lent and one.effective != other.effective


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
