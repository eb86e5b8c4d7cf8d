"""Weighing what words and meaning tell: how surely a text goes against its headline (`learnt.toml`)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import fmean

LEARNT = Path(__file__).with_name("learnt.toml")
_REFUTES = "headline refutes"
_BESIDE_REFUTING = ("opening", "whole", "nearest", "about")
_BESIDE_LEANING = ("headline", "first", *_BESIDE_REFUTING, "alike")


@dataclass(frozen=True, slots=True)
class Learnt:
    """What is usual of each thing told (mean, deviation), what it weighs, and how much makes a disagreement."""

    usual: Mapping[str, tuple[float, float]]
    weighs: Mapping[str, float]
    enough: float

    @classmethod
    @cache
    def read(cls) -> "Learnt":
        """The weights that come with this version."""
        table = tomllib.loads(LEARNT.read_text(encoding="utf-8"))
        usual = {name: (mean, deviation) for name, (mean, deviation) in table["usual"].items()}
        return cls(usual, table["weighs"], table["enough"])

    def against(self, told: Mapping[str, float]) -> bool:
        """Whether a text of which this is told goes against its headline."""
        return sum(self.weighs[name] * value for name, value in crossed(told, self.usual).items()) >= self.enough


def crossed(told: Mapping[str, float], usual: Mapping[str, tuple[float, float]]) -> dict[str, float]:
    """What is told, each against what is usual, and by what the headline tells.

    A text that denies disagrees with a claim and agrees with a denial: so what it tells is multiplied by how far the
    headline itself leans towards a denial, and what lies between the two counts whichever way it lies.
    """
    plain = {name: (value - usual[name][0]) / usual[name][1] for name, value in told.items()}
    of = {name: name.split(".")[0] for name in plain}
    leans = fmean(value for name, value in plain.items() if of[name] == "headline")
    found = {name: abs(value) if of[name] == "apart" else value for name, value in plain.items()}
    found |= {f"{name} × headline": plain[name] * leans for name in plain if of[name] in _BESIDE_LEANING}
    found |= {f"{name} × refuting": plain[name] * plain[_REFUTES] for name in plain if of[name] in _BESIDE_REFUTING}
    return found | {"headline × headline": leans * leans}
