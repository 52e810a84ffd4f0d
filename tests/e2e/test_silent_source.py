"""A source that stops: whoever asked hears of it, once, and hears again when it stops again."""

import datetime as dt
import json
import os
import signal
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from ops.demo.desk import Desk
from ops.demo.feeds import Item, rss
from ops.demo.server import SECRET
from streams.cli.worker import STAGES
from tests.e2e.test_kills import children, indexed, replaced
from tests.waiting import eventually

pytestmark = pytest.mark.stack

HOURS = 0.02
"""Of quiet that are a silence: 72 seconds; the language allows no less than 60."""
AGO = dt.timedelta(seconds=50)
"""How old the news of the source is that stops, lest the test takes all of that time."""


class Outlet:
    """A feed whose items a test writes one by one."""

    def __init__(self, desk: Desk, name: str) -> None:
        self.desk, self.name, self.items = desk, name, list[Item]()
        self.source = {"id": name, "name": name, "url": desk.world.url(f"/{name}.xml")}
        self._serve()

    def say(self, text: str, ago: dt.timedelta = dt.timedelta()) -> dt.datetime:
        """Add an item that was published ``ago``; return when."""
        published = (dt.datetime.now(dt.UTC) - ago).replace(microsecond=0)
        self.items.append(Item(f"{self.name}-{len(self.items)}", text, text, published))
        self._serve()
        return published

    def _serve(self) -> None:
        document = ("application/rss+xml; charset=utf-8", rss(self.name, self.items))
        self.desk.world.documents[f"/{self.name}.xml"] = document


def write_silences(desk: Desk, *names: str) -> Path:
    """Write a subscription to the silence of each of ``names``."""
    channel = {"kind": "webhook", "url": desk.world.url("/alerts"), "secret": SECRET}
    rule = {"kind": "silence", "hours": HOURS}
    path = desk.write_subscriptions("type:SANCTION")
    lines = [
        {"subscription_id": name, "query": f'outlet:"{name}"', "rule": rule, "channels": [channel]}
        for name in names
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return path


def told(desk: Desk) -> list[dict[str, Any]]:
    """Return the alerts that came, each once."""
    return list(desk.world.alerts().values())


def due_of(alert: dict[str, Any]) -> dt.datetime:
    """Return since when the silence that ``alert`` tells of is one."""
    clause = alert["why"][-1]["clause"]
    assert clause.startswith(f"silence: nothing for {HOURS:g} h, due ")
    return dt.datetime.fromisoformat(clause.rpartition(" due ")[2])


def test_a_source_that_stops_is_told_of_once_and_again_when_it_stops_again(desk: Desk) -> None:
    """Others publish on, or nobody does; ``match`` is killed in between."""
    quiet, lively = Outlet(desk, "quiet"), Outlet(desk, "lively")
    desk.up(desk.write_sources([quiet.source, lively.source]), write_silences(desk, "quiet"))
    assert desk.process is not None
    parent = desk.process.pid
    eventually(lambda: set(children(parent)) == set(STAGES), 60, "all stages run")
    last = quiet.say("افتتح المتحف الوطني جناحا جديدا للمخطوطات.", AGO)
    eventually(lambda: indexed(desk, 1), 60, "the source has spoken")
    assert told(desk) == []
    lively.say("وصل المنتخب إلى ملعب المدينة قبل المباراة.")
    (alert,) = eventually(lambda: told(desk), 90, "it is silent")
    assert (alert["subscription_id"], alert["rule"], alert["kind"]) == ("quiet", "silence", "first")
    assert due_of(alert) == last + dt.timedelta(hours=HOURS)
    assert dt.datetime.fromisoformat(alert["times"]["matched"]) >= due_of(alert)

    before = children(parent)["match"]
    os.kill(before, signal.SIGKILL)
    eventually(partial(replaced, parent, "match", before), 60, "match runs again")
    lively.say("ارتفعت أسعار القمح في أسواق الجملة.")
    eventually(lambda: indexed(desk, 3), 60, "news of others")
    last = quiet.say("بدأ ترميم الجسر القديم فوق النهر.", AGO)
    eventually(lambda: indexed(desk, 4), 60, "it speaks again")
    eventually(lambda: len(told(desk)) == 2, 90, "it is silent again")
    assert due_of(told(desk)[1]) == last + dt.timedelta(hours=HOURS)
    assert len({alert["alert_id"] for alert in told(desk)}) == 2
