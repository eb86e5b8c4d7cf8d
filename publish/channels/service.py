"""Messaging services (Telegram, Slack, Matrix, ntfy and others) through Apprise, one target a message."""

import json
import logging

from core.errors import DeliveryError
from publish.channels.bounds import TooLong, deadline, public_only, short_answers

_SPARE = 0.8  # of what a service takes, since a part may hold more letters of another alphabet than the whole


def _fitting(most: int, text: str) -> int:
    """How many characters of a text a service takes that takes so many bytes: JSON writes a Cyrillic letter in six."""
    written = len(json.dumps(text))
    return most if written <= len(text) + 2 else max(1, int(_SPARE * most * len(text) / written))


def send(target: str, title: str, text: str, *, allow_private: bool) -> None:
    """Sends the text. Raises DeliveryError: for good where the address has no meaning, else transient."""
    from apprise import Apprise, AppriseAsset, NotifyFormat, OverflowMode

    scheme = target.split("://")[0]
    logging.getLogger("apprise").setLevel(logging.CRITICAL)  # it would log the address, and with it the key
    asset = AppriseAsset(app_id="Ereje", app_desc="Alerts of rule changes", app_url="", async_mode=False)
    one = Apprise.instantiate(target, asset=asset)  # `add` would take a list of addresses of any scheme
    if one is None:
        raise DeliveryError(scheme, "the address has no meaning to this service", transient=False)
    one.overflow_mode = OverflowMode.SPLIT  # a chat refuses what is longer than it takes
    one.body_maxlen = _fitting(one.body_maxlen, text)
    service = Apprise(one, asset=asset)
    try:
        with public_only(allow_private=allow_private), deadline(), short_answers():
            taken = service.notify(body=text, title=title, body_format=NotifyFormat.TEXT)
    except TooLong as error:
        raise DeliveryError(scheme, "no answer in time", transient=True) from error
    if not taken:
        raise DeliveryError(scheme, "the service did not take it", transient=True)
