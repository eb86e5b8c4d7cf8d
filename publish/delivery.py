"""Delivery: a message by the channel of its subscription."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from core.errors import DeliveryError
from core.settings import Settings
from core.telling import Message
from publish.channels import service, webhook
from publish.channels.smtp import Post
from publish.messages.mail import mail
from publish.messages.payload import payload
from publish.messages.short import short

NO_MAIL = "no mail server is set up: settings.toml, [mail]"


class Delivery:
    """The channels of one installation."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._post = Post(settings.mail) if settings.mail else None

    def send(self, message: Message, *, now: datetime) -> None:
        """Sends the message as it is at `now` (aware). Raises DeliveryError if it was not taken."""
        settings, subscription = self._settings, message.subscription
        if subscription.channel == "email":
            if self._post is None or settings.mail is None:
                raise DeliveryError(subscription.target, NO_MAIL, transient=True)
            made = mail(message, sender=settings.mail, public_url=settings.public_url, now=now)
            self._post.send(made, subscription.target)
        elif subscription.channel == "webhook":
            body = payload(message, public_url=settings.public_url, now=now)
            agent, private = settings.user_agent, settings.allow_private
            webhook.send(message, body, user_agent=agent, allow_private=private, now=now)
        else:
            title, text = short(message, public_url=settings.public_url, now=now)
            service.send(subscription.target, title, text, allow_private=settings.allow_private)

    def close(self) -> None:
        """Ends what is open."""
        if self._post is not None:
            self._post.close()


@contextmanager
def delivering(settings: Settings) -> Iterator[Delivery]:
    """The channels, from their first message until the block ends."""
    delivery = Delivery(settings)
    try:
        yield delivery
    finally:
        delivery.close()
