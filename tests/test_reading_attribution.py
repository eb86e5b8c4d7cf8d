"""Attribution: whom a reader would name as the source of a sentence."""

from dataclasses import replace

import pytest

from nlp import attributions
from nlp.extraction import Source
from tests.reading_texts import article, facts, read


def sources(text: str, language: str = "en") -> list[Source]:
    return attributions(text, language)


@pytest.mark.parametrize(
    ("language", "text", "speaker", "organisation"),
    [
        ("en", "Jane Doe, the interior minister, said fees would not change.", "Jane Doe", "Interior Ministry"),
        ("en", "Labour Minister Bolat Serikov said the quota was cut.", "Bolat Serikov", "Labour Ministry"),
        ("en", "According to the Ministry of Finance, the rate is 12 percent.", None, "Ministry of Finance"),
        ("en", "The migration service reported 500 violations.", None, "migration service"),
        ("ru", "Министр внутренних дел Марат Ахметов сообщил, что сбор не изменится.", "Марат Ахметов", "Министерство внутренних дел"),
        ("ru", "По данным МВД, въехали 500 человек.", None, "МВД"),
        ("ru", "По словам Анны Петровой, правила меняются.", "Анна Петрова", None),
        ("kk", "Ішкі істер министрлігінің мәліметінше, 500 адам кірді.", None, "Ішкі істер министрлігі"),
    ],
)  # fmt: skip
def test_a_sentence_names_its_source(language: str, text: str, speaker: str | None, organisation: str | None) -> None:
    (found,) = sources(text, language)
    assert found.own
    assert found.speaker == speaker
    assert (found.organisation or "").casefold() == (organisation or "").casefold()


@pytest.mark.parametrize(
    ("language", "text", "outlet"),
    [
        ("en", "Five people were fined, Reuters reports.", "Reuters"),
        ("ru", "Пятерых оштрафовали, сообщает ТАСС.", "ТАСС"),
        ("kk", "Бес адамға айыппұл салынды, деп хабарлайды Tengrinews.", "Tengrinews"),
    ],
)
def test_the_outlet_that_reports_is_no_speaker(language: str, text: str, outlet: str) -> None:
    (found,) = sources(text, language)
    assert (found.speaker, found.reported_via) == (None, outlet)


def test_a_voice_carries_on_until_another_speaks() -> None:
    text = (
        "The mayor of the city, Jane Doe, said parking would cost more. It would be free on Sundays. "
        "The police reported three accidents."
    )
    said, carried, other = sources(text)
    assert (said.speaker, said.own) == ("Jane Doe", True)
    assert (carried.speaker, carried.own) == ("Jane Doe", False)
    assert other.speaker is None


def test_a_voice_does_not_carry_on_for_ever() -> None:
    text = "Jane Doe, the minister, said so. " + "The lake is deep. " * 20
    assert 1 < len(sources(text)) < 21


def test_he_is_who_spoke_before() -> None:
    text = "Interior Minister John Brown said the rules change. The lake is deep. He added that fees stay."
    assert sources(text)[-1].speaker == "John Brown"
    assert sources(text)[-1].own


def test_a_quotation_belongs_to_its_speaker_from_its_first_sentence() -> None:
    found = sources('"The fee stays. Nobody pays more," said John Brown, the finance minister.')
    assert {source.speaker for source in found} == {"John Brown"}
    assert found[0].start == 0


def test_what_was_told_is_told_of_the_sentence_before() -> None:
    found = sources("The fee will be 5 percent. This was reported by the Ministry of Finance.")
    assert [source.organisation for source in found] == ["Ministry of Finance"] * 2


@pytest.mark.parametrize("text", ["The lake is deep.", "Rain fell on Astana in May.", "Latvia said it would not wait."])
def test_the_articles_own_voice_has_no_source(text: str) -> None:
    assert sources(text) == []


