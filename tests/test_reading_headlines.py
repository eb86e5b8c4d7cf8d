"""Headlines and sentences: which line is the headline, and where sentences end."""

import pytest

from nlp.text.sentences import SentenceSplitter
from nlp.vocabulary import Vocabularies
from tests.reading_texts import facts

SPLITTERS = {vocabulary.language: SentenceSplitter(vocabulary) for vocabulary in Vocabularies().all}
BODY = "The law on imports was changed in April. Importers must label all goods from 1 July 2024."


def sentences(text: str, language: str) -> list[str]:
    return [text[one.start : one.end].strip() for one in SPLITTERS[language].sentences(text)]


@pytest.mark.parametrize("title", [None, "Importers must label all goods"])
def test_the_line_above_the_text_is_its_headline(title: str | None) -> None:
    found = facts(f"Importers must label all goods\n\n{BODY}", title=title)
    first, *others = [fact.headline for fact in found if fact.kind == "rule"]
    assert first
    assert others
    assert not any(others)


def test_the_title_is_found_among_the_lines_of_a_menu() -> None:
    text = f"Home\nNews\nImporters must label all goods\n{BODY}"
    found = facts(text, title="Importers must label all goods")
    assert next(fact for fact in found if fact.kind == "rule").headline


def test_a_text_without_a_headline_has_none() -> None:
    assert not any(fact.headline for fact in facts(BODY))


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("en", "Mr. Smith paid 5 dollars. He left.", 2),
        ("en", "It costs approx. 5.5 million. The U.S. agreed.", 2),
        ("en", 'He said: "No." Then he left!', 2),
        ("ru", "Въехали 5 тыс. человек. Из них 2 тыс. остались.", 2),
        ("ru", "В 2023 г. въехали многие. И. И. Иванов уехал.", 2),
        ("kk", "2023 ж. 5 млн. адам кірді. Олар кетті.", 2),
        ("en", "One line\nAnother line\nA third.", 3),
        ("en", "A paragraph that was wrapped after some eighty characters by somebody's\nmailer goes on here.", 1),
    ],
)
def test_sentences_end_where_a_reader_ends_them(language: str, text: str, count: int) -> None:
    assert len(sentences(text, language)) == count


def test_an_item_of_a_list_is_told_although_no_full_stop_ends_it() -> None:
    text = "The law changes for importers:\n• importers must label all goods;\n• importers must pay a fee;\nRead more"
    assert len([fact for fact in facts(text) if fact.kind == "rule"]) >= 2


def test_menus_tell_nothing() -> None:
    assert (
        facts(f"You must log in\nAll rights reserved\n{BODY}\nUsers must accept cookies", title="Labels")[0].quote.start
        > 0
    )


def test_sentences_are_the_same_whenever_the_pipeline_is_made_anew() -> None:
    text = "The fee is 5 thous. tenge (approx. 10 dollars). It rises in May!\nNo. 5 closes. What then?"
    often, never = (SentenceSplitter(Vocabularies().of("en"), renewed_after) for renewed_after in (1, 10**9))
    assert [often.sentences(text) for _ in range(3)] == [never.sentences(text)] * 3
    assert len(never.sentences(text)) > 2
