"""One conflict, its sides beside each other in the same rows."""

from collections.abc import Sequence

from core.queries import ConflictDetail
from core.records.facts import Report
from core.records.findings import Conflict
from dashboard import differing
from dashboard.address import path
from dashboard.elements import Element, el, link
from dashboard.pieces import clocks, comparison, conflicts, evidence, gone, marks, origins, verdicts
from dashboard.screen import Asked, Screen
from db import reads
from publish.titles import of_drift
from words import days, wording
from words.speech import ENGLISH, chosen, say

TITLE = say("Conflict")
UNKNOWN = say("This conflict is not known here")
UNKNOWN_ADVICE = say("The address may be old or mistyped. ")
ALL = say("All conflicts")
VOICES, OFFICIAL, NOT_SEEN = say("Voices"), say("Official text"), say("not among these reports")
DRIFT = say("Where the meaning changed")
NO_VERDICT = say("Shown as reported. Which side is right is not for this page to say.")


def view(asked: Asked) -> Screen:
    """The conflict named by `id`."""
    known = clocks.told_by(asked)
    detail = reads.conflict(asked.session, conflict_id=asked.query.one("id") or "", known=known)
    if detail is None:
        left = gone.former(
            asked, "/conflict", Conflict, lambda one: conflicts.titles(asked.session, [one])[one.conflict_id]
        )
        named, missing = left or (UNKNOWN, marks.empty(UNKNOWN, UNKNOWN_ADVICE, link(path("/conflicts"), ALL)))
        return Screen(title=named, body=el("div", _way_back(), el("h1", TITLE), missing))
    unknown = clocks.not_yet_known(asked, detail.conflict.known_from, "/conflict")
    if unknown is None and known and sum(map(bool, detail.sides)) < min(len(detail.sides), 2):
        unknown = clocks.unknown_then(asked, "/conflict")
    if unknown:
        return Screen(title=TITLE, body=el("div", _way_back(), el("h1", TITLE), unknown))
    title = conflicts.titles(asked.session, [detail.conflict])[detail.conflict.conflict_id]
    return Screen(title=f"{TITLE}: {wording.short(title, 70)}", body=_body(asked, detail, title))


def _way_back() -> Element:
    return el("p", link(path("/conflicts"), f"← {ALL}"), class_="way-back")


def _body(asked: Asked, detail: ConflictDetail, title: str) -> Element:
    conflict = detail.conflict
    settled = wording.settled_by(conflict.type, conflict.settled_by)
    reports = [report for side in detail.sides for report in side]
    later = sum(map(len, conflict.sides)) > len(reports) and clocks.told_by(asked) is not None
    return el(
        "div",
        _way_back(),
        el("h1", title, class_="record"),
        el(
            "p",
            marks.conflict_state(conflict.state),
            " · ".join((*conflicts.kind(conflict, title), *_severity(conflict))),
            class_="facts-line",
        ),
        el("p", verdicts.DONE, class_="notice", role="status") if asked.query.one("done") == "judged" else None,
        el("p", clocks.LATER, class_="notice") if later else None,
        el("h2", comparison.CAPTION, class_="ereje-unseen"),
        comparison.table(conflict.type, _sides(asked, detail), conflict.explanation),
        el("p", NO_VERDICT, class_="small"),
        marks.rows(
            (VOICES, [origins.voices(reports), origins.names(reports)]),
            (DRIFT, conflict.drift if chosen().language == ENGLISH else of_drift(conflict, detail.sides)),
            (OFFICIAL, _official(detail)),
            (say("What would settle it"), settled),
            (say("Known to us"), days.since_when(conflict.known_from)),
            (say("Permanent link"), link(f"/x/{conflict.conflict_id}", f"/x/{conflict.conflict_id}")),
        ),
        verdicts.section(
            conflict.conflict_id, reads.verdicts(asked.session, conflict_id=conflict.conflict_id), asked.reviewer
        ),
    )


def _sides(asked: Asked, detail: ConflictDetail) -> Sequence[Sequence[Report]]:
    """All sides; on an earlier day those of which somebody told by then."""
    return [side for side in detail.sides if side] if clocks.told_by(asked) else detail.sides


def _severity(conflict: Conflict) -> list[str]:
    """How badly the sides fit, while that is open."""
    words = wording.SEVERITIES.get(conflict.severity, conflict.severity)
    return [str(words)] if conflict.state == "open" else []


def _official(detail: ConflictDetail) -> list[Element] | str:
    """The body's own text among the reports, against which the others are read: first where it tells what differs."""
    own = [report for side in detail.sides for report in side if report.fact.fact_id in detail.conflict.primary]
    ordered = comparison.best_first(own, differing.fields(detail.conflict.type, detail.sides))
    return evidence.in_short(ordered[: comparison.MOST]) or str(NOT_SEEN)
