"""What the tests of telling share: a store of the test's own, and a mail server that keeps what it is sent."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from letterbox import Letterbox
from sqlalchemy import Engine
from stores import empty_url, postgres, store, store_url, template
from told import plain_store

from db.engine import open_store

__all__ = ["empty_url", "postgres", "store", "store_url", "template"]


@pytest.fixture
def letterbox() -> Iterator[Letterbox]:
    with Letterbox() as running:
        yield running


@pytest.fixture
def embedded(tmp_path: Path) -> Iterator[Engine]:
    """A store on SQLite alone, for what does not depend on the database."""
    engine = open_store(plain_store(tmp_path))
    yield engine
    engine.dispose()
