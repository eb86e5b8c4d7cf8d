"""Figures: what was counted, of whom, over which time; and what a clause leaves out because the last one said it."""

from decimal import Decimal

import pytest

from tests.reading_texts import facts, figures


@pytest.mark.parametrize(
    ("language", "text", "value", "measure"),
    [
        ("en", "Last year 12,000 foreigners entered the country.", 12000, "persons-entered"),
        ("en", "The service issued 4,500 residence permits in 2023.", 4500, "permits-issued"),
        ("en", "Police expelled 320 foreigners in 2023.", 320, "persons-expelled"),
        ("ru", "В прошлом году в страну въехали 12 тысяч иностранцев.", 12000, "persons-entered"),
        ("ru", "В 2023 году выдано 4,5 тыс. разрешений.", 4500, "permits-issued"),
        ("ru", "В 2023 году за пределы страны выдворены 320 иностранцев.", 320, "persons-expelled"),
        ("kk", "Былтыр елге 12 мың шетелдік кірді.", 12000, "persons-entered"),
    ],
)
def test_what_is_counted(language: str, text: str, value: int, measure: str) -> None:
    (figure,) = figures(text, language)
    assert (figure.value, figure.measure, figure.unit) == (value, measure, None)
    assert figure.period == "2023-01-01/2023-12-31"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In 2023, 12,000 foreigners entered the country and 9,000 left."),
        ("ru", "В 2023 году в страну въехали 12 тысяч иностранцев, а выехали 9 тысяч."),
    ],
)
def test_the_second_of_two_counts_inherits_people_and_time(language: str, text: str) -> None:
    entered, left = figures(text, language)
    assert (entered.measure, left.measure) == ("persons-entered", "persons-left")
    assert left.period == entered.period == "2023-01-01/2023-12-31"
    assert left.audience == entered.audience == "foreigners"


def test_this_year_ends_on_the_articles_day() -> None:
    (figure,) = figures("This year 300 foreigners entered the country.")
    assert figure.period == "2024-01-01/2024-05-13"


def test_a_stretch_ends_on_the_articles_day() -> None:
    (figure,) = figures("Over the past two years 300 foreigners entered the country.")
    assert figure.period == "2022-05-13/2024-05-13"


def test_a_stock_stands_for_a_day() -> None:
    (figure,) = figures("On 1 May, 700 foreigners were present in the country.")
    assert (figure.as_of, figure.period) == ("2024-05-01", None)


@pytest.mark.parametrize(
    ("text", "value", "qualifier"),
    [
        ("More than 700 foreigners left in 2023.", 700, "more-than"),
        ("About 1.5 million foreigners left in 2023.", 1_500_000, "about"),
        ("Almost half of the foreigners left in 2023.", 50, "almost"),
    ],
)
def test_hedges_stay_with_their_number(text: str, value: int, qualifier: str) -> None:
    (figure,) = figures(text)
    assert (figure.value, figure.qualifier) == (value, qualifier)


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "The boxer weighs 71 kg."), ("en", "The 34-year-old won 3-1."), ("ru", "Длина тоннеля 40 метров.")],
)
def test_sizes_ages_and_scores_are_no_figures(language: str, text: str) -> None:
    assert figures(text, language) == []


