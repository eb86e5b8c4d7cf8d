"""Addresses in one form, the hosts that are a source's own, and dates as they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.records.sources import Source
from crawler.addresses import Territory, canonical
from crawler.dates import as_iso


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("/a", "https://courier.example/a"),
        ("b?x=1&utm_source=rss&y=#top", "https://courier.example/news/b?x=1&y="),
        ("?b=2&a=1", "https://courier.example/news/?b=2&a=1"),
        ("//other.example", "https://other.example/"),
        ("../old/./b/..", "https://courier.example/old/"),
        ("https://courier.example/a/../../b//./c.html?x=/../", "https://courier.example/b//c.html?x=/../"),
        ("HTTPS://Courier.Example:443/A", "https://courier.example/A"),
        ("/жаңалық", "https://courier.example/%D0%B6%D0%B0%D2%A3%D0%B0%D0%BB%D1%8B%D2%9B"),
        ("mailto:a@b.kz", None),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("https://user:secret@courier.example/", None),
        ("https://[::1", None),
        ("https://a:99999999/", None),
    ],
)
def test_a_page_has_one_address(link: str, address: str | None) -> None:
    assert canonical(link, "https://courier.example/news/") == address


@given(st.text(max_size=60))
def test_an_address_stays_what_it_is(link: str) -> None:
    address = canonical(link, "https://courier.example/news/")
    if address is not None:
        assert canonical(address) == address
        assert address.startswith(("http://", "https://"))
        assert not any(character.isspace() for character in address)


def test_a_sources_own_hosts() -> None:
    source = Source(source_id="a", name="A", kind="press", country="KZ", languages=("en",), hosts=("moved.example",),
                    feeds=("https://www.courier.example/rss", "http://127.0.0.1:8000/rss"))  # fmt: skip
    own = Territory(source)
    assert all(
        url in own
        for url in (
            "http://courier.example/a", "https://en.courier.example/a", "https://moved.example/", "http://127.0.0.1:8000/",
        )
    )  # fmt: skip
    assert not any(
        url in own
        for url in (
            "https://notcourier.example/", "https://courier.example.evil.example/", "https://courier.example:22/",
            "http://127.0.0.1:8001/", "http://127.0.0.1/", "https://[::1", "nothing",
        )
    )  # fmt: skip


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2023", "2023"),
        ("2023-01", "2023-01"),
        ("2023-01-27", "2023-01-27"),
        ("Fri, 27 Jan 2023 10:00:00 GMT", "2023-01-27T10:00:00+00:00"),
        ("Fri, 27 Jan 2023 10:00:00 -0000", "2023-01-27T10:00:00+00:00"),
        ("Fri, 27 Jan 2023 10:00:00", "2023-01-27T10:00:00+06:00"),
        ("Fri, 27 Jan 2023 10:00:00 GMT+3", "2023-01-27T10:00:00+03:00"),
        ("2023-01-27 10:00 UTC+05:30", "2023-01-27T10:00:00+05:30"),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
        ("0001-01-01T00:00:00", None),
        ("1970-01-01T09:30:00", "1970-01-01T09:30:00+06:00"),
        ("Fri, 27 Jan 2023 10:00:00 MSK", "2023-01-27T10:00:00+03:00"),
        ("2023-01-27T10:00:00.123+0500", "2023-01-27T10:00:00+05:00"),
        ("2023-01-27 10:00", "2023-01-27T10:00:00+06:00"),
        ("2024-03-02T10:00", "2024-03-02T10:00:00+05:00"),
        ("2023-13", None),
        ("2023-02-30", None),
        ("27.01.2023", None),
        ("yesterday", None),
        ("1674800000", None),
        ("", None),
    ],
)
def test_a_date_keeps_its_precision_and_is_never_guessed(written: str, iso: str | None) -> None:
    assert as_iso(written, "Asia/Almaty") == iso


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading_of_dates(written: str) -> None:
    iso = as_iso(written)
    assert iso is None or as_iso(iso) == iso
