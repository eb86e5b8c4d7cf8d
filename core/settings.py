"""The settings of one installation: its home, its database and the few limits a person may change."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from core.errors import DeclarationError

PROJECT = Path(__file__).resolve().parent.parent
USER_AGENT = "Ereje/0.1 (rule-change monitor; set user_agent in settings.toml to name a contact)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds on collecting: bytes of one body as received and unpacked, seconds, hops; and, of one source in one run,
    pages, megabytes kept, and minutes of asking.
    """

    body_bytes: int = 8 * 1024 * 1024
    timeout_seconds: int = 30
    redirects: int = 5
    pages_per_source: int = 200
    megabytes_per_source: int = 256
    minutes_per_source: int = 60
    url_length: int = 2000
    delay_seconds: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """One installation. `home` holds the archive, the embedded database and settings.toml."""

    home: Path
    database_url: str
    allow_private: bool = False
    user_agent: str = USER_AGENT
    limits: Limits = Limits()

    @property
    def archive_folder(self) -> Path:
        return self.home / "archive"


def load(environment: Mapping[str, str], home: Path | None = None) -> Settings:
    """Settings from the option `--home`, the environment and the home's settings.toml; the file may set the limits.

    Raises DeclarationError naming file and key.
    """
    home = (home or Path(environment.get("EREJE_HOME") or "var")).absolute()
    url = environment.get("EREJE_DATABASE_URL") or f"sqlite:///{home / 'ereje.sqlite'}"
    settings = Settings(home=home, database_url=url, allow_private=environment.get("EREJE_ALLOW_PRIVATE") == "1")
    file = home / "settings.toml"
    return _from_file(settings, file) if file.is_file() else settings


def _from_file(settings: Settings, file: Path) -> Settings:
    try:
        declared = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DeclarationError(file, "TOML", str(error)) from error
    limits = _limits(declared.pop("limits", {}), file)
    agent = declared.pop("user_agent", settings.user_agent)
    if not isinstance(agent, str):
        raise DeclarationError(file, "user_agent", "must be text")
    for key in declared:
        raise DeclarationError(file, key, "unknown key")
    return replace(settings, user_agent=agent, limits=limits)


def _limits(declared: Mapping[str, Any], file: Path) -> Limits:
    known = {field.name: type(getattr(Limits(), field.name)) for field in fields(Limits)}
    for key, value in declared.items():
        if key not in known:
            raise DeclarationError(file, f"limits.{key}", "unknown key")
        if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
            raise DeclarationError(file, f"limits.{key}", "must be a number, not below zero")
    return Limits(**{key: known[key](value) for key, value in declared.items()})
