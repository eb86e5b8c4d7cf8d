"""Stories: what marks the happening that an article reports, so that articles in two languages meet without a word.

Marks are what its facts name (days, numbers, people, bodies); its profile is what it speaks of. Articles of one story
share either.
"""

from collections.abc import Iterable
from decimal import Decimal

from core.records.facts import Fact
from timeline.amount import dimension, limit, significant
from timeline.concepts import Profile
from timeline.lattice import Lattice
from timeline.names import surnames

Mark = tuple[str, object]

_ENOUGH = 2
_ALIKE = 0.2  # of two profiles; below it articles of one field are alike by chance
_SHARED = 4  # concepts; with fewer, short articles are alike by chance
_CHIEF = 7  # concepts that an article speaks of most
_MANY = 1000
_TELLING = 3  # digits that make a number one that two articles do not share by chance
_COMMON_STARTS = ("-01-01", "-07-01")  # days on which half of all acts start


def marks(facts: Iterable[Fact], lattice: Lattice) -> frozenset[Mark]:
    """The days, numbers, people and bodies that an article's facts name."""
    found: set[Mark] = set()
    for fact in facts:
        if fact.effective_from and len(fact.effective_from) == len("2023-01-27"):
            found.add(("start", fact.effective_from))
        if (value := limit(fact)) is not None:
            found.add((dimension(fact.unit), value.normalize()))
            if value >= _MANY:
                found.add(("about", f"{value:.1E}"))  # 41,237 in one report is 41 thousand in another
        found |= {("person", name) for name in surnames(fact.speaker or "")}
        if fact.organisation:
            found.add(("body", lattice.body(fact.organisation)))
    return frozenset(found)


def shared_weight(one: frozenset[Mark], other: frozenset[Mark]) -> int:
    """How much two articles' marks speak for one story."""
    return sum(_weight(*mark) for mark in one & other)


def marked_alike(one: frozenset[Mark], other: frozenset[Mark]) -> bool:
    """Whether two articles' marks speak for one story enough: a rare day, number or person, or two common things."""
    return shared_weight(one, other) >= _ENOUGH


def speak_alike(one: Profile, other: Profile) -> bool:
    """Whether two articles speak of the same things, and of enough of them."""
    return one.shared(other) >= _SHARED and one.likeness(other) >= _ALIKE


def handles(marks: frozenset[Mark], profile: Profile) -> list[str]:
    """What an article's story can be found by, the most telling first: its chief concepts, then its rare marks.

    Each alone finds far too much; two articles that share none are hardly of one story.
    """
    rare = sorted(f"{kind} {what}" for kind, what in marks if _weight(kind, what) >= _ENOUGH)
    return [*profile.chief(_CHIEF), *rare]


def _weight(kind: str, what: object) -> int:
    if kind == "start":
        return 1 if str(what).endswith(_COMMON_STARTS) else 2
    if kind == "person":
        return 2
    return 2 if isinstance(what, Decimal) and significant(what) >= _TELLING else 1
