"""Rules: what is allowed, required or forbidden, and whether it holds, is to come, is past, or was never said."""

import pytest

from tests.reading_texts import facts, rules

DIRECTIONS = [
    ("en", "Foreigners must register within three days.", "required"),
    ("en", "Foreigners are not required to register.", "permitted"),
    ("en", "Smoking in cafes is prohibited by law.", "prohibited"),
    ("en", "Citizens of Georgia may stay for 90 days.", "permitted"),
    ("en", "No one has the right to sell tobacco to minors.", "prohibited"),
    ("en", "The law no longer bans the import of used cars.", "permitted"),
    ("ru", "Иностранцы обязаны зарегистрироваться в течение трёх дней.", "required"),
    ("ru", "Иностранцы не обязаны регистрироваться.", "permitted"),
    ("ru", "Курение в кафе запрещено законом.", "prohibited"),
    ("ru", "Гражданам Грузии разрешено находиться в стране 90 дней.", "permitted"),
    ("ru", "Водителям не разрешается парковаться у школ.", "prohibited"),
    ("kk", "Шетелдіктер үш күн ішінде тіркелуге міндетті.", "required"),
    ("kk", "Кафеде темекі шегуге заңмен тыйым салынады.", "prohibited"),
    ("kk", "Шетелдіктерге елде 90 күн болуға рұқсат етіледі.", "permitted"),
    ("en", "Membership does not oblige anyone to pay the tax.", "permitted"),
    ("en", "Deliveries of seed are not covered by the restrictions.", "permitted"),
    ("en", "Visitors who come to Georgia without a visa must register online.", "required"),
    ("ru", "Постановка на учёт не обязывает гражданина платить налог.", "permitted"),
    ("ru", "Справку с места жительства с заявителей больше не спрашивают.", "permitted"),
    ("ru", "Заявление можно подать только через портал ведомства.", "required"),
    ("kk", "Өтініш берушілерден анықтама сұралмайды.", "permitted"),
    ("kk", "Рұқсат алу үшін шетелдік паспорт сұралмақ.", "required"),
]


@pytest.mark.parametrize(("language", "text", "modality"), DIRECTIONS, ids=[text for _, text, _ in DIRECTIONS])
def test_the_direction_of_a_rule(language: str, text: str, modality: str) -> None:
    assert [rule.modality for rule in rules(text, language)] == [modality]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Foreigners may stay in the country no longer than 30 days."),
        ("en", "The stay of foreigners may not exceed 30 days."),
        ("ru", "Иностранцы могут находиться в стране не более 30 дней."),
        ("ru", "Срок пребывания иностранцев не может превышать 30 дней."),
        ("kk", "Шетелдіктер елде 30 күннен аспайтын мерзімге бола алады."),
    ],
)
def test_a_limit_is_permitted_up_to_its_amount_however_it_is_worded(language: str, text: str) -> None:
    (rule,) = rules(text, language)
    assert (rule.modality, rule.value, rule.unit, rule.qualifier) == ("permitted", 30, "day", "at-most")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "All drivers must pay the toll, except for veterans."),
        ("ru", "Все водители обязаны платить сбор, за исключением ветеранов."),
    ],
)
def test_an_exception_turns_the_rule_round(language: str, text: str) -> None:
    assert [rule.modality for rule in rules(text, language)] == ["required", "permitted"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The bill would require importers to label all goods."),
        ("ru", "Законопроект обязывает импортёров маркировать все товары."),
        ("kk", "Заң жобасы импорттаушыларды тауарларды таңбалауға міндеттейді."),
    ],
)
def test_a_draft_keeps_its_direction_and_is_planned(language: str, text: str) -> None:
    (rule,) = rules(text, language)
    assert (rule.modality, rule.status) == ("required", "planned")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Previously, foreigners were allowed to stay for 30 days."),
        ("ru", "Ранее иностранцы могли находиться в стране 30 дней."),
    ],
)
def test_what_held_before_is_superseded(language: str, text: str) -> None:
    (rule,) = rules(text, language)
    assert (rule.modality, rule.status, rule.value) == ("permitted", "superseded", 30)


