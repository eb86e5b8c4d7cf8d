"""Pages: the text of an article without its surroundings, and the day it was published."""

from datetime import date

import pytest

from nlp import article_text, publication_day

PARAGRAPH = (
    "The fee for a work permit rises to 60 dollars, the ministry said, and those who have paid keep their permits. "
)


def page(head: str = "", body: str = "", foot: str = "") -> str:
    return (
        f"<html><head><title>Fees rise</title>{head}</head><body><nav><a href='/a'>Home</a><a href='/b'>Sport</a></nav>"
        f"<article><h1>Fees rise</h1>{body}<p>{PARAGRAPH * 4}</p><p>{PARAGRAPH * 3}</p></article>"
        f"<footer>{foot}</footer></body></html>"
    )


def test_the_text_of_an_article_is_without_its_surroundings() -> None:
    text = article_text(page(foot="All rights reserved"))
    assert text is not None
    assert text.count("work permit") == 7
    assert "Sport" not in text
    assert "rights reserved" not in text


@pytest.mark.parametrize(
    ("head", "body", "day"),
    [
        ('<meta property="article:published_time" content="2023-03-05T08:00:00+06:00">', "", date(2023, 3, 5)),
        ("", '<time datetime="2023-03-05">5 March</time>', date(2023, 3, 5)),
        ("", "<p>Published by the press office: 5 March 2023</p>", date(2023, 3, 5)),
        (
            '<meta property="article:published_time" content="2023-03-05">'
            '<meta property="article:modified_time" content="2024-01-09">',
            "",
            date(2023, 3, 5),
        ),
    ],
)
def test_the_day_is_that_of_the_first_publication(head: str, body: str, day: date) -> None:
    assert publication_day(page(head, body), "https://example.kz/fees") == day


def test_a_copyright_is_no_day_of_publication() -> None:
    assert publication_day(page(foot="© 2019 The Paper"), "https://example.kz/fees") is None
