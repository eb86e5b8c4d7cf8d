"""The start of a change where several were told: which were moved since, which one stands."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime

from timeline.claims import Claim
from timeline.episodes import Episode
from timeline.lattice import Lattice
from timeline.moves import same_rule
from timeline.names import same_outlet
from timeline.tellings import is_past


def main_start(episode: Episode, lattice: Lattice) -> str | None:
    """The start with the most weight behind it, the later known on a tie; a month or year where no day is told.

    What was told before a start was moved counts no more.
    """
    votes: Counter[str] = Counter()
    latest: dict[str, Claim] = {}
    articles = episode.articles
    for start, claims in _standing(episode, lattice).items():
        votes[start] = sum(_weight(articles[name]) for name in {each.fact.article_id for each in claims})
        latest[start] = max(claims, key=lambda each: each.order)
    if not votes:
        return None
    return max(votes, key=lambda start: (len(start), votes[start], latest[start].order))


def taken_back(episode: Episode, lattice: Lattice) -> frozenset[str]:
    """The ids of claims whose start is known to be moved to another since they were told.

    An outlet moves the start that it told on an earlier day; so does an article that says it was moved.
    """
    standing = {each.id for claims in _standing(episode, lattice).values() for each in claims}
    return frozenset(each.id for each in _telling(episode) if each.id not in standing)


def _standing(episode: Episode, lattice: Lattice) -> dict[str, list[Claim]]:
    """By start, the claims that tell it and were not taken back."""
    told: dict[str, list[Claim]] = defaultdict(list)
    for each in _telling(episode):
        told[each.fact.effective_from or ""].append(each)
    if len(told) == 1:
        return told
    found = {start: _after(claims, _moved(start, claims, told, lattice)) for start, claims in told.items()}
    return {start: claims for start, claims in found.items() if claims}


def _telling(episode: Episode) -> list[Claim]:
    return [each for each in episode.claims if each.fact.effective_from and not is_past(each)]


def _after(claims: list[Claim], since: datetime | None) -> list[Claim]:
    return [each for each in claims if since is None or each.known > since]


def _moved(start: str, claims: Sequence[Claim], told: dict[str, list[Claim]], lattice: Lattice) -> datetime | None:
    """Since when the start is known to be another; None if nobody moved it."""
    others = [each for other, late in told.items() if _apart(start, other) for each in late]
    return max((each.known for each in others if _takes_back(each, claims, lattice)), default=None)


def _takes_back(late: Claim, told: Sequence[Claim], lattice: Lattice) -> bool:
    earlier = [each for each in told if each.known.date() < late.known.date()]
    if lattice.marks("moved", late.fact.quote.text):
        return bool(earlier)
    return any(_one_outlet(late, each) and same_rule(late, each) for each in earlier)


def _one_outlet(one: Claim, other: Claim) -> bool:
    return one.article.url == other.article.url or same_outlet(one.article.source, other.article.source)


def _apart(one: str, other: str) -> bool:
    """Whether they are two starts: "2023-01" and "2023-01-27" are one, told more and less closely."""
    return not (one.startswith(other) or other.startswith(one))


def _weight(article: Sequence[Claim]) -> int:
    """The body's own page counts most, then an article that names its source."""
    if article[0].primary:
        return 3
    return 2 if any(each.fact.speaker or each.fact.organisation for each in article) else 1
