"""E-mail by the installation's own mail server, one connection for a run."""

import smtplib
import ssl
from email.message import EmailMessage

from core.errors import DeliveryError
from core.settings import Mail

_SECONDS = 30
_REFUSED = 500  # replies from here on are for good (RFC 5321, section 4.2.1)
# A server that does not let us in, or not under this sender, says nothing of the reader: a later attempt may be let in.
_OURS = (smtplib.SMTPAuthenticationError, smtplib.SMTPConnectError, smtplib.SMTPHeloError, smtplib.SMTPSenderRefused)


class Post:
    """A mail server; the connection is made with the first mail and made anew after a failure.

    One that cannot be reached is not asked again in this run: each of a thousand mails would wait for it.
    """

    def __init__(self, mail: Mail) -> None:
        self._mail = mail
        self._server: smtplib.SMTP | None = None
        self._away: str | None = None

    def send(self, message: EmailMessage, to: str) -> None:
        """Hands the mail over. Raises DeliveryError, transient unless the server refused it for good."""
        try:
            server = self._server or self._reached()
            self._server = server
            server.send_message(message, from_addr=self._mail.sender, to_addrs=[to])
        except smtplib.SMTPRecipientsRefused as error:
            code, text = next(iter(error.recipients.values()))
            self._fresh()
            raise _refused(to, code, text) from error
        except smtplib.SMTPResponseException as error:
            self.close()
            raise _refused(to, error.smtp_code, error.smtp_error, ours=isinstance(error, _OURS)) from error
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            raise DeliveryError(to, self._failed(error), transient=True) from error

    def close(self) -> None:
        """Ends the connection, if there is one."""
        server, self._server = self._server, None
        if server is not None:
            try:
                server.quit()
            except (OSError, smtplib.SMTPException):
                server.close()

    def _reached(self) -> smtplib.SMTP:
        if self._away:
            raise ConnectionError(self._away)
        try:
            return self._connect()
        except OSError as error:
            self._away = str(error) or type(error).__name__
            raise

    def _failed(self, error: Exception) -> str:
        return f"the mail server {self._mail.host}:{self._mail.port} failed ({error or type(error).__name__})"

    def _connect(self) -> smtplib.SMTP:
        mail, context = self._mail, ssl.create_default_context()
        if mail.security == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(mail.host, mail.port, timeout=_SECONDS, context=context)
        else:
            server = smtplib.SMTP(mail.host, mail.port, timeout=_SECONDS)
        try:
            if mail.security == "starttls":
                server.starttls(context=context)
            if mail.user and mail.password:
                server.login(mail.user, mail.password)
        except BaseException:
            server.close()
            raise
        return server

    def _fresh(self) -> None:
        """A refused recipient leaves the connection in the middle of a mail."""
        try:
            if self._server is not None:
                self._server.rset()
        except (OSError, smtplib.SMTPException):
            self.close()


def _refused(to: str, code: int, text: bytes | str, *, ours: bool = False) -> DeliveryError:
    said = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    why = f"the mail server answered {code} {' '.join(said.split())[:200]}"
    return DeliveryError(to, why, transient=ours or code < _REFUSED)
