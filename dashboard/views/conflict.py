"""One conflict, its sides beside each other in the same rows."""

from core.queries import ConflictDetail
from dashboard.address import path
from dashboard.elements import Element, el, link
from dashboard.pieces import comparison, conflicts, evidence, marks, verdicts
from dashboard.screen import Asked, Screen
from db import reads
from words import days, wording
from words.speech import ENGLISH, say

TITLE = say("Conflict")
UNKNOWN = say("This conflict is not known here")
UNKNOWN_ADVICE = say("The address may be old or mistyped. ")
ALL = say("All conflicts")
VOICES, OFFICIAL, NOT_SEEN = say("Voices"), say("Official text"), say("not among these reports")
DRIFT = say("Where the meaning changed")
NO_VERDICT = say("Shown as reported. Which side is right is not for this page to say.")


def view(asked: Asked) -> Screen:
    """The conflict named by `id`."""
    detail = reads.conflict(asked.session, conflict_id=asked.query.one("id") or "")
    if detail is None:
        missing = marks.empty(UNKNOWN, UNKNOWN_ADVICE, link(path("/conflicts"), ALL))
        return Screen(title=UNKNOWN, body=el("div", el("h1", TITLE), missing))
    title = conflicts.titles(asked.session, [detail.conflict])[detail.conflict.conflict_id]
    return Screen(title=f"{TITLE}: {wording.short(title, 70)}", body=_body(asked, detail, title))


def _body(asked: Asked, detail: ConflictDetail, title: str) -> Element:
    conflict = detail.conflict
    settled = wording.settled_by(conflict.type, conflict.settled_by)
    return el(
        "div",
        el("p", link(path("/conflicts"), f"← {ALL}"), class_="way-back"),
        el("h1", title, class_="record"),
        el(
            "p",
            marks.conflict_state(conflict.state),
            wording.CONFLICT_TYPES.get(conflict.type, conflict.type),
            f" · {wording.SEVERITIES.get(conflict.severity, conflict.severity)}" if conflict.state == "open" else None,
            class_="facts-line",
        ),
        el("p", verdicts.DONE, class_="notice", role="status") if asked.query.one("done") == "judged" else None,
        marks.not_yet_known(asked, conflict.known_from),
        comparison.table(conflict.type, detail.sides),
        el("p", NO_VERDICT, class_="small"),
        marks.rows(
            (VOICES, wording.voices(conflict.independent, conflict.relays)),
            (DRIFT, el("span", conflict.drift, lang=ENGLISH) if conflict.drift else None),
            (OFFICIAL, _official(detail)),
            (say("What would settle it"), settled),
            (say("Known to us"), days.instant(conflict.known_from)),
            (say("Permanent link"), link(f"/x/{conflict.conflict_id}", f"/x/{conflict.conflict_id}")),
        ),
        verdicts.section(
            conflict.conflict_id, reads.verdicts(asked.session, conflict_id=conflict.conflict_id), asked.reviewer
        ),
    )


def _official(detail: ConflictDetail) -> list[Element] | str:
    """The body's own text among the reports, against which the others are read."""
    own = [report for side in detail.sides for report in side if report.fact.fact_id in detail.conflict.primary]
    return [evidence.short(report) for report in own] or str(NOT_SEEN)
