"""Numbers, days and groups as a person reads them."""

from decimal import Decimal

import pytest

from timeline.phrase import day, grouped, whom


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("1300000", "1.3 million"),
        ("1660000", "1.66 million"),
        ("2930412", "2,930,412"),
        ("2000000", "2 million"),
        ("64234", "64,234"),
        ("0.25", "0.25"),
        ("16.50", "16.5"),
    ],
)
def test_numbers_are_said_short_only_where_nothing_is_lost(value: str, said: str) -> None:
    assert grouped(Decimal(value)) == said


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("2023-01-27", "27 January 2023"),
        ("2023-01-27T18:30:00+06:00", "27 January 2023"),
        ("2023-01", "January 2023"),
        ("2023", "2023"),
        (None, "a day not told"),
        ("soon", "soon"),
    ],
)
def test_days_are_spelled_to_the_precision_known(told: str | None, said: str) -> None:
    assert day(told) == said


@pytest.mark.parametrize(
    ("group", "said"),
    [
        ("citizens:RU", "citizens of Russia"),
        ("citizens:EAEU", "citizens of the Eurasian Economic Union"),
        ("citizens:XX", "citizens of XX"),
        ("foreign-workers", "foreign workers"),
        (None, "everybody"),
    ],
)
def test_groups_are_named(group: str | None, said: str) -> None:
    assert whom(group) == said
