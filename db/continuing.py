"""What goes on under another id: a change or conflict that is gone, and the new one that took its place."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from sqlalchemy import select
from sqlmodel import Session

from db.bulk import portions
from db.tables.articles import ARTICLES, FACTS

Kind = tuple[str | None, ...]


def continued(
    session: Session,
    found: Mapping[str, frozenset[str]],
    before: Mapping[str, frozenset[str]],
    kinds: Mapping[str, Kind],
) -> dict[str, str]:
    """New ids of what goes on, each with its former one; `found` and `before` have the facts of each by id.

    It has most of the former's facts, or is of its kind (`kinds` by id) and told by the same pages, edited since.
    """
    upheld = _upheld(found, before)
    return upheld | _rewritten(session, found, before, upheld, kinds)


def _upheld(found: Mapping[str, frozenset[str]], before: Mapping[str, frozenset[str]]) -> dict[str, str]:
    """New ids of what has most of the facts of a former one."""
    owners: dict[str, list[str]] = defaultdict(list)
    for former in sorted(before.keys() - found.keys()):
        for fact in before[former]:
            owners[fact].append(former)
    same: dict[str, str] = {}
    for later in sorted(found.keys() - before.keys()):
        shared: dict[str, int] = defaultdict(int)
        for fact in found[later]:
            for former in owners[fact]:
                shared[former] += 1
        best = max(shared, key=lambda former: (shared[former], former), default=None)
        if best is not None and 2 * shared[best] >= len(before[best]):
            same[later] = best
    return same


def _rewritten(
    session: Session,
    found: Mapping[str, frozenset[str]],
    before: Mapping[str, frozenset[str]],
    upheld: Mapping[str, str],
    kinds: Mapping[str, Kind],
) -> dict[str, str]:
    """New ids of what the same pages tell in other words, edited since, as a former one of its kind."""
    gone = before.keys() - found.keys() - set(upheld.values())
    new = found.keys() - before.keys() - upheld.keys()
    if not gone or not new:
        return {}
    told = {each: before[each] for each in gone} | {each: found[each] for each in new}
    address = _addresses(session, {fact for facts in told.values() for fact in facts})
    pages = {each: frozenset(address[fact] for fact in facts if fact in address) for each, facts in told.items()}
    same: dict[str, str] = {}
    for later in sorted(new):
        alike = [each for each in gone - set(same.values()) if kinds[each] == kinds[later]]
        best = max(alike, key=lambda former: (len(pages[former] & pages[later]), former), default=None)
        if best is not None and 2 * len(pages[best] & pages[later]) >= max(len(pages[best]), 1):
            same[later] = best
    return same


def _addresses(session: Session, facts: Collection[str]) -> dict[str, str]:
    """The page of each fact that is in the store."""
    found: dict[str, str] = {}
    joined = FACTS.join(ARTICLES, ARTICLES.c.article_id == FACTS.c.article_id)
    for some in portions(facts):
        chosen = select(FACTS.c.fact_id, ARTICLES.c.url).select_from(joined).where(FACTS.c.fact_id.in_(some))
        found |= dict(session.execute(chosen).all())
    return found
