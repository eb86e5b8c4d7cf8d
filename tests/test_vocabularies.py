"""Vocabularies: every file loads, every pattern compiles and can match, and the languages know the same things."""

import re
from pathlib import Path

import pytest

from core.errors import DeclarationError
from nlp.amounts import NumberGrammar
from nlp.times import CommencementGrammar, TimeGrammar
from nlp.vocabulary import LANGUAGES, Vocabularies, Vocabulary
from nlp.vocabulary.tables import KNOWN, PATTERNS

ALL = {vocabulary.language: vocabulary for vocabulary in Vocabularies().all}
PLACEHOLDERS = ("dates", "weekday_shift", "stretches", "commencement")  # filled in by the grammars that read them

# What a language has no words for, on purpose.
MISSING = {
    "topics": {},
    "measures": {},
    "audiences": {},
    "country_names": {},
    "rules": {},
}  # fmt: skip


def keys(table: str) -> dict[str, set[str]]:
    return {language: set(vocabulary.table(table)) for language, vocabulary in ALL.items()}


def test_the_languages_know_the_same_units_but_for_currencies() -> None:
    measured = [{unit for unit in known if unit.islower()} for known in keys("units").values()]
    assert measured == [measured[0]] * 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_is_known(language: str) -> None:
    assert ALL[language].names <= KNOWN


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("table", sorted(PATTERNS - set(PLACEHOLDERS)))
def test_every_pattern_compiles_and_none_matches_nothing(language: str, table: str) -> None:
    vocabulary = ALL[language]
    for label in vocabulary.table(table):
        empty = (table, label) == ("intervals", "and")  # two times right beside each other are an interval in Kazakh
        assert empty or not vocabulary.patterns(table, label).opens("")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_grammars_fill_in_the_placeholders(language: str) -> None:
    numbers = NumberGrammar(ALL[language])
    assert TimeGrammar(ALL[language], numbers).times("", None) == []
    assert CommencementGrammar(ALL[language], numbers).formulas("") == []


@pytest.mark.parametrize("table", sorted(MISSING))
def test_the_languages_know_the_same_labels(table: str) -> None:
    found = keys(table)
    every = set().union(*found.values())
    lacking = {language: every - known for language, known in found.items() if every - known}
    assert lacking == MISSING[table]


def test_no_table_is_declared_in_one_language_for_nothing() -> None:
    told = {name for vocabulary in ALL.values() for name in vocabulary.names}
    assert told == KNOWN


EXAMPLES = {
    ("topics", "asylum"): {"en": "asylum seekers", "ru": "убежище", "kk": "босқындар"},
    ("topics", "visa"): {"en": "a visa", "ru": "визы", "kk": "виза"},
    ("topics", "tax"): {"en": "taxes", "ru": "налог", "kk": "салық"},
    ("topics", "entry"): {"en": "entered", "ru": "въезд", "kk": "кіру"},
    ("measures", "persons-entered"): {"en": "people entered", "ru": "въехали", "kk": "кірді"},
    ("measures", "violators"): {"en": "violators", "ru": "нарушителей", "kk": "тәртіп бұзушылар"},
    ("units", "day"): {"en": "days", "ru": "суток", "kk": "күн"},
    ("units", "KZT"): {"en": "tenge", "ru": "тенге", "kk": "теңге"},
    ("months", "1"): {"en": "january", "ru": "января", "kk": "қаңтарда"},
    ("months", "12"): {"en": "december", "ru": "декабря", "kk": "желтоқсанда"},
    ("country_names", "UZ"): {"en": "uzbekistan", "ru": "узбекистана", "kk": "өзбекстан"},
    ("audiences", "foreigners"): {"en": "foreigners", "ru": "иностранцы", "kk": "шетелдіктер"},
    ("rules", "prohibited"): {"en": "is prohibited", "ru": "запрещено", "kk": "тыйым салынады"},
    ("rules", "required"): {"en": "is required to", "ru": "обязаны", "kk": "міндетті"},
    ("rules", "permitted"): {"en": "is allowed to", "ru": "разрешено", "kk": "рұқсат етіледі"},
}  # fmt: skip


