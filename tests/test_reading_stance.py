"""How a text stands to a headline, in invented news."""

import pytest

from nlp import stance
from nlp.stances.words import sentences_of

HEADLINE = "Minister bans lorries from the old harbour bridge"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("The minister has banned lorries from the old harbour bridge. Fines begin on Monday.", "agree"),
        ("The minister is reportedly about to ban lorries from the old harbour bridge.", "discuss"),
        (
            "The minister did not ban lorries from the old harbour bridge. The story of the ban on lorries is false.",
            "disagree",
        ),
        ("Wheat grew well this spring, and the price of bread fell in every town.", "unrelated"),
        ("", "unrelated"),
    ],
)
def test_a_text_upholds_reports_takes_back_or_tells_of_something_else(body: str, expected: str) -> None:
    assert stance(HEADLINE, body) == expected


def test_a_text_that_upholds_what_the_headline_takes_back_disagrees() -> None:
    body = "Lorries are banned from the old harbour bridge, the minister wrote today."
    assert stance("Minister's ban of lorries from harbour bridge is a hoax", body) == "disagree"


@pytest.mark.parametrize(
    ("headline", "denied", "upheld"),
    [
        (
            "Министр запретил грузовики на старом мосту у порта",
            "Министр опроверг запрет грузовиков на старом мосту. Сообщения о запрете грузовиков на мосту ложные.",
            "Министр запретил движение грузовиков на старом мосту у порта. Штрафы начнутся в понедельник.",
        ),
        (
            "Министр көпірде жүк көліктеріне тыйым салды",
            "Министр көпірде жүк көліктеріне тыйым салынғанын жоққа шығарды. Бұл хабар жалған, деді ол.",
            "Министр көпірде жүк көліктеріне тыйым салды. Айыппұл дүйсенбіден бастап салынады.",
        ),
    ],
)
def test_denials_in_russian_and_kazakh_are_told_from_what_upholds(headline: str, denied: str, upheld: str) -> None:
    assert (stance(headline, denied), stance(headline, upheld)) == ("disagree", "agree")


def test_a_denial_without_a_word_that_refutes_is_told_by_its_meaning() -> None:
    body = (
        "The minister never banned lorries from the harbour bridge, whatever the papers wrote. "
        "Her spokesman called the story a lie."
    )
    assert not any(sentence.refuting for sentence in sentences_of(body))
    assert stance(HEADLINE, body) == "disagree"


def test_a_headline_without_telling_words_belongs_to_no_story() -> None:
    assert stance("Who? What?", "The minister has banned lorries.") == "unrelated"


def test_a_text_that_takes_back_what_its_headline_takes_back_does_not_disagree() -> None:
    body = "Lorries are not banned from the old harbour bridge. The story of the ban was a hoax, the minister wrote."
    assert stance("No, the minister has not banned lorries from the harbour bridge: it was a hoax", body) != "disagree"


def test_scattered_words_make_no_common_story() -> None:
    body = "Her bees do well by the sea. " * 5 + "A minister came. An uncle drove lorries. One house had a bridge."
    assert stance("Minister bans heavy lorries from old harbour bridge", body) == "unrelated"
