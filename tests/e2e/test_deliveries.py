"""Deliveries on the real Kafka, to real receivers and a real mail server on loopback."""

import dataclasses
import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest

from schemas.channel import Channel
from schemas.noise import DigestSchedule, Noise
from tests.alerts import subscription_with
from tests.conftest import ROOT
from tests.e2e.notifier import MAIL, Notifier, now, on_all, seen, webhook
from tests.fakes.mailbox import Mailbox
from tests.fakes.receiver import Post, Receiver
from tests.records import SECRET
from tests.waiting import eventually

pytestmark = pytest.mark.stack

INBOX = Channel(kind="inbox")
NEW_SECRET = "whsec_bmV3IHNlY3JldCBvZiBhIHRlc3QsIG5vdCBhIHBlcnNvbg=="


def test_a_receiver_that_is_gone_is_switched_off_and_its_owner_told_elsewhere(
    notifier: Notifier, receiving: Receiver, box: Mailbox
) -> None:
    """410: one post, one mail to the owner; a restart does not forget it; it can be undone."""
    duty = subscription_with(channels=(webhook(receiving.url("/gone")), MAIL))
    receiving.say("/gone", 410)
    notifier.subscribe(duty)
    notifier.alert(on_all(duty, "s1"))
    eventually(lambda: len(box.mails) == 2, 30, "the alert and the notice")
    text = [m.get_body(("plain",)).get_content() for m in box.mails]  # type: ignore[union-attr]
    assert any(f"127.0.0.1:{receiving.port}" in t and "410" in t for t in text)
    notifier.kill()
    notifier.start()
    notifier.alert(on_all(duty, "s2"))
    eventually(lambda: len(box.mails) == 3, 30, "the next alert by mail")
    assert len([p for p in receiving.posts if p.path == "/gone"]) == 1
    (off,) = notifier.marsad("deliveries", "channels")
    assert (off["condition"], off["channel_id"]) == ("disabled", duty.channels[0].channel_id)
    receiving.say("/gone", 204)
    assert notifier.marsad("deliveries", "enable", off["channel_id"]) == []
    notifier.alert(on_all(duty, "s3"))
    eventually(lambda: seen(receiving, "/gone") == [("s3", 1)], 15, "it takes alerts again")


