"""What the slugs and codes of facts are called in the language of the page: names.toml, and Babel's territories."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from words.speech import chosen, locale

FILE = Path(__file__).with_name("names.toml")


def of(slug: str, *tables: str) -> str | None:
    """The name of a slug in the first of these tables that has it; None where none has."""
    for table in tables:
        if slug in declared()[table]:
            return declared()[table][slug][chosen().language]
    return None


def territory(code: str) -> str | None:
    """A country or a union of countries by its ISO 3166 alpha-2 or our own code; None for one that has no name."""
    return of(code, "unions") or locale().territories.get(code)


def territories() -> frozenset[str]:
    """Every code that has a name: ISO 3166 alpha-2, and our own for unions."""
    countries = {str(code) for code in locale().territories}
    return frozenset(declared()["unions"]) | {code for code in countries if len(code) == 2 and code.isalpha()}


@cache
def declared(file: Path = FILE) -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """Table, slug and language to name, as the file declares them; read once."""
    return tomllib.loads(file.read_text(encoding="utf-8"))
