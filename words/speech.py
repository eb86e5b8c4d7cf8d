"""The project's own words in the reader's language: gettext catalogues (Babel), one folder a language.

A phrase is written in English where it is used and becomes the reader's language only when it is put into a page, so
that a module's constants can hold it. What articles and people say never passes through here.
"""

import gettext
import io
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

FOLDER = Path(__file__).parent / "catalogues"
ENGLISH = "en"
LANGUAGES = {ENGLISH: "English", "ru": "Русский", "kk": "Қазақша"}
_LOCALES = {ENGLISH: "en_GB"}


@dataclass(frozen=True, slots=True)
class Choice:
    """The language of a page, and whether its links must name it: a reader's own choice goes where they go."""

    language: str = ENGLISH
    named: bool = False


_chosen: ContextVar[Choice] = ContextVar("chosen", default=Choice())  # noqa: B039 - frozen


class Phrase(str):
    """Words of ours: English as a key, the chosen language when shown (`str`, an f-string, `fill`)."""

    __slots__ = ()

    def __str__(self) -> str:
        return _catalogue(chosen().language).gettext(str.__str__(self))

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def lower(self) -> str:
        return str(self).lower()

    def fill(self, **values: object) -> str:
        """The words with their holes, `{name}`, filled."""
        return str(self).format(**values)


def say(words: str) -> Phrase:
    """Marks words for translation."""
    return Phrase(words)


def numbered(number: int, one: str, many: str) -> str:
    """The form of a word that goes with a number; Russian has three, Kazakh's and English's two."""
    return _catalogue(chosen().language).ngettext(one, many, number)


def chosen() -> Choice:
    """The language of the page that is being made."""
    return _chosen.get()


def choose(language: str, *, named: bool) -> None:
    """Sets the language for the rest of this run; one that is not known is English."""
    _chosen.set(Choice(language if language in LANGUAGES else ENGLISH, named))


@contextmanager
def speaking(language: str, *, named: bool = True) -> Iterator[None]:
    """The language within a block."""
    token = _chosen.set(Choice(language, named))
    try:
        yield
    finally:
        _chosen.reset(token)


def preferred(asked: str | None, browser: str | None) -> Choice:
    """The address' language, else the browser's ("ru-RU"), else English.

    Links name it wherever there is a reader, so that whoever is sent an address reads what its sender read.
    """
    if asked in LANGUAGES:
        return Choice(str(asked), named=True)
    wished = (browser or "").split("-")[0].lower()
    return Choice(wished if wished in LANGUAGES else ENGLISH, named=bool(browser))


def locale() -> Locale:
    """How the chosen language writes days and numbers."""
    language = chosen().language
    return Locale.parse(_LOCALES.get(language, language))


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    if language == ENGLISH:
        return gettext.NullTranslations()
    with (FOLDER / f"{language}.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