def test_one_amount_in_two_units_is_one_figure() -> None:
    assert len(figures("Customers lost 3 million tenge (6,000 dollars) in damage.")) == 1


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The decree has six parts and runs to 37 pages. Two clerks typed it in four nights."),
        ("en", "The tower in Oskemen has 14 floors and eight lifts; the ministry moved in last week."),
        ("en", "The euro sold for 498 tenge and the rouble 5.1 tenge on Friday, the ministry noted."),
        ("en", "The ministry's hotline is at 27 Abai Street. Its office opens at 9 and closes at 6."),
        ("en", "The average age of a tax inspector is 41, the ministry said."),
        ("ru", "Указ занимает 22 страницы, в нём девять разделов. Министр ответил на пять вопросов."),
        ("ru", "Министерство переехало в здание по ул. Сатпаева, 18. В нём 12 этажей и шесть залов."),
        ("ru", "Евро в обменниках продают по 559 тенге, сообщает министерство."),
        ("kk", "Қаулы 25 беттен, тоғыз бөлімнен тұрады. Министр төрт сұраққа жауап берді."),
        ("kk", "Министрлік 2022 жылмен салыстырды. Ғимаратта 14 қабат, алты зал бар."),
    ],
)
def test_details_of_a_story_are_no_figures(language: str, text: str) -> None:
    assert figures(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("en", "The inspectorate closed nine bakeries in May.", [9]),
        ("en", "Four workers were hurt at the plant, the ministry said.", [4]),
        ("en", "Of 52 clinics checked, seven had no licence.", [52, 7]),
        ("en", "The archive of the ministry copied 31,000 pages last year.", [31000]),
        ("ru", "Министерство отозвало лицензии у семи аптек.", [7]),
        ("ru", "За сутки погибли пять пассажиров.", [5]),
        ("kk", "Өрттен алты тұрғын қаза тапты.", [6]),
    ],
)
def test_a_few_are_counted_where_they_matter(language: str, text: str, values: list[int]) -> None:
    assert [figure.value for figure in figures(text, language)] == values


def test_shows_and_games_count_only_what_matters_outside_them() -> None:
    text = "The match drew 31,000 fans. The striker ran 44 kilometres over 26 games. Nine people were hurt in a crush."
    assert [figure.value for figure in figures(text, "en")] == [9]


@pytest.mark.parametrize(
    ("language", "text", "value", "qualifier"),
    [
        ("en", "The number of registered carriers approached 8,000.", 8000, "almost"),
        ("ru", "Число перевозчиков приблизилось к 8 тысячам.", 8000, "almost"),
        ("ru", "Около трети заявлений подали студенты.", Decimal("33.3"), "about"),
        ("kk", "Тасымалдаушылар саны 8 мыңға жақындады.", 8000, "almost"),
        ("kk", "Былтыр 830-дан аса адам жұмыссыз қалды.", 830, "more-than"),
        ("kk", "Былтыр 830-тан астам отбасы көшті.", 830, "more-than"),
        ("kk", "Аудандағы зауыт 600-ге тарта адам жұмысқа алды.", 600, "almost"),
        ("kk", "Мамырда 600-ге жетпейтін отбасы көшті.", 600, "less-than"),
    ],
)
def test_how_near_an_amount_is(language: str, text: str, value: Decimal, qualifier: str) -> None:
    (figure,) = figures(text, language)
    assert (figure.value, figure.qualifier) == (value, qualifier)


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "In April the agency revoked 61 licences of banks.", 61),
        ("en", "At least 70 percent of the fund goes to repairs and wages.", 70),
        ("ru", "В апреле агентство отозвало 61 лицензию банков.", 61),
        ("ru", "Не менее 70% фонда уходит на ремонт и зарплаты.", 70),
        ("kk", "Былтыр мұғалімдердің жалақысы 9 пайызға артты.", 9),
    ],
)
def test_what_happened_is_counted_though_it_speaks_of_papers_and_pay(language: str, text: str, value: int) -> None:
    assert [(fact.kind, fact.value) for fact in facts(text, language)] == [("figure", value)]


