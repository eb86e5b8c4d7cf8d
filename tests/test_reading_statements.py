"""Several statements in one sentence, what becomes of dues and papers, and what only sounds like a rule."""

from decimal import Decimal

import pytest

from tests.reading_texts import facts, figures, rules


def quotes(text: str, language: str = "en") -> list[str]:
    return [rule.quote.text.rstrip(" .;,") for rule in rules(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "first", "second"),
    [
        ("en", "Owners must insure their boats; lapsed policies are not renewed.", "Owners must", "lapsed"),
        ("ru", "Сбор за рыбалку – 5 МРП, пенсионеры его не платят.", "Сбор", "пенсионеры"),
        ("ru", "Разрешение даёт акимат, справка для этого не нужна.", "Разрешение", "справка"),
        ("kk", "Өтініш порталда қабылданады, анықтама талап етілмейді.", "Өтініш", "анықтама"),
        ("kk", "Жүргізуші медициналық тексеруден өтеді, ал құжаты жарамды болуы керек.", "Жүргізуші", "ал құжаты"),
    ],
)
def test_two_statements_of_one_sentence_are_two_rules(language: str, text: str, first: str, second: str) -> None:
    firm = {
        "en": "Skippers must hold a licence.",
        "ru": "Катера обязаны иметь номер.",
        "kk": "Қайықты тіркеу міндетті.",
    }
    found = quotes(f"{firm[language]} {text}", language)
    assert any(quote.startswith(first) and second not in quote for quote in found)
    assert any(quote.startswith(second) or second.removeprefix("ал ") in quote.split(" ")[0] for quote in found)


@pytest.mark.parametrize(
    ("language", "firm", "told"),
    [
        ("en", "Anglers must buy a permit.", "The permit lapses after two seasons."),
        ("en", "Anglers must buy a permit.", "The records are kept for five years."),
        ("en", "Anglers must buy a permit.", "Drivers weigh every catch over ten kilos."),
        ("ru", "Рыбаки обязаны купить разрешение.", "Срок разрешения исчисляется с начала сезона."),
        ("ru", "Рыбаки обязаны купить разрешение.", "Жителям села его выдают в акимате."),
        ("kk", "Балықшылар рұқсат алуға міндетті.", "Рұқсаттың мерзімі келісілген маусыммен бірге бітеді."),
        ("kk", "Балықшылар рұқсат алуға міндетті.", "Ауыл тұрғындары ақыны әкімдікке құяды."),
    ],
)
def test_what_becomes_of_papers_is_a_rule_only_among_rules(language: str, firm: str, told: str) -> None:
    assert told.rstrip(".") in quotes(f"{firm} {told}", language)
    assert not rules(told, language)


@pytest.mark.parametrize(
    ("language", "text", "modality"),
    [
        ("en", "No toll is charged on the old bridge.", "permitted"),
        ("en", "War veterans are spared the registration fee.", "permitted"),
        ("en", "Two riders on one moped are out of the question under the new rules.", "prohibited"),
        ("en", "From 1 July whoever refuses the test is turned back.", "prohibited"),
        ("en", "The cost of removal falls on the owner.", "required"),
        ("ru", "Ветеранов новый сбор не коснётся.", "permitted"),
        ("ru", "За первую просрочку штраф не начисляется.", "permitted"),
        ("ru", "Судимым в лицензии отказывают.", "prohibited"),
        ("ru", "Расходы на вывоз ложатся на владельца.", "required"),
        ("kk", "Ардагерлерден алым алынбайды.", "permitted"),
        ("kk", "Екінші лицензияға жол жоқ.", "prohibited"),
        ("kk", "Шетелге шығуға кедергі жоқ.", "permitted"),
    ],
)
def test_what_is_spared_or_refused_points_its_way(language: str, text: str, modality: str) -> None:
    assert modality in [rule.modality for rule in rules(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "48,000 owners pay the boat tax.", 48_000),
        ("ru", "Этот сбор платят 48 тысяч владельцев катеров, почти 9 тысяч человек его не платят.", 48_000),
        ("ru", "Доля просроченных займов держится на уровне 6,4 процента.", Decimal("6.4")),
        ("kk", "Қор дәріге былтыр 74 млрд теңге жұмсады.", 74_000_000_000),
    ],
)
def test_a_count_of_those_a_rule_concerns_is_a_figure(language: str, text: str, value: Decimal | int) -> None:
    assert value in [figure.value for figure in figures(text, language)]
    assert not rules(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Questions may be sent to the call centre of the tax service."),
        ("en", "Reprinting is permitted only with a link to the ministry's website."),
        ("en", '"I will have to close the shop," said a trader who pays the tax.'),
        ("en", "Her husband must report to the police every week, the court said."),
        ("en", "The guard dog refused to leave the customs yard."),
        ("en", "Border controls are a separate matter."),
        ("en", "The law on fisheries was published on May 2."),
        ("ru", "Перепечатка материалов министерства разрешена только со ссылкой."),
        ("ru", "Суд города Алматы вчера обязал акимат вернуть лицензию."),
        ("ru", "«Я должен платить налог за пустой дом», – говорит пенсионер."),
        ("ru", "Министерство сообщает об изменениях в правилах рыбалки."),
        ("ru", "Водителям советуют продлить полис заранее, предупредила полиция."),
        ("kk", "Менің ойымша, салықты бәрі төлеуі керек қой."),
        ("kk", "Аудандық сот оған екі жыл көлік жүргізуге тыйым салды."),
        ("kk", "Министрлік балық аулау ережелеріндегі өзгерістер туралы хабарлайды."),
    ],
)
def test_courtesies_courts_and_feelings_set_no_rule(language: str, text: str) -> None:
    assert not rules(text, language)


