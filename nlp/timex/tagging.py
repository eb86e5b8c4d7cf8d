"""Tagging: what the reader's own grammar makes of a text's times, joined with their annotation as TIMEX3."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from nlp.times import Cue, TimeExpression, last_day
from nlp.timex.grammar import Timex
from nlp.vocabulary import Places

_DATE = re.compile(r"(\d{4}(?:-\d\d){0,2})(?:T.*)?")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
_PART = re.compile(r"(\d{4})-([QH])(\d)")
_MONTHS = {"Q": 3, "H": 6}


class Tag(NamedTuple):
    """One time: its place, its ends, its cue and its TIMEX3 value."""

    start: int
    end: int
    first: str | None
    last: str | None
    cue: Cue | None
    value: str | None


def tagged(read: Sequence[TimeExpression], annotated: Sequence[Timex]) -> list[Tag]:
    """Both readings in the order of the text, one tag where they overlap.

    The place and value are those of the annotation, the ends and the cue those that the reader goes by; a time that
    spans several annotations stays whole, an interval.
    """
    read_places = Places((time.start, time.end) for time in read)
    alone = (one for one in annotated if not read_places.touch((one.start, one.end)))
    tags = [Tag(one.start, one.end, *ends(one.value), None, one.value) for one in alone]
    finishes = [one.end for one in annotated]
    for expression in read:
        first = bisect_right(finishes, expression.start)
        shared = [one for one in annotated[first : first + 2] if one.start < expression.end]
        if len(shared) == 1:
            start, end, value = shared[0].start, shared[0].end, shared[0].value
        else:
            start, end, value = expression.start, expression.end, _value(expression)
        tags.append(Tag(start, end, expression.first, expression.last, expression.cue, value))
    return sorted(tags, key=lambda tag: tag.start)


def ends(value: str | None) -> tuple[str | None, str | None]:
    """The first and last day, month or year that a TIMEX3 value means; None for what is no time of the calendar."""
    if value is None:
        return None, None
    if plain := _DATE.fullmatch(value):
        return plain[1], None
    if week := _WEEK.fullmatch(value):
        monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        return (monday + timedelta(days=5 if week[3] else 0)).isoformat(), (monday + timedelta(days=6)).isoformat()
    if part := _PART.fullmatch(value):
        last = int(part[3]) * _MONTHS[part[2]]
        first = last - _MONTHS[part[2]] + 1
        return f"{part[1]}-{first:02}-01", last_day(f"{part[1]}-{last:02}").isoformat()
    return None, None


def _value(expression: TimeExpression) -> str | None:
    if expression.last is None:
        return expression.first
    return f"{expression.first}/{expression.last}"
