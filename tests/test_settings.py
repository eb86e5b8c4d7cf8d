"""Settings of an installation: how it names itself to sites, and slips of the pen."""

import tomllib
from pathlib import Path

import pytest

from core.errors import DeclarationError
from core.settings import PROJECT, VERSION, load

MAIL = '[mail]\nhost = "mail.example"\nsender = "alerts@newsroom.example"\n'


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ('contact = "https://newsroom.example/about/"', f"Ereje/{VERSION} (+https://newsroom.example/about)"),
        ('contact = "desk@newsroom.example"', f"Ereje/{VERSION} (desk@newsroom.example)"),
        (MAIL, f"Ereje/{VERSION} (alerts@newsroom.example)"),
        (MAIL + 'contact = "desk@newsroom.example"\n', f"Ereje/{VERSION} (desk@newsroom.example)"),
        ('contact = "https://a.example"\n' + MAIL, f"Ereje/{VERSION} (+https://a.example)"),
        ('contact = "https://a.example"\nuser_agent = "Ours/1 (us)"', "Ours/1 (us)"),
    ],
)
def test_sites_are_told_product_version_and_whom_to_write_to(tmp_path: Path, text: str, agent: str) -> None:
    (tmp_path / "settings.toml").write_text(text, encoding="utf-8")
    assert load({}, tmp_path).user_agent == agent


def test_a_contact_is_told_even_where_nothing_is_set(tmp_path: Path) -> None:
    agent = load({}, tmp_path).user_agent
    assert agent.startswith(f"Ereje/{VERSION} (+https://")
    packaged = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert packaged.startswith(VERSION)


@pytest.mark.parametrize("contact", ['"nobody"', '"a@b.kz\\r\\nX-Forged: 1"', "7", '"ftp://a.example"'])
def test_a_contact_that_leads_to_nobody_is_named(tmp_path: Path, contact: str) -> None:
    (tmp_path / "settings.toml").write_text(f"contact = {contact}", encoding="utf-8")
    with pytest.raises(DeclarationError, match="contact"):
        load({}, tmp_path)


def test_a_time_zone_that_is_none_is_named(tmp_path: Path) -> None:
    assert load({}, tmp_path).timezone == "Asia/Almaty"
    (tmp_path / "settings.toml").write_text('timezone = "Europe/Berlin"', encoding="utf-8")
    assert load({}, tmp_path).timezone == "Europe/Berlin"
    (tmp_path / "settings.toml").write_text('timezone = "Almaty time"', encoding="utf-8")
    with pytest.raises(DeclarationError, match="timezone"):
        load({}, tmp_path)
