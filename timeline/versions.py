"""Rule versions on two clocks: what held in the world from when to when, and from when to when we thought so."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from core.ids import stable_id, told_apart
from core.records.findings import RuleVersion
from timeline.amount import dimension, limit
from timeline.beliefs import Belief
from timeline.claims import Claim
from timeline.episodes import Episode, tells_change
from timeline.lattice import Lattice
from timeline.span import length, span
from timeline.starts import main_start
from timeline.tellings import is_past
from timeline.words import likeness

_SAME_RULE = 0.6  # of the shorter quote's telling words
_FEWEST = 2

_State = tuple[object, ...]
_Days = tuple[date | None, date | None]


def versions(claims: Sequence[Claim], told: Sequence[Episode], lattice: Lattice) -> tuple[RuleVersion, ...]:
    """Every state of every rule; rows that later news corrected stay, with `known_to` set.

    A start known to a month or year counts from its first day.
    """
    ends = _ends(told, lattice)
    rows: list[RuleVersion] = []
    for rule_id, rule in _rules(claims):
        rows.extend(_history(rule_id, rule, ends, lattice))
    return tuple(sorted(rows, key=lambda row: (row.rule_id, row.known_from, row.version_id)))


def _ends(told: Iterable[Episode], lattice: Lattice) -> dict[str, date]:
    """For each superseded claim the day on which its successor starts."""
    found: dict[str, date] = {}
    for episode in told:
        start = span(main_start(episode, lattice))
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
            found.extend((stable_id("rule", *key, rule[0].key), rule) for rule in _worded(slot))
    ids = told_apart(rule_id for rule_id, _ in found)
    return [(rule_id, rule) for rule_id, (_, rule) in zip(ids, found, strict=True)]


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
    """The rule's claims as they came and went, each moving what is believed."""
    beliefs: dict[_State, Belief] = {}
    single = _single(rule)
    for at, going, claim in _moments(rule):
        state = _state(claim)
        retires = claim.effective is not None and claim.fact.article_id in single and tells_change(claim, lattice)
        near = beliefs if going or retires else beliefs.keys() & {state}
        before = {each: (beliefs[each].valid, _row(rule_id, each, beliefs[each])) for each in near}
        if going:
            for belief in beliefs.values():
                belief.withdraw(claim, lattice)
        else:
            beliefs.setdefault(state, Belief(claim, at)).tell(claim, _end(claim, ends), lattice)
            if retires:
                _supersede(beliefs, state, claim, single)
        yield from _closed(beliefs, before, at)
    for state, belief in beliefs.items():
        yield _row(rule_id, state, belief)


def _moments(rule: Iterable[Claim]) -> list[tuple[datetime, bool, Claim]]:
    """When each claim was told, and when it was gone; what an edit keeps is told again before it goes."""
    told = [(each.known, False, each) for each in rule]
    gone = [(each.gone, True, each) for each in rule if each.gone]
    return sorted((*told, *gone), key=lambda moment: (moment[0], moment[1], moment[2].fact.fact_id))


def _closed(
    beliefs: dict[_State, Belief], before: dict[_State, tuple[_Days, RuleVersion]], at: datetime
) -> Iterable[RuleVersion]:
    """The rows that end with this moment; beliefs that nothing upholds any more are dropped."""
    for state, (valid, row) in before.items():
        belief = beliefs[state]
        if not belief.told:
            del beliefs[state]
        elif belief.valid == valid:
            continue
        if belief.known_from < at:
            yield replace(row, known_to=at)
            belief.known_from = at


def _single(rule: Iterable[Claim]) -> set[str]:
    """Articles that give one current number for the rule; who gives several tells of rules that stand side by side."""
    told: dict[str, set[_State]] = defaultdict(set)
    for each in rule:
        if not is_past(each):
            told[each.fact.article_id].add(_state(each))
    return {article for article, states in told.items() if len(states) == 1}


def _state(claim: Claim) -> _State:
    fact = claim.fact
    number = limit(fact)
    frame = length(fact.per)
    return (None if number is None else f"{number:.3f}", fact.value_high, fact.modality, frame)


def _end(claim: Claim, ends: dict[str, date]) -> date | None:
    """Where the rule ends by this claim: where its successor starts, else the end it tells."""
    told = span(claim.fact.effective_until)
    return ends.get(claim.id, told.last if told else None)


def _supersede(beliefs: dict[_State, Belief], state: _State, claim: Claim, single: set[str]) -> None:
    """A start told with a word of change ends the other states that earlier articles had standing."""
    start = claim.effective
    if start is None or is_past(claim):
        return
    for other, belief in beliefs.items():
        begun, ended = belief.valid
        standing = ended is None and (begun is None or begun < start.first)
        alike = other != state and other[2] == state[2] and other[3] in (None, state[3])
        earlier = belief.known_from < claim.known and belief.claim.fact.article_id in single
        if alike and standing and earlier:
            belief.ends[claim.id] = start.first


def _row(rule_id: str, state: _State, belief: Belief) -> RuleVersion:
    fact = belief.claim.fact
    valid_from, valid_to = belief.valid
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
        valid_from=valid_from,
        valid_to=valid_to,
        known_from=belief.known_from,
        known_to=None,
        evidence=belief.evidence,
    )
