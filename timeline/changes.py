"""Changes: each episode of a rule becoming another, told once, with what was before and what is after."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from core.ids import stable_id, told_apart
from core.records.facts import Status
from core.records.findings import Change
from timeline.amount import dimension, limit
from timeline.claims import Claim
from timeline.episodes import Episode, tells_change
from timeline.lattice import Lattice
from timeline.origins import voices
from timeline.phrase import BESIDE, amount, day, slug, whom, words
from timeline.span import length, span
from timeline.starts import main_start

_LONGEST = 90  # characters of a quote that is all a change is told by


def changes(told: Iterable[Episode], lattice: Lattice) -> tuple[Change, ...]:
    """One change an episode, in the order of their starts (those without one by the day they were known)."""
    found = [_change(each, lattice) for each in told if _is_change(each, lattice)]
    ids = told_apart(each.change_id for each in found)
    made = [replace(each, change_id=name) for each, name in zip(found, ids, strict=True)]
    return tuple(
        sorted(made, key=lambda each: (each.effective_on or each.known_from.date().isoformat(), each.change_id))
    )


def _is_change(episode: Episode, lattice: Lattice) -> bool:
    """Whether something came to be: a past rule alone, or a word in a headline alone, is no change."""
    return any(tells_change(each, lattice) and not each.fact.headline for each in episode.claims) and any(
        each.fact.status != "superseded" for each in episode.claims
    )


def _change(episode: Episode, lattice: Lattice) -> Change:
    before = [each for each in episode.claims if each.fact.status == "superseded"]
    after = [each for each in episode.claims if each.fact.status != "superseded"]
    heard = voices(episode.claims)
    start = main_start(episode, lattice)
    founder, topic = episode.claims[0], _most(each.fact.topic for each in after)
    chief = _chief([each for each in after if each.fact.topic == topic], lattice)
    return Change(
        change_id=stable_id("change", episode.jurisdiction, episode.group, episode.subject, founder.key),
        jurisdiction=episode.jurisdiction,
        topic=topic,
        audience=chief.audience or _most(each.audience for each in after),
        summary=summary(before, after, start, lattice),
        announced_on=_most(each.fact.announced_on for each in after),
        effective_on=start,
        status=_status(after, start),
        before=tuple(each.id for each in before),
        after=tuple(each.id for each in after),
        evidence=tuple(each.id for each in episode.claims),
        independent=heard.independent,
        relays=heard.relays,
        known_from=founder.known,
        primary=tuple(each.id for each in episode.claims if each.primary),
    )


def summary(before: Sequence[Claim], after: Sequence[Claim], start: str | None, lattice: Lattice) -> str:
    """One sentence: what holds now, for whom, from when, and what held before."""
    topic = _most(each.fact.topic for each in after)
    chief = _chief([each for each in after if each.fact.topic == topic], lattice)
    what = slug(chief.fact.subject or chief.fact.topic, "a rule")
    of = f" for {whom(chief.audience)}" if chief.audience else ""
    begins = f" from {day(start)}" if start else ""
    if not _plain(chief, lattice):
        news = "Planned" if _status(after, start) == "planned" else "New"
        past = f"; before: {_past(before, chief, lattice)}" if before else ""
        return f"{news} on {what}{of}{begins}: {words(chief, _LONGEST)}{past}."
    same = [each for each in before if each.fact.value is not None and each.fact.unit == chief.fact.unit]
    past = _limits([each for each in same if each.audience == chief.audience] or same)
    verb = {"planned": "would be", "announced": "will be"}.get(_status(after, start) or "", "is")
    text = f"{what[:1].upper()}{what[1:]}{of} {verb} {_limits([chief])}{begins}"
    return text + (f"; before, it was {past}." if past and past != _limits([chief]) else ".")


def _chief(claims: Sequence[Claim], lattice: Lattice) -> Claim:
    """The claim that tells most by itself; of equals the one that stands first in its article."""
    return max(claims, key=lambda each: (*_telling(each, lattice), -each.fact.quote.start, each.id))


def _past(before: Sequence[Claim], chief: Claim, lattice: Lattice) -> str:
    """What held before: its words, or its number where one quote tells both."""
    told = _chief(before, lattice)
    one_quote = told.fact.quote.text == chief.fact.quote.text and told.fact.value is not None
    return amount(told) if one_quote else words(told, BESIDE)


def _plain(claim: Claim, lattice: Lattice) -> bool:
    """Whether the number alone says it: where the topic says what time it limits, the subject what costs so much."""
    if claim.fact.value is None or claim.fact.unit is None:
        return False
    if dimension(claim.fact.unit) == "duration":
        return claim.fact.topic in lattice.limits and claim.fact.subject is None
    return claim.fact.subject is not None


def _telling(claim: Claim, lattice: Lattice) -> tuple[bool, ...]:
    fact = claim.fact
    return (
        not fact.headline,
        fact.status != "planned",
        fact.modality is not None,
        fact.value is not None,
        claim.article.language == "en",
        fact.per is not None,
        fact.effective_from is not None,
        lattice.marks("general", fact.quote.text),
        tells_change(claim, lattice),
        claim.audience is not None,
        claim.article.source_kind in ("ministry", "legal"),
    )


def _limits(claims: Sequence[Claim]) -> str:
    """The numbers of the claims, each once, with the frame they hold in; at most two."""
    told: dict[object, str] = {}
    for each in claims:
        told.setdefault((limit(each.fact), length(each.fact.per)), amount(each))
    return " or ".join([*told.values()][:2])


def _status(after: Sequence[Claim], start: str | None) -> Status | None:
    """Announced while the start lies after the last report, planned while all have a draft, in force once it began."""
    told = {each.fact.status for each in after if each.fact.status}
    begun = span(start)
    latest = max(each.published.last if each.published else each.known.date() for each in after)
    if told == {"planned"}:
        return "planned"
    if begun:
        return "announced" if latest < begun.first else "in-force"
    if "in-force" in told:
        return "in-force"
    return "announced" if "announced" in told else None


def _most(names: Iterable[str | None]) -> str | None:
    """The name told most often; of equals the first by alphabet."""
    told = Counter(name for name in names if name)
    return min(told, key=lambda name: (-told[name], name)) if told else None
