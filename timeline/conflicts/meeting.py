"""Which claims are put beside each other: those of one key and of one time, never all with all."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

from timeline.claims import Claim

REACH = 200  # claims a claim meets at most: what is said so often is said by many voices already
DAYS = 92


def blocks(claims: Iterable[Claim], key: Callable[[Claim], Hashable | None]) -> list[list[Claim]]:
    """Claims of one key together, in the order given; those whose key is None are left out."""
    found: dict[Hashable, list[Claim]] = defaultdict(list)
    for each in claims:
        if (name := key(each)) is not None:
            found[name].append(each)
    return list(found.values())


def in_time(block: Sequence[Claim], within: int = DAYS) -> Iterator[tuple[Claim, Claim]]:
    """Pairs from different articles published `within` days of each other; an undated claim may be of any time."""
    dated = [each for each in block if each.published]
    undated = [each for each in block if not each.published]
    for at, one in enumerate(dated):
        for other in dated[at + 1 : at + 1 + REACH]:
            if (other.known - one.known).days > within:
                break
            if one.fact.article_id != other.fact.article_id:
                yield one, other
    for at, one in enumerate(undated):
        for other in (*dated[-REACH:], *undated[at + 1 : at + 1 + REACH]):
            if one.fact.article_id != other.fact.article_id:
                yield one, other


def in_window(block: Sequence[Claim], slack: int) -> Iterator[tuple[Claim, Claim]]:
    """Pairs from different articles whose windows start within `slack` days of each other."""
    placed = sorted((each for each in block if each.window), key=lambda each: (each.window, each.id))
    for at, one in enumerate(placed):
        for other in placed[at + 1 : at + 1 + REACH]:
            if one.window and other.window and (other.window.first - one.window.first).days > slack:
                break
            if one.fact.article_id != other.fact.article_id:
                yield one, other
