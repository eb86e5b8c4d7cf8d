"""Alerts: asking for them, with what they would have been of late; and, by the link that only their reader has,
confirming, pausing, changing and ending them."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from core.telling import USUAL_KINDS, Notice, Subscription
from dashboard.address import path
from dashboard.elements import Element, el, link
from dashboard.forms import PAGE, wish_of
from dashboard.pieces import lists, marks, taking
from dashboard.pieces.fields import Filled, choice, folded, several, text
from dashboard.screen import Asked, Screen
from db import reads, subscriptions
from publish import subscribing
from publish.messages.items import KINDS, item
from publish.messages.reasons import OFTEN, matter
from publish.targets import Refused, masked
from words import days, wording
from words.speech import LANGUAGES, chosen, say

TITLE, YOURS = say("Alerts"), say("Your alerts")
LEAD = say("Be told when a rule changes, a date moves or reports differ: by e-mail, webhook or a messaging service.")
NO_MAIL = say("This installation has no mail server yet: webhooks, services, the feed and the calendar work without.")
WITHOUT = say("Without giving an address:")
WHERE, WHERE_HINT = say("Where"), say("An e-mail address, the https address of a webhook, or: {schemes}")
WHAT, HOW, WHICH = say("What"), say("How often"), say("Of what you are told")
LIKE_THIS, SUBSCRIBE, SAVE = say("Show what it would have sent"), say("Subscribe"), say("Save")
HOUR, WEEKDAY, ZONE, LANGUAGE = say("Hour of the digest"), say("Day of the week"), say("Time zone"), say("Language")
DAYS = (say("Monday"), say("Tuesday"), say("Wednesday"), say("Thursday"), say("Friday"), say("Saturday"), say("Sunday"))
PREVIEW, OF_LATE = say("What it would have sent"), say("In the last 30 days: {events}.")
NEWEST = say("The newest of them:")
NONE_OF_LATE = say("Nothing of this kind happened in the last 30 days.")
DONE = {
    "asked": say("A message is on its way, one a day at most. Nothing else is sent before its link is confirmed."),
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
SIGNED = say("Messages are signed with this key, shown until you confirm")
STATE, TO, SINCE = say("State"), say("To"), say("Since")
STATES = {"unconfirmed": say("not confirmed yet"), "active": say("active"), "paused": say("paused")}
UNTIL = say("paused until {when}")
GIVEN_UP = say("Messages that could not be delivered: {number}")
CONFIRM, RESUME = say("Confirm"), say("End the pause")
PAUSE_WEEK, PAUSE_MONTH = say("Pause for 7 days"), say("Pause for 30 days")
END, END_ALL = say("Stop and delete"), say("Stop these messages?")
YOUR_DATA = say("Everything that is kept about you, as a file")
CHANGE = say("Change these alerts")
_LATELY = timedelta(days=30)
_COUNTED = 500


def view(asked: Asked) -> Screen:
    """The form, or with a `token` the alerts it belongs to."""
    token = asked.query.one("token")
    if token is None:
        return Screen(title=TITLE, body=_asking(asked), focus=_focus(asked))
    one = subscriptions.subscription(asked.session, token=token)
    if one is None:
        missing = marks.empty(UNKNOWN, UNKNOWN_ADVICE, link(path(PAGE), ANEW))
        return Screen(title=UNKNOWN, body=el("div", el("h1", YOURS), missing))
    return Screen(title=YOURS, body=_yours(asked, one), focus=_focus(asked))


def _focus(asked: Asked) -> str | None:
    """The field that was refused."""
    return f"field-{asked.query.one('wrong')}" if asked.query.one("wrong") == "target" else None


def _asking(asked: Asked) -> Element:
    query = asked.query
    schemes = ", ".join(f"{each}://" for each in asked.settings.services)
    filled = Filled(query, {}, _refused(asked))
    form = el(
        "form",
        text(
            filled,
            "target",
            WHERE,
            hint=WHERE_HINT.fill(schemes=schemes),
            autocomplete="email",
            required="required",
            maxlength=500,
        ),
        *_matter(asked, filled),
        *_times(filled),
        lists.spoken(),
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
        _preview(asked) if query.one("preview") else None,
        form,
    )


def _refused(asked: Asked, one: Subscription | None = None) -> tuple[str, str] | None:
    """Which field was refused and why, asked anew: what stands in an address is anybody's."""
    if not asked.query.one("wrong"):
        return None
    wish = wish_of(asked.query)
    try:
        if one is None:
            subscribing.asked(asked.settings, target=asked.query.one("target") or "", wish=wish, at=asked.now)
        else:
            subscribing.changed(one, wish)
    except Refused as refused:
        return refused.field, refused.why
    return None


