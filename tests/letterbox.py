"""A real mail server on loopback that keeps what it is sent, and refuses or breaks off on demand."""

from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any, Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from core.settings import Mail

TAKEN = "250 taken"
DROPPED = "dropped"  # instead of an answer the connection breaks off


@dataclass(frozen=True)
class Letter:
    """A mail as it came over the wire, and to whom."""

    to: str
    raw: bytes

    @property
    def read(self) -> EmailMessage:
        return message_from_bytes(self.raw, policy=default)  # type: ignore[return-value]

    def part(self, kind: str) -> str:
        body = self.read.get_body((kind,))
        assert body is not None
        return str(body.get_content()).replace("\r\n", "\n")


@dataclass
class Letterbox:
    """`after_data` and `for_recipient` are answers that are given once each, in turn; then everything is taken.

    A mail is kept whatever is answered to it: the server has it.
    """

    letters: list[Letter] = field(default_factory=list)
    after_data: list[str] = field(default_factory=list)
    for_recipient: dict[str, list[str]] = field(default_factory=dict)
    for_sender: list[str] = field(default_factory=list)
    port: int = 0

    def __enter__(self) -> Self:
        self._controller = _Controller(_Handler(self), hostname="127.0.0.1", port=self.port)
        self._controller.start()
        self.port = self._controller.port
        return self

    def __exit__(self, *_: object) -> None:
        self._controller.stop()

    @property
    def mail(self) -> Mail:
        """The settings by which this server is reached."""
        return Mail(host="127.0.0.1", port=self.port, security="none", sender="alerts@ereje.example")

    def to(self, address: str) -> list[Letter]:
        return [letter for letter in self.letters if letter.to == address]


class _Controller(Controller):
    def _trigger_server(self) -> None:
        """It connects to the port that was asked for; ours is chosen by the system."""
        assert self.server is not None
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


class _Handler:
    def __init__(self, box: Letterbox) -> None:
        self._box = box

    async def handle_MAIL(self, _on: SMTP, _by: Session, envelope: Envelope, to: str, *_: Any) -> str:  # noqa: N802
        if self._box.for_sender:
            return self._box.for_sender.pop(0)
        envelope.mail_from = to
        return "250 OK"

    async def handle_RCPT(self, _on: SMTP, _by: Session, envelope: Envelope, to: str, *_: Any) -> str:  # noqa: N802
        if answers := self._box.for_recipient.get(to):
            return answers.pop(0)
        envelope.rcpt_tos.append(to)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        assert isinstance(envelope.original_content, bytes)
        self._box.letters.append(Letter(envelope.rcpt_tos[0], envelope.original_content))
        answer = self._box.after_data.pop(0) if self._box.after_data else TAKEN
        if answer == DROPPED:
            assert server.transport is not None
            server.transport.abort()
        return answer
