"""Where messages may go: what a subscriber names is an e-mail address, a webhook or a messaging service we allow."""

import re
from collections.abc import Collection
from urllib.parse import urlsplit

from core.errors import Misuse
from core.networks import is_public
from core.telling import Channel, Subscription
from words.speech import say

_LONGEST = 500
# RFC 5321 without quoted local parts and literals, which no reader of ours has and many servers refuse.
_MAILBOX = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9-]{2,63}"
)
NO_TARGET = say("Name an e-mail address, or the https address of a webhook")
NO_MAILBOX = say("This is not an e-mail address that can be written to")
NO_WEBHOOK = say("A webhook needs an https address with a host, without a user name or password")
PRIVATE = say("This address belongs to a private network")
NO_SERVICE = say("Messages are not sent to this kind of service; there are: {schemes}")
ONE_TARGET = say("Name one address")
NO_OPTIONS = say("Options after a question mark are not taken")


class Refused(Misuse):
    """A request that cannot be met as it was made: `field` is what is wrong, `why` says so in words for the reader."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(f"{field}: {why}")
        self.field, self.why = field, why


def channel_of(target: str, *, services: Collection[str], allow_private: bool = False) -> Channel:
    """By which channel the target is reached. Raises Refused, with the reason in the chosen language."""
    if not target or len(target) > _LONGEST or any(not 32 < ord(letter) < 127 for letter in target):
        raise Refused("target", str(NO_TARGET))
    if "://" not in target:
        if "@" not in target:
            raise Refused("target", str(NO_TARGET))
        _check_mailbox(target)
        return "email"
    if target.split("://")[0].lower() in {"https", "http"}:
        _check_webhook(target, allow_private)
        return "webhook"
    _check_service(target, services)
    return "service"


def masked(subscription: Subscription) -> str:
    """The target as it may be shown: the keys that stand in a webhook's or a service's address are left out."""
    target = subscription.target
    if subscription.channel == "email":
        name, _, host = target.partition("@")
        return f"{name[:2]}…@{host}"
    parts = urlsplit(target)
    return f"{parts.scheme}://{parts.hostname or ''}/…" if subscription.channel == "webhook" else f"{parts.scheme}://…"


def _check_mailbox(target: str) -> None:
    name = target.partition("@")[0]
    if not _MAILBOX.fullmatch(target) or ".." in target or name.startswith(".") or name.endswith("."):
        raise Refused("target", str(NO_MAILBOX))


def _check_webhook(target: str, allow_private: bool) -> None:
    try:
        parts, port = urlsplit(target), urlsplit(target).port
    except ValueError:
        raise Refused("target", str(NO_WEBHOOK)) from None
    plain = parts.scheme == "http" and not allow_private
    if plain or not parts.hostname or parts.username is not None or parts.password is not None or port == 0:
        raise Refused("target", str(NO_WEBHOOK))
    if not allow_private and _is_private(parts.hostname.rstrip(".")):
        raise Refused("target", str(PRIVATE))


def _is_private(host: str) -> bool:
    """Whether it can be told from the name alone; where a name leads is looked at when it is written to.

    Numbers, decimal or hexadecimal, one or four, are addresses to a resolver, and names without a dot are a network's
    own.
    """
    literal = ":" in host or all(re.fullmatch(r"\d*|0x[\da-f]*", part, re.I) for part in host.split("."))
    return not is_public(host) if literal else "." not in host or host.endswith((".localhost", ".local", ".internal"))


def _check_service(target: str, services: Collection[str]) -> None:
    scheme = target.split("://")[0].lower()
    if scheme not in services:
        raise Refused("target", NO_SERVICE.fill(schemes=", ".join(sorted(services))))
    if "?" in target:  # options can turn off the check of certificates, or name files
        raise Refused("target", str(NO_OPTIONS))
    if target.count("://") > 1:
        raise Refused("target", str(ONE_TARGET))
