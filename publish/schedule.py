"""When something is due: a digest in its reader's own time, another attempt after one that failed."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from core.telling import Message, Subscription

_ALWAYS = datetime.max.replace(tzinfo=UTC)
_WAITS = tuple(timedelta(minutes=each) for each in (1, 5, 15, 60, 180, 360, 720, 720, 720, 720, 720))  # some three days


def slot(subscription: Subscription, now: datetime) -> datetime:
    """The instant before which everything that happened is due: the last time a digest had to go out.

    What is told at once is always due. No state is kept, so that a digest that was missed goes out with the next run.
    """
    if subscription.frequency == "instant":
        return _ALWAYS
    local = now.astimezone(ZoneInfo(subscription.timezone))
    last = local.replace(hour=subscription.hour, minute=0, second=0, microsecond=0, fold=0)  # an hour told twice is one
    if subscription.frequency == "weekly":
        last -= timedelta(days=(local.weekday() - subscription.weekday) % 7)
    if last > local:
        last -= timedelta(days=7 if subscription.frequency == "weekly" else 1)
    return last.astimezone(UTC)


def is_due(message: Message, now: datetime) -> bool:
    """Whether a message is to be tried now; a last attempt in the future is a clock's that ran ahead."""
    if message.tried is None or message.tried > now:
        return True
    wait = wait_after(message.attempts)
    return wait is not None and now - message.tried >= wait


def wait_after(attempts: int) -> timedelta | None:
    """How long to wait after that many attempts that failed; None where it is time to give up."""
    return _WAITS[attempts - 1] if 0 < attempts <= len(_WAITS) else None
