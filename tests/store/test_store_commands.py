"""The commands that join archive, reader, store and export, run as a user runs them."""

import json
from pathlib import Path

import pytest
from sqlalchemy import text
from store_commands import archived, ereje, one_line

from db.engine import open_store, writing

ARTICLE = """Trams to cost more from March

The city council of Karsk decided on 10 February 2024 to raise the tram fare. Passengers must pay 120 tenge for a ride
from 1 March 2024, deputy mayor Dana Omarova said. Children under seven may ride free of charge.

"Foreigners may stay in the guest house of the depot for up to 30 days," she added. Last year 45,000 tickets were sold
to visitors, according to the transport ministry.
"""


def test_what_is_archived_is_read_once_and_exported_word_for_word(tmp_path: Path, empty_url: str) -> None:
    store = {"EREJE_DATABASE_URL": empty_url}
    archived(tmp_path, ARTICLE, "Short.")
    first = json.loads(ereje(tmp_path, "read", "--json", **store).stdout)
    assert (first["articles"], sum(first["skipped"].values()), first["failed"], first["refused"]) == (1, 1, 0, 0)
    assert first["facts"] >= 2
    again = json.loads(ereje(tmp_path, "read", "--json", **store).stdout)
    assert (again["articles"], again["facts"], again["skipped"]) == (0, 0, {})
    done = ereje(tmp_path, "export", tmp_path / "tables", "--format", "csv", **store)
    assert (done.returncode, done.stderr) == (0, "")
    facts = [json.loads(line) for line in (tmp_path / "tables" / "facts.jsonl").read_text().splitlines()]
    assert len(facts) == first["facts"]
    assert all(fact["quote"] in ARTICLE and fact["source"] == "The Gazette" for fact in facts)
    assert (tmp_path / "tables" / "facts.csv").is_file()


def test_reading_anew_by_the_same_reader_sees_nothing_otherwise(tmp_path: Path) -> None:
    archived(tmp_path, ARTICLE)
    assert ereje(tmp_path, "read").returncode == 0
    ereje(tmp_path, "export", tmp_path / "before")
    anew = json.loads(ereje(tmp_path, "rebuild", "--json").stdout)
    assert anew["articles"] == 1
    assert (anew["added"], anew["removed"], anew["altered"]) == (0, 0, 0)
    ereje(tmp_path, "export", tmp_path / "after")
    before, after = ((tmp_path / name / "facts.jsonl").read_bytes() for name in ("before", "after"))
    assert before == after


def test_a_format_nobody_knows_is_wrong_usage(tmp_path: Path) -> None:
    done = ereje(tmp_path, "export", tmp_path / "tables", "--format", "docx")
    assert done.returncode == 2
    assert "docx" in one_line(done.stderr)
    assert not (tmp_path / "tables").exists()


@pytest.mark.parametrize("command", ["read", "rebuild", "export"])
def test_a_store_of_a_newer_version_ends_the_command_with_one_line(tmp_path: Path, command: str) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'ereje.sqlite'}")
    with writing(store) as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    store.dispose()
    done = ereje(tmp_path, command, *([tmp_path / "tables"] if command == "export" else []))
    assert (done.returncode, done.stdout) == (1, "")
    assert "newer version" in one_line(done.stderr)


def test_a_home_that_cannot_be_made_ends_the_command_with_one_line(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    done = ereje(tmp_path / "taken" / "home", "import", tmp_path)
    assert done.returncode == 1
    assert "taken" in one_line(done.stderr)


@pytest.mark.parametrize(
    "command",
    [
        "read",
        "rebuild",
        "export TABLES",
        "publish TABLES",
        "dashboard --no-open",
        "notify",
        "subscribe https://hooks.example/x",
        "subscriptions",
        "account list",
        "sources list",
        "sources check",
    ],
)
def test_a_home_that_is_not_there_is_wrong_usage_and_is_not_made(tmp_path: Path, command: str) -> None:
    home = tmp_path / "hoem"
    done = ereje(home, *command.replace("TABLES", str(tmp_path / "tables")).split())
    assert done.returncode == 2
    assert str(home) in one_line(done.stderr)
    assert list(tmp_path.iterdir()) == []


def test_importing_makes_the_home(tmp_path: Path) -> None:
    told = {"url": "https://gazette.example/1", "text": "Trams will cost 120 tenge from 1 March 2024, the city said."}
    (tmp_path / "told.jsonl").write_text(json.dumps(told))
    home = tmp_path / "made" / "home"
    assert ereje(home, "import", tmp_path / "told.jsonl").returncode == 0
    assert ereje(home, "read").returncode == 0
    assert ereje(home, "export", tmp_path / "tables").returncode == 0


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ("--topic vsia", "--topic vsia: unknown; the nearest: visa"),
        ("--topic zzz", "--topic zzz: unknown; there are asylum"),
        ("--audience foregners", "--audience foregners: unknown; the nearest: foreigners"),
        ("--country kz", "--country kz: unknown; the nearest: KZ"),
        ("--kind rules", "--kind rules: unknown; the nearest: rule"),
        ("--status in-froce", "--status in-froce: unknown; the nearest: in-force"),
        ("--language fr", "--language fr: unknown; the nearest: ru"),
        ("--source tengrinws", "--source tengrinws: unknown; the nearest: Tengrinews"),
        ("--since 2024-02-02 --until 2024-02-01", "--since 2024-02-02 is after --until 2024-02-01"),
    ],
)
def test_what_nothing_can_meet_is_wrong_usage(tmp_path: Path, options: str, told: str) -> None:
    done = ereje(tmp_path, "export", tmp_path / "tables", *options.split())
    assert done.returncode == 2
    assert told in one_line(done.stderr)
    assert not (tmp_path / "tables").exists()


def test_a_group_of_any_country_may_be_asked_for(tmp_path: Path) -> None:
    for audience in ("citizens:LV", "citizens:EAEU", "students:KZ"):
        assert ereje(tmp_path, "export", tmp_path / "tables", "--audience", audience).returncode == 0
