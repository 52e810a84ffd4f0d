"""The notifier alone on the real Kafka: its topics, its worker, and what its receipts say."""

import asyncio
import datetime as dt
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import orjson

from connectors.sinks.records import write
from ops.demo.desk import Desk
from schemas.alert import Alert
from schemas.channel import Channel
from schemas.receipt import Receipt
from schemas.subscription import Subscription
from schemas.topics import ALERTS, ALERTS_RECEIPTS, SUBSCRIPTIONS, Topic
from schemas.wire import encode
from streams.pipeline import alert_key
from streams.topic_reader import records_to_end
from tests.alerts import alert_on
from tests.fakes.receiver import Receiver
from tests.records import MOMENT, SECRET

Kind = TypeVar("Kind")

FAILS_S = int(os.environ.get("RECEIVER_FAILS_S", "20"))
"""How long a receiver fails; from a minute on with the waits of the product."""
QUICK = (
    {"MARSAD_BREAKER_FIRST_S": "1", "MARSAD_RETRY_MOST_S": "4"}
    if FAILS_S < 60
    else {"MARSAD_RETRY_FIRST_S": "5"}
)
MAIL = Channel(kind="email", address="duty@desk.example", confirmed_at=MOMENT)


@dataclass
class Notifier:
    """A worker of ``deliver`` on a desk of its own; everything else is played by the test."""

    desk: Desk
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the worker; its log is appended to one file."""
        logs = self.desk.folder / "logs"
        logs.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "streams.cli", "worker", "deliver"]
        with (logs / "deliver.log").open("ab") as log:
            self.process = subprocess.Popen(command, env=self.desk.env, stdout=log, stderr=log)

    def kill(self) -> None:
        """End it by kill -9."""
        assert self.process is not None
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """Stop it in order."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(30)

    def subscribe(self, *subscriptions: Subscription) -> None:
        """Publish subscriptions, as the API does."""
        records = [(SUBSCRIPTIONS.name, s.subscription_id.encode(), encode(s), ())
                   for s in subscriptions]  # fmt: skip
        write(self.desk.settings, records)

    def alert(self, *alerts: Alert) -> None:
        """Publish alerts, as ``match`` does."""
        write(
            self.desk.settings,
            [(ALERTS.name, alert_key(a).encode(), encode(a), ()) for a in alerts],
        )

    def read(self, topic: Topic, kind: type[Kind]) -> list[Kind]:
        """Return every record of ``topic``."""

        async def collect() -> list[Kind]:
            return [r async for r in records_to_end(self.desk.settings, topic, kind)]

        return asyncio.run(collect())

    def receipts(self, look: Callable[[Receipt], bool] = lambda _: True) -> list[Receipt]:
        """Return the newest receipt of each delivery that ``look`` is for."""
        newest = {r.delivery_id: r for r in self.read(ALERTS_RECEIPTS, Receipt)}
        return [r for r in newest.values() if look(r)]

    def history(self, delivery_id: str) -> list[Receipt]:
        """Return every receipt of one delivery, in order."""
        return [r for r in self.read(ALERTS_RECEIPTS, Receipt) if r.delivery_id == delivery_id]

    def marsad(self, *arguments: str) -> list[dict[str, Any]]:
        """Run a command; return the JSON lines that it prints."""
        done = self.desk.marsad(*arguments)
        assert done.returncode == 0, done.stderr.decode()
        return [orjson.loads(line) for line in done.stdout.splitlines()]


def webhook(url: str, **changes: str) -> Channel:
    """Return a channel to ``url``."""
    return Channel(kind="webhook", url=url, **{"secret": SECRET, **changes})  # type: ignore[arg-type]


def now() -> dt.datetime:
    """Return the present moment."""
    return dt.datetime.now(dt.UTC)


def on_all(subscription: Subscription, story_id: str, version: int = 1, **changes: Any) -> Any:
    """Return an alert of ``subscription`` on all its channels."""
    return alert_on(
        story_id, version, at=now(), subscription_id=subscription.subscription_id,
        channels=subscription.channels, severity=subscription.severity, **changes,
    )  # fmt: skip


def seen(receiving: Receiver, path: str) -> list[tuple[str, int]]:
    """Return story and version of what was taken at ``path``, in order."""
    return [(p.data["story_id"], p.data["story_version"]) for p in receiving.at(path)]
