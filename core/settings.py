"""The settings of one installation: its home, its database and the few limits a person may change."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Literal, get_args
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from core.errors import DeclarationError

PROJECT = Path(__file__).resolve().parent.parent
VERSION = "0.1"
PROJECT_URL = "https://ereje.example/crawler"  # what sites are told where an installation names nobody


def user_agent_of(contact: str) -> str:
    """How the crawler names itself: product, version, and where its owner is reached (an address or a mailbox)."""
    return f"Ereje/{VERSION} ({'+' if '://' in contact else ''}{contact})"


USER_AGENT = user_agent_of(PROJECT_URL)


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


_MAILBOX = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+")
Security = Literal["starttls", "tls", "none"]
PUBLIC_URL = "http://127.0.0.1:8501"
TIMEZONE = "Asia/Almaty"
SERVICES = ("tgram", "slack", "discord", "matrixs", "ntfys", "mmosts", "rockets", "zulip")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """The mail server that alerts go out by: its host and port, how the way there is secured, and who sends.

    `contact` is where a reader's answer goes; a password in the environment (EREJE_SMTP_PASSWORD) comes first.
    """

    host: str
    sender: str
    port: int = 587
    security: Security = "starttls"
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    contact: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """One installation. `home` holds the archive, the embedded database and settings.toml.

    `public_url` is where readers reach the dashboard, without a slash at its end; `timezone` (IANA) is the one in which
    it is today for them and times are written; `services` are the schemes of messaging services (Apprise) that a
    subscriber may name.
    """

    home: Path
    database_url: str
    allow_private: bool = False
    user_agent: str = USER_AGENT
    limits: Limits = Limits()
    public_url: str = PUBLIC_URL
    timezone: str = TIMEZONE
    mail: Mail | None = None
    services: tuple[str, ...] = SERVICES

    @property
    def archive_folder(self) -> Path:
        return self.home / "archive"


def load(environment: Mapping[str, str], home: Path | None = None) -> Settings:
    """Settings from the option `--home`, the environment and the home's settings.toml.

    The environment comes before the file. Raises DeclarationError naming file and key.
    """
    home = (home or Path(environment.get("EREJE_HOME") or "var")).absolute()
    url = environment.get("EREJE_DATABASE_URL") or f"sqlite:///{home / 'ereje.sqlite'}"
    settings = Settings(home=home, database_url=url, allow_private=environment.get("EREJE_ALLOW_PRIVATE") == "1")
    file = home / "settings.toml"
    settings = _from_file(settings, file) if file.is_file() else settings
    if address := environment.get("EREJE_PUBLIC_URL"):
        settings = replace(settings, public_url=_public(address, Path("EREJE_PUBLIC_URL"), "address"))
    password = environment.get("EREJE_SMTP_PASSWORD")
    return replace(settings, mail=replace(settings.mail, password=password)) if settings.mail and password else settings


def _from_file(settings: Settings, file: Path) -> Settings:
    try:
        declared = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DeclarationError(file, "TOML", str(error)) from error
    read: dict[str, Any] = {"limits": _limits(declared.pop("limits", {}), file)}
    if "mail" in declared:
        read["mail"] = _mail(declared.pop("mail"), file)
    if "services" in declared:
        read["services"] = _names(declared.pop("services"), file)
    if contact := _contact(declared, file) or (read.get("mail") and (read["mail"].contact or read["mail"].sender)):
        read["user_agent"] = user_agent_of(contact)
    if "user_agent" in declared:
        read["user_agent"] = _text(declared.pop("user_agent"), file, "user_agent")
    if "public_url" in declared:
        read["public_url"] = _public(_text(declared.pop("public_url"), file, "public_url"), file, "public_url")
    if "timezone" in declared:
        read["timezone"] = _zone(_text(declared.pop("timezone"), file, "timezone"), file)
    for key in declared:
        raise DeclarationError(file, key, "unknown key")
    return replace(settings, **read)


def _zone(name: str, file: Path) -> str:
    if name not in available_timezones():
        raise DeclarationError(file, "timezone", f"must be a time zone's name, such as {TIMEZONE}")
    return name


def _limits(declared: Mapping[str, Any], file: Path) -> Limits:
    known = {field.name: type(getattr(Limits(), field.name)) for field in fields(Limits)}
    for key, value in declared.items():
        if key not in known:
            raise DeclarationError(file, f"limits.{key}", "unknown key")
        if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
            raise DeclarationError(file, f"limits.{key}", "must be a number, not below zero")
    return Limits(**{key: known[key](value) for key, value in declared.items()})


def _mail(declared: Any, file: Path) -> Mail:
    if not isinstance(declared, dict):
        raise DeclarationError(file, "mail", "must be a table")
    known = {field.name for field in fields(Mail)}
    for key, value in declared.items():
        if key not in known:
            raise DeclarationError(file, f"mail.{key}", "unknown key")
        if key == "port":
            if isinstance(value, bool) or not isinstance(value, int) or not 0 < value < 65536:
                raise DeclarationError(file, "mail.port", "must be a port's number")
        else:
            _text(value, file, f"mail.{key}")
    for key in ("host", "sender"):
        if key not in declared:
            raise DeclarationError(file, f"mail.{key}", "is missing")
    for key in ("sender", "contact"):
        if key in declared and not _MAILBOX.fullmatch(declared[key]):
            raise DeclarationError(file, f"mail.{key}", "must be an e-mail address alone, such as alerts@example.org")
    if declared.get("security", "starttls") not in get_args(Security):
        raise DeclarationError(file, "mail.security", f"must be one of {', '.join(get_args(Security))}")
    return Mail(**declared)


def _contact(declared: dict[str, Any], file: Path) -> str | None:
    """Whom a site's owner may write to: an address or a mailbox; it stands in every question's head."""
    if "contact" not in declared:
        return None
    contact = _text(declared.pop("contact"), file, "contact")
    return contact if _MAILBOX.fullmatch(contact) else _public(contact, file, "contact")


def _text(value: Any, file: Path, key: str) -> str:
    if not isinstance(value, str) or any(ord(letter) < 32 for letter in value):
        raise DeclarationError(file, key, "must be text on one line")
    return value


def _names(value: Any, file: Path) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise DeclarationError(file, "services", "must be a list of schemes")
    return tuple(value)


def _public(address: str, file: Path, key: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError as error:
        raise DeclarationError(file, key, "must be an http or https address") from error
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise DeclarationError(file, key, "must be an http or https address")
    if any(not 32 < ord(letter) < 127 for letter in address):  # it stands in headers of mails
        raise DeclarationError(file, key, "must be ASCII; write other letters of a host as xn--…")
    return address.rstrip("/")
