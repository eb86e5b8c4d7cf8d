"""What one more article costs: `python -m benchmarks.one_more [FACTS FACTS]`, in stores of 10,000 and 100,000 facts.

The facts are invented, as many to a topic and country in the larger store as in the smaller: an archive grows by more
fields and countries that are followed. For each size the median over articles of adding one to a store and comparing
it, and the ratio of the two. Where one field of one country grows instead, so does the cost of its articles.
"""

import gc
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from benchmarks.comparing import reports
from cli.comparing import compare_stored
from core.records.facts import Report
from core.records.pages import Article, ArticleHead
from db import mapping, places, writes
from db.engine import open_store, writing
from db.searching import word_row
from db.tables.articles import ARTICLES, FACT_WORDS, FACTS
from timeline import COMPARER, place_in_blocks

_SIZES = (10_000, 100_000)
_MORE = 40  # articles added one by one
_AT = datetime(2026, 1, 1, tzinfo=UTC)


def seconds_for_one(facts: int) -> float:
    """The median of adding and comparing one article, in a store with `facts` facts."""
    spread = round((facts / _SIZES[0]) ** 0.5)
    given = list(reports(facts + 8 * _MORE, spread=spread))
    added = given[facts:]
    with tempfile.TemporaryDirectory() as folder:
        engine = open_store(f"sqlite:///{Path(folder) / 'ereje.sqlite'}")
        fill(engine, given[:facts])
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")  # no part of the articles to come
        given.clear()
        gc.collect()
        took = [_add(engine, list(article)) for _, article in _by_article(added)]
        engine.dispose()
    return statistics.median(took[5:])


def _by_article(given: Iterable[Report]) -> Iterable[tuple[str, Iterable[Report]]]:
    return groupby(given, key=lambda each: each.fact.article_id)


def fill(engine: Any, given: Sequence[Report]) -> None:
    """The facts and where they belong; what was found in them before weighs nothing here."""
    heads = {each.article.article_id: each.article for each in given}
    counted = Counter(each.fact.article_id for each in given)
    texts = {ident: _text(told) for ident, told in _by_article(given)}
    with writing(engine) as session:
        for some in _portions(heads.values()):
            rows = [
                mapping.article_row(Article(head=head, text=texts[head.article_id])) | _alone(head, counted)
                for head in some
            ]
            session.execute(ARTICLES.insert(), rows)
        for some in _portions(given):
            session.execute(FACTS.insert(), [mapping.fact_row(each.fact) for each in some])
            session.execute(FACT_WORDS.insert(), [word_row(each.fact, each.article.title) for each in some])
        told = place_in_blocks(given)
        places.keep_places(session, articles=None, places=told, comparer=COMPARER, settled=())


def _text(told: Iterable[Report]) -> str:
    """An article's text that holds each quote where its fact says."""
    text = ""
    for each in told:
        text = f"{text:<{each.fact.quote.start}}{each.fact.quote.text}."
    return text


def _alone(head: ArticleHead, counted: Mapping[str, int]) -> dict[str, Any]:
    """What the store adds to an article whose page has no other text."""
    return {"current": True, "new_on": head.retrieved.date(), "facts": counted[head.article_id]}


def _portions(rows: Iterable[Any]) -> Iterable[list[Any]]:
    walked = iter(rows)
    while some := list(islice(walked, 5000)):
        yield some


def _add(engine: Any, article: Sequence[Report]) -> float:
    head = article[0].article
    facts = [each.fact for each in article]
    begun = time.perf_counter()
    with writing(engine) as session:
        one = Article(head=head, text="")
        writes.add_reading(session, article=one, facts=facts, record_id=head.article_id, reader="invented")
    assert compare_stored(engine, at=_AT), "everything was compared"
    return time.perf_counter() - begun


def main() -> None:
    """Prints what one article costs in both stores, and the ratio."""
    small, large = (int(each) for each in sys.argv[1:3]) if len(sys.argv) > 2 else _SIZES
    first, second = seconds_for_one(small), seconds_for_one(large)
    print(
        f"one more article: {first * 1000:.0f} ms at {small:,} facts, {second * 1000:.0f} ms at {large:,}: "
        f"ratio {second / first:.2f}"
    )


if __name__ == "__main__":
    main()