@pytest.mark.parametrize(("table", "label"), sorted(EXAMPLES), ids=str)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_label_has_its_words(table: str, label: str, language: str) -> None:
    found = ALL[language].patterns(table).all(EXAMPLES[table, label][language])
    assert label in [hit.label for hit in found]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_month_weekday_and_number_is_declared_once(language: str) -> None:
    for table, numbers in (("months", range(1, 13)), ("weekdays", range(1, 8)), ("quarters", range(1, 5))):
        assert set(ALL[language].table(table)) == {str(number) for number in numbers}
    cardinals = set(ALL[language].table("cardinals"))
    assert {str(number) for number in (*range(1, 11), *range(20, 100, 10))} <= cardinals


@pytest.mark.parametrize("language", LANGUAGES)
def test_patterns_are_written_on_folded_text(language: str) -> None:
    """Patterns meet lower-case text without ё or typographic quotes: written otherwise, they could never match."""
    vocabulary = ALL[language]
    for table in PATTERNS & set(vocabulary.names):
        for label, patterns in vocabulary.table(table).items():
            for pattern in patterns:
                plain = re.sub(r"\\[A-Z]|\(\?P<\w+>", "", pattern)
                assert plain == plain.lower(), (table, label, pattern)
                assert not set(plain) & set("ё«»“”–"), (table, label, pattern)


def declared(folder: Path, text: str) -> Vocabulary:
    (folder / "en").mkdir()
    (folder / "en" / "some.toml").write_text(text, encoding="utf-8")
    return Vocabulary("en", folder)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('[topicz]\ntax = ["tax"]', "topicz"),
        ('[topics]\ntax = "tax"', "topics.tax"),
        ("[topics]\ntax = [1]", "topics.tax"),
        ('topics = ["tax"]', "topics"),
        ("[topics", "TOML"),
    ],
)
def test_a_wrong_declaration_names_file_and_key(tmp_path: Path, text: str, named: str) -> None:
    with pytest.raises(DeclarationError) as refused:
        declared(tmp_path, text)
    assert "some.toml" in str(refused.value)
    assert named in str(refused.value)


@pytest.mark.parametrize(("pattern", "named"), [("tax(es", "topics.tax"), ("{levies}", "levies")])
def test_a_wrong_pattern_is_named_when_it_is_first_used(tmp_path: Path, pattern: str, named: str) -> None:
    vocabulary = declared(tmp_path, f'[topics]\ntax = ["{pattern}"]')
    with pytest.raises(DeclarationError, match=named):
        vocabulary.patterns("topics")


def test_what_is_declared_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    for name in ("one", "two"):
        (tmp_path / "en" / f"{name}.toml").write_text('[topics]\ntax = ["tax"]', encoding="utf-8")
    with pytest.raises(DeclarationError, match="twice"):
        Vocabulary("en", tmp_path)


@pytest.mark.parametrize(
    ("pattern", "found", "missed"),
    [
        ("regist*", "registered", "preregistered"),
        ("no longer", "no \n longer", "nolonger"),
        ("visa ?run", "visarun", "visa, run"),
        ("issued ~ permits", "issued some 4,500 new permits", "issued fines, and permits"),
        ("{who} must", "drivers must", "people must"),
        (", but", "rain, but", "but"),
        ("tax(es)?", "the taxes", "taxesque"),
        ("[a-z]+-\\\\d+", "b-12", "b-"),
    ],
)
def test_the_conveniences_of_the_pattern_language(tmp_path: Path, pattern: str, found: str, missed: str) -> None:
    vocabulary = declared(tmp_path, f'[sets]\nwho = ["drivers?", "owners?"]\n[topics]\nsome = ["{pattern}"]')
    assert vocabulary.patterns("topics").found(found)
    assert not vocabulary.patterns("topics").found(missed)


def test_searching_together_finds_what_searching_one_by_one_does(tmp_path: Path) -> None:
    words = ["a", "a b", "b", "b c", "a b c", "c a", "(a|b) c"]
    listed = ", ".join(f'"{word}"' for word in words)
    patterns = declared(tmp_path, f"[topics]\nsome = [{listed}]").patterns("topics")
    text = "a b c a b b c c a a b c"
    alone = [
        (match.start(), match.end())
        for word in words
        for match in re.finditer(rf"(?<!\w)(?:{word})(?!\w)", text)
    ]  # fmt: skip
    assert sorted((hit.start, hit.end) for hit in patterns.all(text)) == sorted(alone)
    assert all(one.end <= other.start for one, other in zip(patterns.best(text), patterns.best(text)[1:], strict=False))