def recipe() -> Callable[..., bool]:
    """Return ``verify`` as docs/how-to/receive-alerts.md has it, run as it stands there."""
    page = (ROOT / "docs" / "how-to" / "receive-alerts.md").read_text("utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    names: dict[str, Any] = {}
    exec(code, names)  # what readers of the page are told to run
    verify: Callable[..., bool] = names["verify"]
    return verify


def test_the_published_recipe_verifies_and_a_change_of_secrets_loses_nothing(
    notifier: Notifier, receiving: Receiver
) -> None:
    """The receiver knows the old secret at first, then the new one, and refuses what is neither."""
    verify, known = recipe(), [SECRET]

    def answer(post: Post) -> tuple[int, dict[str, str]]:
        fine = verify(known[0], post.headers, post.body)
        return (204 if fine else 401), {}

    receiving.answers["/a"] = answer
    url = receiving.url("/a")
    old, both, new = (
        subscription_with(channels=(webhook(url, secret=a, previous_secret=b),))
        for a, b in ((SECRET, ""), (NEW_SECRET, SECRET), (NEW_SECRET, ""))
    )
    notifier.subscribe(old)
    notifier.alert(*(on_all(old, f"a{n}") for n in range(3)))
    eventually(lambda: len(seen(receiving, "/a")) == 3, 30, "signed by the old")
    notifier.subscribe(both)
    notifier.alert(*(on_all(both, f"b{n}") for n in range(3)))
    eventually(lambda: len(seen(receiving, "/a")) == 6, 15, "signed by both, known the old")
    known[0] = NEW_SECRET
    notifier.alert(*(on_all(both, f"c{n}") for n in range(3)))
    eventually(lambda: len(seen(receiving, "/a")) == 9, 15, "signed by both, known the new")
    notifier.subscribe(new)
    notifier.alert(*(on_all(old, f"d{n}") for n in range(3)))  # matched before the change
    eventually(lambda: len(seen(receiving, "/a")) == 12, 15, "signed by the new")
    post = receiving.at("/a")[-1]
    assert verify(NEW_SECRET, post.headers, post.body)
    assert not verify(NEW_SECRET, post.headers, post.body[:-1] + b" ")
    assert not verify(NEW_SECRET, post.headers | {"webhook-id": "other"}, post.body)
    assert not verify(SECRET, post.headers, post.body)
    late = float(post.headers["webhook-timestamp"]) + 600
    assert not verify(NEW_SECRET, post.headers, post.body, now=late)


def test_a_silence_holds_what_it_covers_and_lets_go_when_it_is_shortened(
    notifier: Notifier, receiving: Receiver
) -> None:
    duty = subscription_with(channels=(webhook(receiving.url("/a")), INBOX))
    notifier.subscribe(duty)
    until = (now() + dt.timedelta(hours=3)).isoformat()
    (silence,) = notifier.marsad(
        "silences", "add", "source=USA", "--until", until, "--reason", "زيارة رسمية"
    )
    notifier.alert(on_all(duty, "quiet", sides="USA RUS"), on_all(duty, "loud", sides="FRA RUS"))
    eventually(lambda: seen(receiving, "/a") == [("loud", 1)], 30, "what is not covered passes")
    eventually(
        lambda: len(notifier.marsad("deliveries", "list", "--state", "suppressed")) == 2,
        15, "held on both channels",
    )  # fmt: skip
    for held in notifier.marsad("deliveries", "list", "--state", "suppressed"):
        assert held["story_id"] == "quiet"
        assert "زيارة رسمية" in held["reason"]
        assert held["next_attempt"] == until
    notifier.kill()
    notifier.start()
    notifier.alert(on_all(duty, "quiet", 2, sides="USA RUS"))
    eventually(
        lambda: any("version 2" in (r.reason or "") for r in notifier.receipts()), 30, "taken over"
    )
    assert seen(receiving, "/a") == [("loud", 1)]
    notifier.marsad("silences", "end", silence["silence_id"])
    eventually(lambda: ("quiet", 2) in seen(receiving, "/a"), 10, "it goes at once")
    assert notifier.marsad("silences", "list") == []
    told = eventually(
        lambda: notifier.receipts(lambda r: r.story_id == "quiet" and r.state == "sent"),
        5, "on the inbox too",
    )  # fmt: skip
    assert {r.channel_kind for r in told} <= {"webhook", "inbox"}


def test_a_daily_digest_of_damascus_is_one_mail_by_dyad_and_survives_kill_9(
    notifier: Notifier, box: Mailbox
) -> None:
    """At the next minute of the wall there; a dull desk hears that there is nothing to report."""
    flash = subscription_with(subscription_id="flash", severity="flash", channels=(MAIL,))
    notifier.subscribe(flash)
    notifier.alert(*(on_all(flash, s, sides="USA RUS") for s in ("told", "changed")))
    eventually(lambda: len(box.mails) == 2, 40, "the flashes go alone")
    due = (now() + dt.timedelta(seconds=85)).replace(second=0, microsecond=0)
    wall = due.astimezone(dt.timezone(dt.timedelta(hours=3)))  # Damascus, all year since 2022
    digest = DigestSchedule(every="day", at=f"{wall:%H:%M}", even_if_empty=True)
    noise = Noise(zone="Asia/Damascus", digest=digest)
    daily = subscription_with(noise, subscription_id="daily", name="يومي", channels=(MAIL, INBOX))
    dull_address = dataclasses.replace(MAIL, address="dull@desk.example")
    dull = subscription_with(noise, subscription_id="dull", channels=(dull_address,))
    notifier.subscribe(daily, dull)
    notifier.alert(
        *(on_all(daily, s, sides="USA RUS") for s in ("told", "changed", "fresh")),
        on_all(daily, "other", sides="FRA DZA"),
        on_all(daily, "changed", 2, sides="USA RUS"),
    )
    eventually(
        lambda: len(notifier.receipts(lambda r: r.state == "held")) == 8, 20, "the rest is held"
    )
    notifier.kill()
    assert now() < due, "the test is too slow for its digest"
    notifier.start()
    eventually(lambda: len(box.mails) >= 4, 100, "the digests")
    eventually(lambda: not notifier.receipts(lambda r: not r.settled), 20, "all is settled")
    assert now() >= due
    mails = dict(zip(box.recipients[2:], box.mails[2:], strict=True))
    assert len(box.mails) == 4, "one mail each"
    text = mails[MAIL.address].get_body(("plain",)).get_content()  # type: ignore[union-attr]
    shown = re.sub("[\u2068\u2069]", "", text)
    order = ["FRA > DZA", "عنوان other", "USA > RUS", "عنوان changed", "عنوان fresh"]
    places = [shown.find(part) for part in order]
    assert -1 not in places
    assert places == sorted(places)
    assert "عنوان told" not in shown
    assert f"{wall:%Y-%m-%d %H:%M} Asia/Damascus" in shown
    empty = mails["dull@desk.example"].get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "لا جديد." in empty
    digests = notifier.receipts(lambda r: r.digest is not None and r.subscription_id == "daily")
    lists = {r.channel_kind: [i.story_id for i in r.digest.items] for r in digests if r.digest}
    assert lists["email"] == ["other", "changed", "fresh"]
    assert set(lists["inbox"]) == {"other", "changed", "fresh", "told"}, "the inbox had no flash"
