"""The house holds: who may import whom, the lock names no registry, the command is quick to answer."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from nlp.vocabulary import Vocabularies
from words import names
from words.speech import LANGUAGES

ROOT = Path(__file__).resolve().parent.parent
CODE = ("archive", "cli", "core", "crawler", "dashboard", "db", "nlp", "publish", "timeline", "words")
FRAMEWORKS = re.compile(
    r"^\s*(?:from|import) (scrapy|spacy|streamlit|sqlmodel|sqlalchemy|pandas|trafilatura|typer|rich)\b", re.M
)


def test_imports_keep_the_contracts() -> None:
    command = [Path(sys.executable).parent / "lint-imports"]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout


@pytest.mark.parametrize("folder", ["core", "timeline"])
def test_core_and_timeline_import_no_framework(folder: str) -> None:
    for file in (ROOT / folder).rglob("*.py"):
        assert not FRAMEWORKS.search(file.read_text(encoding="utf-8")), file


def test_the_lock_has_hashes_and_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    pinned = re.findall(r"^[a-z0-9][\w.\[\]-]*==[^\n]*\\\n(    --hash=sha256:)", lock, re.M)
    assert len(pinned) == len(re.findall(r"^[a-z0-9]", lock, re.M))


def test_help_loads_none_of_the_heavy_parts() -> None:
    """What makes the command slow to answer is what it imports; the time itself is in the benchmarks."""
    heavy = "{'spacy', 'streamlit', 'pandas', 'scrapy', 'sqlmodel', 'trafilatura'}"
    program = f"import sys, cli.main; print(*sorted({heavy} & set(sys.modules)))"
    loaded = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == ""


def spoken(file: Path) -> Iterator[str]:
    """Every text in a module's code; what explains it (docstrings, comments) is none."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    explained = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in explained:
            yield node.value


def test_no_word_of_one_field_stands_in_code() -> None:
    """The program is general: migration, asylum or visas are words of vocabularies, not of code."""
    field = re.compile(r"\b(asylum|visas?|residence[ -]permits?|extradit\w+|foreigners?|passports?|citizens:)", re.I)
    found = [(file, text) for name in CODE for file in (ROOT / name).rglob("*.py") for text in spoken(file)]
    assert [(file, text) for file, text in found if field.search(text)] == []


def test_the_slugs_of_every_vocabulary_have_a_name_in_every_language() -> None:
    """What a reader sees; a slug without a name would be English on a Kazakh page."""
    named, vocabularies = names.declared(), Vocabularies().all
    for table in ("topics", "measures", "subjects", "audiences"):
        assert {label for one in vocabularies for label in one.table(table)} <= set(named[table]), table
    countries = {
        code for one in vocabularies for name in ("country_names", "country_people") for code in one.table(name)
    }
    kinds = {kind for one in vocabularies for kind in one.table("peoples")}
    assert {f"{kind}:{code}" for kind in kinds for code in countries} <= set(named["peoples"])
    told = [words for table in named.values() for words in table.values()]
    assert all(set(words) == set(LANGUAGES) and all(words.values()) for words in told)


def test_the_languages_rank_audiences_alike() -> None:
    tables = [one.table("audience_kinds") for one in Vocabularies().all]
    assert all(table == tables[0] for table in tables)
    ranked = {kind for kinds in tables[0].values() for kind in kinds}
    assert ranked <= {*Vocabularies().all[0].table("audiences"), *Vocabularies().all[0].table("peoples")}
