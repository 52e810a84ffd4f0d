"""kill -9 of the notifier between a post and its receipt: none lost, each effective once."""

import os
import threading
import time
from collections import Counter
from collections.abc import Callable

import pytest

from ops.demo.desk import Desk
from schemas.channel import Channel
from tests.alerts import alert_on, subscription_with
from tests.e2e.notifier import Notifier
from tests.fakes.receiver import Post, Receiver
from tests.records import SECRET
from tests.waiting import eventually

pytestmark = pytest.mark.stack

ALERTS = 500
KILLS = int(os.environ.get("NOTIFIER_KILLS", "20"))


class Killer:
    """Answers posts, and kills the worker after it has taken one and before it answers."""

    def __init__(self, kill: Callable[[], None]) -> None:
        self._kill = kill
        self._lock = threading.Lock()
        self.armed_at: float | None = None
        """Posts that come after this moment: those before are of a worker that is dead."""
        self.kills: list[str] = []

    def answer(self, post: Post) -> tuple[int, dict[str, str]]:
        with self._lock:
            if self.armed_at is not None and post.at > self.armed_at:
                self._kill()
                self.kills.append(post.id)
                self.armed_at = None
        return 204, {}


def test_a_notifier_killed_between_send_and_receipt_loses_and_repeats_nothing(
    desk: Desk, receiving: Receiver, logs: Callable[[], str]
) -> None:
    """Each kill hits a post that the receiver took; its id is met again, and is the only sign."""
    notifier = Notifier(desk)
    killer = Killer(notifier.kill)
    receiving.answers["/alerts"] = killer.answer
    channel = Channel(kind="webhook", url=receiving.url("/alerts"), secret=SECRET)
    desk.folder.mkdir(parents=True)
    assert desk.marsad("topics", "create").returncode == 0
    notifier.subscribe(subscription_with(channels=(channel,)))
    alerts = [alert_on(f"s{n // 2:03}", n % 2 + 1, channels=(channel,)) for n in range(ALERTS)]
    share = ALERTS // (KILLS + 1) + 1
    try:
        for turn in range(KILLS + 1):
            notifier.start()
            killer.armed_at = time.monotonic() if turn < KILLS else None
            notifier.alert(*alerts[turn * share : (turn + 1) * share])
            if turn < KILLS:
                eventually(lambda: killer.armed_at is None, 60, f"kill {turn + 1}")
        wanted = {a.alert_id for a in alerts}
        eventually(
            lambda: {p.data["alert_id"] for p in receiving.at("/alerts")} == wanted,
            90, "every alert has arrived",
        )  # fmt: skip
        eventually(
            lambda: Counter(r.state for r in notifier.receipts()) == {"sent": ALERTS},
            60, "every delivery has its receipt",
        )  # fmt: skip
    except AssertionError:
        print(logs())
        raise
    finally:
        notifier.stop()
    posts = receiving.at("/alerts")
    effects = {p.id: p.data["alert_id"] for p in posts}
    assert len(effects) == ALERTS, "an alert came under two ids, or one id with two alerts"
    assert Counter(effects.values()) == Counter(wanted)
    times = Counter(p.id for p in posts)
    assert len(killer.kills) == KILLS
    assert all(times[delivery] >= 2 for delivery in killer.kills), "a kill came too late"
    assert _in_order(posts), "an update came before what it updates"
    assert desk.marsad("dlq", "list").stdout == b""


def _in_order(posts: list[Post]) -> bool:
    """Return whether each story's versions first came in their order."""
    first: dict[tuple[str, int], int] = {}
    for place, post in enumerate(posts):
        first.setdefault((post.data["story_id"], post.data["story_version"]), place)
    return all(first[s, 1] < place for (s, v), place in first.items() if v == 2)
