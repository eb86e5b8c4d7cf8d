"""One rule change: its days, whom it concerns, what stood before and after, and every report behind it."""

from collections.abc import Sequence

from core.queries import ChangeDetail
from core.records import Report
from dashboard.address import path
from dashboard.elements import Element, el, link
from dashboard.pieces import changes, conflicts, evidence, marks
from dashboard.screen import Asked, Screen
from db import reads
from publish.evidence import telling_first
from words import days, wording
from words.speech import say

TITLE = say("Change")
UNKNOWN = say("This change is not known here")
UNKNOWN_ADVICE = say("The address may be old or mistyped. ")
ALL = say("All changes")
BEFORE, AFTER, EVIDENCE, CONFLICTS = say("Before"), say("After"), say("Evidence"), say("Conflicts about it")
NO_BEFORE = say("No report tells what held before.")
NO_AFTER = say("No report tells more than the change itself.")
NOT_ADVICE = say("What reports say, not legal advice: read the act itself before you rely on it.")


def view(asked: Asked) -> Screen:
    """The change named by `id`."""
    detail = reads.change(asked.session, change_id=asked.query.one("id") or "")
    if detail is None:
        return Screen(
            title=UNKNOWN, body=el("div", el("h1", TITLE), marks.empty(UNKNOWN, UNKNOWN_ADVICE, link(path("/"), ALL)))
        )
    turn = changes.turns(asked.session, [detail.change])[detail.change.change_id]
    title = f"{TITLE}: {wording.short(changes.titled(detail.change, turn), 70)}"
    return Screen(title=title, body=_body(asked, detail, turn))


def _body(asked: Asked, detail: ChangeDetail, turn: changes.Turn) -> Element:
    change = detail.change
    return el(
        "div",
        el("p", link(path("/"), f"← {ALL}"), class_="way-back"),
        el("h1", changes.titled(change, turn), class_="record"),
        marks.not_yet_known(asked, change.known_from),
        changes.became(turn),
        marks.rows(
            (say("Status"), marks.status(change.status)),
            (say("Announced"), days.in_words(change.announced_on)),
            (say("In force"), days.in_words(change.effective_on)),
            (say("For whom"), wording.audience(change.audience)),
            (say("Where"), wording.country(change.jurisdiction)),
            (say("Topic"), wording.slug(change.topic)),
            (say("Who says so"), wording.voices(change.independent, change.relays)),
            (say("Known to us"), days.instant(change.known_from)),
            (say("Permanent link"), link(f"/c/{change.change_id}", f"/c/{change.change_id}")),
        ),
        _sides(detail),
        _conflicts(asked, detail),
        _evidence(detail),
        el("p", NOT_ADVICE, class_="small"),
    )


def _sides(detail: ChangeDetail) -> Element:
    rows = evidence.rows_of((*detail.before, *detail.after)) if detail.before and detail.after else frozenset()
    before, after = (telling_first(detail.change, side) for side in (detail.before, detail.after))
    return el("div", _side(BEFORE, before, rows, NO_BEFORE), _side(AFTER, after, rows, NO_AFTER), class_="sides")


def _side(name: str, reports: Sequence[Report], rows: frozenset[str], missing: str) -> Element:
    shown = evidence.evidences(reports, rows) if reports else el("p", missing, class_="quiet")
    return el("section", el("h2", name), shown, class_="side")


def _evidence(detail: ChangeDetail) -> Element | None:
    """What backs the change and does not already stand under before or after."""
    shown = {report.fact.fact_id for report in (*detail.before, *detail.after)}
    others = [report for report in detail.evidence if report.fact.fact_id not in shown]
    if not others:
        return None
    return el("section", el("h2", EVIDENCE), evidence.evidences(others), class_="evidences")


def _conflicts(asked: Asked, detail: ChangeDetail) -> Element | None:
    if not detail.conflicts:
        return None
    titles = conflicts.titles(asked.session, detail.conflicts)
    items = [conflicts.item(conflict, titles[conflict.conflict_id]) for conflict in detail.conflicts]
    return el("section", el("h2", CONFLICTS), el("ol", items, class_="items"))
