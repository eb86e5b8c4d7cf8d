"""The exported tables: the contract's fields, the same content in every format, and nothing a spreadsheet would run."""

import csv
import io
import json
import os
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest
from sqlalchemy import Engine
from store_records import TEXT, article, at, change, comparison, conflict, fact, report

from core.errors import StoreError
from core.records.facts import Report
from db import reads, writes
from db.engine import reading, writing
from publish.columns import TABLES
from publish.export import FORMATS, Asked, Exported, csv_lines, export, jsonl_lines, xlsx_pieces
from publish.formats import xlsx

# As users' scripts and the scorer rely on them; more may follow, none may go or move.
PROMISED = """
fact_id kind jurisdiction topic audience modality status measure value value_high unit qualifier per period as_of date
announced_on effective_from effective_until speaker organisation reported_via headline quote quote_start quote_end
article_url article_title source source_kind language published retrieved snapshot link confidence
"""
HOSTILE = ['=HYPERLINK("http://evil.example")', "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1"]


def exported(folder: Path, reports: list[Report], **more: Any) -> Exported:
    asked = Asked(formats=more.pop("formats", FORMATS))
    told = {"changes": [change()], "conflicts": [conflict()], "asked": asked} | more
    return export(folder, reports=reports, **told)


def lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def cells(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


def test_a_fact_has_the_promised_fields_in_their_order(tmp_path: Path) -> None:
    exported(tmp_path, [report(value=Decimal("33.3"), value_high=Decimal("100.0"))])
    (row,) = lines(tmp_path / "facts.jsonl")
    assert list(row)[: len(PROMISED.split())] == PROMISED.split()
    assert (row["value"], row["value_high"], row["unit"], row["audience"]) == (33.3, 100, "KZT", None)
    assert TEXT[row["quote_start"] : row["quote_end"]] == row["quote"]
    assert row["link"].startswith("https://gazette.example/trams#:~:text=The%20tram")
    assert (row["retrieved"], row["headline"]) == ("2024-02-11T12:00:00Z", False)
    assert '"value_high": 100,' in (tmp_path / "facts.jsonl").read_text()


def test_changes_and_conflicts_name_their_facts(tmp_path: Path) -> None:
    exported(tmp_path, [report()])
    (row,) = lines(tmp_path / "changes.jsonl")
    assert (row["before"], row["after"], row["evidence"]) == (["f2"], ["f1"], ["f1", "f2"])
    assert row["reported_by"] == {"independent": 2, "relays": 1}
    (row,) = lines(tmp_path / "conflicts.jsonl")
    assert row["sides"] == [["f1"], ["f2", "f3"]]
    assert (row["type"], row["state"], row["severity"]) == ("value", "open", "contradiction")


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "1E+9999"])
def test_what_is_no_plain_number_is_null(tmp_path: Path, amount: str) -> None:
    exported(tmp_path, [report(value=Decimal(amount))])
    assert lines(tmp_path / "facts.jsonl")[0]["value"] is None


def test_every_column_is_explained_in_one_sentence() -> None:
    for table in TABLES:
        assert len({column.name for column in table.columns}) == len(table.columns)
        for column in table.columns:
            assert column.meaning.endswith("."), column
            assert len(column.meaning) > 10, column


@pytest.mark.parametrize("title", HOSTILE)
def test_no_cell_is_a_formula(tmp_path: Path, title: str) -> None:
    exported(tmp_path, [report(head={"title": title}, speaker=title)])
    (row,) = cells(tmp_path / "facts-excel.csv")
    assert (row["article_title"], row["speaker"]) == ("'" + title, "'" + title)
    (plain,) = cells(tmp_path / "facts.csv")
    assert (plain["article_title"], plain["speaker"]) == (title, title)
    sheet = openpyxl.load_workbook(tmp_path / "ereje.xlsx")["facts"]
    assert all(cell.data_type != "f" for found in sheet.iter_rows() for cell in found)
    (json_row,) = lines(tmp_path / "facts.jsonl")
    assert json_row["article_title"] == title


def test_numbers_below_zero_stay_numbers_in_csv(tmp_path: Path) -> None:
    exported(tmp_path, [report(value=Decimal("-5"))])
    assert cells(tmp_path / "facts.csv")[0]["value"] == "-5"


