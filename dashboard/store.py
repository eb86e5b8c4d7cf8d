"""The store behind the pages: one engine a process, opened when it is first asked for."""

from functools import lru_cache

from sqlalchemy import Engine

from db.engine import open_store


@lru_cache(maxsize=1)
def opened(url: str) -> Engine:
    """The engine on the database at `url`; a failure is not remembered. Raises StoreError."""
    return open_store(url)
