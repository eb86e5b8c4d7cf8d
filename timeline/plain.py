"""Names for the codes and slugs that facts carry, as one file declares them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DECLARED = Path(__file__).with_name("plain.toml")


@dataclass(frozen=True, slots=True)
class Names:
    """What a person is told for a code: places after "of", measures after a number, units in both numbers."""

    places: Mapping[str, str]
    measures: Mapping[str, str]
    units: Mapping[str, tuple[str, str]]
    statuses: Mapping[str, str]
    modalities: Mapping[str, str]


@cache
def names(file: Path = DECLARED) -> Names:
    """The names as their file declares them; read once."""
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    return Names(
        places={**table["country"], **table["union"]},
        measures=table["measure"],
        units={unit: (one, many) for unit, (one, many) in table["unit"].items()},
        statuses=table["status"],
        modalities=table["modality"],
    )
