"""Webhooks, signed as Standard Webhooks says: a receiver can tell who sent it, when, and whether it came before."""

from datetime import datetime

import requests
from standardwebhooks.webhooks import Webhook

from core.errors import DeliveryError
from core.telling import Message
from publish.channels.bounds import PrivateAddress, TooLong, deadline, public_only

_SECONDS = (5, 15)  # for the connection, for each piece of the answer's head
_TAKEN = range(200, 300)
_FOR_GOOD = {*range(300, 400), 400, 401, 403, 404, 405, 410, 413, 415, 422, 501}


def send(message: Message, body: bytes, *, user_agent: str, allow_private: bool, now: datetime) -> None:
    """Posts the body. Only the status of the answer counts; what it says is not read, and no redirect is followed.

    Raises DeliveryError, transient where a later attempt may be taken.
    """
    subscription = message.subscription
    signed = Webhook(subscription.secret or "").sign(message.message_id, now, body.decode())
    headers = {
        "content-type": "application/json; charset=utf-8",
        "user-agent": user_agent,
        "webhook-id": message.message_id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": signed,
    }
    status = _status(subscription.target, body, headers, allow_private)
    if status not in _TAKEN:
        raise DeliveryError(
            "webhook", f"answered {status}", transient=status not in _FOR_GOOD and not 300 <= status < 400
        )


def _status(address: str, body: bytes, headers: dict[str, str], allow_private: bool) -> int:
    try:
        with public_only(allow_private=allow_private), deadline(), requests.Session() as session:
            session.trust_env = False  # neither a proxy nor somebody's .netrc is for addresses of strangers
            answer = session.post(
                address, data=body, headers=headers, timeout=_SECONDS, allow_redirects=False, stream=True
            )
            with answer:
                return int(answer.status_code)
    except (requests.RequestException, OSError, ValueError) as error:
        raise DeliveryError("webhook", _why(error), transient=not _is_private(error)) from error


def _is_private(error: BaseException) -> bool:
    """Whether the guard refused the address: urllib3 wraps what it meets, and keeps it as a cause."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, PrivateAddress) or "is in a private network" in str(seen):
            return True
        seen = seen.__cause__ or seen.__context__
    return False


def _why(error: BaseException) -> str:
    if _is_private(error):
        return "the address is in a private network"
    if isinstance(error, TooLong | requests.Timeout):
        return "no answer in time"
    return f"no connection ({type(error).__name__})"
