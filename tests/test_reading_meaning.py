"""What was learnt from the open gold: rules that no word tells, words that only look like one, vectors of hostile text."""

import numpy as np
import pytest

from benchmarks import reading, train
from core.records.facts import Fact
from nlp.meaning import Encoder, Heads, chosen
from nlp.reader import Reader

SILENT = "Foreigners with a visa: 30 days."
RULES = (
    f"New rules on renting cars take effect on 1 January 2026. Drivers must show a licence. {SILENT} "
    "The company may keep a deposit for up to 30 days."
)
ALONE = f"The weather was fine in Astana. {SILENT} The match ended in a draw."


def rules_told_by(words: str, text: str) -> list[Fact]:
    gold = {"id": "silence", "text": text, "language": "en", "country": "KZ", "published": "2025-11-20T10:00:00+05:00"}
    facts = Reader().facts(reading.as_article(gold))
    return [fact for fact in facts if fact.kind == "rule" and fact.quote.text == words]


def test_a_verbless_item_among_rules_is_a_rule_less_to_be_trusted() -> None:
    [found] = rules_told_by(SILENT, RULES)
    [spoken] = rules_told_by("Drivers must show a licence.", RULES)
    assert (found.value, found.unit) == (30, "day")
    assert found.confidence < spoken.confidence


def test_without_rules_around_it_the_same_item_is_none() -> None:
    assert not rules_told_by(SILENT, ALONE)


def test_a_text_of_countless_rules_is_judged_at_its_beginning_and_read_to_its_end() -> None:
    text = "\n".join(f"Under the law drivers of lorry {number} must pay {number} euros." for number in range(1, 1001))
    gold = {"id": "many", "text": text, "language": "en", "country": "KZ", "published": "2025-11-20T10:00:00+05:00"}
    told = {int(fact.value) for fact in Reader().facts(reading.as_article(gold)) if fact.value is not None}
    assert {1, 1000} <= told


def test_what_was_learnt_is_that_of_the_open_gold() -> None:
    """Whoever changes the open gold trains the reader anew: `python -m benchmarks.train`."""
    assert Heads.read().gold == train.digest()


def test_no_held_out_article_is_learnt_from() -> None:
    assert not any(gold.get("held_out") for gold in train.open_articles())


def test_one_meaning_in_three_languages_is_nearer_than_another_in_one() -> None:
    words = [
        "Foreigners must register within three days of arrival.",
        "Иностранцы обязаны зарегистрироваться в течение трёх дней после прибытия.",
        "Шетелдіктер келген күннен бастап үш күн ішінде тіркелуі тиіс.",
        "The price of bread rose by a tenth in March.",
    ]
    english, russian, kazakh, other = Encoder().vectors(words) - Heads.read().centre
    assert min(english @ russian, english @ kazakh) > english @ other


@pytest.mark.parametrize("text", ["", "\0", "a\0b", "\ud800", "‮abc", "😀" * 2000, "x" * 1_000_000])
def test_no_text_stops_the_encoder_or_changes_its_neighbours(text: str) -> None:
    plain = "A permit is issued for a year."
    alone, beside = Encoder().vectors([plain]), Encoder().vectors([text, plain])
    assert np.isfinite(beside).all()
    assert (alone[0] == beside[1]).all()


def test_a_topic_that_was_never_learnt_stays_the_vocabulary_s() -> None:
    assert chosen({"tax": 0.9, "": 0.1}, "beekeeping") == "beekeeping"
    assert chosen({"tax": 0.4, "trade": 0.6}, "tax") == "trade"


def test_where_words_tell_nothing_an_answer_must_be_likely() -> None:
    assert chosen({"required": 0.2, "permitted": 0.1, "": 0.7}, None) is None
    assert chosen({"required": 0.5, "": 0.5}, None) == "required"
    assert chosen({"required": 0.1, "": 0.9}, "prohibited") == "prohibited"
