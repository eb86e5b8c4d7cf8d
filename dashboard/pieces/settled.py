"""Disputed starts that are disputed no more: somebody has judged the conflict about them."""

from collections.abc import Iterable

from sqlmodel import Session

from core.records.findings import Change, Conflict
from dashboard.pieces import clocks
from dashboard.screen import Asked
from db import reads
from words import days, wording
from words.speech import say

DIFFER = say("{days} (reports differ; {state})")


def settled(asked: Asked, listed: Iterable[Change]) -> dict[str, str]:
    """For each change whose conflicts of days are all explained or dismissed the state of the last, by its id."""
    disputed = [one for one in listed if one.disputed]
    facts = {fact_id for one in disputed for fact_id in one.evidence}
    found = _of_days(asked.session, asked, facts) if facts else []
    about = {one.change_id: [each for each in found if _meet(one, each)] for one in disputed}
    closed = {name: own for name, own in about.items() if own and all(each.state != "open" for each in own)}
    return {name: own[-1].state for name, own in closed.items()}


def start(change: Change, state: str | None) -> str:
    """The days between which reports differ: in dispute, or how that was judged."""
    if state is None:
        return days.disputed(change.disputed)
    told = days.either([days.in_words(each) for each in change.disputed])
    return DIFFER.fill(days=told, state=wording.CONFLICT_STATES[state][1].lower())


def _of_days(session: Session, asked: Asked, facts: Iterable[str]) -> list[Conflict]:
    return [one for one in reads.touching(session, facts, known=clocks.told_by(asked)) if one.type == "date"]


def _meet(change: Change, conflict: Conflict) -> bool:
    return any(set(change.evidence).intersection(side) for side in conflict.sides)
