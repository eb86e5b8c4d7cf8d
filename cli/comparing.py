"""Compares what the store holds: the blocks that new articles touch, or everything at once where that is less work."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from cli.notifying import owe

_MANY = 0.05  # of all articles: from here on the whole is compared in less time than its parts


def compare_stored(engine: Any, *, at: datetime, silent: bool = False, many: float = _MANY) -> bool:
    """Compares what came, changed or went since the last comparison; whether that was less than everything.

    `at` (aware) is when the events are raised; `silent` ones alert nobody. Above the share `many` of stale articles
    everything is compared.
    """
    from db import places
    from db.engine import writing
    from timeline import COMPARER

    with writing(engine) as session:
        stale = places.stale_articles(session)
        former = places.compared_by(session)
        if former == COMPARER and len(stale) <= many * places.articles_compared(session):
            _compare_touched(session, stale, at, silent)
            return True
    # Another comparer sees other things in the same reports: that is no news.
    _compare_everything(engine, at, silent or former not in (None, COMPARER))
    return False


def _compare_everything(engine: Any, at: datetime, silent: bool) -> None:
    from db import places, reads, writes
    from db.engine import reading, writing
    from timeline import COMPARER, compare, place_in_blocks

    with reading(engine) as session:
        stale = places.stale_articles(session)
        reports = tuple(reads.told_reports(session))
    comparison = compare(reports)
    told = place_in_blocks(reports)
    with writing(engine) as session:
        events = writes.replace_comparison(session, comparison=comparison, at=at, silent=silent)
        owe(session, events, at=at)
        places.keep_places(session, articles=None, places=told, comparer=COMPARER, settled=stale)


def _compare_touched(session: Any, stale: Collection[str], at: datetime, silent: bool) -> None:
    from db import places, reads, writes
    from timeline import COMPARER, article_block, compare, place_in_blocks, touched

    told = place_in_blocks(reads.told_reports(session, articles=stale))
    moved = places.places_of(session, articles=stale) | {each for pairs in told.values() for each in pairs}
    fields = {field for field, _ in moved}
    before = places.countries_of(session, fields=fields)
    places.keep_places(session, articles=stale, places=told, comparer=COMPARER, settled=stale)
    after = places.countries_of(session, fields=fields)
    again = touched(moved, {field: before[field] | after[field] for field in fields})
    near = places.articles_in(session, blocks=again) | set(stale)
    blocks = again | {article_block(each) for each in stale}
    comparison = compare(reads.told_reports(session, articles=near), only=blocks)
    events = writes.replace_comparison(session, comparison=comparison, blocks=blocks, at=at, silent=silent)
    owe(session, events, at=at)
