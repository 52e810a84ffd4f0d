"""Alerts handled on the command line: the same records as from a browser, seen there at once."""

import json
from typing import Any

import pytest

from ops.demo.desk import Desk
from tests.e2e.people import FIRST, SECOND, hook, listening, serve_people, submit, subscribe
from tests.waiting import eventually

pytestmark = pytest.mark.stack


def run(desk: Desk, *arguments: str) -> list[dict[str, Any]]:
    """Return the JSON lines that ``marsad alerts`` prints."""
    done = desk.marsad("alerts", *arguments)
    assert done.returncode == 0, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.splitlines()]


def refused(desk: Desk, *arguments: str) -> str:
    """Return why ``marsad alerts`` does not do that."""
    done = desk.marsad("alerts", *arguments)
    assert done.returncode == 2, done.stdout.decode()
    return done.stderr.decode()


def test_what_is_done_on_the_command_line_is_seen_on_every_desk(desk: Desk) -> None:
    """Acknowledged there, an update is held back; given back, it is open; all is in the log."""
    with serve_people(desk, omar="duty_officer", ada="admin") as people:
        omar, ada = people["omar"], people["ada"]
        subscribe(omar, channels=[hook(desk)])
        submit(desk, FIRST)
        eventually(lambda: omar.get("/api/v1/alerts").json(), 90, "the alert")
        (alert,) = run(desk, "list", "--status", "open")
        assert alert == omar.get("/api/v1/alerts").json()[0]
        key, one = alert["alert_key"], f"/api/v1/alerts/{alert['alert_key']}"
        with listening(omar) as ears:
            (after,) = run(
                desk, "acknowledge", alert["alert_id"], "--by", "omar", "--text", "أتابعه"
            )
            assert (after["status"], after["by"]) == ("acknowledged", "omar")
            eventually(lambda: ears.named("action"), 5, "the screens show it")
        submit(desk, SECOND)
        wanted = {"state": "suppressed"}
        eventually(
            lambda: omar.get("/api/v1/receipts", params=wanted).json(), 60, "the update waits"
        )
        assert len(desk.world.alerts()) == 1
        run(desk, "comment", key, "--text", "لا جديد")
        run(desk, "assign", alert["alert_id"], "--to", "ada")
        assert [a["alert_key"] for a in run(desk, "list", "--assignee", "ada")] == [key]
        run(desk, "unacknowledge", key)
        eventually(lambda: omar.get(one).json()["status"] == "open", 5, "it is open")
        (shown,) = run(desk, "show", key)
        assert shown == omar.get(one).json()
        acts = [("acknowledge", "omar"), ("comment", "cli"), ("assign", "cli"),
                ("unacknowledge", "cli")]  # fmt: skip
        assert [(a["verb"], a["by"]) for a in shown["actions"]] == acts
        log = ada.get("/api/v1/audit", params={"subject": key}).json()
        assert [e["action"] for e in reversed(log)] == [f"alert.{verb}" for verb, _ in acts]
        assert {e["by"] for e in log} == {"cli"}

        assert "leaves nothing to unacknowledge" in refused(desk, "unacknowledge", key)
        assert "there is no alert 'nothing'" in refused(desk, "resolve", "nothing")
        assert "'nobody' is nobody" in refused(desk, "acknowledge", key, "--by", "nobody")
        assert "expected 1 to" in refused(desk, "comment", key)
