"""Changes as they were told by an earlier day: compared anew from the reports that were out by then."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from core.records.facts import Report
from core.records.findings import Change
from db.reads import named, told_reports
from timeline import compare


def as_told(session: Session, listed: Iterable[Change], known: datetime | None) -> dict[str, Change]:
    """Each change by its id as the reports out by then tell it; as it is where `known` is None.

    A change of which later reports tell too is another one without them: its days, its words, its origins. One that
    those reports do not make by themselves was none then, and is left out.
    """
    shown = {one.change_id: one for one in listed}
    if known is None:
        return shown
    told = named(session, (each for one in shown.values() for each in one.evidence), known=known)
    partly = [one for one in shown.values() if not told.keys() >= set(one.evidence)]
    articles = {told[each].fact.article_id for one in partly for each in one.evidence if each in told}
    again = compare(_by_then(told_reports(session, articles=articles), known)).changes if articles else ()
    anew = {one.change_id: _retold(one, again) for one in partly}
    return {name: found for name, one in shown.items() if (found := anew.get(name, one)) is not None}


def _by_then(reports: Iterable[Report], end: datetime) -> Iterator[Report]:
    """Without the texts that pages were given later; what an edit took off later still stood there."""
    for each in reports:
        if each.seen is None or each.seen <= end:
            yield replace(each, gone=None) if each.gone and each.gone > end else each


def _retold(one: Change, again: Sequence[Change]) -> Change | None:
    """The one made anew that has most of its facts; None where none has any."""
    mine = set(one.evidence)
    best = max(again, key=lambda each: len(mine.intersection(each.evidence)), default=None)
    if best is None or not mine.intersection(best.evidence):
        return None
    return replace(best, change_id=one.change_id, block=one.block)
