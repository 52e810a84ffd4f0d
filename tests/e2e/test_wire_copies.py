"""Forty outlets print one agency report: that is one source, and one alert."""

import datetime as dt
import json
import random

import pytest

from ops.demo.__main__ import SAMPLES
from ops.demo.desk import Desk
from ops.demo.feeds import Item, rss
from tests.waiting import eventually

pytestmark = pytest.mark.stack

OUTLETS = 40
MOST_READ = 36
"""A print may have lost the very space that the sentence turns on; nine in ten must be read."""


def respelt(text: str, chance: random.Random) -> str:
    """Return ``text`` as another desk types it: hamza, tatweel, broken lines, lost spaces."""
    kept = []
    for word in text.split(" "):
        shown = word
        if chance.random() < 0.3:
            shown = shown.translate(str.maketrans("أإآ", "ااا"))
        if chance.random() < 0.03 and len(shown) > 4:
            shown = shown[:2] + "\N{ARABIC TATWEEL}" + shown[2:]
        kept.append(shown + chance.choices((" ", "\n", ""), (96, 2, 2))[0])
    return "".join(kept)


def test_forty_prints_of_one_agency_report_are_one_source(desk: Desk) -> None:
    """One cluster, one story, one event with one independent source, one alert."""
    sample = json.loads((SAMPLES / "articles.jsonl").read_text("utf-8").splitlines()[0])
    now = dt.datetime(2026, 5, 4, 10, tzinfo=dt.UTC)
    sources = []
    for number in range(OUTLETS):
        chance = random.Random(number)
        item = Item(
            f"g{number}", respelt(sample["title"], chance), respelt(sample["text"], chance), now
        )
        path = f"/outlet-{number}.xml"
        desk.world.documents[path] = ("application/rss+xml", rss(f"صحيفة {number}", [item]))
        name = f"outlet-{number}"
        sources.append({"id": name, "name": name, "url": desk.world.url(path)})
    desk.up(desk.write_sources(sources), desk.write_subscriptions("type:SANCTION"))
    eventually(lambda: len(desk.search("articles")) == OUTLETS, 120, "all articles")
    articles = desk.search("articles")
    assert len({a["cluster_id"] for a in articles}) == 1
    assert len({a["story_id"] for a in articles}) == 1
    halted = eventually(
        lambda: [
            e
            for e in desk.search("events")
            if e["cameo"] == "164" and len(e["outlets"]) >= MOST_READ
        ],
        30,
        "the event with its outlets",
    )
    assert [e["independent_sources"] for e in halted] == [1]
    assert len(desk.search("events", query={"term": {"cameo": "164"}})) == 1
    (alert,) = desk.world.alerts().values()
    assert alert["kind"] == "first"
