"""Signing in, for those who judge conflicts; reading needs no account."""

from dashboard.elements import Element, el
from dashboard.pieces import filters
from dashboard.pieces.fields import Filled, text
from dashboard.screen import Asked, Screen
from words.speech import say

TITLE = say("Sign in")
LEAD = say(
    "Only those who judge conflicts need an account; whoever runs this program makes it with “ereje account add”."
)
NAME, PASSWORD, SIGN_IN, SIGN_OUT = say("Name"), say("Password"), say("Sign in"), say("Sign out")
REFUSED = say("Name and password do not go together, or too many were tried. After five wrong ones wait 15 minutes.")
SIGNED_IN = say("Signed in as {name}.")


def view(asked: Asked) -> Screen:
    """The form, or who is signed in and the way out."""
    return Screen(title=TITLE, body=el("div", el("h1", TITLE), _signed_in(asked) or _form(asked)))


def _signed_in(asked: Asked) -> Element | None:
    who = asked.reviewer
    if who is None:
        return None
    word = el("input", type="hidden", name="word", value=who.word)
    leave = el("button", SIGN_OUT, type="submit", class_="second")
    form = el("form", word, filters.spoken(), leave, method="post", action="/sign-out", class_="single")
    return el("div", el("p", SIGNED_IN.fill(name=who.name)), form)


def _form(asked: Asked) -> Element:
    filled = Filled(asked.query, {})
    refused = el("p", REFUSED, class_="wrong", role="alert") if asked.query.one("wrong") else None
    return el(
        "form",
        el("p", LEAD),
        refused,
        el("input", type="hidden", name="back", value=asked.query.one("back") or "/"),
        text(filled, "name", NAME, autocomplete="username", required="required"),
        text(filled, "password", PASSWORD, type="password", autocomplete="current-password", required="required"),
        el("div", el("button", SIGN_IN, type="submit"), class_="field act"),
        method="post",
        action="/sign-in",
        class_="form",
        aria_label=TITLE,
    )
