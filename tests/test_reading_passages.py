"""What sentences hand to each other: former rules, the start of an act, the field of an article, its offices."""

from datetime import date

import pytest

from tests.reading_texts import facts, figures, rules

FORMER = [
    ("en", "The fine for littering is 20 MCI. Until now it was 5.", 5, "mci"),
    ("ru", "Штраф за мусор составит 20 МРП. До сих пор он составлял 5.", 5, "mci"),
    ("ru", "Пособие составит 45 МРП. Ранее его назначали только работающим.", None, None),
    ("kk", "Жәрдемақы 45 АЕК болады. Бұрын ол тек жұмыс істейтін аналарға төленетін.", None, None),
]


@pytest.mark.parametrize(("language", "text", "value", "unit"), FORMER, ids=[row[1] for row in FORMER])
def test_what_held_before_is_a_superseded_rule(language: str, text: str, value: int | None, unit: str | None) -> None:
    _, former = rules(text, language)
    assert (former.status, former.value, former.unit, former.effective_from) == ("superseded", value, unit, None)


def test_what_was_allowed_before_is_superseded_by_itself() -> None:
    (rule,) = rules("Ранее водителям разрешалось ездить без полиса.", "ru")
    assert (rule.modality, rule.status) == ("permitted", "superseded")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Smoking in cars is banned. Earlier the ministry said that it was studying the matter."),
        ("ru", "Курение в машинах запрещено. Ранее сообщалось о трёх ДТП."),
        ("ru", "Курение в машинах запрещено. Прежде такой нормы не было."),
    ],
)
def test_what_was_said_before_or_did_not_exist_is_no_former_rule(language: str, text: str) -> None:
    assert [rule.status for rule in rules(text, language)] == ["in-force"]


def test_what_was_reported_earlier_may_hold_all_the_same() -> None:
    (rule,) = rules("Как сообщалось ранее, вывоз сена запрещён.", "ru")
    assert rule.status == "in-force"


STARTS = [
    ("en", "The order takes effect on 1 July 2024. Pharmacies may not sell antibiotics without a prescription.",
     "Under the current code the fine is 70 MCI."),
    ("ru", "Постановление вступает в силу с 1 июля 2024 года. Магазины обязаны передавать данные о продажах.",
     "По действующему кодексу за нарушение грозит штраф 100 МРП."),
    ("kk", "Қаулы 2024 жылғы 1 шілдеден бастап күшіне енеді. Дүкендер деректерді беруге міндетті.",
     "Қолданыстағы кодекс бойынша 100 АЕК айыппұл салынады."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "new", "current"), STARTS, ids=["en", "ru", "kk"])
def test_an_acts_start_reaches_its_rules_but_not_the_law_as_it_stands(language: str, new: str, current: str) -> None:
    act, rule, old = rules(f"{new} {current}", language)
    assert act.effective_from == rule.effective_from == "2024-07-01"
    assert rule.status == "announced"
    assert (old.effective_from, old.status) == (None, "in-force")


def test_of_an_act_whose_start_cannot_be_reckoned_the_rules_are_to_come() -> None:
    ban, act = rules(
        "Приказ запрещает смартфоны на уроках. Документ вводится в действие по истечении десяти календарных дней после "
        "дня его первого официального опубликования.",
        "ru",
    )
    assert (ban.status, ban.effective_from) == ("announced", None)
    assert (act.commencement, act.effective_from) == ("expiry of P10D after publication", None)


def test_who_may_enter_keeps_that_topic_in_an_article_on_a_field() -> None:
    text = (
        "Exports of coal by lorry are prohibited. Exports of hay are prohibited, too. The export ban runs for six "
        "months. Citizens of Kazakhstan may enter Kyrgyzstan by identity card."
    )
    assert [rule.topic for rule in rules(text)][-1] == "entry"


