"""What every way of telling says alike: its phrases, what it is about, and where a reader manages it."""

from collections.abc import Sequence

from core.telling import Message
from publish.messages.items import Item, briefly, plain
from words.speech import Phrase, numbered, say

PRODUCT = "Ereje"
SUBJECT_ONE, SUBJECT_MANY = say("[{kind}] {title}"), say("{count}: {title}")
CONFIRM_SUBJECT = say("Please confirm: alerts of rule changes")
CONFIRM_TEXT = say("Somebody, we hope you, asked to be told about: {what}.")
CONFIRM_HINT = say("Open this page and confirm. If it was not you, do nothing: nothing will be sent.")
CONFIRM_LINK = say("Confirm")
ALSO, OPEN, AT_WORDS = say("Also"), say("Open this page"), say("Open the page at these words")
MORE = say("Further")
CHANGE, STOP = say("Change or pause"), say("Stop these messages")
NOT_ADVICE = say("Not legal advice: read the act itself.")
QUOTE_FROM = say("{outlet}, {day}")


_LONGEST = 70  # characters of a subject: what mail programs show of it


def subject(found: Sequence[Item]) -> str:
    """What the message is about: the one thing it tells, or how many and the first of them; 70 characters at most."""
    counted = f"{len(found)} {numbered(len(found), 'event', 'events')}"
    form = SUBJECT_ONE if len(found) == 1 else f"{SUBJECT_MANY.fill(count=counted, title=SUBJECT_ONE)}"
    bare = form.format(kind=found[0].kind, title="")
    return form.format(kind=found[0].kind, title=plain(briefly(found[0].notice, _LONGEST - len(bare))))


def manage_address(message: Message, public_url: str) -> str:
    """Where a reader confirms, changes, pauses or ends a subscription, without a login."""
    return f"{public_url}/subscriptions?token={message.subscription.token}&lang={message.subscription.language}"


def in_templates() -> dict[str, Phrase]:
    """The phrases under the names that templates have for them."""
    return {
        "ALSO": ALSO,
        "OPEN": OPEN,
        "AT_WORDS": AT_WORDS,
        "MORE": MORE,
        "CHANGE": CHANGE,
        "STOP": STOP,
        "NOT_ADVICE": NOT_ADVICE,
        "QUOTE_FROM": QUOTE_FROM,
        "HINT": CONFIRM_HINT,
        "CONFIRM": CONFIRM_LINK,
    }
