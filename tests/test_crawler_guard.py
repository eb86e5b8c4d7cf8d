"""What the guard lets through: public addresses of the web, and nothing that leads to a private network."""

import pytest
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.spiders import Spider

from core.networks import is_public
from crawler.guard import GuardMiddleware
from crawler.refusals import RefusedRequest


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.9.9.9", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fd00::1", "::ffff:127.0.0.1",
        "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "no address",
    ],
)  # fmt: skip
def test_private_and_special_addresses_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:8.8.8.8"])
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(address)


class _Anywhere:
    def on_site(self, source_id: str, url: str) -> bool:
        return url.startswith("https://courier.example/")


class _Work:
    ledger = _Anywhere()


class _Spider(Spider):
    name = "any"
    work = _Work()


def guard() -> GuardMiddleware:
    crawler = Crawler(_Spider, {"URLLENGTH_LIMIT": 100})
    crawler.spider = _Spider()
    return GuardMiddleware(crawler)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://courier.example/a", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("data:text/html,x", "scheme"),
        ("http://[::1]/", "private"),
        ("http://127.0.0.1:631/", "private"),
        ("https://elsewhere.example/", "off-site"),
        ("https://courier.example/" + "a" * 100, "url-length"),
    ],
)
def test_a_request_is_refused_before_anything_is_sent(url: str, reason: str) -> None:
    with pytest.raises(RefusedRequest) as refused:
        guard().process_request(Request(url, meta={"source_id": "courier"}))
    assert refused.value.reason == reason


def test_a_sites_own_page_passes() -> None:
    guard().process_request(Request("https://courier.example/a", meta={"source_id": "courier"}))
