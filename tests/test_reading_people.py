"""For whom: the people of an article carried to what names nobody, where people come from, who is meant by a word."""

from dataclasses import replace

import pytest

from nlp.reader import Reader
from tests.reading_texts import article, facts, figures, rules

ABOUT = [
    (
        "en",
        "Chinese nationals to visit without visas",
        "The order was signed on Monday. A stay may last up to 30 days.",
    ),
    (
        "ru",
        "Китайцы смогут приезжать без виз",
        "Приказ подписан в понедельник. Находиться в стране разрешается до 30 дней.",
    ),
    (
        "kk",
        "Қытай азаматтары визасыз келе алады",
        "Бұйрыққа дүйсенбіде қол қойылды. Елде 30 күнге дейін болуға рұқсат.",
    ),
]


@pytest.mark.parametrize(("language", "title", "text"), ABOUT, ids=["en", "ru", "kk"])
def test_a_rule_that_names_nobody_is_for_the_people_of_the_title(language: str, title: str, text: str) -> None:
    told = [fact for fact in facts(text, language, title=title) if fact.kind == "rule" and fact.value == 30]
    assert [rule.audience for rule in told] == ["citizens:CN"]


def test_a_title_with_two_peoples_gives_none() -> None:
    title = "Chinese and Turkish nationals to visit without visas"
    told = facts("The order was signed on Monday. A stay may last up to 30 days.", title=title)
    assert [fact.audience for fact in told if fact.value == 30] == [None]


def test_holders_give_way_to_the_people_of_the_title_and_children_do_not() -> None:
    text = "Holders may stay for up to 30 days. Children must carry a passport of their own."
    told = [fact for fact in facts(text, title="Chinese nationals to visit without visas") if fact.kind == "rule"]
    assert [rule.audience for rule in told] == ["citizens:CN", "children"]


ORIGINS = [
    ("en", "In 2023, 8.3 million foreigners entered the country. Of them, 2.4 million came from Kyrgyzstan and 2 million "
     "from Tajikistan."),
    ("ru", "В 2023 году въехали 8,3 млн иностранцев. Чаще других приезжали граждане Кыргызстана – 2,4 млн, "
     "Таджикистана – 2 млн."),
    ("kk", "2023 жылы елге 8,3 млн шетелдік келді: Қырғызстаннан – 2,4 млн, Тәжікстаннан – 2 млн."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), ORIGINS, ids=["en", "ru", "kk"])
def test_people_are_citizens_of_the_country_they_come_from(language: str, text: str) -> None:
    told = [figure.audience for figure in figures(text, language)]
    assert told == ["foreigners", "citizens:KG", "citizens:TJ"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The exam in Russian must be taken before March, Russian authorities require."),
        ("kk", "Ресейлік билік емтиханды наурызға дейін тапсыруды міндеттейді."),
    ],
)
def test_a_countrys_adjective_names_no_people(language: str, text: str) -> None:
    assert "citizens:RU" not in {fact.audience for fact in facts(text, language)}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "All foreigners, including citizens of Kyrgyzstan, may stay for up to 90 days."),
        ("ru", "Все иностранцы, включая граждан Кыргызстана, смогут находиться в стране не более 90 дней."),
    ],
)
def test_who_is_only_included_is_not_whom_a_rule_is_for(language: str, text: str) -> None:
    assert [rule.audience for rule in rules(text, language)] == ["foreigners"]


def test_an_embassy_speaks_to_the_citizens_of_its_own_country() -> None:
    page = article("Без визы можно находиться до 30 дней.", "ru", title="Памятка для поездки в Таиланд")
    head = replace(page.head, source="Посольство Казахстана в Таиланде", country="TH")
    told = Reader().facts(replace(page, head=head))
    assert [fact.audience for fact in told] == ["citizens:KZ"]


HEDGES = [
    ("ru", "Скидка не может превышать 25 процентов.", "at-most"),
    ("kk", "Шетелде 180 мыңдай қазақстандық жұмыс істейді.", "about"),
    ("en", "A little under 680,000 people were put on the register.", "almost"),
]


@pytest.mark.parametrize(("language", "text", "qualifier"), HEDGES, ids=["ru", "kk", "en"])
def test_hedges_are_read_in_more_of_their_forms(language: str, text: str, qualifier: str) -> None:
    assert [fact.qualifier for fact in facts(text, language)] == [qualifier]


def test_one_at_most_is_an_amount() -> None:
    (rule,) = rules("Private persons may bring in no more than one car a year.")
    assert (rule.value, rule.qualifier) == (1, "at-most")
