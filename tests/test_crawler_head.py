"""What a page asks of crawlers in its head and headers, and which answers are challenges or shells."""

import time

import pytest
from scrapy.http import Response

from crawler.closed import is_closed, is_missing, visible
from crawler.head import head_of, not_to_be_kept


@pytest.mark.parametrize(
    ("header", "kept"),
    [
        ("noindex", False),
        ("noindex, max-snippet: 50", False),
        ("max-snippet: 50, none", False),
        ("nofollow", True),
        ("otherbot: noindex", True),
        ("otherbot: noindex, nofollow", True),
        ("otherbot: nofollow, ereje: noindex", False),
        ("Ereje: NOINDEX", False),
        ("unavailable_after: 25 Jun 2035 15:00:00 PST", True),
        ("unavailable_after: 25 Jun 2010 15:00:00 PST", False),
        ("unavailable_after: Friday, 25-Jun-10 15:00:00 GMT", False),
        ("unavailable_after: 2010-06-25T15:00:00+05:00", False),
        ("otherbot: unavailable_after: Fri, 25 Jun 2010 15:00:00 GMT, noindex", True),
        ("unavailable_after: Fri, 25 Jun 2035 15:00:00 GMT, noindex", False),
        ("unavailable_after: soon", True),
    ],
)
def test_rules_of_a_header_hold_for_whom_they_name(header: str, kept: bool) -> None:
    response = Response("https://a.kz/", headers={"X-Robots-Tag": header})
    assert not_to_be_kept(head_of(b"<p>x"), response) is not kept


@pytest.mark.parametrize(
    "page",
    [
        b"<" * 60_000,
        b"<html><head>" + b"<meta " * 50_000,
        b"<script></script>" + b"<div" * 14_000,
        b"<title><h1>" * 6000,
    ],
)
def test_open_brackets_cost_no_time(page: bytes) -> None:
    begun = time.monotonic()
    head_of(page)
    is_closed(page)
    is_missing(page)
    visible(page)
    assert time.monotonic() - begun < 1
