"""Episodes: the claims that speak of one change of one group of rules, in whatever article they stand."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from timeline.claims import Claim
from timeline.lattice import Lattice
from timeline.moves import reunited
from timeline.tellings import Telling, adopted, is_past, joined, tellings


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """Claims about one change, earliest known first; `starts` holds each starting day told, with who told it."""

    jurisdiction: str | None
    group: str
    subject: str | None
    claims: tuple[Claim, ...]
    starts: tuple[tuple[date, tuple[Claim, ...]], ...]

    @property
    def articles(self) -> dict[str, list[Claim]]:
        """The claims by article, in order."""
        found: dict[str, list[Claim]] = defaultdict(list)
        for each in self.claims:
            found[each.fact.article_id].append(each)
        return found


def episodes(claims: Sequence[Claim], lattice: Lattice) -> list[Episode]:
    """Every change that some article gives evidence of: a start, an end, an announcement, a past rule, a word."""
    rules = [each for each in claims if each.fact.kind == "rule" and each.fact.topic is not None]
    telling = {(each.fact.article_id, each.group) for each in rules if tells_change(each, lattice)}
    fields: dict[tuple[str, str | None], dict[str | None, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for each in rules:
        if (each.fact.article_id, each.group) in telling and each.fact.topic is not None:
            fields[(lattice.changing(each.fact.topic), _subject(each, lattice))][each.place].append(each)
    return [
        _episode(place, group, subject, part)
        for (group, subject), places in fields.items()
        for place, part in _by_place(places, lattice.narrow(group) or subject is not None)
    ]


def _by_place(places: dict[str | None, list[Claim]], narrow: bool) -> list[tuple[str | None, list[Telling]]]:
    """Changes of each country; what names no country goes to a change that it is like, else stands by itself."""
    strangers = tellings(places.get(None, ()))
    found: list[tuple[str | None, list[Telling]]] = []
    for place in sorted((name for name in places if name), key=lambda name: (-len(places[name]), name)):
        parts = _joined(tellings(places[place]), narrow)
        strangers = adopted(parts, strangers, narrow)
        found += [(place, part) for part in parts]
    return found + [(None, part) for part in _joined(strangers, narrow)]


def _joined(told: Sequence[Telling], narrow: bool) -> list[list[Telling]]:
    dated, others = joined(told, narrow)
    return [*reunited(dated), *others]


def _episode(place: str | None, group: str, subject: str | None, part: Sequence[Telling]) -> Episode:
    members = sorted((claim for each in part for claim in each.claims), key=lambda each: each.order)
    return Episode(jurisdiction=place, group=group, subject=subject, claims=tuple(members), starts=starts_of(members))


def tells_change(claim: Claim, lattice: Lattice) -> bool:
    """Whether the claim by itself is evidence that a rule became another, not that a rule stands."""
    fact = claim.fact
    if claim.lent:
        return False
    if fact.effective_from or fact.effective_until or fact.commencement:
        return True
    if lattice.marks("unchanged", fact.quote.text):
        return False
    moved = fact.status in ("planned", "superseded") or (fact.modality == "planned" and fact.status != "in-force")
    told = fact.status == "announced" and fact.announced_on is not None
    return moved or told or lattice.marks("change", fact.quote.text)


def _subject(claim: Claim, lattice: Lattice) -> str | None:
    narrow = claim.fact.topic is not None and lattice.narrow(lattice.changing(claim.fact.topic))
    return None if narrow else claim.fact.subject


def starts_of(members: Sequence[Claim]) -> tuple[tuple[date, tuple[Claim, ...]], ...]:
    """Each starting day that is told, with who tells it."""
    told: dict[date, list[Claim]] = defaultdict(list)
    for each in members:
        if each.effective and each.effective.exact and not is_past(each):
            told[each.effective.first].append(each)
    return tuple((day, tuple(told[day])) for day in sorted(told))
