"""Keeps a crawl on the public web: no other schemes, private addresses, names that lead to those, or foreign sites."""

import ipaddress
from collections.abc import Sequence
from typing import ClassVar, Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

from core.networks import is_public
from crawler.refusals import RefusedRequest
from crawler.work import work_of


def is_literal(host: str) -> bool:
    """Whether a host is an IP address and no name."""
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True


class PublicResolver(CachingThreadedResolver):
    """Resolves names to public addresses only, unless private ones are allowed. Set for the whole process.

    Twisted keeps of a failed lookup only that it failed, so the names refused here are kept beside it.
    """

    refused_names: ClassVar[set[str]] = set()

    def __init__(self, reactor: ReactorBase, cache_size: int, timeout: float, *, allow_private: bool = False) -> None:
        super().__init__(reactor, cache_size, timeout)
        self._allow_private = allow_private

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        settings = crawler.settings
        return cls(
            reactor,
            settings.getint("DNSCACHE_SIZE"),
            settings.getfloat("DNS_TIMEOUT"),
            allow_private=settings.getbool("EREJE_ALLOW_PRIVATE"),
        )

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> "Deferred[str]":  # noqa: N802 (Twisted's name)
        found = super().getHostByName(name, timeout)
        return found.addCallback(self._public_only, name)

    def _public_only(self, address: str, name: str) -> str:
        if self._allow_private or is_public(address):
            return address
        self.refused_names.add(name.lower())
        raise DNSLookupError(f"{name} is at a private address")


class GuardMiddleware:
    """Refuses a request before anything is sent: redirects pass here too, since each is a new request."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._allow_private = crawler.settings.getbool("EREJE_ALLOW_PRIVATE")
        self._longest = crawler.settings.getint("URLLENGTH_LIMIT")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise RefusedRequest("scheme")
        if len(request.url) > self._longest:
            raise RefusedRequest("url-length")
        if not self._allow_private and is_literal(parts.hostname) and not is_public(parts.hostname):
            raise RefusedRequest("private")
        source_id = request.meta.get("source_id")
        if source_id and not work_of(self._crawler).ledger.on_site(source_id, request.url):
            raise RefusedRequest("off-site")


class PrivateNameMiddleware:
    """Tells a name that was refused for its private address from one that does not resolve; nearest to the network."""

    def process_exception(self, request: Request, exception: Exception) -> None:
        host = (urlsplit(request.url).hostname or "").lower()
        if isinstance(exception, CannotResolveHostError) and host in PublicResolver.refused_names:
            raise RefusedRequest("private") from exception
