"""A message for a chat: a title and a few lines a notice, without markup that a chat would act on."""

from datetime import datetime
from zoneinfo import ZoneInfo

from core.telling import Message
from publish.messages.items import Item, items
from publish.messages.phrases import (
    ALSO,
    CHANGE,
    CONFIRM_HINT,
    CONFIRM_SUBJECT,
    CONFIRM_TEXT,
    MORE,
    manage_address,
    subject,
)
from publish.messages.reasons import asked_for
from words.speech import speaking

_WHOLE = 5  # items told in several lines
_LONGEST = 700  # characters of one item
# "@everyone" calls all who are in a room, "<!channel>" too; a title is no place for either.
_INERT = str.maketrans({"@": "@\u200b", "<": "‹", ">": "›", "`": "'", "*": "∗", "_": "\u02cd", "[": "(", "]": ")"})


def short(message: Message, *, public_url: str, now: datetime) -> tuple[str, str]:
    """Title and text of a message, in its reader's language."""
    with speaking(message.subscription.language):
        manage = manage_address(message, public_url)
        if message.purpose == "confirm":
            what = CONFIRM_TEXT.fill(what=asked_for(message.subscription.filters).translate(_INERT))
            return str(CONFIRM_SUBJECT), f"{what}\n{CONFIRM_HINT}\n{manage}"
        today = now.astimezone(ZoneInfo(message.subscription.timezone)).date()
        found = items(message.notices, public_url=public_url, today=today)
        parts = [_lines(each) for each in found[:_WHOLE]]
        if found[_WHOLE:]:
            rest = (line for each in found[_WHOLE:] for line in (f"{_inert(each.title)} {each.address}", *_also(each)))
            parts.append("\n".join([f"{MORE}:", *rest]))
        return _inert(subject(found)), "\n\n".join([*parts, f"{CHANGE}: {manage}"])


def _lines(item: Item) -> str:
    told = [f"{item.kind}. {item.title}", *(f"{label}: {value}" for label, value in item.rows)]
    return "\n".join((_inert("\n".join(told))[:_LONGEST], item.address, *_also(item)))


def _also(item: Item) -> list[str]:
    """What else the message carries of the same matter."""
    return [f"{ALSO}: {kind} {address}" for kind, address in item.earlier]


def _inert(text: str) -> str:
    return text.translate(_INERT)
