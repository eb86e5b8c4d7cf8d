"""A reader's own alerts: their state, and the buttons and the form that confirm, pause, change and end them."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from core.telling import USUAL_KINDS, Subscription
from dashboard.elements import Element, el, link
from dashboard.pieces import filters, marks
from dashboard.pieces.alert_form import HOW, WHAT, matter_fields, refused, times_fields
from dashboard.pieces.fields import Filled, choice
from dashboard.screen import Asked
from db import subscriptions
from publish.messages.reasons import OFTEN, matter
from publish.targets import masked
from words import days
from words.speech import LANGUAGES, chosen, say

SIGNED = say("Messages are signed with this key, shown until you confirm")
STATE, TO, SINCE = say("State"), say("To"), say("Since")
STATES = {"unconfirmed": say("not confirmed yet"), "active": say("active"), "paused": say("paused")}
UNTIL = say("paused until {when}")
GIVEN_UP = say("Messages that could not be delivered: {number}")
CONFIRM, RESUME = say("Confirm"), say("End the pause")
PAUSE_WEEK, PAUSE_MONTH = say("Pause for 7 days"), say("Pause for 30 days")
END, END_ALL = say("Stop and delete"), say("Stop these messages?")
YOUR_DATA = say("Everything that is kept about you, as a file")
CHANGE, SAVE, LANGUAGE = say("Change these alerts"), say("Save"), say("Language")


def own(asked: Asked, one: Subscription) -> Element:
    """Everything about one subscription, for whoever holds its token."""
    token = one.token
    return el(
        "div",
        _button(token, "confirm", CONFIRM) if one.state == "unconfirmed" else None,
        el("p", END_ALL, " ", _button(token, "delete", END), class_="notice") if asked.query.one("stop") else None,
        marks.rows(
            (STATE, _state(one, asked.now)),
            (TO, masked(one)),
            *([(SIGNED, one.secret)] if one.secret and one.state == "unconfirmed" else []),
            (WHAT, matter(one)),
            (HOW, OFTEN[one.frequency]),
            (SINCE, days.in_words((one.confirmed or one.created).date())),
        ),
        el("p", GIVEN_UP.fill(number=one.given_up), class_="notice") if one.given_up else None,
        el("div", *_buttons(one), class_="buttons"),
        el("h2", CHANGE),
        _changing(asked, one),
        el("p", link(f"/s/{token}/data.json", YOUR_DATA, download="subscription.json")),
    )


def _buttons(one: Subscription) -> list[Element]:
    if one.state == "unconfirmed":
        return [_button(one.token, "delete", END)]
    pausing = (
        [_button(one.token, "resume", RESUME)]
        if one.state == "paused"
        else [
            _button(one.token, "pause", PAUSE_WEEK, days="7"),
            _button(one.token, "pause", PAUSE_MONTH, days="30"),
        ]
    )
    return [*pausing, _button(one.token, "delete", END)]


def _button(token: str, step: str, words: str, **values: str) -> Element:
    hidden = [el("input", type="hidden", name=name, value=value) for name, value in values.items()]
    press = el("button", words, type="submit", class_=None if step == "confirm" else "second")
    return el("form", hidden, filters.spoken(), press, method="post", action=f"/s/{token}/{step}", class_="single")


def _changing(asked: Asked, one: Subscription) -> Element:
    filters = one.filters
    kept: Mapping[str, Sequence[str]] = {
        "topic": filters.topics,
        "who": filters.audiences,
        "country": filters.jurisdictions,
        "source": filters.sources,
        "q": (filters.words,) if filters.words else (),
        "kind": one.kinds or USUAL_KINDS,
        "often": (one.frequency,),
        "hour": (str(one.hour),),
        "weekday": (str(one.weekday),),
        "zone": (one.timezone,),
    }
    filled = Filled(asked.query, kept, refused(asked, one))
    spoken = Filled(asked.query, {"lang": (one.language,)})
    return el(
        "form",
        *matter_fields(asked, filled),
        *times_fields(asked, filled),
        choice(spoken, "lang", LANGUAGE, LANGUAGES, field="language", otherwise=chosen().language),
        el("div", el("button", SAVE, type="submit"), class_="field act"),
        method="post",
        action=f"/s/{one.token}/change",
        class_="form",
        aria_label=CHANGE,
    )


def _state(one: Subscription, now: datetime) -> str:
    if subscriptions.is_active(one, now):
        return str(STATES["active"])
    if one.state == "paused" and one.paused_until:
        return UNTIL.fill(when=days.instant(one.paused_until))
    return str(STATES[one.state])
