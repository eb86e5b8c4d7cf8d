"""What stands in deploy/ names commands, options and paths that exist, and nobody's machine."""

import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
EREJE = "/opt/ereje/.venv/bin/ereje"


def services() -> dict[str, Any]:
    return dict(yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"])


def commands() -> list[list[str]]:
    """Every call of `ereje` in these files, from its first argument."""
    lines = [line for unit in UNITS for line in unit.read_text().splitlines() if line.startswith("ExecStart=")]
    lines += [line for line in (DEPLOY / "crontab").read_text().splitlines() if re.match(r"[\d*]", line)]
    found = [line.split(".venv/bin/ereje ")[1].split(">")[0] for line in lines]
    found += [words for one in services().values() for words in re.findall(r"bin/ereje ([^;]+);", str(one))]
    called = [shlex.split(each) for each in found]
    return called + [list(one["command"]) for one in services().values() if "command" in one]


@pytest.mark.parametrize("called", commands(), ids=" ".join)
def test_every_command_and_option_exists(called: list[str]) -> None:
    options = {part for part in called if part.startswith("--")}
    program = [sys.executable, "-m", "cli.main", called[0], "--help"]
    told = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, env={"COLUMNS": "200"}, check=False)
    assert told.returncode == 0, told.stderr
    assert {option for option in options if option not in told.stdout} == set()


def test_the_image_holds_every_package() -> None:
    lines = (DEPLOY / "Dockerfile").read_text().splitlines()
    copied = {name for line in lines if line.startswith("COPY ") for name in line.split()[1:-1]}
    assert all((ROOT / name).exists() for name in copied)
    built = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert set(built["packages"]) <= copied
    ignored = set((DEPLOY / "Dockerfile.dockerignore").read_text().split("\n"))
    assert not ignored & copied


def test_containers_and_units_run_without_privileges() -> None:
    for name, one in services().items():
        if name != "database":
            assert one["cap_drop"] == ["ALL"]
            assert one["read_only"] is True
    for unit in UNITS:
        text = unit.read_text()
        for line in ("User=ereje", "NoNewPrivileges=yes", "ProtectSystem=strict", "StateDirectory=ereje"):
            assert line in text.splitlines()
    assert services().keys() == {"update", "dashboard", "database"}


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
@pytest.mark.parametrize("unit", [*UNITS, DEPLOY / "systemd" / "ereje-update.timer"], ids=lambda path: path.name)
def test_systemd_finds_nothing_wrong(unit: Path, tmp_path: Path) -> None:
    """With a program that exists here in the place of the installed one."""
    for each in (DEPLOY / "systemd").iterdir():
        (tmp_path / each.name).write_text(each.read_text().replace(EREJE, sys.executable))
    found = subprocess.run(
        ["systemd-analyze", "verify", str(tmp_path / unit.name)], capture_output=True, text=True, check=False
    )
    assert (found.returncode, found.stderr) == (0, "")


def test_a_line_for_cron_has_five_times_and_a_lock() -> None:
    lines = (DEPLOY / "crontab").read_text().splitlines()
    (line,) = [each for each in lines if each and not re.match(r"#|[A-Z_]+=", each)]
    assert re.match(r"(?:[\d*,/-]+ ){5}cd /opt/ereje && flock -n ", line)


def test_no_machine_and_no_registry_is_named() -> None:
    for file in DEPLOY.rglob("*"):
        if file.is_file():
            text = file.read_text()
            assert not re.search(r"/home/|/root/|/tmp/|index-url|pypi\.|ghcr\.|docker\.io", text), file
