"""What people have judged of a conflict, and the form of whoever is signed in."""

from collections.abc import Sequence

from core.records.findings import Verdict
from dashboard.accounts import Reviewer
from dashboard.address import path
from dashboard.elements import Element, el, link
from dashboard.pieces import filters, marks
from dashboard.posted import LONGEST_TEXT
from db.verdicts import PROGRAM
from words import days
from words.speech import say

TITLE, HISTORY = say("What reviewers say"), say("All that was judged, the newest first")
NONE = say("Nobody has judged this yet.")
TAKEN_BACK, REOPENED = say("verdict taken back"), say("Open again, since there is new evidence: {outlets}")
BY = say("{name}, {when}")
SIGN_IN, JUDGE = say("Sign in to judge"), say("Keep this verdict")
VERDICT, NOTE = say("Verdict"), say("Why")
NOTE_HINT = say("For those who come after you: what you read, and where.")
DONE = say("Your verdict is kept.")
OPTIONS = {
    "explained": say("Explained: both reports can be understood"),
    "dismissed": say("Dismissed: this is no conflict"),
    "open": say("Open: it stays disputed"),
    "none": say("No verdict: as the comparison left it"),
}


def section(conflict_id: str, given: Sequence[Verdict], who: Reviewer | None) -> Element:
    """The last verdict, those before it, and the form or the way to it."""
    latest = [_verdict(each) for each in reversed(given)]
    history = el("details", el("summary", HISTORY), el("ol", latest, class_="items")) if len(latest) > 1 else None
    shown = el("ol", latest[:1], class_="items") if latest else el("p", NONE, class_="quiet")
    back = path("/conflict", id=conflict_id)
    ask = _form(conflict_id, who) if who else el("p", link(path("/account", back=back), SIGN_IN), class_="taking")
    return el("section", el("h2", TITLE), shown, history, ask)


def _verdict(one: Verdict) -> Element:
    if one.by == PROGRAM:
        told: Element | str = REOPENED.fill(outlets=one.note or "")
        return el("li", el("p", marks.conflict_state("open"), " ", told), el("p", days.instant(one.at), class_="small"))
    state = marks.conflict_state(one.state) if one.state else TAKEN_BACK
    note = el("p", one.note) if one.note else None
    return el("li", el("p", state), note, el("p", BY.fill(name=one.by, when=days.instant(one.at)), class_="small"))


def _form(conflict_id: str, who: Reviewer) -> Element:
    options = [el("option", words, value=value) for value, words in OPTIONS.items()]
    hidden = {"id": conflict_id, "word": who.word}
    return el(
        "form",
        [el("input", type="hidden", name=name, value=value) for name, value in hidden.items()],
        filters.spoken(),
        el(
            "div",
            el("label", VERDICT, for_="verdict"),
            el("select", options, name="state", id="verdict"),
            class_="field",
        ),
        el(
            "div",
            el("label", NOTE, for_="note"),
            el("textarea", name="note", id="note", maxlength=LONGEST_TEXT, aria_describedby="note-hint"),
            el("p", NOTE_HINT, id="note-hint", class_="hint"),
            class_="field",
        ),
        el("div", el("button", JUDGE, type="submit"), class_="field act"),
        method="post",
        action="/verdict",
        class_="form",
        aria_label=VERDICT,
    )
