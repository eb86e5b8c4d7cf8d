"""What stands where a change or a conflict was: under which id it goes on, or what it said before it was withdrawn."""

from collections.abc import Callable
from typing import TypeVar

from core.records.findings import Change, Conflict
from dashboard.address import path
from dashboard.elements import Element, link
from dashboard.pieces import marks
from dashboard.screen import Asked
from db import reads
from words.speech import Phrase, say

GOES_ON, THERE = say("This goes on under another address"), say("Read it there")
WITHDRAWN, SAID = say("No report upholds this any more"), say("It said: {what}")
T = TypeVar("T", Change, Conflict)


def former(asked: Asked, page: str, kind: type[T], titled: Callable[[T], str]) -> tuple[Phrase, Element] | None:
    """The words and the box for an `id` of `page` that was known; None for one that never was."""
    ident = asked.query.one("id") or ""
    if later := reads.successor(asked.session, ident):
        return GOES_ON, marks.empty(GOES_ON, link(path(page, id=later), THERE))
    known = reads.subjects(asked.session, [ident]).get(ident)
    return (WITHDRAWN, marks.empty(WITHDRAWN, SAID.fill(what=titled(known)))) if isinstance(known, kind) else None