@pytest.mark.parametrize(
    ("language", "text", "period"),
    [
        ("en", "In four months inspectors visited 2,950 employers.", "2024-01-01/2024-04-30"),
        ("en", "In the six months to March ambulances answered 214,300 calls.", "2023-10-01/2024-03-31"),
        ("ru", "За полугодие в страну въехали 4 миллиона иностранцев.", "2023-07-01/2023-12-31"),
        ("ru", "За четыре месяца прошлого года прибыло 12 тысяч туристов.", "2023-01-01/2023-04-30"),
        ("kk", "Былтырғы он бір айда елге 12 мың шетелдік кірді.", "2023-01-01/2023-11-30"),
    ],
)
def test_a_stretch_is_known_by_its_months(language: str, text: str, period: str) -> None:
    (figure,) = figures(text, language)
    assert figure.period == period


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In the first quarter 12,000 foreigners entered the country, against 9,000 a year earlier."),
        ("ru", "В первом квартале въехали 12 тысяч иностранцев, тогда как годом ранее — 9 тысяч."),
        ("kk", "Бірінші тоқсанда елге 12 мың шетелдік кірді, бір жыл бұрын 9 мың адам кірген."),
    ],
)
def test_a_year_earlier_moves_the_period(language: str, text: str) -> None:
    now, earlier = figures(text, language)
    assert (now.period, earlier.period) == ("2024-01-01/2024-03-31", "2023-01-01/2023-03-31")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In the first quarter 12,000 foreigners entered the country, 14 percent more than in 2023."),
        ("ru", "В первом квартале въехали 12 тысяч иностранцев — на 14% больше, чем за тот же период прошлого года."),
        ("kk", "Бірінші тоқсанда елге 12 мың шетелдік кірді, бұл былтырғы осы кезеңнен 14 пайызға көп."),
    ],
)
def test_a_growth_is_not_of_the_time_it_is_measured_against(language: str, text: str) -> None:
    _, growth = figures(text, language)
    assert (growth.value, growth.unit, growth.qualifier) == (14, "percent", None)
    assert growth.period == "2024-01-01/2024-03-31"


def test_each_count_of_a_clause_has_its_own_measure() -> None:
    told = figures("Out of 1,200 applications 340 were rejected.")
    assert [figure.measure for figure in told] == ["permits-applied-for", "permits-refused"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "If every driver paid 20,000 tenge, the ministry would get 3 billion."),
        ("en", "The ministry notes that a photograph costs 900 tenge."),
        ("en", "The law is read by classes of 30 pupils."),
        ("ru", "Фотография, по данным министерства, стоит 900 тенге."),
        ("ru", "Министерство информирует о приёме детей на 2025–2026 учебный год."),
        ("kk", "Министрлік дерегінше, сурет 900 теңге тұрады."),
    ],
)
def test_what_was_not_counted_is_no_figure(language: str, text: str) -> None:
    assert not figures(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "At the bazaar a kilo of beef sells for 3,400 tenge."),
        ("ru", "На рынке килограмм говядины стоит 3400 тенге."),
        ("kk", "Базарда сиыр етінің келісі 3400 теңге тұрады."),
    ],
)
def test_a_price_that_a_market_makes_is_one(language: str, text: str) -> None:
    (figure,) = figures(text, language)
    assert (figure.value, figure.unit) == (3400, "KZT")


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("kk", "Ауыл мектептерінің үштен бірінде ыстық ас берілмейді.", Decimal("33.3")),
        ("en", "Last year 4,500 citizens were barred from leaving the country.", Decimal(4500)),
    ],
)
def test_a_count_is_no_rule_though_it_has_its_words(language: str, text: str, value: Decimal) -> None:
    (fact,) = facts(text, language)
    assert (fact.kind, fact.value) == ("figure", value)


def test_two_numbers_with_a_magnitude_each_are_a_range() -> None:
    (figure,) = figures("Түркияда 15 мыңнан 18 мыңға дейін студент оқып жүр.", "kk")
    assert (figure.value, figure.value_high) == (15000, 18000)


