"""Each test of the store runs twice: on SQLite and on PostgreSQL."""

from stores import empty_url, postgres, store, store_url, template

__all__ = ["empty_url", "postgres", "store", "store_url", "template"]