def test_places_are_those_of_the_sentences() -> None:
    text = "The lake is deep.\n\nThe police said 5 people left. "
    (found,) = sources(text)
    assert text[found.start : found.end] == "The police said 5 people left."


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The mayor said that the bridge would close.", "The mayor", "that the bridge would close"),
        ("The bridge would close for repairs, the mayor said on Monday.", "the mayor", "The bridge would close for repairs"),
        ('"We will close the old bridge," said Jane Doe.', "Jane Doe", '"We will close the old bridge,"'),
        ("Jane Doe, who runs the port, warned that ships would wait.", "Jane Doe, who runs the port", "that ships would wait"),
        ("According to a recent survey, two thirds of drivers agree.", "a recent survey", "two thirds of drivers agree"),
        ("Critics say the plan costs too much.", "Critics", "the plan costs too much"),
        ('"I never saw the bridge in such a state." ― Jane Doe', "Jane Doe", '"I never saw the bridge in such a state."'),
        ('"It will close," she said. "We have no choice."', "she", '"It will close," she said. "We have no choice."'),
    ],
)  # fmt: skip
def test_a_statement_has_its_source_and_its_content(text: str, source: str, content: str) -> None:
    found = [one for each in sources(text) for one in each.statements]
    assert [text[one.source_start : one.source_end] for one in found] == [source]
    assert [text[one.content_start : one.content_end] for one in found] == [content]


def test_the_same_speaker_goes_on_behind_and() -> None:
    (found,) = sources("The minister said the fee would rise and added that permits stay valid.")
    assert len(found.statements) == 2
    assert {one.source_start for one in found.statements} == {0}


@pytest.mark.parametrize(
    "text",
    [
        "The report of the United States was long.",
        "He has nothing to say today about it.",
        "His claims were many indeed.",
    ],
)
def test_nouns_and_names_say_nothing(text: str) -> None:
    assert [one for each in sources(text) for one in each.statements] == []


@pytest.mark.parametrize(
    ("language", "text", "office"),
    [
        ("en", "By order of the transport minister, lorries must carry two mirrors.", "Transport Ministry"),
        ("en", "Under a decree of the government, bakeries must label bread.", "government"),
        ("en", "The tax service counted 14,200 new firms in May.", "tax service"),
        ("ru", "Согласно постановлению правительства, пекарни обязаны маркировать хлеб.", "правительство"),
        ("kk", "Үкімет қаулысына сәйкес наубайханалар нанды таңбалауға міндетті.", "Үкімет"),
        ("kk", "Ұлттық статистика бюросының мәліметінше, инфляция 8,5 пайызды құрады.", "Ұлттық статистика бюросы"),
    ],
)
def test_an_office_stands_behind_its_acts_and_its_counts(language: str, text: str, office: str) -> None:
    assert facts(text, language)[0].organisation == office


def test_what_a_decision_brings_is_for_whom_decided() -> None:
    text = "The government has raised the duty on tyres to 9 percent. Importers must file a declaration by 1 July."
    assert [fact.organisation for fact in facts(text)] == ["government", "government"]


def test_a_deputy_minister_named_askar_asks_for_nothing() -> None:
    text = "Shops may not sell fireworks to pupils, Deputy Trade Minister Askar Omarov said."
    (rule,) = facts(text)
    assert (rule.kind, rule.modality) == ("rule", "prohibited")


@pytest.mark.parametrize(
    ("language", "text", "speaker", "organisation"),
    [
        ("en", "According to Geostat, 500 people came.", None, "Geostat"),
        ("en", "The Ministry of Labour and Social Protection said so.", None, "Ministry of Labour and Social Protection"),
        ("ru", "По данным Нацкомстата, въехали 500 человек.", None, "Нацкомстат"),
        ("ru", "По данным пограничной службы, въехали 500 человек.", None, "пограничная служба"),
        ("ru", "Правила меняются, сообщил Ерлан Жуматов.", "Ерлан Жуматов", None),
        ("ru", "По словам Асхата Турсуна, правила меняются.", "Асхат Турсун", None),
        ("kk", "Депутат Нұржан Әшімов кеше Астанадан баспана алуды шектеуді ұсынды.", "Нұржан Әшімов", None),
    ],
)  # fmt: skip
def test_names_and_bodies_that_no_list_has(
    language: str, text: str, speaker: str | None, organisation: str | None
) -> None:
    (found,) = sources(text, language)
    assert (found.speaker, found.organisation) == (speaker, organisation)


def test_a_bare_surname_or_office_is_the_one_named_in_full() -> None:
    text = (
        "Jane Doe, head of the Tax Agency, said fees would rise. The Transport Ministry reported three accidents. "
        "“It is settled,” Doe said. According to the ministry, 500 people came."
    )
    *_, again, bare = sources(text)
    assert again.speaker == "Jane Doe"
    assert (bare.speaker, bare.organisation) == (None, "Transport Ministry")


