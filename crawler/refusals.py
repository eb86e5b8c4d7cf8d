"""What is not asked for or not kept on purpose, and what could not be fetched: each by one word."""

from OpenSSL.SSL import Error as TlsError
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from scrapy.spidermiddlewares.httperror import HttpError

from crawler.closed import is_closed

LATER = {"busy", "unreachable", "robots unread", "over-limit", "over-time"}
"""Reasons of refusing for now: the page is still owed."""

_CLOSED = {401, 403, 451}
_ANOTHER_TIME = {408, 425, 429}


class RefusedRequest(IgnoreRequest):
    """Not asked for on purpose; `reason` is one word ('robots', 'private', 'off-site', 'redirects', …)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class UnreachedError(Exception):
    """A host was not asked, since it did not give its robots.txt: `kind` is the failure's word."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


class DamagedError(Exception):
    """A body that is not packed as its header says."""


class TooLargeError(Exception):
    """A body that is small as sent and over the limit unpacked."""


class UnreadAnswerError(Exception):
    """An address of the catalogue answered with something that its way of discovery cannot read; `why` is short."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


_KINDS: tuple[tuple[type[Exception], str], ...] = (
    (TooLargeError, "too-large"),
    (DamagedError, "broken"),
    (DownloadTimeoutError, "timeout"),
    (CannotResolveHostError, "dns"),
    (DownloadConnectionRefusedError, "refused"),
    (DownloadCancelledError, "too-large"),
    (DownloadFailedError, "broken"),
    (ResponseDataLossError, "broken"),
    (UnsupportedURLSchemeError, "scheme"),
)
_LASTING = {"too-large", "scheme", "moved", "not there"}


def kind_of(error: BaseException | None) -> str:
    """The word for a failed fetch: 'timeout', 'dns', 'http 500', 'closed' (the site turns plain clients away), …"""
    if isinstance(error, HttpError):
        status, body = error.response.status, error.response.body
        closed = status in _CLOSED or (status == 400 and b"notAllowed" in body[:10_000]) or is_closed(body)
        return "closed" if closed else f"http {status}"
    if isinstance(error, UnreachedError):
        return error.kind
    if _is_tls(error):
        return "tls"
    return next((kind for exception, kind in _KINDS if isinstance(error, exception)), "error")


def lasts(kind: str) -> bool:
    """Whether a page that failed so will fail so tomorrow, and need not be tried again unless a list names it."""
    status = int(kind.removeprefix("http ")) if kind.startswith("http ") else 0
    return kind in _LASTING or (300 <= status < 500 and status not in _ANOTHER_TIME)


def _is_tls(error: BaseException | None) -> bool:
    """Whether a connection failed for its certificate or cipher; Twisted keeps that below what Scrapy raises."""
    reasons = getattr(getattr(error, "__cause__", None), "reasons", ())
    return any(isinstance(reason.value, TlsError) for reason in reasons)
