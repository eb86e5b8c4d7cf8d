"""Date conflicts of acts: one act with two starting days."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations

from timeline.claims import Claim
from timeline.conflicts.finding import Finding
from timeline.conflicts.phrase import outlets, slug
from timeline.episodes import Episode
from timeline.lattice import Lattice
from timeline.tellings import alike, is_past


def find(claims: Sequence[Claim], told: Sequence[Episode], lattice: Lattice) -> Iterator[Finding]:
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
