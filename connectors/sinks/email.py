"""E-mail as a sink: one message a delivery, handed to the operator's own mail server."""

import asyncio
from email.message import EmailMessage
from pathlib import Path

import aiosmtplib

from connectors.sinks.outcome import Postponed, Rejected
from streams.settings import Settings

BAD_ADDRESS = frozenset({550, 551, 553, 556})
"""Replies to RCPT that say that there is no such mailbox (RFC 5321, 4.2.3; RFC 7504)."""


class Mailer:
    """Sends messages by SMTP; a connection each, for mails are few and servers close idle ones."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @property
    def place(self) -> str:
        """Return host and port of the mail server."""
        return f"{self._settings.smtp_host}:{self._settings.smtp_port}"

    async def send(self, message: EmailMessage, recipient: str) -> None:
        """Hand ``message`` to the server; return when it has taken it for ``recipient``.

        Postponed where a later try may succeed; Rejected where none will, of kind ``gone`` where
        the mailbox is none. Errors never hold the address.
        """
        settings = self._settings
        if not settings.smtp_host:
            raise Postponed("no mail server is set (MARSAD_SMTP_HOST)", "unavailable")
        try:
            password = _password(settings.smtp_password_file)
            await asyncio.wait_for(
                aiosmtplib.send(
                    message,
                    sender=settings.mail_from,
                    recipients=[recipient],
                    hostname=settings.smtp_host,
                    port=settings.smtp_port,
                    username=settings.smtp_user or None,
                    password=password,
                    timeout=settings.smtp_timeout_s,
                    use_tls=settings.smtp_security == "tls",
                    start_tls=settings.smtp_security == "starttls",
                ),
                settings.smtp_timeout_s,
            )
        except aiosmtplib.SMTPRecipientsRefused as error:
            raise self._refused(error.recipients[0]) from error
        except aiosmtplib.SMTPResponseException as error:
            raise self._answered(error) from error
        except (aiosmtplib.SMTPTimeoutError, TimeoutError) as error:
            raise Postponed(f"{self.place}: no answer in time", "timeout") from error
        except (aiosmtplib.SMTPNotSupported, UnicodeError, ValueError) as error:
            raise Rejected(f"{self.place}: {type(error).__name__}: the server or the address "
                           "cannot do it") from error  # fmt: skip
        except (aiosmtplib.SMTPException, OSError) as error:
            raise Postponed(f"{self.place}: {type(error).__name__}", "connection") from error

    def _refused(self, error: aiosmtplib.SMTPRecipientRefused) -> Postponed | Rejected:
        """Return what it means that the server does not take mail for the recipient."""
        said = f"{self.place} answered {error.code} to the recipient"
        if error.code in BAD_ADDRESS:
            return Rejected(said, "gone")
        if error.code >= 500:
            return Rejected(said)
        return Postponed(said, "throttled" if error.code in (450, 451, 452) else "refused")

    def _answered(self, error: aiosmtplib.SMTPResponseException) -> Postponed | Rejected:
        """Return what a reply to anything but the recipient means."""
        said = f"{self.place} answered {error.code} ({type(error).__name__})"
        if isinstance(error, aiosmtplib.SMTPDataError) and error.code >= 500:
            return Rejected(said, "too_large" if error.code == 552 else "rejected")
        # A wrong password or sender is a fault of settings here, which an operator mends.
        return Postponed(said, "server")


def _password(file: str) -> str | None:
    """Return the password in ``file``, None where no file is named."""
    if not file:
        return None
    try:
        return Path(file).read_text("utf-8").strip()
    except OSError as error:
        raise Postponed(f"the mail password cannot be read: {error}", "unavailable") from error
