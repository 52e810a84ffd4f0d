"""What people read: mails, feeds, and links that need no sign-in."""

import dataclasses
import xml.etree.ElementTree as ET

import pytest

from schemas.alert import Alert
from schemas.channel import Channel
from schemas.errors import InvalidMessage
from schemas.receipt import Digest, Notice
from streams.alerts.atom import ATOM, atom_feed
from streams.alerts.body import webhook_body
from streams.alerts.delivery import digest_receipt, notice_receipt, receipt_of
from streams.alerts.digest import item_of
from streams.alerts.html import fragment
from streams.alerts.mail import Envelope, checked_address, mail_of
from streams.alerts.message import message_of, plain
from streams.alerts.tokens import read_unsubscribe_token, unsubscribe_token
from streams.alerts.words import _words
from tests.alerts import MAIL, NOW, alert_on, minutes, subscription_with

ENVELOPE = Envelope("desk@marsad.example", "مناوبة", "https://desk.example/unsubscribe/x")
DESK = "https://desk.example"
KEY = b"k" * 32


def test_both_languages_have_the_same_words() -> None:
    assert set(_words()["ar"]) == set(_words()["en"])


def test_an_alert_says_who_did_what_to_whom_and_why_it_was_sent() -> None:
    message = message_of(receipt_of(alert_on(sides="USA RUS"), MAIL, NOW), "en", DESK, "")
    text = plain(message)
    for part in ("New story", "USA", "SANCTION 164", "type: SANCTION", f"{DESK}/stories/s1"):
        assert part in text


def test_what_an_outlet_wrote_is_escaped_and_cannot_turn_the_text_round() -> None:
    alert = alert_on()
    evil = dataclasses.replace(alert.story, headline="<script>x</script>\u202eabc\r\nBcc: a@b.c")
    receipt = receipt_of(dataclasses.replace(alert, story=evil), MAIL, NOW)
    message = message_of(receipt, "ar", DESK, "")
    assert "<script>" not in fragment(message)
    mail = mail_of(receipt, MAIL, message, ENVELOPE, NOW)
    assert mail["Bcc"] is None
    assert "\u202e" not in mail["Subject"]
    assert mail.as_bytes().count(b"\r\n\r\n") >= 2


def test_a_digest_is_told_by_dyad_and_the_end_as_clocks_show_it() -> None:
    items = tuple(item_of(alert_on(s, sides=d), s) for s, d in (("s1", "USA RUS"), ("s2", "FRA")))
    digest = Digest(starts="", ends=NOW.isoformat(), cause="schedule", items=items, left_out=3)
    receipt = digest_receipt("duty", MAIL, digest, "", NOW)
    text = plain(message_of(receipt, "en", DESK, "2026-05-04 13:00 Asia/Damascus"))
    assert "2026-05-04 13:00 Asia/Damascus" in text
    assert "USA > RUS" in text
    assert "did not fit: 3" in text
    assert b'"groups":[{"dyad":"FRA"' in webhook_body(receipt)
    empty = dataclasses.replace(digest, items=(), left_out=0)
    assert "Nothing to report." in plain(
        message_of(digest_receipt("duty", MAIL, empty, "", NOW), "en", DESK, "")
    )


def test_a_notice_says_which_channel_and_why() -> None:
    notice = Notice(cause="channel_disabled", channel="webhook desk.example:443", detail="410")
    receipt = notice_receipt("duty", MAIL, notice, "today", NOW)
    text = plain(message_of(receipt, "en", DESK, ""))
    assert "webhook desk.example:443" in text
    assert "410" in text
    assert b'"kind":"notice"' in webhook_body(receipt)


def test_a_webhook_receives_no_channel_of_anybody() -> None:
    assert b"whsec_" not in webhook_body(receipt_of(alert_on(), MAIL, NOW))


def test_mails_of_one_story_are_one_thread_and_each_has_an_id_of_its_own() -> None:
    mails = []
    for version in (1, 2):
        receipt = receipt_of(alert_on(version=version), MAIL, NOW)
        message = message_of(receipt, "ar", DESK, "")
        # a repeat is the same mail to its reader
        mails += [mail_of(receipt, MAIL, message, ENVELOPE, NOW + minutes(n)) for n in range(2)]
    assert len({m["Message-ID"] for m in mails}) == 2
    assert len({m["References"] for m in mails}) == 1


@pytest.mark.parametrize(
    "address",
    [
        "",
        "a",
        "a@b",
        "a@b.c, d@e.f",
        "<a@b.c>",
        "a@b.c\r\nBcc: x@y.z",
        "a b@c.d",
        "x" * 250 + "@b.c",
    ],
)
def test_what_is_no_single_mailbox_is_refused(address: str) -> None:
    with pytest.raises(InvalidMessage, match="no e-mail address"):
        checked_address(address)


def test_a_token_unsubscribes_one_channel_of_one_subscription() -> None:
    token = unsubscribe_token(KEY, "duty", MAIL.channel_id)
    assert token == unsubscribe_token(KEY, "duty", MAIL.channel_id)
    assert read_unsubscribe_token(KEY, token) == ("duty", MAIL.channel_id)
    for bad in (token[:-1] + ("A" if token[-1] != "A" else "B"), "", "a.b", token[1:]):
        with pytest.raises(InvalidMessage):
            read_unsubscribe_token(KEY, bad)
    with pytest.raises(InvalidMessage):
        read_unsubscribe_token(b"o" * 32, token)


def test_a_feed_has_one_entry_a_story_that_readers_update_in_place() -> None:
    alerts = [alert_on("s1"), alert_on("s2", at=NOW + minutes(1))]
    before = _entries(alerts)
    after = _entries([*alerts, alert_on("s1", version=2, at=NOW + minutes(9))])
    assert [e["id"] for e in after] == [before[1]["id"], before[0]["id"]]
    assert after[0]["published"] == before[1]["published"]
    assert after[0]["updated"] == (NOW + minutes(9)).isoformat()


def test_a_feed_survives_what_xml_has_no_form_for() -> None:
    alert = alert_on()
    odd = dataclasses.replace(alert.story, headline="a\x00b\ud800<&>\ufffe")
    (entry,) = _entries([dataclasses.replace(alert, story=odd)])
    assert entry["title"] == "ab<&>"


def _entries(alerts: list[Alert]) -> list[dict[str, str]]:
    feed = atom_feed(
        subscription_with(), alerts, desk_url=DESK, self_url=f"{DESK}/feeds/duty.atom"
    )  # fmt: skip
    root = ET.fromstring(feed)
    return [
        {child.tag.removeprefix(f"{{{ATOM}}}"): child.text or "" for child in entry}
        for entry in root.iter(f"{{{ATOM}}}entry")
    ]


def test_a_channel_keeps_its_name_when_its_secret_changes() -> None:
    one = Channel(kind="webhook", url="https://a.example/", secret="whsec_YQ==")
    other = dataclasses.replace(one, secret="whsec_Yg==", previous_secret=one.secret)
    assert one.channel_id == other.channel_id
