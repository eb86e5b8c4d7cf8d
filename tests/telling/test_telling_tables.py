"""The tables that leave the product: a package that validates, JSON-LD, the same filters everywhere, no remains."""

import csv
import json
import os
import shutil
import signal
import subprocess
import sys
import urllib.parse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest
import requests
from frictionless import Package, system
from sqlalchemy import Engine
from store_commands import ereje
from store_records import TEXT, change, conflict, fact
from told import fares, happens, installed, plain_store, put

from cli.dashboard import free_port, running
from db.engine import open_store

FORMULA = '=HYPERLINK("http://evil.example")'


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    store = open_store(plain_store(home))
    fares(store)
    put(store, "a3", fact("f3", of="a3", topic="tax", speaker=FORMULA, words="Қалада жол ақысы өседі"), language="kk")
    put(store, "a4", fact("f4", of="a4", jurisdiction="UZ"), source='+Plus, "and"\nmore', published="2024-01-05")
    happens(store, changes=[change(audience="foreigners")], conflicts=[conflict(sides=(("f1",), ("f2", "f3")))])
    store.dispose()
    return home


@pytest.fixture(scope="module")
def tables(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tables")
    formats = [part for name in ("package", "jsonld", "xlsx", "parquet") for part in ("--format", name)]
    done = ereje(home, "export", folder, *formats, EREJE_PUBLIC_URL="https://rules.example")
    assert (done.returncode, done.stderr) == (0, "")
    return folder


def cells(file: Path, encoding: str = "utf-8-sig") -> list[dict[str, str]]:
    with file.open(encoding=encoding, newline="") as opened:
        return list(csv.DictReader(opened))


def lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").split("\n") if line]


def test_the_package_validates_and_says_what_it_is(tables: Path) -> None:
    with system.use_context(trusted=True):
        found = Package(str(tables / "datapackage.json")).validate()
    assert found.valid, found.flatten(["type", "message"])
    assert [task.stats.get("rows") for task in found.tasks] == [4, 1, 1]
    told = json.loads((tables / "datapackage.json").read_text())
    assert told["licenses"][0]["name"] == "CC-BY-4.0"
    for name in ("README.md", "LICENSE.txt", "columns.csv"):
        assert (tables / name).stat().st_size > 200
    explained = {row["column"] for row in cells(tables / "columns.csv")}
    assert {each["name"] for resource in told["resources"] for each in resource["schema"]["fields"]} == explained


def test_a_package_that_was_tampered_with_does_not_validate(tables: Path, tmp_path: Path) -> None:
    shutil.copytree(tables, tmp_path / "copy")
    file = tmp_path / "copy" / "facts.csv"
    file.write_bytes(file.read_bytes().replace(b"120", b"121", 1))
    with system.use_context(trusted=True):
        assert not Package(str(tmp_path / "copy" / "datapackage.json")).validate().valid


def test_json_ld_names_the_words_and_where_they_stand(tables: Path) -> None:
    annotations = lines(tables / "annotations.jsonl")
    assert len(annotations) == 4
    for each in annotations:
        quote, position = each["target"]["selector"]
        assert TEXT[position["start"] : position["end"]] == quote["exact"]
        assert each["id"].startswith("https://rules.example/f/f")
        assert json.loads(each["body"]["value"])["kind"] == "rule"
    (review,) = lines(tables / "claimreviews.jsonl")
    assert review["@type"] == "ClaimReview"
    assert [claim["text"] in TEXT for claim in review["itemReviewed"]] == [True, True]
    assert "ratingValue" not in review["reviewRating"], "which side is right is not rated"


def test_formats_agree_and_nothing_is_a_formula(tables: Path) -> None:
    facts = lines(tables / "facts.jsonl")
    ids = [each["fact_id"] for each in facts]
    rows = cells(tables / "facts.csv")
    assert [row["fact_id"] for row in rows] == ids
    assert [row["fact_id"] for row in pq.read_table(tables / "facts.parquet").to_pylist()] == ids
    sheet = openpyxl.load_workbook(tables / "ereje.xlsx")["facts"]
    assert [cell.value for cell in sheet["A"][1:]] == ids
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert {each["speaker"] for each in facts} == {None, FORMULA}
    assert {row["speaker"] for row in rows} == {"", FORMULA}
    assert not (tables / "facts.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    for_excel = tables / "facts-excel.csv"
    assert for_excel.read_bytes().startswith(b"\xef\xbb\xbf")
    assert {row["speaker"] for row in cells(for_excel)} == {"", f"'{FORMULA}"}


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_opens_the_workbook(tables: Path, tmp_path: Path) -> None:
    every_sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", every_sheet]
    subprocess.run(
        [*command, "--outdir", tmp_path, tables / "ereje.xlsx"], check=True, capture_output=True, timeout=120
    )
    read = {name: cells(tmp_path / f"ereje-{name}.csv", "utf-8") for name in ("facts", "changes", "conflicts")}
    assert {name: len(rows) for name, rows in read.items()} == {"facts": 4, "changes": 1, "conflicts": 1}
    told = {row["fact_id"]: row for row in read["facts"]}
    assert told["f3"]["quote"] == "Қалада жол ақысы өседі"
    assert told["f3"]["speaker"] == FORMULA


@pytest.fixture(scope="module")
def address(home: Path, tables: Path) -> Iterator[str]:
    store: Engine = open_store(plain_store(home))
    store.dispose()
    with running(installed(home, store), port=free_port()) as (served, _):
        yield served


@pytest.mark.parametrize(
    ("options", "question"),
    [
        ([], {}),
        (["--topic", "tax"], {"topic": "tax"}),
        (["--country", "UZ", "--country", "KG"], {"country": ["UZ", "KG"]}),
        (["--source", "The A1"], {"source": "The A1"}),
        (["--language", "kk"], {"language": "kk"}),
        (["--words", "ЖОЛ ақысы"], {"q": "ЖОЛ ақысы"}),
        (["--since", "2024-02-01"], {"from": "2024-02-01"}),
        (["--until", "2024-01-31", "--topic", "transport"], {"to": "2024-01-31", "topic": "transport"}),
        (["--kind", "figure"], {"kind": "figure"}),
        (["--audience", "foreigners", "--status", "planned"], {"who": "foreigners", "status": "planned"}),
    ],
)
def test_the_commands_filters_are_the_pages(
    home: Path, address: str, tmp_path: Path, options: list[str], question: dict[str, Any]
) -> None:
    assert ereje(home, "export", tmp_path, "--format", "csv", *options).returncode == 0
    asked = urllib.parse.urlencode(question, doseq=True)
    for name in ("facts.jsonl", "facts.csv"):
        answer = requests.get(f"{address}/export/{name}?{asked}", timeout=20)
        assert answer.content == (tmp_path / name).read_bytes(), name


def test_what_a_killed_export_left_is_cleared_by_the_next(home: Path, tmp_path: Path) -> None:
    program = (
        "import os, signal, sys; from pathlib import Path; from publish.export import export\n"
        "def rows():\n    yield from ()\n    os.kill(os.getpid(), signal.SIGKILL)\n    yield\n"
        f"export(Path({str(tmp_path)!r}), reports=rows(), changes=(), conflicts=())"
    )
    environment = {**os.environ, "PYTHONPATH": os.getcwd()}
    died = subprocess.run([sys.executable, "-c", program], check=False, env=environment)
    assert died.returncode == -signal.SIGKILL
    assert [file.name.startswith(".export-") for file in tmp_path.iterdir()] == [True]
    assert ereje(home, "export", tmp_path).returncode == 0
    assert {file.name for file in tmp_path.iterdir()} == {"facts.jsonl", "changes.jsonl", "conflicts.jsonl"}
