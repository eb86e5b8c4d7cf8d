"""The form of alerts: what they are about, how often, why something was refused, and what it would have sent."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from core.telling import USUAL_KINDS, Notice, Subscription
from dashboard.elements import Element, el, link
from dashboard.forms import wish_of
from dashboard.pieces import evidence, filters, lists, marks
from dashboard.pieces.fields import Filled, choice, folded, several, text
from dashboard.screen import Asked
from db import reads
from publish import subscribing
from publish.messages.items import KINDS, item
from publish.messages.reasons import OFTEN
from publish.targets import Refused
from words import amounts
from words.speech import say

WHAT, WHEN, HOW, WHICH = say("What"), say("When"), say("How often"), say("Of what you are told")
HOUR, WEEKDAY, ZONE = say("Hour of the digest"), say("Day of the week"), say("Time zone")
DAYS = (say("Monday"), say("Tuesday"), say("Wednesday"), say("Thursday"), say("Friday"), say("Saturday"), say("Sunday"))
PREVIEW, OF_LATE = say("What it would have sent"), say("In the last 30 days: {events}.")
NEWEST = say("The newest of them:")
NONE_OF_LATE = say("Nothing of this kind happened in the last 30 days.")
_LATELY = timedelta(days=30)
_COUNTED = 500


def refused(asked: Asked, one: Subscription | None = None) -> tuple[str, str] | None:
    """Which field was refused and why, asked anew: what stands in an address is anybody's."""
    if not asked.query.one("wrong"):
        return None
    wish = wish_of(asked.settings, asked.query)
    try:
        if one is None:
            subscribing.asked(asked.settings, target=asked.query.one("target") or "", wish=wish, at=asked.now)
        else:
            subscribing.changed(one, wish)
    except Refused as refused:
        return refused.field, refused.why
    return None


def matter_fields(asked: Asked, filled: Filled) -> list[Element]:
    """What the alerts are about, by the same fields as the filters of the pages."""
    present = reads.choices(asked.session)
    names = {"topic": "topics", "who": "audiences", "country": "jurisdictions", "source": "sources"}
    fields = [
        folded(filled, name, filters.LABELS[name], _options(name, (*present[of], *filled.several(name))), filters.ANY)
        for name, of in names.items()
    ]
    words = text(filled, "q", filters.LABELS["q"], field="filters")
    return [
        el("fieldset", el("legend", WHAT), fields, words, class_="group"),
        several(filled, "kind", WHICH, {kind: str(words) for kind, words in KINDS.items()}, USUAL_KINDS, field="kinds"),
    ]


def _options(name: str, values: Sequence[str]) -> Mapping[str, str]:
    named = sorted(((value, filters.called(name, value)) for value in values), key=lambda pair: pair[1])
    return dict(named)


def times_fields(asked: Asked, filled: Filled) -> list[Element]:
    """When messages are sent, by the clocks of a zone."""
    often = {often: str(words) for often, words in OFTEN.items()}
    weekdays = {str(number): str(name) for number, name in enumerate(DAYS)}
    hours = {str(hour): f"{hour:02}:00" for hour in range(24)}
    fields = [
        choice(filled, "often", HOW, often, field="frequency", otherwise="daily"),
        choice(filled, "hour", HOUR, hours, otherwise="8"),
        choice(filled, "weekday", WEEKDAY, weekdays, otherwise="0"),
        text(filled, "zone", ZONE, field="timezone", otherwise=asked.settings.timezone),
    ]
    return [el("fieldset", el("legend", WHEN), fields, class_="group")]


def preview(asked: Asked) -> Element:
    """How much it would have been of late, and the newest of it, so that nobody asks for a flood or for silence."""
    wish = wish_of(asked.settings, asked.query)
    kinds = [kind for kind in KINDS if kind in (wish.kinds or USUAL_KINDS)]
    since = asked.now - _LATELY
    found = reads.notices(asked.session, filters=wish.filters, kinds=kinds, limit=_COUNTED + 1, since=since)
    if not found:
        return marks.empty(PREVIEW, NONE_OF_LATE)
    events = amounts.plural(min(len(found), _COUNTED), "event", "events")
    counted = OF_LATE.fill(events=lists.OVER.fill(counted=events) if len(found) > _COUNTED else events)
    return el("section", el("h2", PREVIEW), el("p", counted, " ", NEWEST), _told(found[0], asked), class_="preview")


def _told(notice: Notice, asked: Asked) -> Element:
    told = item(notice, public_url="", today=asked.now.date())
    quotes = [
        el(
            "div",
            el("blockquote", el("p", quoted.words), lang=quoted.language),
            el("p", evidence.ISSUED.fill(outlet=quoted.outlet, day=quoted.published), class_="by"),
        )
        for quoted in told.quotes
    ]
    head = el("h3", f"{told.kind}: ", link(told.address, told.title))
    return el("article", head, marks.rows(*told.rows), quotes, class_="evidence")
