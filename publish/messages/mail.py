"""A message as an e-mail: plain text and HTML that say the same, with headers that readers and relays rely on.

RFC 8058 (one-click unsubscribe), RFC 2369 and 2919 (lists), RFC 3834 (automatic messages).
"""

from datetime import datetime
from email.header import Header
from email.headerregistry import Address, HeaderRegistry, UniqueUnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, Policy
from email.utils import format_datetime
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from core.ids import stable_id
from core.settings import Mail
from core.telling import Message
from publish.messages.items import Item, items, plain
from publish.messages.phrases import (
    CONFIRM_SUBJECT,
    CONFIRM_TEXT,
    PRODUCT,
    in_templates,
    manage_address,
    subject,
)
from publish.messages.reasons import asked_for, reason
from publish.messages.templates import render
from words.speech import speaking


class _Subject(UniqueUnstructuredHeader):
    """A subject whose folds keep every space: the library's own loses one where two encoded words meet."""

    def fold(self, *, policy: "Policy[Any]") -> str:
        words = str(self)
        header = Header(words, "us-ascii" if words.isascii() else "utf-8", header_name="Subject")
        return f"Subject: {header.encode(linesep=policy.linesep)}{policy.linesep}"


class _Whole(UniqueUnstructuredHeader):
    """A header of one word, an address or an id, that stays whole however long: the library would encode a long one."""

    def fold(self, *, policy: "Policy[Any]") -> str:
        return f"{self.name}: {self}{policy.linesep}"  # type: ignore[attr-defined]  # its base, which the registry mixes in, has it


def _factory() -> HeaderRegistry:
    known = HeaderRegistry()
    for name in ("list-unsubscribe", "archived-at", "references", "message-id"):
        known.map_to_type(name, _Whole)  # type: ignore[arg-type]
    known.map_to_type("subject", _Subject)  # type: ignore[arg-type]  # the registry mixes it with its base
    return known


_POLICY = SMTP.clone(header_factory=_factory())
WHOLE = 25  # items told whole; those after them have a line each


def mail(message: Message, *, sender: Mail, public_url: str, now: datetime) -> EmailMessage:
    """The e-mail of a message, in its reader's language. Sent again, it bears the same Message-ID."""
    with speaking(message.subscription.language):
        told = _confirming(message, public_url) if message.purpose == "confirm" else _telling(message, public_url, now)
        return _composed(message, told, sender, public_url)


def _telling(message: Message, public_url: str, now: datetime) -> dict[str, Any]:
    today = now.astimezone(ZoneInfo(message.subscription.timezone)).date()
    found = items(message.notices, public_url=public_url, today=today)
    return {
        "subject": subject(found),
        "items": found[:WHOLE],
        "more": found[WHOLE:],
        "reason": reason(message.subscription),
    }


def _confirming(message: Message, public_url: str) -> dict[str, Any]:
    what = asked_for(message.subscription.filters)
    return {"subject": str(CONFIRM_SUBJECT), "confirm": CONFIRM_TEXT.fill(what=what), "items": (), "more": ()}


def _composed(message: Message, told: dict[str, Any], sender: Mail, public_url: str) -> EmailMessage:
    host = urlsplit(public_url).hostname or "localhost"
    made = EmailMessage(policy=_POLICY)
    made["Subject"] = plain(told["subject"])[:250]
    made["From"] = Address(PRODUCT, addr_spec=sender.sender)
    made["To"] = Address(addr_spec=message.subscription.target)
    if sender.contact:
        made["Reply-To"] = Address(addr_spec=sender.contact)
    made["Date"] = format_datetime(message.created)
    made["Message-ID"] = f"<{message.message_id}@{host}>"
    made["Auto-Submitted"] = "auto-generated"
    made["List-Id"] = f"{PRODUCT} <alerts.{host}>"
    made["X-Ereje-Message"] = message.message_id
    if message.purpose == "events":
        made["List-Unsubscribe"] = f"<{public_url}/u/{message.subscription.token}>"
        made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    if len(told["items"]) == 1:
        _thread(made, told["items"][0], host)
    context = {**told, **in_templates(), "language": message.subscription.language, "whole": WHOLE}
    context |= {"manage": manage_address(message, public_url), "stop": f"{public_url}/u/{message.subscription.token}"}
    made.set_content(render("mail.txt", context), cte="quoted-printable")
    made.add_alternative(render("mail.html", context), subtype="html", cte="quoted-printable")
    return made


def _thread(made: EmailMessage, only: Item, host: str) -> None:
    """Mails on one change stand together in a mailbox, and tell which they are on."""
    made["References"] = f"<{stable_id('matter', only.notice.event.subject_id)}@{host}>"
    made["Archived-At"] = f"<{only.address}>"
    made["X-Ereje-Event"] = only.notice.event.event_id
    made["X-Ereje-Kind"] = only.notice.event.kind
