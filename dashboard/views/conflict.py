"""One conflict, its sides beside each other in the same rows."""

from core.queries import ConflictDetail
from core.records import Report
from dashboard import days, wording
from dashboard.elements import Element, el, link
from dashboard.pieces import evidence, marks
from dashboard.screen import Asked, Screen
from db import reads

TITLE = "Conflict"
UNKNOWN = "This conflict is not known here"
UNKNOWN_ADVICE = "The address may be old or mistyped. "
ALL = "All conflicts"
NOT_SETTLED = "Nothing we know of; a text of the act itself would."
NO_VERDICT = "Shown as reported. Which side is right is not for this page to say."
EMPTY_SIDE = "The reports of this side are no longer among the current articles."


def view(asked: Asked) -> Screen:
    """The conflict named by `id`."""
    detail = reads.conflict(asked.session, conflict_id=asked.query.one("id") or "")
    if detail is None:
        missing = marks.empty(UNKNOWN, UNKNOWN_ADVICE, link("/conflicts", ALL))
        return Screen(title=UNKNOWN, body=el("div", el("h1", TITLE), missing))
    return Screen(title=f"{TITLE}: {detail.conflict.explanation[:70]}", body=_body(detail))


def _body(detail: ConflictDetail) -> Element:
    conflict = detail.conflict
    return el(
        "div",
        el("p", link("/conflicts", f"← {ALL}"), class_="way-back"),
        el("h1", conflict.explanation, class_="record"),
        marks.rows(
            ("State", marks.conflict_state(conflict.state)),
            ("Type", wording.CONFLICT_TYPES.get(conflict.type, conflict.type)),
            ("How serious", wording.SEVERITIES.get(conflict.severity, conflict.severity)),
            ("What would settle it", conflict.settled_by or NOT_SETTLED),
            ("Known to us", days.instant(conflict.known_from)),
            ("Permanent link", link(f"/x/{conflict.conflict_id}", f"/x/{conflict.conflict_id}")),
        ),
        el("div", _sides(detail), class_="sides"),
        el("p", NO_VERDICT, class_="small"),
    )


def _sides(detail: ConflictDetail) -> list[Element]:
    rows = evidence.rows_of(report for side in detail.sides for report in side)
    return [_side(chr(ord("A") + place), reports, rows) for place, reports in enumerate(detail.sides)]


def _side(letter: str, reports: tuple[Report, ...], rows: frozenset[str]) -> Element:
    shown = evidence.evidences(reports, rows) if reports else el("p", EMPTY_SIDE, class_="quiet")
    counted = f" · {wording.plural(len(reports), 'report', 'reports')}" if len(reports) > 1 else ""
    return el("section", el("h2", f"Side {letter}{counted}"), shown, class_="side")
