"""Notices: what an event tells, put together when it is raised and kept as it was."""

from collections.abc import Mapping
from dataclasses import replace

from core.records import Change, Conflict, Event, Report
from core.telling import Notice
from publish.evidence import quoted, typical


def notice(event: Event, subject: Change | Conflict | None, known: Mapping[str, Report]) -> Notice:
    """The event with the words that back it; `known` holds the reports of `evidence.facts_wanted(subject)`."""
    if isinstance(subject, Conflict):
        return Notice(event=event, conflict=replace(subject, sides=(), primary=()), evidence=quoted(subject, known))
    if subject is None:
        return Notice(event=event)
    return Notice(
        event=event,
        change=replace(subject, before=(), after=(), evidence=(), primary=subject.primary[:1]),
        before=typical(subject, subject.before, known),
        after=typical(subject, subject.after, known),
        evidence=quoted(subject, known),
    )
