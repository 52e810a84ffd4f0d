"""A real SMTP server on loopback (aiosmtpd) that keeps what it takes, and refuses on command."""

import email
import email.policy
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller


@dataclass
class Mailbox:
    """What came, and what the server says to the next recipients and messages."""

    port: int = 0
    mails: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    """Replies to the next RCPT commands in place of 250; taken from the front."""
    verdicts: list[str] = field(default_factory=list)
    """The same for messages."""

    def by_id(self) -> dict[str, EmailMessage]:
        """Return the mails by Message-ID: each once."""
        return {str(mail["Message-ID"]): mail for mail in list(self.mails)}

    async def handle_RCPT(  # noqa: N802  # the library's name and arguments
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if self.answers:
            return self.answers.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if self.verdicts:
            return self.verdicts.pop(0)
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.mails.append(mail)
        self.recipients += envelope.rcpt_tos
        return "250 taken"


@contextmanager
def mail_server() -> Iterator[Mailbox]:
    """Run a mail server in a thread for the time of a test."""
    with socket.create_server(("127.0.0.1", 0)) as free:  # aiosmtpd has to be told a port
        port = free.getsockname()[1]
    box = Mailbox(port)
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield box
    finally:
        controller.stop(no_assert=True)