@pytest.mark.parametrize(
    ("language", "text", "organisation"),
    [
        ("en", "The government has extended the export ban on onions.", "government"),
        ("en", "Boats must carry lights, the canal trust said.", "canal trust"),
        ("en", "The Agency for Regulation of Gambling said that casinos must check passports.",
         "Agency for Regulation of Gambling"),
        ("ru", "Кабмин запретил вывоз угля.", "Кабмин"),
        ("kk", "Үкімет көмір шығаруға тыйым салды.", "Үкімет"),
    ],
)  # fmt: skip
def test_the_office_behind_a_rule(language: str, text: str, organisation: str) -> None:
    assert organisation in [rule.organisation for rule in rules(text, language)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Как пишет «Голос степи», обменники обязаны показывать курс."),
        ("ru", "Газета «Голос степи» сообщает, что обменники обязаны показывать курс."),
        ("kk", "«Голос степи» газетінің жазуынша, банктер бағамды көрсетуге міндетті."),
    ],
)
def test_an_outlet_in_quotation_marks_is_known_by_its_kind(language: str, text: str) -> None:
    assert [rule.reported_via for rule in rules(text, language)] == ["Голос степи"]


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("en", "In April 1,212 foreigners were expelled and 8,340 were fined.", ["persons-expelled", "violators"]),
        ("ru", "В апреле выдворено 1 212 иностранцев, ещё 8 340 оштрафованы.", ["persons-expelled", "violators"]),
    ],
)
def test_many_fined_are_counted_where_one_fined_is_a_ruling(language: str, text: str, told: list[str]) -> None:
    assert [figure.measure for figure in figures(text, language)] == told
    assert not rules(text, language)


def test_a_count_as_of_a_day_does_not_run_on_from_it() -> None:
    (figure,) = figures("As of 1 May, 700 schools lacked a gym.")
    assert (figure.as_of, figure.period) == ("2024-05-01", None)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Kairat won 3-1 at home. The dollar traded at 512.4 tenge on Monday. For questions call 1414."),
        ("ru", "«Астана» выиграла со счётом 2:1. Доллар торгуется по 511,3 тенге. Телефон для справок: 1414."),
        ("kk", "«Астана» 2:1 есебімен жеңді. Доллар бағамы 511,3 теңге болды. Анықтама телефоны: 1414."),
    ],
)
def test_scores_rates_of_exchange_and_telephones_are_no_figures(language: str, text: str) -> None:
    assert not [fact for fact in facts(text, language) if fact.kind in ("figure", "rule")]


def test_averages_are_counted_not_set() -> None:
    (figure,) = figures("Средняя зарплата выросла за год и достигла 447 тысяч тенге.", "ru")
    assert figure.value == 447_000
    assert not rules("Өңірдегі орташа айыппұл – 23 мың теңге.", "kk")


def test_a_page_of_nothing_but_numbers_tells_nothing() -> None:
    assert not figures("5% " * 1000)
    assert len(figures("Prices rose by 5% in May. " * 30)) == 30


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Guests from India may stay in Kazakhstan for up to 30 days without a visa."),
        ("ru", "Граждане Индии могут находиться в стране без визы до 30 дней."),
        ("kk", "Үндістан азаматтары елде визасыз 30 күнге дейін бола алады."),
    ],
)
def test_how_long_one_may_stay_without_a_visa_is_a_rule_of_stay(language: str, text: str) -> None:
    (rule,) = rules(text, language)
    assert (rule.topic, rule.value) == ("stay", 30)


@pytest.mark.parametrize(
    ("language", "title", "text", "start"),
    [
        (
            "en",
            "What changes on the roads from 1 July",
            "Drivers must carry a first-aid kit. A fine of 5 MCI is set for those without one.",
            "2026-07-01",
        ),
        (
            "ru",
            "Что изменится с 1 июля",
            "Водители обязаны возить аптечку. Штраф за её отсутствие составит 5 МРП.",
            "2026-07-01",
        ),
        (
            "kk",
            "1 шілдеден бастап не өзгереді",
            "Жүргізуші дәрі қобдишасын алып жүруге міндетті. Қобдишасы жоқтарға 5 АЕК айыппұл салынады.",
            "2026-07-01",
        ),
    ],
    ids=["en", "ru", "kk"],
)
def test_a_start_in_the_headline_holds_for_the_rules_that_follow(
    language: str, title: str, text: str, start: str
) -> None:
    told = [fact for fact in facts(text, language, title=title, published=date(2026, 6, 20)) if fact.kind == "rule"]
    assert told
    assert {rule.effective_from for rule in told} == {start}


def test_each_act_hands_its_own_start_on() -> None:
    text = (
        "The order takes effect on 1 March 2026. Importers must label shoes.\n"
        "The other decree takes effect on 1 May 2026. Exporters must keep the papers for five years."
    )
    starts = {fact.quote.text: fact.effective_from for fact in facts(text, "en", published=date(2026, 2, 1))}
    assert starts["Importers must label shoes."] == "2026-03-01"
    assert starts["Exporters must keep the papers for five years."] == "2026-05-01"


def test_what_a_count_is_compared_with_lends_its_time_to_no_other() -> None:
    text = "В 2025 году въехали 5 000 иностранцев, на 12% больше показателя 2024 года. Выехали 4 000 человек."
    told = {int(figure.value or 0): figure.period for figure in figures(text, "ru")}
    assert told[5000] == told[4000] == "2025-01-01/2025-12-31"