def test_old_and_new_value_are_two_rules() -> None:
    found = rules("The registration fee is raised from 10 to 20 monthly calculation indices by the new law.")
    assert sorted((int(rule.value or 0), rule.status) for rule in found)[0] == (10, "superseded")
    assert {int(rule.value or 0) for rule in found} == {10, 20}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The ministry denied that foreigners must leave the country."),
        ("ru", "Министерство опровергло, что иностранцы обязаны покинуть страну."),
        ("kk", "Министрлік шетелдіктер елден кетуге міндетті деген ақпаратты жоққа шығарды."),
    ],
)
def test_a_denial_is_a_statement_and_no_rule(language: str, text: str) -> None:
    (fact,) = facts(text, language)
    assert (fact.kind, fact.status) == ("statement", "denied")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Must foreigners register within three days?"),
        ("en", "If the law were changed, foreigners would have to register."),
        ("en", "Rumours spread that foreigners must leave within three days."),
        ("ru", "Обязаны ли иностранцы регистрироваться в течение трёх дней?"),
        ("ru", "Суд запретил жителю Астаны выезжать из страны."),
        ("kk", "Шетелдіктер үш күнде тіркелуге міндетті ме?"),
    ],
)
def test_questions_suppositions_and_single_rulings_are_no_rules(language: str, text: str) -> None:
    assert rules(text, language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A deputy proposed to ban the sale of energy drinks to minors."),
        ("ru", "Депутат предложил запретить продажу энергетиков подросткам."),
        ("kk", "Депутат энергетик сатуға тыйым салуды ұсынды."),
    ],
)
def test_a_deputys_proposal_is_a_statement(language: str, text: str) -> None:
    (fact,) = facts(text, language)
    assert (fact.kind, fact.status) == ("statement", None)


@pytest.mark.parametrize(
    ("language", "text", "status"),
    [
        ("en", "From 1 July 2024 importers must label all goods by law.", "announced"),
        ("en", "Since 1 March 2024 importers must label all goods by law.", "in-force"),
        ("ru", "С 1 июля 2024 года импортёры обязаны маркировать товары.", "announced"),
        ("ru", "С 1 марта 2024 года импортёры обязаны маркировать товары.", "in-force"),
        ("kk", "2024 жылғы 1 шілдеден бастап импорттаушылар тауарларды таңбалауға міндетті.", "announced"),
    ],
)
def test_a_start_decides_what_holds_on_the_articles_day(language: str, text: str, status: str) -> None:
    (rule,) = rules(text, language)
    assert rule.status == status
    assert (rule.effective_from or "").startswith("2024-")


def test_the_acts_start_is_that_of_its_rules() -> None:
    text = "The new law was signed. Importers must label all goods. The law takes effect on 1 July 2024."
    assert {rule.effective_from for rule in rules(text)} == {"2024-07-01"}


def test_to_whom_and_about_what() -> None:
    (rule,) = rules("Under the law, citizens of Armenia may stay in Kazakhstan for 30 days without a permit.")
    assert (rule.audience, rule.jurisdiction, rule.unit) == ("citizens:AM", "KZ", "day")


@pytest.mark.parametrize("text", ["Rain will fall in the north; drivers may see fog.", "The team must win its match."])
def test_weather_and_sport_set_no_rules(text: str) -> None:
    assert rules(text) == []


@pytest.mark.parametrize(
    ("language", "text", "modality", "qualifier"),
    [
        ("en", "Under the decree the deposit must not exceed 7 percent of the rent.", "permitted", "at-most"),
        ("en", "Under the order parking on a pavement carries a fine of 18,000 tenge.", "required", None),
        ("en", "The duty on imported cement is 6 percent.", "required", None),
        ("ru", "Штраф за выброс мусора составляет 25 МРП.", "required", None),
        ("ru", "Пошлина на ввоз цемента составляет 6 процентов.", "required", None),
        ("kk", "Қоқыс тастағандарға 25 АЕК айыппұл салынады.", "required", None),
    ],
)
def test_limits_permit_and_dues_are_required(language: str, text: str, modality: str, qualifier: str | None) -> None:
    (rule,) = rules(text, language)
    assert (rule.modality, rule.qualifier) == (modality, qualifier)


def test_a_limit_on_goods_is_told_in_their_measure_and_goes_on_for_the_next_goods() -> None:
    first, second = rules("Traders may export up to 60,000 tonnes of barley and 25,000 tonnes of rye under the decree.")
    assert (first.value, second.value) == (60000, 25000)
    assert first.qualifier == "at-most"


