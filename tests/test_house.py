"""The house holds: who may import whom, the lock names no registry, the command is quick to answer."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
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


def test_no_word_of_one_field_stands_in_code() -> None:
    """The program is general: migration, asylum or visas are words of vocabularies, not of code."""
    code = [f for d in ("core", "archive", "crawler", "nlp", "timeline", "db") for f in (ROOT / d).rglob("*.py")]
    field = re.compile(r"\b(asylum|visa|residence permit|extradit\w+|citizens:[A-Z]{2})\b", re.I)
    for file in code:
        lines = [line for line in file.read_text(encoding="utf-8").splitlines() if field.search(line)]
        spoken = [line for line in lines if not line.lstrip().startswith(("#", '"'))]
        inside = [line for line in spoken if '"""' not in line]
        assert not [line for line in inside if re.search(r"[\"'][^\"']*" + field.pattern, line, re.I)], file
