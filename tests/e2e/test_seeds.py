"""What the product was conceived on: two reports, one story, one halted-talks event."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from ops.demo.desk import Desk
from ops.demo.feeds import Item, rss
from tests.waiting import eventually

pytestmark = pytest.mark.stack

SEEDS = (
    ("first", "000_c57a798dabf27b50.txt", "2016-10-03"),
    ("second", "004_eb6f7c56efde5d88.txt", "2016-10-04"),
)


def feed_of(desk: Desk, shared: Path, name: str, file: str, day: str) -> dict[str, Any]:
    """Serve one report as the only item of an outlet's feed; return its source."""
    text = (shared / "seeds" / file).read_text("utf-8")
    published = dt.datetime.fromisoformat(f"{day}T12:00:00+00:00")
    desk.world.documents[f"/{name}.xml"] = (
        "application/rss+xml; charset=utf-8",
        rss(name, [Item(f"{name}-1", "", text, published)]),
    )
    return {"id": name, "name": name, "url": desk.world.url(f"/{name}.xml")}


def tuples(events: list[dict[str, Any]]) -> set[tuple[str, str, str | None]]:
    """Return (type, source, target) of each event."""
    return {
        (e["event_type"], e["source"]["code"], (e.get("target") or {}).get("code")) for e in events
    }


def test_two_reports_are_one_story_one_event_and_an_alert_with_its_update(
    desk: Desk, shared: Path
) -> None:
    """Feed to webhook on the real stack; the age of the reports does not stop the alert."""
    sources = [feed_of(desk, shared, *seed) for seed in SEEDS]
    path = desk.write_sources(sources[:1])
    desk.up(path, desk.write_subscriptions("actor:USA type:SANCTION"))
    eventually(lambda: len(desk.world.alerts()) == 1, 90, "the first alert")
    desk.write_sources(sources)
    eventually(lambda: len(desk.world.alerts()) == 2, 60, "the update")
    first, update = (alert for _, alert in desk.world.deliveries)
    assert (first["kind"], update["kind"]) == ("first", "update")
    assert first["story_id"] == update["story_id"]
    halted = [e for e in update["story"]["events"] if e["cameo"] == "164"]
    assert len(halted) == 1
    assert tuples(halted) == {("SANCTION", "USA", "RUS")}
    assert (halted[0]["status"], halted[0]["date"]) == ("actual", "2016-10-03")
    assert halted[0]["independent_sources"] == 2
    assert {("ACCUSE", "USA", "RUS"), ("ACCUSE", "RUS", "USA")} <= tuples(update["story"]["events"])

    eventually(lambda: len(desk.search("articles")) == 2, 30, "both articles")
    found = desk.search("articles")
    assert {a["relation"] for a in found} == {"original"}
    assert len({a["cluster_id"] for a in found}) == 2
    assert {a["story_id"] for a in found} == {update["story_id"]}
    stories = eventually(
        lambda: [s for s in desk.search("stories") if s["independent_sources"] == 2],
        30,
        "the story",
    )
    assert [s["story_id"] for s in stories] == [update["story_id"]]
    assert desk.world.refused == []
