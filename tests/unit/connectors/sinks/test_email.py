"""Mails against a real SMTP server on loopback."""

from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from connectors.sinks.email import Mailer
from connectors.sinks.outcome import Postponed, Rejected
from streams.alerts.delivery import receipt_of
from streams.alerts.mail import Envelope, mail_of
from streams.alerts.message import message_of
from streams.settings import Settings
from tests.alerts import MAIL, NOW, alert_on
from tests.fakes.mailbox import Mailbox, mail_server

URL = "https://desk.example/unsubscribe/token"


@pytest.fixture
def box() -> Iterator[Mailbox]:
    with mail_server() as box:
        yield box


async def post(box: Mailbox, **changes: object) -> None:
    """Send a mail about a story to the server."""
    settings = Settings(
        smtp_host="127.0.0.1", smtp_port=box.port, mail_from="desk@marsad.example",
        smtp_timeout_s=2, **changes,  # type: ignore[arg-type]
    )  # fmt: skip
    receipt = receipt_of(alert_on(), MAIL, NOW)
    message = message_of(receipt, "ar", "https://desk.example", "")
    mail = mail_of(receipt, MAIL, message, Envelope("desk@marsad.example", "مناوبة", URL), NOW)
    await Mailer(settings).send(mail, MAIL.address)


async def test_a_mail_arrives_as_it_was_written(box: Mailbox) -> None:
    await post(box)
    (mail,) = box.mails
    assert box.recipients == [MAIL.address]
    assert mail["Subject"] == "عنوان s1"
    assert mail["Message-ID"] == f"<{receipt_of(alert_on(), MAIL, NOW).delivery_id}@marsad.example>"
    assert mail["List-Unsubscribe"] == f"<{URL}>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert "عنوان s1" in plain.get_content()
    assert '<html lang="ar" dir="rtl">' in html.get_content()


@pytest.mark.parametrize(
    ("answer", "kind"),
    [("550 no such mailbox", "gone"), ("554 policy", "rejected"), ("552 full", "rejected")],
)
async def test_a_recipient_that_is_refused_for_good(box: Mailbox, answer: str, kind: str) -> None:
    box.answers = [answer]
    with pytest.raises(Rejected) as caught:
        await post(box)
    assert caught.value.kind == kind
    assert MAIL.address not in str(caught.value)


@pytest.mark.parametrize(
    ("answer", "kind"), [("451 greylisted", "throttled"), ("421 busy", "refused")]
)
async def test_a_recipient_that_is_refused_for_now(box: Mailbox, answer: str, kind: str) -> None:
    box.answers = [answer]
    with pytest.raises(Postponed) as caught:
        await post(box)
    assert caught.value.kind == kind


async def test_a_message_that_is_refused(box: Mailbox) -> None:
    box.verdicts = ["451 try later", "554 spam"]
    with pytest.raises(Postponed):
        await post(box)
    with pytest.raises(Rejected):
        await post(box)


async def test_a_server_that_is_away_is_tried_again() -> None:
    with pytest.raises(Postponed, match=r"127\.0\.0\.1:1") as caught:
        await post(Mailbox(port=1))
    assert caught.value.kind == "connection"


async def test_a_server_without_the_security_asked_for_gets_nothing(box: Mailbox) -> None:
    with pytest.raises((Postponed, Rejected)):
        await post(box, smtp_security="starttls")
    assert box.mails == []


async def test_a_password_file_that_is_not_there_is_named(box: Mailbox, tmp_path: Path) -> None:
    with pytest.raises(Postponed, match="password cannot be read"):
        await post(box, smtp_user="u", smtp_password_file=str(tmp_path / "none"))


async def test_without_a_mail_server_it_says_which_setting_is_missing() -> None:
    with pytest.raises(Postponed, match="MARSAD_SMTP_HOST"):
        await Mailer(Settings()).send(EmailMessage(), MAIL.address)