def test_a_value_added_tax_is_no_verb_in_the_past() -> None:
    (rule,) = rules("Under the code value-added tax is 16 percent.")
    assert (rule.value, rule.unit) == (16, "percent")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Until 2022 importers had to hold a licence."),
        ("ru", "До 2022 года импортёры были обязаны получать лицензию."),
        ("kk", "2022 жылға дейін импорттаушылар лицензия алуға міндетті болатын."),
    ],
)
def test_a_duty_that_ended_before_the_articles_day_is_superseded(language: str, text: str) -> None:
    (rule,) = rules(text, language)
    assert (rule.status, rule.effective_until) == ("superseded", "2022-12-31")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Запрет на ввоз соли вступит в силу в феврале."),
        ("kk", "Тұз әкелуге тыйым ақпанда күшіне енеді."),
    ],
)
def test_a_month_in_the_future_tense_lies_ahead(language: str, text: str) -> None:
    (rule,) = rules(text, language)
    assert (rule.modality, rule.status, rule.effective_from) == ("prohibited", "announced", "2025-02")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The law caps the fee at 700 tenge. Last year shops took 3 billion tenge, or 12 percent of sales."),
        ("ru", "Закон ограничил сбор 700 тенге. Оператор рассчитывает собрать 3 млрд тенге в год."),
    ],
)
def test_sums_and_shares_behind_a_rule_are_none(language: str, text: str) -> None:
    assert [rule.value for rule in rules(text, language)] == [700]


@pytest.mark.parametrize(
    ("language", "text", "value", "unit"),
    [
        ("en", "The bill limits a shift of tram drivers to 9 hours.", 9, "hour"),
        ("ru", "Законопроект ограничивает смену водителей трамваев 9 часами.", 9, "hour"),
        ("ru", "По новому закону в вагоне может быть не более 60 пассажиров.", 60, None),
    ],
)
def test_what_is_limited_is_permitted_up_to_it(language: str, text: str, value: int, unit: str | None) -> None:
    (rule,) = rules(text, language)
    assert (rule.modality, rule.value, rule.unit, rule.qualifier) == ("permitted", value, unit, "at-most")


def test_minutes_behind_a_fee_are_not_in_its_unit() -> None:
    found = rules("Under the order drivers get 15 free minutes, after which an hour costs 200 tenge.")
    assert (15, "KZT") not in {(rule.value, rule.unit) for rule in found}


@pytest.mark.parametrize(
    ("language", "text", "status"),
    [
        ("en", "A draft law now before parliament would let drivers park at schools.", "planned"),
        ("en", "A draft had been prepared under which students could work 20 hours a week.", "planned"),
        ("en", "If lawmakers approve, the ban takes effect on 1 July 2024.", "planned"),
        ("ru", "С 1 сентября 2024 года тариф планируют поднять до 150 тенге.", "planned"),
        ("kk", "Құжат қабылданса, тыйым 2024 жылғы 1 шілдеден күшіне енеді.", "planned"),
        ("en", "Until then the limit remains three cars.", "in-force"),
        ("en", "Until then drivers could keep three cars.", "superseded"),
        ("en", "Vaccination of dogs begins on 1 June 2024, once the clinics have opened.", "announced"),
        ("ru", "Школьники, как и раньше, ездят в автобусах бесплатно.", "in-force"),
        ("ru", "Прежний порядок разрешал парковаться у школ.", "superseded"),
        ("kk", "Инсулин науқастарға бұрынғыша тегін беріледі.", "in-force"),
    ],
)
def test_what_pends_what_stays_and_what_was_are_told_apart(language: str, text: str, status: str) -> None:
    assert {rule.status for rule in rules(text, language)} == {status}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Contributions are owed for staff born after January 1, 1975."),
        ("ru", "Взносы платят за сотрудников, родившихся после 1 января 1975 года."),
        ("kk", "Жарна 1975 жылғы 1 қаңтардан кейін туған қызметкерлер үшін төленеді."),
    ],
)
def test_a_day_that_says_who_is_meant_starts_no_rule(language: str, text: str) -> None:
    (rule,) = rules(text, language)
    assert rule.effective_from is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Banks must report customers who for three months in a row receive 80 or more transfers a month."),
        ("ru", "Банк обязан сообщить о клиенте, если три месяца подряд ему приходит не менее 80 платежей в месяц."),
    ],
)
def test_how_long_something_goes_on_is_not_the_number_that_is_set(language: str, text: str) -> None:
    (rule,) = rules(text, language)
    assert (rule.value, rule.qualifier) == (80, "at-least")


def test_what_an_amount_comes_to_in_another_currency_takes_nothing_from_it() -> None:
    new, old = rules("A kilowatt-hour will cost 30 tenge ($0.06) from 1 June 2024, up from 25.")
    assert (new.value, new.unit, new.status) == (30, "KZT", "announced")
    assert (old.value, old.unit, old.status) == (25, "KZT", "superseded")


def test_a_circular_that_names_no_authority_is_read_for_its_rules() -> None:
    text = """On cards for guests
The card of a guest is issued for no more than 12 months.
A guest may ask for a second card in person.
When a card is opened, the bank is entitled to ask for proof of income.
Cards without a number are prohibited.
Last year was a good one for the trade.
"""
    assert len(rules(text)) >= 3
