"""What may be asked for: the slugs and codes that names, catalogue and store know; a slip is told at once."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import fields
from difflib import get_close_matches
from typing import TYPE_CHECKING, get_args

from core.errors import Misuse
from core.queries import Filters
from core.records.facts import FactKind, Status

if TYPE_CHECKING:
    from sqlmodel import Session

_OPTIONS = {
    "topics": "--topic",
    "audiences": "--audience",
    "jurisdictions": "--country",
    "kinds": "--kind",
    "statuses": "--status",
    "sources": "--source",
    "languages": "--language",
}
_FEW = 8  # names that are told whole where none is near


def refuse_unknown(filters: Filters, session: "Session") -> None:
    """Raises Misuse for a value that nothing can have, with the option and the values nearest to it."""
    from db import reads

    asked = {field.name: getattr(filters, field.name) for field in fields(filters) if field.name in _OPTIONS}
    if not any(asked.values()):
        return
    met = reads.choices(session)
    for name, values in asked.items():
        known = {*met[name], *(_declared()[name]() if values else ())}
        for value in values:
            if value not in known:
                raise Misuse(f"{_OPTIONS[name]} {value}: unknown; {_nearest(value, known)}")


def _nearest(value: str, known: Collection[str]) -> str:
    by_folded = {each.casefold(): each for each in sorted(known)}
    near = [by_folded[each] for each in get_close_matches(value.casefold(), by_folded, n=3, cutoff=0.5)]
    if near:
        return f"the nearest: {', '.join(near)}"
    told = sorted(known)
    return f"there are {', '.join(told[:_FEW])}{' …' if len(told) > _FEW else ''}"


def _declared() -> Mapping[str, Callable[[], Collection[str]]]:
    from words import names
    from words.speech import LANGUAGES

    return {
        "topics": lambda: names.declared()["topics"],
        "audiences": _audiences,
        "jurisdictions": names.territories,
        "kinds": lambda: get_args(FactKind),
        "statuses": lambda: get_args(Status),
        "sources": _catalogue,
        "languages": lambda: LANGUAGES,
    }


def _audiences() -> Collection[str]:
    """Groups, the peoples of countries, and groups of a country."""
    from words import names

    groups, territories = names.declared()["audiences"], names.territories()
    return {*groups, *names.declared()["peoples"], *(f"{group}:{code}" for group in groups for code in territories)}


def _catalogue() -> Collection[str]:
    from cli.collecting import CATALOGUE
    from crawler import catalogue

    return {source.name for source in catalogue.load(CATALOGUE)}
