"""One rule change: its days, whom it concerns, what stood before and after, and every report behind it."""

from collections.abc import Sequence

from core.queries import ChangeDetail
from core.records.facts import Report
from core.records.findings import Change
from dashboard.address import path
from dashboard.elements import Element, el, link
from dashboard.pieces import changes, clocks, conflicts, evidence, gone, marks, origins
from dashboard.screen import Asked, Screen
from db import reads
from publish.evidence import telling_first
from words import days, wording
from words.speech import say

TITLE = say("Change")
UNKNOWN = say("This change is not known here")
UNKNOWN_ADVICE = say("The address may be old or mistyped. ")
ALL = say("All changes")
BEFORE, AFTER, CONFLICTS = say("Before"), say("After"), say("Conflicts about it")
AS_ANNOUNCED = say("as announced: its day has come")
NO_BEFORE = say("No report tells what held before.")
NO_AFTER = say("No report tells more than the change itself.")
NOT_ADVICE = say("What reports say, not legal advice: read the act itself before you rely on it.")


def view(asked: Asked) -> Screen:
    """The change named by `id`."""
    known = clocks.told_by(asked)
    detail = reads.change(asked.session, change_id=asked.query.one("id") or "", known=known)
    if detail is None:
        left = gone.former(asked, "/change", Change, lambda one: _title(asked, one))
        named, missing = left or (UNKNOWN, marks.empty(UNKNOWN, UNKNOWN_ADVICE, link(path("/"), ALL)))
        return Screen(title=named, body=el("div", _way_back(), el("h1", TITLE), missing))
    if unknown := clocks.not_yet_known(asked, detail.change.known_from, "/change"):
        return Screen(title=TITLE, body=el("div", _way_back(), el("h1", TITLE), unknown))
    one = changes.shown(asked, [detail.change]).get(detail.change.change_id)
    if one is None:
        return Screen(title=TITLE, body=el("div", _way_back(), el("h1", TITLE), clocks.unknown_then(asked, "/change")))
    return Screen(title=f"{TITLE}: {wording.short(one.title, 70)}", body=_body(asked, detail, one))


def _title(asked: Asked, one: Change) -> str:
    told = changes.shown(asked, [one]).get(one.change_id)
    return told.title if told else one.summary


def _way_back() -> Element:
    return el("p", link(path("/"), f"← {ALL}"), class_="way-back")


def _body(asked: Asked, detail: ChangeDetail, one: changes.Shown) -> Element:
    """The days, counts and sides are those of `one`, the change as it was told by the day asked for."""
    change = one.change
    later = len(set(detail.change.evidence)) > len(set(change.evidence))
    ahead = None if change.disputed else days.days_until(change.effective_on, clocks.on(asked))
    return el(
        "div",
        _way_back(),
        el("h1", one.title, class_="record"),
        el("p", clocks.LATER, class_="notice") if later else None,
        changes.became(one),
        marks.rows(
            (say("Status"), [marks.status(one.status), *_as_announced(one)]),
            (say("Announced"), days.in_words(change.announced_on)),
            (say("In force"), [_start(one), el("strong", f" {ahead}") if ahead else None]),
            (say("For whom"), wording.audience(change.audience)),
            (say("Where"), wording.country(change.jurisdiction)),
            (say("Topic"), wording.slug(change.topic)),
            (say("Who says so"), wording.voices(change.independent, change.relays)),
            (say("Known to us"), days.since_when(change.known_from)),
            (say("Permanent link"), link(f"/c/{change.change_id}", f"/c/{change.change_id}")),
        ),
        _sides(change, detail),
        _conflicts(asked, detail),
        *_told_by(change, detail),
        el("p", NOT_ADVICE, class_="small"),
    )


def _start(one: changes.Shown) -> str:
    change = one.change
    return wording.disputed_start(change, one.settled) if change.disputed else days.in_words(change.effective_on)


def _told_by(change: Change, detail: ChangeDetail) -> list[Element]:
    """Who says so, then who tells of it otherwise: another start or number, or what held before alone."""
    told = {report.fact.fact_id: report for report in (*detail.before, *detail.after, *detail.evidence)}
    pages = {told[each].fact.article_id for each in change.after if each in told}
    reports = [told[each] for each in dict.fromkeys((*change.after, *change.evidence)) if each in told]
    own = telling_first(change, [each for each in reports if each.fact.article_id in pages])
    others = [each for each in reports if each.fact.article_id not in pages]
    return [origins.section(own), *([origins.others(others)] if others else [])]


def _as_announced(one: changes.Shown) -> list[Element]:
    """That nobody was heard to say that it began: its day has come as it was announced."""
    begun = one.status == "in-force" and one.change.status != "in-force"
    return [el("span", AS_ANNOUNCED, class_="quiet")] if begun else []


def _sides(change: Change, detail: ChangeDetail) -> Element:
    """The report that tells most of either side; all of them stand below, by origin."""
    told = {report.fact.fact_id: report for report in (*detail.before, *detail.after, *detail.evidence)}
    sides = [[told[each] for each in side if each in told] for side in (change.before, change.after)]
    before, after = (telling_first(change, side) for side in sides)
    rows = evidence.rows_of((before[0], after[0])) if before and after else frozenset[str]()
    return el("div", _side(BEFORE, before, rows, NO_BEFORE), _side(AFTER, after, rows, NO_AFTER), class_="sides")


def _side(name: str, reports: Sequence[Report], rows: frozenset[str], missing: str) -> Element:
    shown = evidence.evidence(reports[0], rows) if reports else el("p", missing, class_="quiet")
    return el("section", el("h2", name), shown, class_="side")


def _conflicts(asked: Asked, detail: ChangeDetail) -> Element | None:
    if not detail.conflicts:
        return None
    items = conflicts.items(asked, detail.conflicts, heading="h3")
    return el("section", el("h2", CONFLICTS), el("ol", items, class_="items"))