def test_answers_are_the_guests_and_questions_nobodys() -> None:
    text = (
        "Корреспондент Анна Белова побеседовала с юристом Тимуром Абишевым.\n– Нужна ли виза?\n– Нет, не нужна.\n"
        "– А штрафы есть?\n– Да, 10 МРП."
    )
    _, *answers = sources(text, "ru")  # a question names no source
    assert [one.speaker for one in answers] == ["Тимур Абишев", "Тимур Абишев"]


def test_what_an_office_does_is_no_word_of_the_minister_quoted_before() -> None:
    text = "“Prices were down,” Minister Murat Aliev said. Customs stopped 212 trucks in 2024."
    _, deed = sources(text)
    assert (deed.speaker, (deed.organisation or "").casefold()) == (None, "customs")


def test_a_list_is_said_by_who_announces_it() -> None:
    items = "".join(f"• rule {number} is kept for all;\n" for number in range(8))
    assert {one.organisation for one in sources(f"The Transport Ministry explained:\n{items}")} == {
        "Transport Ministry"
    }


@pytest.mark.parametrize(
    ("language", "page", "text", "office"),
    [
        ("en", "Press office of the Tax Committee", "Some 500 people were fined in May.", "Tax Committee"),
        ("ru", "Пресс-служба Комитета по туризму", "В мае въехали 500 иностранцев.", "Комитет по туризму"),
        ("ru", "Вести (пресс-служба КГД)", "Комитет государственных доходов собрал налоги. В мае въехали 500 иностранцев.", "Комитет государственных доходов"),
        ("ru", "Пресс-служба ведомства", "Министерство труда сообщает. В мае въехали 500 иностранцев.", "Министерство труда"),
        ("kk", "Ішкі істер министрлігінің ресми сайты", "Мамырда 500 шетелдік кірді.", "Ішкі істер министрлігі"),
    ],
)  # fmt: skip
def test_what_an_office_publishes_is_the_offices(language: str, page: str, text: str, office: str) -> None:
    told = article(text, language)
    head = replace(told.head, source=page, source_kind="ministry")
    assert {fact.organisation for fact in read(replace(told, head=head))} == {office}


def test_what_a_newspaper_publishes_is_nobodys() -> None:
    assert {fact.organisation for fact in facts("Some 500 people were fined in May.")} == {None}


@pytest.mark.parametrize(
    ("language", "text", "speaker", "organisation"),
    [
        ("en", "The Border Service counted 500 cars. Spokesman Jane Doe said 200 cars had left.", "Jane Doe", "Border Service"),
        ("en", "The Ministry of Finance raised the fee. Its tax department said 200 people paid.", None, "Ministry of Finance"),
        ("ru", "Асет Нуртаев сообщил, что министерство труда насчитало 500 человек.", "Асет Нуртаев", None),
        ("en", "According to the Statistics Agency, 500 people came.", None, "Statistics Agency"),
        ("en", "500 citizens of the Russian Federation came, Jane Doe said.", "Jane Doe", None),
        ("ru", "Министерство труда смягчило проект, сообщил вице-министр Асет Нуртаев.", "Асет Нуртаев", "Министерство труда"),
        ("ru", "Замглавы Минцифры Егор Лапин подчеркнул, что въехали 500 человек.", "Егор Лапин", "Минцифры"),
        ("kk", "Көші-қон қызметі комитетінің төрағасы Асылхан Жұматаев Орталық коммуникациялар қызметінде 500 адам кірді деді.", "Асылхан Жұматаев", "Көші-қон қызметі комитеті"),
        ("kk", "Сенат төрағасы Қайрат Сүлейменұлы палата отырысынан кейін журналистерге Ресейден келген азаматтарға қатысты ұстанымын айтты.", "Қайрат Сүлейменұлы", "Сенат"),
    ],
)  # fmt: skip
def test_whose_post_it_is(language: str, text: str, speaker: str | None, organisation: str | None) -> None:
    last = sources(text, language)[-1]
    assert (last.speaker, last.organisation) == (speaker, organisation)


def test_a_decision_is_heard_up_to_a_heading() -> None:
    text = "The government approved the quota. 500 people may come.\nOther news\n200 people left the town."
    decided, brought, *others = sources(text)
    assert (decided.organisation, brought.organisation) == ("government", "government")
    assert [other.organisation for other in others] == []