def test_csv_opens_as_utf8_and_keeps_line_breaks_within_a_cell(tmp_path: Path) -> None:
    exported(tmp_path, [report(head={"title": 'Жол\n"ақысы", 2024'})])
    assert (tmp_path / "facts-excel.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert not (tmp_path / "facts.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert cells(tmp_path / "facts.csv")[0]["article_title"] == 'Жол\n"ақысы", 2024'


def test_separators_of_lines_within_a_text_do_not_end_a_line(tmp_path: Path) -> None:
    exported(tmp_path, [report(head={"title": "a\u2028b\x85c"})])
    (row,) = lines(tmp_path / "facts.jsonl")
    assert row["article_title"] == "a\u2028b\x85c"


def test_parquet_holds_what_json_lines_hold(tmp_path: Path) -> None:
    exported(tmp_path, [report("f1"), report("f2", value=None), report("f3", value=Decimal("0.5"), headline=True)])
    for table in TABLES:
        found = pq.read_table(tmp_path / f"{table.name}.parquet")
        rows = found.to_pylist()
        for row in rows:
            for column in table.columns:
                if column.type == "instant":
                    row[column.name] = row[column.name].strftime("%Y-%m-%dT%H:%M:%SZ")
        assert rows == lines(tmp_path / f"{table.name}.jsonl")
        assert found.schema.field(0).metadata[b"meaning"].decode() == table.columns[0].meaning


def test_a_workbook_holds_the_rows_their_links_and_what_the_columns_mean(tmp_path: Path) -> None:
    exported(tmp_path, [report("f1", value=Decimal("1.5"), headline=True)])
    book = openpyxl.load_workbook(tmp_path / "ereje.xlsx")
    assert book.sheetnames == ["facts", "changes", "conflicts", "columns"]
    names = [cell.value for cell in book["facts"][1]]
    row = dict(zip(names, book["facts"][2], strict=True))
    assert (row["value"].value, row["headline"].value, row["audience"].value) == (1.5, True, None)
    assert row["link"].hyperlink.target + "#" + row["link"].hyperlink.location == row["link"].value
    explained = {(found[0].value, found[1].value) for found in book["columns"].iter_rows(min_row=2)}
    assert explained == {(table.name, column.name) for table in TABLES for column in table.columns}


def test_links_that_a_sheet_cannot_hold_are_text_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "_LINKS", 2)
    done = exported(tmp_path, [report(f"f{number}") for number in range(5)])
    sheet = openpyxl.load_workbook(tmp_path / "ereje.xlsx")["facts"]
    link = [cell.value for cell in sheet[1]].index("link") + 1
    found = [sheet.cell(row, link) for row in range(2, 7)]
    assert [cell.hyperlink is not None for cell in found] == [True, True, False, False, False]
    assert all(cell.value.startswith("https://") for cell in found)
    assert done.notes == ("sheet facts: 3 links are plain text, a sheet holds 2",)


@pytest.mark.parametrize("path", ["x" * 3000, "%" * 1500, '"' * 1500, "я" * 1000])
def test_an_address_too_long_for_a_link_is_text_whole(tmp_path: Path, path: str) -> None:
    exported(tmp_path, [report(head={"url": f"https://gazette.example/{path}"})])
    sheet = openpyxl.load_workbook(tmp_path / "ereje.xlsx")["facts"]
    link = sheet.cell(2, [cell.value for cell in sheet[1]].index("link") + 1)
    assert link.value == lines(tmp_path / "facts.jsonl")[0]["link"]


def test_an_address_that_is_no_web_page_is_no_link(tmp_path: Path) -> None:
    exported(tmp_path, [report(head={"url": "javascript:alert(1)"})])
    sheet = openpyxl.load_workbook(tmp_path / "ereje.xlsx")["facts"]
    assert all(cell.hyperlink is None for cell in sheet[2])


def test_two_exports_of_one_store_are_the_same_byte_for_byte(store: Engine, tmp_path: Path) -> None:
    with writing(store) as session:
        for number in (3, 1, 2):
            told = article(f"a{number}", url=f"https://gazette.example/{number}", published=f"2024-02-0{number}")
            facts = [fact(f"f{number}{place}", of=f"a{number}") for place in (2, 1)]
            writes.add_reading(session, article=told, facts=facts, record_id=f"r{number}", reader="1")
        made = comparison(changes=[change("c2"), change("c1")], conflicts=[conflict("x2"), conflict("x1")])
        writes.replace_comparison(session, comparison=made)
    for name in ("one", "two"):
        with reading(store) as session:
            export(
                tmp_path / name,
                reports=reads.reports(session),
                changes=reads.all_changes(session),
                conflicts=reads.all_conflicts(session),
                asked=Asked(formats=FORMATS),
            )
    one, two = ({file.name: file.read_bytes() for file in (tmp_path / name).iterdir()} for name in ("one", "two"))
    assert one == two
    assert len(one) == 19
    ids = [row["fact_id"] for row in lines(tmp_path / "one" / "facts.jsonl")]
    assert ids == ["f11", "f12", "f21", "f22", "f31", "f32"]


def test_an_export_that_fails_leaves_the_former_one_as_it_was(tmp_path: Path) -> None:
    exported(tmp_path, [report("f1")])
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}

    def failing() -> Iterator[Report]:
        yield report("f2")
        raise StoreError("ereje.sqlite", "disk I/O error")

    with pytest.raises(StoreError, match="disk I/O"):
        export(tmp_path, reports=failing(), changes=[], conflicts=[], asked=Asked(formats=FORMATS))
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(StoreError, match="tables: the export could not be written"):
        exported(tmp_path / "taken" / "tables", [report()])


def test_downloads_are_the_files(tmp_path: Path) -> None:
    reports = [report("f1"), report("f2", value=None)]
    exported(tmp_path, reports)
    for excel, name in ((False, "facts.csv"), (True, "facts-excel.csv")):
        assert "".join(csv_lines(reports, excel=excel)).encode() == (tmp_path / name).read_bytes()
    assert "".join(jsonl_lines(reports)).encode() == (tmp_path / "facts.jsonl").read_bytes()
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(xlsx_pieces(reports))))["facts"]
    assert [sheet.cell(row, 1).value for row in (1, 2, 3)] == ["fact_id", "f1", "f2"]
    assert sheet.auto_filter.ref.startswith("A1:")
    assert sheet.auto_filter.ref.endswith("3")


def test_files_are_as_readable_as_the_users_other_files(tmp_path: Path) -> None:
    (tmp_path / "other").touch()
    exported(tmp_path / "tables", [report()])
    usual = os.stat(tmp_path / "other").st_mode
    assert {file.stat().st_mode for file in (tmp_path / "tables").iterdir()} == {usual}


def test_a_confidence_and_an_instant_are_typed(tmp_path: Path) -> None:
    exported(tmp_path, [report(head={"retrieved": at(3)}, confidence=0.75)])
    row = pq.read_table(tmp_path / "facts.parquet").to_pylist()[0]
    assert (row["confidence"], row["retrieved"]) == (0.75, at(3))
