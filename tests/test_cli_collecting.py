"""The commands that collect, as a person calls them: what they print and with which status they end."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from click.testing import Result
from misbehaving_site import Site
from typer.testing import CliRunner

from cli import crawl, importing, sources
from core.errors import Misuse

SOURCE = 'name = "Courier"\nkind = "press"\ncountry = "KZ"\nlanguages = ["en"]\nfeeds = ["{origin}/feed"]\n'

Call = Callable[..., Result]


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    app = typer.Typer()
    app.command("crawl")(crawl.command)
    app.command("import")(importing.command)
    app.add_typer(sources.app, name="sources")
    (tmp_path / "home").mkdir(exist_ok=True)
    monkeypatch.setenv("EREJE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("EREJE_ALLOW_PRIVATE", "1")
    return lambda *words: CliRunner().invoke(app, [str(word) for word in words])


def catalogue(folder: Path, **origins: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, origin in origins.items():
        (folder / f"{name}.toml").write_text(SOURCE.replace("{origin}", origin).replace("Courier", name.title()))
    return folder


@pytest.fixture
def quick(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir(exist_ok=True)
    (tmp_path / "home" / "settings.toml").write_text("[limits]\ndelay_seconds = 0\n")


@pytest.mark.usefixtures("quick")
def test_crawling_tells_what_came_and_what_failed(call: Call, tmp_path: Path) -> None:
    with Site() as site, Site() as dead:
        site.feed("/feed", [f"{site.origin}/1"])
        site.page("/1", "<p>one")
        folder = catalogue(tmp_path / "sources", courier=site.origin, dead=dead.origin)
        told = call("crawl", "--sources", folder, "--json")
        assert told.exit_code == 1
        summary = json.loads(told.stdout)
        assert (summary["new"], summary["changed"], summary["unchanged"]) == (1, 0, 0)
        assert told.stderr.splitlines() == [f"ereje: dead: {dead.origin}/feed: http 404"]
        alone = call("crawl", "courier", "--sources", folder)
        assert alone.exit_code == 0
        assert "1 unchanged" in alone.stdout
        assert alone.stderr == ""


def test_an_unknown_source_is_wrong_usage(call: Call, tmp_path: Path) -> None:
    told = call("crawl", "nobody", "--sources", catalogue(tmp_path / "sources", courier="https://a.kz"))
    assert isinstance(told.exception, Misuse)
    assert "nobody" in str(told.exception)


@pytest.mark.usefixtures("quick")
def test_a_source_that_is_off_is_crawled_only_by_name(call: Call, tmp_path: Path) -> None:
    with Site() as site:
        site.feed("/feed", [])
        folder = catalogue(tmp_path / "sources", courier=site.origin)
        (folder / "courier.toml").write_text(SOURCE.replace("{origin}", site.origin) + "enabled = false\n")
        assert call("crawl", "--sources", folder).exit_code == 0
        assert site.asked == []
        assert call("crawl", "courier", "--sources", folder).exit_code == 0
        assert "/feed" in site.paths()


@pytest.mark.usefixtures("quick")
def test_checking_says_which_addresses_answer(call: Call, tmp_path: Path) -> None:
    with Site() as site, Site() as dead:
        site.feed("/feed", [f"{site.origin}/1"])
        folder = catalogue(tmp_path / "sources", courier=site.origin, dead=dead.origin)
        told = call("sources", "check", "--sources", folder)
        assert told.exit_code == 1
        assert f"courier: {site.origin}/feed: 1 links" in told.stdout
        assert f"dead: {dead.origin}/feed: http 404" in told.stderr
        assert call("sources", "check", "courier", "--sources", folder, "--json").exit_code == 0


@pytest.mark.usefixtures("quick")
def test_a_closed_source_is_told_and_fails_nothing(call: Call, tmp_path: Path) -> None:
    with Site() as site:
        site.page("/feed", "<title>Just a moment...</title><script src='/challenge-platform/x.js'></script>")
        folder = catalogue(tmp_path / "sources", courier=site.origin)
        checked = call("sources", "check", "--sources", folder)
        assert (checked.exit_code, "no: closed" in checked.stdout, checked.stderr) == (0, True, "")
        crawled = call("crawl", "--sources", folder)
        assert (crawled.exit_code, crawled.stderr) == (0, "")
        assert "closed to plain clients (closed)" in crawled.stdout
        listed = call("sources", "list", "--sources", folder)
        assert "closed (closed), no success yet" in listed.stdout
        assert listed.stdout.splitlines()[-1] == "1 source: 1 closed"


def test_whoever_names_no_contact_is_reminded(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EREJE_ALLOW_PRIVATE", raising=False)
    with Site() as site:
        folder = catalogue(tmp_path / "sources", courier=site.origin)
        assert "set contact in settings.toml" in call("crawl", "--sources", folder).stderr
        assert site.asked == []
        (tmp_path / "home").mkdir(exist_ok=True)
        (tmp_path / "home" / "settings.toml").write_text('contact = "desk@newsroom.example"')
        assert "set contact" not in call("crawl", "--sources", folder).stderr


def test_the_shipped_catalogue_is_listed(call: Call) -> None:
    listed = json.loads(call("sources", "list", "--json").stdout)["sources"]
    assert {"adilet", "astana-times"} <= {source["source_id"] for source in listed}
    assert "(off)" in call("sources", "list").stdout


def test_importing_keeps_the_good_and_fails_for_the_bad(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"url": "https://a.kz/1", "text": "one"}\nbroken\n')
    told = call("import", file, "--json")
    assert told.exit_code == 1
    assert json.loads(told.stdout) == {"taken": 1, "known": 0, "bad": 1}
    assert told.stderr.startswith(f"ereje: {file}:2: is not JSON")
    file.write_text('{"url": "https://a.kz/1", "text": "one"}\n')
    again = call("import", file)
    assert (again.exit_code, again.stdout.strip()) == (0, "0 taken, 1 known already")
