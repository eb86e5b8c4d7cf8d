"""Notices: what an event tells, put together when it is raised and kept as it was."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import islice

from core.records.facts import Report
from core.records.findings import Change, Conflict, Event
from core.telling import Notice
from publish.evidence import facts_wanted, quoted, turn

Subjects = Callable[[Iterable[str]], Mapping[str, Change | Conflict]]
Reports = Callable[[Iterable[str]], Mapping[str, Report]]
Owe = Callable[..., int]  # takes `notices`, and says to how many readers they are owed
_BATCH = 500  # notices in memory at once


def tell(events: Iterable[Event], *, subjects: Subjects, reports: Reports, owe: Owe) -> int:
    """Hands the events' notices to `owe`, some hundreds at a time; the sum of what it says.

    `subjects` and `reports` find things by their ids.
    """
    waiting, owed = iter(events), 0
    while some := list(islice(waiting, _BATCH)):
        about = subjects({each.subject_id for each in some})
        known = reports(fact_id for one in about.values() for fact_id in facts_wanted(one))
        owed += owe(notices=[notice(each, about.get(each.subject_id), known) for each in some])
    return owed


def notice(event: Event, subject: Change | Conflict | None, known: Mapping[str, Report]) -> Notice:
    """The event with the words that back it; `known` holds the reports of `evidence.facts_wanted(subject)`."""
    if isinstance(subject, Conflict):
        return Notice(event=event, conflict=replace(subject, sides=(), primary=()), evidence=quoted(subject, known))
    if subject is None:
        return Notice(event=event)
    before, after = turn(subject, known)
    return Notice(
        event=event,
        change=replace(subject, before=(), after=(), evidence=(), primary=subject.primary[:1]),
        before=before,
        after=after,
        evidence=quoted(subject, known),
    )
