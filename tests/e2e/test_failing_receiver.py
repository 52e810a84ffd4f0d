"""A receiver that fails for a while: it gets all of it later, in order, and nobody else waits."""

import datetime as dt
import time
from collections.abc import Iterator

import pytest

from schemas.receipt import Receipt
from schemas.subscription import Subscription
from streams.alerts.breaker import MOST_S
from tests.alerts import subscription_with
from tests.e2e.notifier import FAILS_S, MAIL, QUICK, Notifier, on_all, seen, webhook
from tests.fakes.mailbox import Mailbox
from tests.fakes.receiver import Receiver, receiver
from tests.waiting import eventually

pytestmark = pytest.mark.stack

WANTED = [(f"s{n}", version) for version in (1, 2, 3) for n in range(8)]
PAUSE_S = 30 if "MARSAD_BREAKER_FIRST_S" in QUICK else MOST_S + 60
"""Longest that a host is left alone."""


@pytest.fixture
def other() -> Iterator[Receiver]:
    """Return a receiver on a host of its own."""
    with receiver() as found:
        yield found


def test_a_receiver_that_fails_for_a_while_gets_everything_in_order_and_delays_nobody(
    notifier: Notifier, receiving: Receiver, other: Receiver, box: Mailbox
) -> None:
    """500 while alerts come, then 204; each of them is at once where nothing fails."""
    channels = (webhook(receiving.url("/down")), webhook(other.url("/up")), MAIL)
    duty = subscription_with(channels=channels)
    receiving.say("/down", 500)
    notifier.subscribe(duty)
    tell_while_it_fails(notifier, duty, other, box)
    assert seen(receiving, "/down") == []
    down = channels[0].channel_id
    failing = notifier.receipts(lambda r: r.channel_id == down and r.attempts > 0)
    assert {r.state for r in failing} == {"pending"}
    assert {r.error_kind for r in failing} == {"server"}
    assert all(r.next_attempt and r.next_attempt > r.updated for r in failing)
    assert {r.story_version for r in failing} == {1}, "the next version waits for the one before"
    tries = len(receiving.posts)
    assert tries < 60, "a host that fails is left alone for a while"
    receiving.say("/down", 204)
    eventually(lambda: len(seen(receiving, "/down")) == len(WANTED), PAUSE_S, "all arrive")
    for story in {story for story, _ in WANTED}:
        assert [v for s, v in seen(receiving, "/down") if s == story] == [1, 2, 3]
    sent = eventually(
        lambda: notifier.receipts(lambda r: r.channel_id == down and r.state == "sent"),
        10, "receipts",
    )  # fmt: skip
    longest = max(sent, key=lambda r: r.attempts)
    waits = [wait_of(r) for r in notifier.history(longest.delivery_id) if r.state == "pending"]
    print(f"failed for {FAILS_S} s: {tries} tries in vain, waits of one delivery: {waits}")
    assert longest.attempts > 2
    assert waits[1:] == sorted(waits[1:]), "each wait is longer, up to the limit"


def tell_while_it_fails(
    notifier: Notifier, duty: Subscription, other: Receiver, box: Mailbox
) -> None:
    """Let alerts come for as long as the receiver fails; each is elsewhere within seconds."""
    begun = time.monotonic()
    for count, (story, version) in enumerate(WANTED, 1):
        notifier.alert(on_all(duty, story, version))
        eventually(
            lambda count=count: len(seen(other, "/up")) == len(box.mails) == count,  # type: ignore[misc]
            30 if count == 1 else 10, "the other webhook and the mailbox have it",
        )  # fmt: skip
        share = FAILS_S * count / len(WANTED)
        eventually(lambda share=share: time.monotonic() - begun > share, FAILS_S, "time")  # type: ignore[misc]


def wait_of(receipt: Receipt) -> float:
    """Return the seconds between a try and the next, rounded."""
    assert receipt.next_attempt is not None
    until, since = (dt.datetime.fromisoformat(t) for t in (receipt.next_attempt, receipt.updated))
    return round((until - since).total_seconds())
