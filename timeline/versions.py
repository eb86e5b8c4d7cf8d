"""Rule versions on two clocks: what held in the world from when to when, and from when to when we thought so."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from core.ids import stable_id
from core.records import RuleVersion
from timeline.amount import dimension, limit
from timeline.claims import Claim
from timeline.episodes import Episode, main_start, tells_change
from timeline.lattice import Lattice
from timeline.span import length, span
from timeline.tellings import is_past
from timeline.words import likeness

_SAME_RULE = 0.6  # of the shorter quote's telling words
_FEWEST = 2


@dataclass(slots=True)
class _Belief:
    """What is held of one version at some instant; a row is written when it changes."""

    claim: Claim
    known_from: datetime
    starts: Counter[date] = field(default_factory=Counter)
    valid_from: date | None = None
    valid_to: date | None = None
    evidence: list[str] = field(default_factory=list)


def versions(claims: Sequence[Claim], told: Sequence[Episode], lattice: Lattice) -> tuple[RuleVersion, ...]:
    """Every state of every rule; rows that later news corrected stay, with `known_to` set.

    A start known to a month or year counts from its first day.
    """
    ends = _ends(told)
    rows: list[RuleVersion] = []
    for rule_id, rule in _rules(claims):
        rows.extend(_history(rule_id, rule, ends, lattice))
    return tuple(sorted(rows, key=lambda row: (row.rule_id, row.known_from, row.version_id)))


def _ends(told: Iterable[Episode]) -> dict[str, date]:
    """For each superseded claim the day on which its successor starts."""
    found: dict[str, date] = {}
    for episode in told:
        start = span(main_start(episode))
        for each in episode.claims:
            if is_past(each) and start:
                found[each.id] = start.first
    return found


def _rules(claims: Iterable[Claim]) -> list[tuple[str, list[Claim]]]:
    """Claims by rule. Numbers of one dimension for one audience are one rule; rules in words by their likeness."""
    slots: dict[tuple[str | None, ...], list[Claim]] = defaultdict(list)
    for each in claims:
        fact = each.fact
        if fact.kind == "rule":
            what = dimension(fact.unit) if fact.value is not None else fact.modality
            slots[(each.place, fact.topic or each.group, fact.audience, fact.subject, what)].append(each)
    found: list[tuple[str, list[Claim]]] = []
    for key, slot in slots.items():
        if slot[0].fact.value is not None:
            found.append((stable_id("rule", *key), slot))
        else:
            found.extend((stable_id("rule", *key, rule[0].id), rule) for rule in _worded(slot))
    return found


def _worded(slot: Iterable[Claim]) -> list[list[Claim]]:
    """Claims that share most of their telling words with the first of a rule; candidates come through those words."""
    rules: list[list[Claim]] = []
    holders: dict[str, list[int]] = defaultdict(list)
    for each in slot:
        near = sorted({at for stem in each.stems for at in holders[stem][:50]})
        home = next((at for at in near if _same_words(rules[at][0], each)), None)
        if home is None:
            rules.append([each])
            for stem in each.stems:
                holders[stem].append(len(rules) - 1)
        else:
            rules[home].append(each)
    return rules


def _same_words(one: Claim, other: Claim) -> bool:
    return len(one.stems & other.stems) >= _FEWEST and likeness(one.stems, other.stems) >= _SAME_RULE


def _history(rule_id: str, rule: Sequence[Claim], ends: dict[str, date], lattice: Lattice) -> Iterable[RuleVersion]:
    """The rule's claims in the order in which they were known, each moving what is believed."""
    beliefs: dict[tuple[object, ...], _Belief] = {}
    single = _single(rule)
    for claim in rule:
        state = _state(claim)
        belief = beliefs.get(state)
        if belief is None:
            belief = beliefs[state] = _Belief(claim, claim.known)
            closed = None
        else:
            closed = _row(rule_id, state, belief)
        start, end = _read(belief, claim, ends)
        if closed and (start, end) != (belief.valid_from, belief.valid_to) and belief.known_from < claim.known:
            yield replace(closed, known_to=claim.known)
            belief.known_from = claim.known
        belief.valid_from, belief.valid_to = start, end
        if is_past(belief.claim) and not is_past(claim):
            belief.claim = claim  # what holds describes the version better than what is told of the past
        belief.evidence.append(claim.id)
        if claim.fact.article_id in single and tells_change(claim, lattice):
            yield from _supersede(rule_id, beliefs, state, claim, single)
    for state, belief in beliefs.items():
        yield _row(rule_id, state, belief)


def _single(rule: Iterable[Claim]) -> set[str]:
    """Articles that give one current number for the rule; who gives several tells of rules that stand side by side."""
    told: dict[str, set[tuple[object, ...]]] = defaultdict(set)
    for each in rule:
        if not is_past(each):
            told[each.fact.article_id].add(_state(each))
    return {article for article, states in told.items() if len(states) == 1}


def _state(claim: Claim) -> tuple[object, ...]:
    fact = claim.fact
    number = limit(fact)
    frame = length(fact.per)
    return (None if number is None else f"{number:.3f}", fact.value_high, fact.modality, frame)


def _read(belief: _Belief, claim: Claim, ends: dict[str, date]) -> tuple[date | None, date | None]:
    """Start and end after this claim: the start most articles tell (the latest word on a tie), the last end told."""
    if claim.effective and not is_past(claim):
        belief.starts[claim.effective.first] += 1
    start, end = belief.valid_from, belief.valid_to
    if belief.starts:
        most = max(belief.starts.values())
        tied = [day for day, votes in belief.starts.items() if votes == most]
        start = claim.effective.first if claim.effective and claim.effective.first in tied else tied[-1]
    told = span(claim.fact.effective_until)
    if told or claim.id in ends:
        end = ends.get(claim.id, told.last if told else None)
    return start, (end if end is None or start is None or start < end else None)


def _supersede(
    rule_id: str, beliefs: dict[tuple[object, ...], _Belief], state: tuple[object, ...], claim: Claim, single: set[str]
) -> Iterable[RuleVersion]:
    """A start told with a word of change ends the other states that earlier articles had standing."""
    start = claim.effective
    if start is None or is_past(claim):
        return
    for other, belief in beliefs.items():
        standing = belief.valid_to is None and (belief.valid_from is None or belief.valid_from < start.first)
        alike = other != state and other[2] == state[2] and other[3] in (None, state[3])
        earlier = belief.known_from < claim.known and belief.claim.fact.article_id in single
        if alike and standing and earlier:
            yield replace(_row(rule_id, other, belief), known_to=claim.known)
            belief.known_from, belief.valid_to = claim.known, start.first


def _row(rule_id: str, state: tuple[object, ...], belief: _Belief) -> RuleVersion:
    fact = belief.claim.fact
    return RuleVersion(
        version_id=stable_id("version", rule_id, *state, belief.known_from),
        rule_id=rule_id,
        jurisdiction=belief.claim.place,
        topic=fact.topic,
        audience=fact.audience,
        subject=fact.subject,
        modality=fact.modality,
        status=fact.status,
        value=fact.value,
        value_high=fact.value_high,
        unit=fact.unit,
        qualifier=fact.qualifier,
        per=fact.per,
        valid_from=belief.valid_from,
        valid_to=belief.valid_to,
        known_from=belief.known_from,
        known_to=None,
        evidence=tuple(sorted(belief.evidence)),
    )
