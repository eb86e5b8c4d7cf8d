"""Rules that no word tells: found among rules, by weights that were trained on the open gold as it stands, and only there."""

from benchmarks import reading, train_finder
from core.records.facts import Fact
from nlp.claims.weights import SIZE, Weights, declared
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
    assert (found.value, found.unit, found.modality) == (30, "day", None)
    assert found.confidence < spoken.confidence


def test_without_rules_around_it_the_same_item_is_none() -> None:
    assert not rules_told_by(SILENT, ALONE)


def test_the_weights_are_those_of_the_open_gold() -> None:
    """Whoever changes the open gold trains the finder anew: `python -m benchmarks.train_finder`."""
    assert declared()["gold"] == train_finder.digest()
    assert len(Weights.read().letters) == SIZE


def test_no_held_out_article_is_learnt_from() -> None:
    assert not any(gold.get("held_out") for gold in train_finder.open_articles())
