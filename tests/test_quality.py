"""The reader keeps what it can do: floors on gold of our own, pinned beside the gold's digest."""

import pytest

from benchmarks import reading
from nlp.reader import Reader


@pytest.fixture(scope="module")
def measured() -> dict[str, reading.Score]:
    return reading.table(Reader())


def test_the_floors_are_those_of_this_gold() -> None:
    """Whoever changes the gold measures anew and pins the floors with `python -m benchmarks.reading --pin`."""
    assert reading.floors()["digest"] == reading.digest()


@pytest.mark.parametrize(
    "part", [f"{kept} {language}" for kept in ("open", "held-out") for language in ("en", "ru", "kk")]
)
def test_reading_stays_above_its_floors(part: str, measured: dict[str, reading.Score]) -> None:
    floor, row = reading.floors()[part], measured[part]
    assert row.f1("rule") >= floor["rule"]
    assert row.f1("figure") >= floor["figure"]
    assert row.field_accuracy() >= floor["fields"]


def test_articles_without_a_rule_get_hardly_any(measured: dict[str, reading.Score]) -> None:
    """Sport, weather, verdicts against one person: users forgive a missing rule sooner than a false one."""
    without = [gold for gold in reading.gold_articles() if not any(fact["kind"] == "rule" for fact in gold["facts"])]
    found = reading.score(without, Reader()).found["rule"]
    assert len(without) >= 30
    assert found <= len(without) * 0.2


def test_general_news_gets_hardly_any_rule() -> None:
    """Sixty articles of courts, markets, machines and sales that come close to setting rules, and set none."""
    news = reading.general_news()
    found = reading.score(news, Reader()).found["rule"]
    assert len(news) == 60
    assert found <= 0.25 * len(news)