@pytest.mark.parametrize(
    ("language", "text", "per"),
    [
        ("en", "The berth costs 900 rubles a month.", "P1M"),
        ("en", "A monthly fee of 40 euros is charged for the berth.", "P1M"),
        ("en", "Owners pay $300 per quarter.", "P3M"),
        ("ru", "За причал ежемесячно взимается 3 МРП.", "P1M"),
        ("ru", "Пребывание ограничено 60 днями в течение календарного года.", "P1Y"),
        ("kk", "Қайық иелері айына 3 АЕК төлейді.", "P1M"),
    ],
)
def test_an_amount_keeps_the_time_it_is_due_in(language: str, text: str, per: str) -> None:
    assert per in [rule.per for rule in rules(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "old", "unit"),
    [
        ("en", "Mooring is punished by a fine of 800 soms, which was 300 until March.", 300, "KGS"),
        ("ru", "Взнос повышен с 1,5 до 2,5 процента.", Decimal("1.5"), "percent"),
        ("ru", "Порог для налога снижен с 30 до 20 тысяч МРП.", 30_000, "mci"),
        ("kk", "Айыппұл 20 АЕК болады, былтыр 12 АЕК болған.", 12, "mci"),
    ],
)
def test_what_an_amount_stood_at_is_the_rule_before(language: str, text: str, old: Decimal | int, unit: str) -> None:
    assert (old, unit, "superseded") in [(rule.value, rule.unit, rule.status) for rule in rules(text, language)]


def test_a_bare_speed_goes_on_with_the_limit_before_it() -> None:
    text = "Mopeds are limited to 30 kilometres an hour in parks and 45 elsewhere."
    assert [rule.value for rule in rules(text)] == [30, 45]


@pytest.mark.parametrize(
    ("language", "opening", "rule"),
    [
        ("en", "Here is what changes for anglers on 1 July 2024.", "Anglers must buy a permit."),
        ("ru", "Что изменится для рыбаков с 1 июля 2024 года.", "Рыбаки обязаны купить разрешение."),
        ("kk", "2024 жылғы 1 шілдеден бастап балықшылар үшін не өзгереді.", "Балықшылар рұқсат алуға міндетті."),
    ],
)
def test_an_opening_gives_its_day_to_the_rules_below(language: str, opening: str, rule: str) -> None:
    told = [one for one in rules(f"{opening} {rule}", language) if rule.startswith(one.quote.text.rstrip("."))]
    assert [(one.effective_from, one.status) for one in told] == [("2024-07-01", "announced")]


def test_in_an_article_about_a_bill_what_it_sets_is_planned() -> None:
    text = "Депутаты одобрили законопроект о лодках. Владелец обязан застраховать лодку."
    assert [fact.status for fact in facts(text, "ru") if "застраховать" in fact.quote.text] == ["planned"]


def test_a_name_that_ends_as_a_verb_does_parts_no_sentence() -> None:
    text = "Порт обязан выдавать катера, владельцев которых найдёт суд, заявил капитан порта Марат Лодкин на брифинге."
    assert quotes(text, "ru") == [text.rstrip(".")]
