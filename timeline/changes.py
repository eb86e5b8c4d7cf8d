"""Changes: each episode of a rule becoming another, told once, with what was before and what is after."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from core.ids import stable_id, told_apart
from core.records.facts import Status
from core.records.findings import Change
from timeline.amount import kind
from timeline.bearing import bearing_out, of_this_start
from timeline.claims import Claim
from timeline.conflicts.date import disputed_days
from timeline.episodes import Episode, starts_of, tells_change
from timeline.lattice import Lattice
from timeline.origins import voices
from timeline.sentence import bare, chief_of, most, summary
from timeline.span import span
from timeline.starts import main_start
from timeline.tellings import is_past


def changes(told: Sequence[Episode], lattice: Lattice) -> tuple[Change, ...]:
    """One change an episode, in the order of their starts (those without one by the day they were known)."""
    disputed = disputed_days(told, lattice)
    parts = (part for each in told for part in _by_kind(each, lattice))
    found = [_change(each, disputed, lattice) for each in parts if _is_change(each, lattice)]
    ids = told_apart(each.change_id for each in found)
    made = [replace(each, change_id=name) for each, name in zip(found, ids, strict=True)]
    return tuple(
        sorted(made, key=lambda each: (each.effective_on or each.known_from.date().isoformat(), each.change_id))
    )


def _by_kind(episode: Episode, lattice: Lattice) -> list[Episode]:
    """The episode, or its parts where one subject's numbers are of several kinds: a rate and a threshold are two."""
    numbered: dict[str, list[Claim]] = defaultdict(list)
    for each in episode.claims if episode.subject else ():
        if each.fact.value is not None:
            numbered[kind(each.fact.unit)].append(each)
    usual = lattice.levied.get(episode.subject or "")
    first = max(numbered, key=lambda name: (name == usual, len(numbered[name]), name), default="")
    apart = {name: part for name, part in numbered.items() if name != first and _is_told(part, lattice)}
    rest = [each for each in episode.claims if each.fact.value is None or kind(each.fact.unit) not in apart]
    return [replace(episode, claims=tuple(part), starts=starts_of(part)) for part in (rest, *apart.values())]


def _is_change(episode: Episode, lattice: Lattice) -> bool:
    return _is_told(episode.claims, lattice)


def _is_told(claims: Sequence[Claim], lattice: Lattice) -> bool:
    """Whether something came to be: a past rule alone, or a word in a headline alone, is no change."""
    told = any(tells_change(each, lattice) and not each.fact.headline for each in claims)
    return told and not all(is_past(each) for each in claims)


def _change(episode: Episode, disputed: Mapping[str, frozenset[date]], lattice: Lattice) -> Change:
    before = [each for each in episode.claims if is_past(each)]
    told = [each for each in episode.claims if not is_past(each)]
    start = main_start(episode, lattice)
    fitting = of_this_start(told, start) or told
    topic = most(each.fact.topic for each in fitting)
    chief = chief_of([each for each in fitting if each.fact.topic == topic], lattice)
    after = bearing_out(told, chief, start, bare=bare(chief, told, lattice), lattice=lattice)
    heard, status = voices(after), _status(after, chief, start)
    days = sorted({day for each in told for day in disputed.get(each.id, ())})
    days = days if any(day.isoformat() == start for day in days) else []
    return Change(
        change_id=stable_id("change", episode.jurisdiction, episode.group, episode.subject, episode.claims[0].key),
        jurisdiction=episode.jurisdiction,
        topic=topic,
        audience=chief.audience or most(each.audience for each in after),
        summary=summary(before, told, chief, status=status, start=start, disputed=days, lattice=lattice),
        announced_on=next(
            filter(None, (most(each.fact.announced_on for each in part) for part in (after, fitting))), None
        ),
        effective_on=start,
        status=status,
        before=tuple(each.id for each in before),
        after=tuple(each.id for each in after),
        evidence=tuple(each.id for each in episode.claims),
        independent=heard.independent,
        relays=heard.relays,
        known_from=_founder(told, lattice).known,
        primary=tuple(each.id for each in after if each.primary),
        disputed=tuple(day.isoformat() for day in days),
    )


def _founder(told: Sequence[Claim], lattice: Lattice) -> Claim:
    """Who told of the change first: no headline alone, and not who told only what had been."""
    body = [each for each in told if not each.fact.headline]
    return next((each for each in body if tells_change(each, lattice)), (body or told)[0])


def _status(after: Sequence[Claim], chief: Claim, start: str | None) -> Status | None:
    """Announced while the start lies after the last report, in force once it began; without a start what the words
    say by which the change is told, or in force since a later report said so. Planned while all have a draft."""
    told = {each.fact.status for each in after if each.fact.status}
    begun = span(start)
    if told == {"planned"}:
        return "planned"
    if begun:
        latest = max(each.published.last if each.published else each.known.date() for each in after)
        return "announced" if latest < begun.first else "in-force"
    later = [each for each in after if each.known.date() > chief.known.date() and not each.fact.headline]
    if chief.fact.status and not any(each.fact.status == "in-force" for each in later):
        return chief.fact.status
    if "in-force" in told:
        return "in-force"
    return "announced" if "announced" in told else None
