"""Alerts: asking for them, with what they would have been of late; and, by the link that only their reader has,
confirming, pausing, changing and ending them."""

from dashboard.address import path
from dashboard.elements import Element, el, link
from dashboard.forms import PAGE
from dashboard.pieces import alert_form, filters, marks, own_alerts, taking
from dashboard.pieces.fields import Filled, text
from dashboard.screen import Asked, Screen
from db import subscriptions
from words.speech import say

TITLE, YOURS = say("Alerts"), say("Your alerts")
LEAD = say("Be told when a rule changes, a date moves or reports differ: by e-mail, webhook or a messaging service.")
NO_MAIL = say("This installation has no mail server yet: webhooks, services, the feed and the calendar work without.")
WITHOUT = say("Without giving an address:")
WHERE, WHERE_HINT = say("Where to send it"), say("An e-mail address, the https address of a webhook, or: {schemes}")
HINT_WITHOUT_MAIL = say("The https address of a webhook, or: {schemes}")
LIKE_THIS, SUBSCRIBE = say("Show what it would have sent"), say("Subscribe")
DONE = {
    "asked": say(
        "A message is on its way, one a day at most. Nothing else is sent before its link is confirmed."
        " Of several wishes the last counts."
    ),
    "full": say("Too many asked today: nobody new can be asked before tomorrow. Nothing was kept."),
    "confirmed": say("Confirmed. From now on you are told what you asked for."),
    "paused": say("Paused. What happens in the meantime is not told later."),
    "resumed": say("The pause is over."),
    "changed": say("Saved."),
    "deleted": say("Deleted, with everything that was kept about it."),
}
UNKNOWN = say("This link leads to no alerts")
UNKNOWN_ADVICE = say("They may have been deleted, or never confirmed within a week. ")
ANEW = say("Ask for alerts")


def view(asked: Asked) -> Screen:
    """The form, or with a `token` the alerts it belongs to."""
    token = asked.query.one("token")
    if token is None:
        return Screen(title=TITLE, body=_asking(asked), focus=_focus(asked))
    one = subscriptions.subscription(asked.session, token=token)
    if one is None:
        missing = marks.empty(UNKNOWN, UNKNOWN_ADVICE, link(path(PAGE), ANEW))
        return Screen(title=UNKNOWN, body=el("div", el("h1", YOURS), missing))
    body = el("div", el("h1", YOURS), _done(asked), own_alerts.own(asked, one))
    return Screen(title=YOURS, body=body, focus=_focus(asked))


def _focus(asked: Asked) -> str | None:
    """The field that was refused."""
    return f"field-{asked.query.one('wrong')}" if asked.query.one("wrong") == "target" else None


def _asking(asked: Asked) -> Element:
    query = asked.query
    schemes = ", ".join(f"{each}://" for each in asked.settings.services)
    hint = HINT_WITHOUT_MAIL if asked.settings.mail is None else WHERE_HINT
    filled = Filled(query, {}, alert_form.refused(asked))
    form = el(
        "form",
        text(
            filled,
            "target",
            WHERE,
            hint=hint.fill(schemes=schemes),
            autocomplete="email",
            required="required",
            maxlength=500,
        ),
        *alert_form.matter_fields(asked, filled),
        *alert_form.times_fields(asked, filled),
        filters.spoken(),
        el(
            "div",
            el("button", SUBSCRIBE, type="submit"),
            _like_this(),
            class_="field act",
        ),
        method="post",
        action="/subscribe",
        class_="form",
        aria_label=TITLE,
    )
    return el(
        "div",
        el("h1", TITLE),
        _done(asked),
        el("p", LEAD),
        el("p", NO_MAIL, class_="notice") if asked.settings.mail is None else None,
        el("p", WITHOUT, " ", taking.feed(query), " · ", taking.calendar(query), class_="taking"),
        alert_form.preview(asked) if query.one("preview") else None,
        form,
    )


def _like_this() -> Element:
    """The other way to send the form: nothing is asked for, what it would have sent is shown."""
    told = {"formaction": PAGE, "formmethod": "get", "name": "preview", "value": "yes"}
    return el("button", LIKE_THIS, type="submit", class_="second", **told)


def _done(asked: Asked) -> Element | None:
    """What a form has just done, said where it cannot be missed."""
    told = DONE.get(asked.query.one("done") or "")
    return el("p", told, class_="notice", role="status") if told else None
