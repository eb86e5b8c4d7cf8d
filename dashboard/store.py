"""The store behind the pages: one engine a process, opened when it is first asked for; and what is said without it."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec

from sqlalchemy import Engine
from starlette.responses import PlainTextResponse, Response

from core.errors import StoreError
from db.engine import open_store

UNKNOWN = "Nothing is known here under this address.\n"
UNAVAILABLE = "The store cannot be used at the moment.\n"
P = ParamSpec("P")


@lru_cache(maxsize=1)
def opened(url: str) -> Engine:
    """The engine on the database at `url`; a failure is not remembered. Raises StoreError."""
    return open_store(url)


def or_unavailable(handler: Callable[P, Response]) -> Callable[P, Response]:
    """The handler, answering 503 where the store fails it."""

    @wraps(handler)
    def answer(*given: P.args, **named: P.kwargs) -> Response:
        try:
            return handler(*given, **named)
        except StoreError:
            return PlainTextResponse(UNAVAILABLE, status_code=503)

    return answer
