"""What reading leaves in the store: versions of a page, a better reader's second look, and nothing half written."""

import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine
from store_records import TEXT, article, at, change, comparison, fact

from core.errors import StoreError
from core.queries import Filters
from core.records.facts import Fact
from core.records.pages import Article
from db import reads, writes
from db.engine import open_store, reading, writing

EDITED = TEXT + " Corrected."


def keep(
    store: Engine,
    facts: Sequence[Fact],
    *,
    name: str = "a1",
    record: str = "r1",
    day: int = 11,
    text: str = TEXT,
    reader: str = "1",
    **head: str,
) -> writes.Difference:
    told = article(name, text=text, retrieved=at(day), **head)
    with writing(store) as session:
        return writes.add_reading(session, article=told, facts=facts, record_id=record, reader=reader)


def ids(store: Engine) -> list[str]:
    with reading(store) as session:
        return [report.fact.fact_id for report in reads.reports(session)]


def test_writing_the_same_reading_again_changes_nothing(store: Engine) -> None:
    first = keep(store, [fact("f1"), fact("f2")])
    again = keep(store, [fact("f1"), fact("f2")])
    assert (first.added, again) == (2, writes.Difference())
    assert ids(store) == ["f1", "f2"]


def test_a_page_is_new_on_the_day_it_was_first_fetched_and_its_edits_are_no_news(store: Engine) -> None:
    keep(store, [fact("f2", of="a2")], name="a2", record="r2", day=14, text=EDITED)
    keep(store, [fact("f1")], day=12)
    keep(store, [fact("f3", of="a3")], name="a3", record="r3", day=13, url="https://gazette.example/buses")
    with reading(store) as session:
        news = reads.days_with_news(session)
        (source,) = reads.sources(session)
    assert news == {"The Gazette": [at(13).date(), at(12).date()]}
    assert (source.articles, source.facts) == (2, 2)
    keep(store, [], name="a3", record="r3", day=13, url="https://gazette.example/buses")
    with reading(store) as session:
        assert reads.sources(session)[0].facts == 1


def test_a_better_reader_is_told_apart_from_a_changed_page(store: Engine) -> None:
    keep(store, [fact("f1"), fact("f2"), fact("f3")])
    second = [fact("f1", reader="2"), fact("f2", reader="2", audience="foreigners"), fact("f4", reader="2")]
    assert keep(store, second, reader="2") == writes.Difference(added=1, removed=1, altered=1)
    assert ids(store) == ["f1", "f2", "f4"]
    with reading(store) as session:
        assert reads.read_records(session, reader="2") == {"r1"}
        assert reads.read_records(session, reader="1") == set()


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_of_an_edited_page_the_text_retrieved_last_counts_in_whatever_order_it_is_read(
    store: Engine, order: tuple[int, int]
) -> None:
    steps = (
        lambda: keep(store, [fact("f1")], name="a1", record="r1", day=11),
        lambda: keep(store, [fact("f2", of="a2")], name="a2", record="r2", day=12, text=EDITED),
    )
    for step in order:
        steps[step]()
    assert ids(store) == ["f2"]
    with reading(store) as session:
        former = reads.article(session, article_id="a1")
        assert former is not None
        assert [report.fact.fact_id for report in former.reports] == ["f1"]
        assert reads.facts(session, filters=Filters(), limit=10).total == 1


def test_a_page_that_goes_back_to_its_first_text_has_that_text_again_and_its_first_retrieval(store: Engine) -> None:
    keep(store, [fact("f1")], name="a1", record="r1", day=11)
    keep(store, [fact("f2", of="a2")], name="a2", record="r2", day=12, text=EDITED)
    keep(store, [fact("f1")], name="a1", record="r3", day=13)
    assert ids(store) == ["f1"]
    with reading(store) as session:
        kept = reads.fact(session, fact_id="f1")
    assert kept is not None
    assert kept.article.retrieved == at(11)


def test_what_a_record_no_longer_gives_goes_unless_another_record_gives_it(store: Engine) -> None:
    keep(store, [fact("f1")], record="r1")
    keep(store, [fact("f1")], record="r2", day=12)
    with writing(store) as session:
        gone = writes.add_skipped(session, record_id="r1", reader="2", reason="too-short")
    assert (gone, ids(store)) == (writes.Difference(), ["f1"])
    cleaned = keep(store, [fact("f9", of="a9")], name="a9", record="r2", reader="2", day=12, text=EDITED)
    assert cleaned == writes.Difference(added=1, removed=1)
    assert ids(store) == ["f9"]
    with reading(store) as session:
        assert reads.article(session, article_id="a1") is None
        assert reads.skipped(session) == {"too-short": 1}


def test_a_reader_that_fails_takes_nothing_away_and_will_try_again(store: Engine) -> None:
    keep(store, [fact("f1")])
    with writing(store) as session:
        writes.add_failed(session, record_id="r1", reader="2", reason="RecursionError")
    assert ids(store) == ["f1"]
    with reading(store) as session:
        assert reads.read_records(session, reader="2") == set()


def _keep_all(store: Engine, *batch: tuple[Article, Fact, str]) -> None:
    with writing(store) as session:
        for told, found, record in batch:
            writes.add_reading(session, article=told, facts=[found], record_id=record, reader="1")


def test_a_batch_that_fails_is_not_kept_at_all(store: Engine) -> None:
    broken = fact("f2", of="nowhere")
    with pytest.raises(StoreError):
        _keep_all(store, (article(), fact("f1"), "r1"), (article("a2", text=EDITED), broken, "r2"))
    with reading(store) as session:
        assert reads.read_records(session, reader="1") == set()
        assert reads.article(session, article_id="a1") is None


def test_two_programs_that_read_the_same_archive_at_once_end_with_what_one_would(store_url: str) -> None:
    def read_all() -> None:
        store = open_store(store_url)
        for start in range(0, 40, 8):
            batch = []
            for number in range(start, start + 8):
                told = article(f"a{number}", url=f"https://gazette.example/{number}")
                batch.append((told, fact(f"f{number:02}", of=f"a{number}"), f"r{number}"))
            _keep_all(store, *batch)
            with writing(store) as session:
                writes.replace_comparison(session, comparison=comparison(changes=[change("c1")]))
        store.dispose()

    with ThreadPoolExecutor(3) as pool:
        for running in [pool.submit(read_all) for _ in range(3)]:
            running.result()
    store = open_store(store_url)
    assert ids(store) == [f"f{number:02}" for number in sorted(range(40), key=lambda number: str(number))]
    with reading(store) as session:
        assert list(reads.all_changes(session)) == [change("c1")]
        assert len(reads.read_records(session, reader="1")) == 40
    store.dispose()


def test_a_process_that_is_killed_while_writing_leaves_nothing_half_written(store_url: str) -> None:
    program = """
import os, sys
from db import writes
from db.engine import open_store, writing
from store_records import article, fact
with writing(open_store(sys.argv[1])) as session:
    writes.add_reading(session, article=article(), facts=[fact("f1")], record_id="r1", reader="1")
    os._exit(3)
"""
    paths = [str(Path(__file__).parent), *sys.path]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(paths)}
    killed = subprocess.run([sys.executable, "-c", program, store_url], env=environment, check=False)
    assert killed.returncode == 3
    store = open_store(store_url)
    with reading(store) as session:
        assert reads.article(session, article_id="a1") is None
        assert reads.read_records(session, reader="1") == set()
    keep(store, [fact("f1")])
    assert ids(store) == ["f1"]
    store.dispose()
