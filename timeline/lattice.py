"""What lies within what: topics, audiences and measures as one file declares them, and how two of them stand."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

DECLARED = Path(__file__).with_name("lattice.toml")


class Relation(Enum):
    """How one group stands to another."""

    SAME = "same"
    WITHIN = "within"
    AROUND = "around"
    APART = "apart"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Counted:
    """What a measure counts: the happening it belongs to, and the things counted."""

    family: str
    counts: str


@dataclass(frozen=True, slots=True)
class Balance:
    """Measures of which `plus` less `minus` leaves `rest`."""

    plus: str
    minus: str
    rest: str


@dataclass(frozen=True, slots=True)
class Ratio:
    """A measure in percent that must be `part` of `whole`."""

    share: str
    part: str
    whole: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lattice:
    """The declared relations; every question that comparing puts about a policy field is a method here."""

    topic_within: Mapping[str, str]
    together: Mapping[str, str]
    mistaken: Mapping[str, str]
    single: frozenset[str]
    counted_alone: Mapping[str, re.Pattern[str]]
    limits: Mapping[str, str]
    audience_within: Mapping[str, str]
    universal: frozenset[str]
    vague: re.Pattern[str]
    measures: Mapping[str, Counted]
    balances: tuple[Balance, ...]
    ratios: tuple[Ratio, ...]
    markers: Mapping[str, re.Pattern[str]]
    common: frozenset[str]
    fields: Mapping[str, str]
    families: Mapping[str, str]
    bodies: tuple[tuple[str, re.Pattern[str]], ...]
    counted_things: tuple[tuple[str, re.Pattern[str]], ...]

    def group(self, topic: str | None) -> str | None:
        """The group whose rules are set beside each other: topics that change together, or lie in one wider topic."""
        return None if topic is None else self.together.get(topic, self.topic_within.get(topic, topic))

    def field(self, topic: str | None) -> str | None:
        """The field of topics (or groups of them) that are ever compared with each other."""
        return None if topic is None else self.fields.get(topic, topic)

    def family(self, measure: str | None) -> str | None:
        """The measures that are ever compared with each other: of one happening, or of one balance."""
        counted = self.counted(measure)
        return None if counted is None else self.families.get(counted.family, counted.family)

    def changing(self, topic: str) -> str:
        """The name under which a change of this topic is told: that of its group, or its own."""
        return self.together.get(topic, topic)

    def narrow(self, group: str) -> bool:
        """Whether a topic or group of topics has so few rules that those starting on one day are one change."""
        return group in self.together.values() or group in self.topic_within or group in self.single

    def topics(self, one: str | None, other: str | None) -> Relation:
        """How topic `one` stands to `other`: the same, a part of it, around it, or apart."""
        return _compare(one, other, self._wider_topics)

    def audiences(self, one: str | None, other: str | None) -> Relation:
        """How audience `one` stands to `other`."""
        return _compare(one, other, self.wider_audiences)

    def named(self, audience: str | None) -> str | None:
        """The audience, or None where its one word ("people") tells nobody apart."""
        vague = audience is None or (re.fullmatch(r"\w+", audience) and self.vague.match(audience.casefold()))
        return None if vague else audience

    def declares(self, audience: str | None) -> bool:
        """Whether an audience is one that the file knows, not a phrase of some article."""
        return audience is not None and (self._wider(audience) is not None or audience in self.universal)

    def wider_audiences(self, name: str) -> tuple[str, ...]:
        """The audience itself and every group that it lies in, narrowest first."""
        chain = [name]
        while (wider := self._wider(chain[-1])) and wider not in chain:
            chain.append(wider)
        return tuple(chain)

    def counted(self, measure: str | None) -> Counted | None:
        """What the measure counts; a measure that is not declared is a family of its own."""
        return None if measure is None else self.measures.get(measure, Counted(measure, measure))

    def counts_alone(self, topic: str | None, words: str) -> bool:
        """Whether the words themselves name a topic of which news count one thing alone."""
        pattern = self.counted_alone.get(topic or "")
        return pattern is not None and pattern.search(words.casefold()) is not None

    def marks(self, kind: str, words: str) -> bool:
        """Whether the words hold one of the markers declared under `kind`."""
        return self.markers[kind].search(words.casefold()) is not None

    def places(self, kind: str, words: str) -> list[tuple[int, int]]:
        """Where the markers declared under `kind` begin and end in the words."""
        return [match.span() for match in self.markers[kind].finditer(words.casefold())]

    def body(self, name: str) -> str:
        """The public body that a name in any language stands for; a name that is not declared stands for itself."""
        told = name.casefold()
        return next((body for body, pattern in self.bodies if pattern.search(told)), told)

    def things(self, words: str) -> frozenset[str]:
        """The things, of those that news count, which the words name."""
        told = words.casefold()
        return frozenset(name for name, pattern in self.counted_things if pattern.search(told))

    def _wider(self, audience: str) -> str | None:
        wildcard = audience.partition(":")[0] + ":*"
        return self.audience_within.get(audience) or self.audience_within.get(wildcard)

    def _wider_topics(self, topic: str) -> tuple[str, ...]:
        wider = self.topic_within.get(topic)
        return (topic, wider) if wider else (topic,)


@cache
def declared(file: Path = DECLARED) -> Lattice:
    """The lattice as its file declares it; read once."""
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    topic, words = table["topic"], table["words"]
    measures = {name: Counted(**row) for name, row in table["measure"].items()}
    balances = tuple(Balance(**row) for row in table["balance"])
    told_together = (*topic["together"].items(), *topic["limits"].items())
    grouped = [(name, each) for name, members in told_together for each in members]
    balanced = [(each, row.rest) for row in balances for each in (row.plus, row.minus)]
    return Lattice(
        topic_within=topic["within"],
        together=_inverted(topic["together"]),
        mistaken=_inverted(topic["mistaken"]),
        single=frozenset(topic["single"]["topics"]),
        counted_alone={name: _pattern(row) for name, row in topic["counted"].items()},
        limits=_inverted(topic["limits"]),
        audience_within=table["audience"]["within"],
        universal=frozenset(table["audience"]["universal"]["names"]),
        vague=_pattern(table["audience"]["vague"]["names"]),
        measures=measures,
        balances=balances,
        ratios=tuple(Ratio(**row) for row in table["ratio"]),
        markers={name: _pattern(row) for name, row in words.items() if name != "common"},
        common=frozenset(words["common"]["stems"]),
        fields=_connected([*topic["within"].items(), *grouped]),
        counted_things=tuple((name, _pattern(row)) for name, row in table["things"].items()),
        bodies=tuple((name, _pattern(row)) for name, row in table["bodies"].items()),
        families=_connected([(_family(one, measures), _family(other, measures)) for one, other in balanced]),
    )


def _family(measure: str, measures: Mapping[str, Counted]) -> str:
    return measures[measure].family if measure in measures else measure


def _connected(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Each name with the one that stands for all that it is connected to, however far."""
    head: dict[str, str] = {}
    for one, other in pairs:
        first, second = sorted((head.setdefault(one, one), head.setdefault(other, other)))
        head |= {name: first for name, chief in head.items() if chief == second}
    return head


def _inverted(groups: Mapping[str, Any]) -> dict[str, str]:
    return {member: name for name, members in groups.items() for member in members}


def _pattern(beginnings: list[str]) -> re.Pattern[str]:
    each = (re.escape(one[:-1]) + r"\b" if one.endswith("!") else re.escape(one) for one in beginnings)
    return re.compile(r"\b(?:" + "|".join(each) + ")")


def _compare(one: str | None, other: str | None, wider: Any) -> Relation:
    if one is None or other is None:
        return Relation.UNKNOWN
    if one == other:
        return Relation.SAME
    if other in wider(one):
        return Relation.WITHIN
    return Relation.AROUND if one in wider(other) else Relation.APART
