"""Opening the store: one schema on both databases, and one plain line for every way in which it can fail."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text
from sqlmodel import SQLModel
from store_records import article, at, change, comparison, conflict, fact

import db.engine
import db.tables  # declares the tables
from core.errors import StoreError
from core.queries import Filters
from db import reads, writes
from db.engine import open_store, reading, writing


def test_the_migrations_make_the_schema_that_the_tables_declare(store: Engine) -> None:
    """But for the index of words, which each database has in its own form."""

    def is_declared(_thing: object, name: str | None, *_: object) -> bool:
        return not str(name).startswith(("fact_words_index", "ix_fact_words"))

    with store.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": is_declared})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_opening_again_keeps_what_is_there(store: Engine, store_url: str) -> None:
    with writing(store) as session:
        writes.add_reading(session, article=article(), facts=[fact()], record_id="r1", reader="1")
    again = open_store(store_url)
    with reading(again) as session:
        assert reads.read_records(session, reader="1") == {"r1"}
    again.dispose()


def test_several_may_open_a_new_store_at_once(empty_url: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        for engine in pool.map(open_store, [empty_url] * 4):
            with reading(engine) as session:
                assert reads.skipped(session) == {}
            engine.dispose()


def test_a_store_goes_back_to_an_older_version_and_on_again(store: Engine, store_url: str) -> None:
    """Whoever has to keep the older program a while loses neither what was read nor what people judged."""
    with writing(store) as session:
        writes.add_reading(session, article=article(), facts=[fact()], record_id="r1", reader="1")
        writes.replace_comparison(session, comparison=comparison(changes=[change()], conflicts=[conflict()]))
        writes.judge_conflict(session, conflict_id="x1", state="explained", by="Dana", at=at(20))
    config = Config()
    config.set_main_option("script_location", str(Path(db.engine.__file__).parent / "migrations"))
    with store.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0005")
    with store.connect() as connection:
        folded = connection.execute(text("SELECT quote_folded FROM facts")).scalar()
        assert folded == fact().quote.text.casefold()
    again = open_store(store_url)
    with reading(again) as session:
        assert reads.facts(session, filters=Filters(words=fact().quote.text.split()[0]), limit=9).total == 1
        assert [one.change_id for one in reads.changes(session, filters=Filters(), limit=9).items] == ["c1"]
        assert [one.by for one in reads.verdicts(session, conflict_id="x1")] == ["Dana"]
    again.dispose()


def test_a_store_of_a_newer_version_is_refused_and_left_alone(store: Engine, store_url: str) -> None:
    with writing(store) as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    before = inspect(store).get_table_names()
    with pytest.raises(StoreError, match="newer version") as refusal:
        open_store(store_url)
    assert "\n" not in str(refusal.value)
    with store.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == "9999"
    assert inspect(store).get_table_names() == before


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    file = tmp_path / "notes.sqlite"
    file.write_text("this is a shopping list, not a database\n" * 100)
    with pytest.raises(StoreError, match=r"notes\.sqlite: file is not a database"):
        open_store(f"sqlite:///{file}")
    assert file.read_text().startswith("this is a shopping list")


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="unable to open database file"):
        open_store(f"sqlite:///{tmp_path / 'nowhere' / 'ereje.sqlite'}")


def test_a_server_that_does_not_answer_is_named_without_its_password() -> None:
    with pytest.raises(StoreError, match="refused") as failure:
        open_store("postgresql://someone:secret@127.0.0.1:9/ereje")
    assert "secret" not in str(failure.value)
    assert "127.0.0.1:9" in str(failure.value)


@pytest.mark.parametrize("url", ["mysql://host/base", "not a url"])
def test_an_address_of_no_known_database_is_refused(url: str) -> None:
    with pytest.raises(StoreError, match="EREJE_DATABASE_URL"):
        open_store(url)