def _like_this() -> Element:
    """The other way to send the form: nothing is asked for, what it would have sent is shown."""
    told = {"formaction": PAGE, "formmethod": "get", "name": "preview", "value": "yes"}
    return el("button", LIKE_THIS, type="submit", class_="second", **told)


def _matter(asked: Asked, filled: Filled) -> list[Element]:
    """What the alerts are about, by the same fields as the filters of the pages."""
    present = reads.choices(asked.session)
    names = {"topic": "topics", "who": "audiences", "country": "jurisdictions", "source": "sources"}
    fields = [
        folded(filled, name, lists.LABELS[name], _options(name, (*present[of], *filled.several(name))), lists.ANY)
        for name, of in names.items()
    ]
    words = text(filled, "q", lists.LABELS["q"], field="filters")
    return [
        el("fieldset", el("legend", WHAT), fields, words, class_="group"),
        several(filled, "kind", WHICH, {kind: str(words) for kind, words in KINDS.items()}, USUAL_KINDS, field="kinds"),
    ]


def _options(name: str, values: Sequence[str]) -> Mapping[str, str]:
    named = sorted(((value, lists.called(name, value)) for value in values), key=lambda pair: pair[1])
    return dict(named)


def _times(filled: Filled) -> list[Element]:
    often = {often: str(words) for often, words in OFTEN.items()}
    weekdays = {str(number): str(name) for number, name in enumerate(DAYS)}
    hours = {str(hour): f"{hour:02}:00" for hour in range(24)}
    fields = [
        choice(filled, "often", HOW, often, field="frequency", otherwise="daily"),
        choice(filled, "hour", HOUR, hours, otherwise="8"),
        choice(filled, "weekday", WEEKDAY, weekdays, otherwise="0"),
        text(filled, "zone", ZONE, field="timezone", otherwise="Asia/Almaty"),
    ]
    return [el("fieldset", el("legend", HOW), fields, class_="group")]


def _preview(asked: Asked) -> Element:
    """How much it would have been of late, and the newest of it, so that nobody asks for a flood or for silence."""
    wish = wish_of(asked.query)
    kinds = [kind for kind in KINDS if kind in (wish.kinds or USUAL_KINDS)]
    since = asked.now - _LATELY
    found = reads.notices(asked.session, filters=wish.filters, kinds=kinds, limit=_COUNTED, since=since)
    if not found:
        return marks.empty(PREVIEW, NONE_OF_LATE)
    counted = OF_LATE.fill(events=wording.plural(len(found), "event", "events"))
    return el("section", el("h2", PREVIEW), el("p", counted, " ", NEWEST), _told(found[0], asked), class_="preview")


def _told(notice: Notice, asked: Asked) -> Element:
    told = item(notice, public_url="", today=asked.now.date())
    quotes = [el("blockquote", el("p", quoted.words), lang=quoted.language) for quoted in told.quotes]
    head = el("h3", f"{told.kind}: ", link(told.address, told.title))
    return el("article", head, marks.rows(*told.rows), quotes, class_="evidence")


def _yours(asked: Asked, one: Subscription) -> Element:
    token = one.token
    return el(
        "div",
        el("h1", YOURS),
        _done(asked),
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
    return el("form", hidden, lists.spoken(), press, method="post", action=f"/s/{token}/{step}", class_="single")


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
    filled = Filled(asked.query, kept, _refused(asked, one))
    spoken = Filled(asked.query, {"lang": (one.language,)})
    return el(
        "form",
        *_matter(asked, filled),
        *_times(filled),
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


def _done(asked: Asked) -> Element | None:
    """What a form has just done, said where it cannot be missed."""
    told = DONE.get(asked.query.one("done") or "")
    return el("p", told, class_="notice", role="status") if told else None