@pytest.mark.parametrize(
    ("language", "text", "amounts"),
    [
        ("en", "The port earned 31 billion tenge last year; 12.4 billion of it came from grain.",
         [(31_000_000_000, "KZT"), (12_400_000_000, "KZT")]),
        ("ru", "За год прибыло 18,2 тыс. человек, убыло 14,7.", [(18200, None), (14700, None)]),
        ("ru", "Средняя зарплата составила 410 тысяч тенге. В Жезказгане – 396.", [(410_000, "KZT"), (396_000, "KZT")]),
        ("ru", "Взыскано 350 тыс. тенге, оштрафовано 12 340.", [(350_000, "KZT"), (12_340, None)]),
        ("en", "Rents rose by 9 percent in Almaty and by 6 in Taraz.", [(9, "percent"), (6, "percent")]),
        ("kk", "Былтыр қорға 52 млрд теңге түсті, оның 17,5 миллиарды – баж.",
         [(52_000_000_000, "KZT"), (17_500_000_000, "KZT")]),
    ],
)  # fmt: skip
def test_a_number_leaves_out_what_the_one_before_told(
    language: str, text: str, amounts: list[tuple[int, str | None]]
) -> None:
    assert [(figure.value, figure.unit) for figure in figures(text, language)] == amounts


@pytest.mark.parametrize(
    ("language", "text", "measure"),
    [
        ("en", "In 2023 some 4,200 Armenians were living in the region.", "persons-present"),
        ("en", "In 2023 Latvia was visited by 210,000 Swedes.", "persons-entered"),
        ("en", "In 2023, 870 loggers were penalised.", "violators"),
        ("ru", "В 2023 году в области оставались 3 200 беженцев.", "persons-present"),
        ("ru", "Разрешение на временное проживание в 2023 году получили 870 семей.", "permits-issued"),
        ("ru", "В 2023 году визу запросили 640 студентов.", "permits-applied-for"),
        ("ru", "За получением визы в 2023 году обратились 640 студентов.", "permits-applied-for"),
        ("en", "In 2023 some 640 students put in for a visa.", "permits-applied-for"),
        ("kk", "2023 жылы 640 студент виза алып үлгерді.", "permits-issued"),
        ("kk", "2023 жылы шекарадан 870 жүк көлігі өтті.", "crossings"),
    ],
)
def test_the_same_measure_in_other_words(language: str, text: str, measure: str) -> None:
    (figure,) = figures(text, language)
    assert figure.measure == measure


def test_the_next_people_of_a_list_are_counted_alike() -> None:
    first, second = figures("In 2023 the service expelled 900 citizens of Uzbekistan. Citizens of Tajikistan: 310.")
    assert first.measure == second.measure == "persons-expelled"


@pytest.mark.parametrize(
    ("language", "text", "period"),
    [
        ("en", "In 2023 the city issued 4,000 permits, compared with 3,100 in 2021.", "2023-01-01/2023-12-31"),
        ("en", "From January to March 2024 the city fined 310 carriers, against 280 in the whole of 2022.",
         "2024-01-01/2024-03-31"),
        ("en", "TARAZ, May 6 – The city fined 310 carriers in April 2024, the mayor said.", "2024-04-01/2024-04-30"),
        ("ru", "ТАРАЗ, 6 мая — Город оштрафовал 310 перевозчиков в апреле 2024 года.", "2024-04-01/2024-04-30"),
    ],
)  # fmt: skip
def test_no_other_time_is_taken_for_that_of_a_count(language: str, text: str, period: str) -> None:
    assert figures(text, language)[0].period == period


def test_the_time_of_an_articles_figures_reaches_those_that_tell_none() -> None:
    text = (
        "In 2023 the service expelled 900 foreigners. Courts heard long pleas. In 2023 it fined 310 carriers. "
        "The mayor praised the work. Nobody was hurt. Guards were many. It turned away 120 foreigners at the border."
    )
    assert figures(text)[-1].period == "2023-01-01/2023-12-31"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Hotline of the mill: 1456."),
        ("kk", "Сұрақ болса, 1456 нөміріне хабарласыңыз."),
    ],
)
def test_the_number_of_a_hotline_counts_nothing(language: str, text: str) -> None:
    assert figures(text, language) == []
