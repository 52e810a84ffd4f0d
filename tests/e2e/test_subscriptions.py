"""Subscriptions on the real stack: names, copies and spikes, dry runs, explanations."""

import asyncio
import datetime as dt
import json
import random
from pathlib import Path
from typing import Any

import pytest

from connectors.groups import progress
from ops.demo.__main__ import SAMPLES
from ops.demo.desk import Desk
from ops.demo.feeds import Item, rss
from ops.demo.server import SECRET
from schemas.alert import Alert
from schemas.story import Story
from schemas.subscription import Subscription
from schemas.topics import ALERTS, ARTICLES_READ, STORIES
from schemas.wire import from_data
from streams.alerts.dryrun import dry_run
from streams.topic_reader import records_to_end
from tests.e2e.articles import LETTERS, made
from tests.e2e.test_seeds import SEEDS, feed_of
from tests.e2e.test_wire_copies import OUTLETS, respelt
from tests.waiting import eventually

pytestmark = pytest.mark.stack

IN_MOSCOW = (
    "انطلقت في موسكو أعمال المعرض الدولي للكتاب بمشاركة ناشرين من البرازيل والأرجنتين. "
    "ويستمر المعرض في موسكو أسبوعا."
)


def write_many(desk: Desk, subscriptions: dict[str, dict[str, Any]]) -> Path:
    """Write subscriptions by id; all their alerts go to the world's receiver."""
    path = desk.write_subscriptions("status:any")
    channel = {"kind": "webhook", "url": desk.world.url("/alerts"), "secret": SECRET}
    records = (
        {"subscription_id": name, "channels": [channel]} | fields
        for name, fields in subscriptions.items()
    )
    path.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    return path


def kinds_by_subscription(desk: Desk) -> dict[str, list[str]]:
    """Return the kinds of alerts that each subscription brought, in order of arrival."""
    found: dict[str, list[str]] = {}
    for alert in desk.world.alerts().values():
        found.setdefault(alert["subscription_id"], []).append(alert["kind"])
    return found


def test_a_dyad_by_codes_names_or_metonyms_is_one_alert_and_its_update(
    desk: Desk, shared: Path
) -> None:
    """Both seed reports: one alert each, then the update; a plain place is no actor."""
    same = (
        "from:USA to:RUS cameo:164",
        'from:"واشنطن" to:"موسكو" cameo:164',
        "من:واشنطن إلى:«روسيا الإتحادية» نوع:عقوبات",
        "dyad:«الولايات المتّحدة»>موسكو status:actual",
        "from:«الولاياتالمتحدة» to:«روسياالاتحادية»",
    )
    wanted = {f"same-{n}": {"query": query} for n, query in enumerate(same)}
    wanted["place"] = {"query": 'actor:"موسكو" "معرض"'}
    wanted["other"] = {"query": "from:RUS to:USA cameo:164"}
    sources = [feed_of(desk, shared, *seed) for seed in SEEDS]
    path = desk.write_sources(sources[:1])
    desk.up(path, write_many(desk, wanted))
    eventually(lambda: len(desk.world.alerts()) == len(same), 120, "the first alerts")
    desk.world.documents["/fair.xml"] = (
        "application/rss+xml",
        rss("fair", [Item("fair-1", "معرض الكتاب", IN_MOSCOW, dt.datetime.now(dt.UTC))]),
    )
    fair = {"id": "fair", "name": "fair", "url": desk.world.url("/fair.xml")}
    desk.write_sources([*sources, fair])
    eventually(lambda: len(desk.world.alerts()) == 2 * len(same), 90, "the updates")
    eventually(lambda: len(desk.search("articles")) == 3, 60, "the fair, too")
    assert kinds_by_subscription(desk) == {
        f"same-{n}": ["first", "update"] for n in range(len(same))
    }
    stories = {alert["story_id"] for alert in desk.world.alerts().values()}
    assert len(stories) == 1
    update = next(a for a in desk.world.alerts().values() if a["kind"] == "update")
    (halted,) = [e for e in update["story"]["events"] if e["cameo"] == "164"]
    assert (sorted(halted["outlets"]), halted["date"]) == (["first", "second"], "2016-10-03")
    explained(desk, halted["articles"][0]["id"], halted["event_id"])


def explained(desk: Desk, article_id: str, event_id: str) -> None:
    """Any subscription and any article or event: why, or why not, in the words of the text."""
    asked = desk.marsad("subscriptions", "explain", "--json", "same-1", article_id)
    assert asked.returncode == 0, asked.stderr.decode()
    answer = json.loads(asked.stdout)
    assert answer["met"]
    lines = {line["clause"]: line for line in answer["lines"]}
    assert all(line["holds"] for line in lines.values())
    article = next(a for a in desk.search("articles") if a["article_id"] == article_id)
    for clause in ('from:"واشنطن"', 'to:"موسكو"', "cameo:164"):
        (word,) = lines[clause]["words"]
        assert article[word["field"]][word["start"] : word["end"]] == word["text"]
    refused = desk.marsad("subscriptions", "explain", "--json", "other", event_id)
    answer = json.loads(refused.stdout)
    assert not answer["met"]
    holds = {line["clause"]: line["holds"] for line in answer["lines"]}
    assert holds["from:RUS"] is False
    assert holds["cameo:164"] is True
    shown = desk.marsad(
        "subscriptions", "explain", 'to:RUS "لا وجود لها"', event_id
    ).stdout.decode()
    assert "does not meet" in shown
    assert desk.marsad("subscriptions", "explain", "same-1", "nobody").returncode == 2


def own_report(number: int) -> str:
    """Return a report of the sample's event in words of its own, behind one lead."""
    chance = random.Random(number)
    filler = " ".join("".join(chance.choices(LETTERS, k=5)) for _ in range(60))
    return f"علقت البرازيل محادثاتها مع الأرجنتين بشأن مياه النهر المشترك. {filler}."


def test_copies_are_one_source_for_every_rule_and_five_sources_are_a_spike(desk: Desk) -> None:
    """Forty prints of one agency text: one alert and no spike; four further sources fire it."""
    sample = json.loads((SAMPLES / "articles.jsonl").read_text("utf-8").splitlines()[0])
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    sources = []
    for number in range(OUTLETS + 5):
        chance = random.Random(number)
        title, text = respelt(sample["title"], chance), respelt(sample["text"], chance)
        if number >= OUTLETS:
            title, text = f"تعليق المحادثات {number}", own_report(number)
        name, path = f"outlet-{number}", f"/outlet-{number}.xml"
        item = Item(f"g{number}", title, text, now)
        desk.world.documents[path] = ("application/rss+xml", rss(name, [item]))
        sources.append({"id": name, "name": name, "url": desk.world.url(path)})
    rule = {"kind": "spike", "count": 5, "hours": 1, "days": 14, "unit": "source"}
    wanted: dict[str, dict[str, Any]] = {
        "match": {"query": "from:BRA to:ARG cameo:164"},
        "spike": {"query": "from:BRA to:ARG cameo:164", "rule": rule},
    }
    listed = desk.write_sources(sources[:OUTLETS])
    desk.up(listed, write_many(desk, wanted))
    eventually(lambda: len(desk.search("articles")) == OUTLETS, 150, "all copies")
    eventually(desk.world.alerts, 60, "the alert")
    assert kinds_by_subscription(desk) == {"match": ["first"]}
    (story,) = eventually(
        lambda: [s for s in desk.search("stories") if s["articles"] == OUTLETS], 30, "the story"
    )
    assert story["copies"] == OUTLETS - 1
    desk.write_sources(sources)
    eventually(lambda: "spike" in kinds_by_subscription(desk), 90, "the spike")
    (fired,) = [a for a in desk.world.alerts().values() if a["subscription_id"] == "spike"]
    assert fired["why"][-1]["clause"].startswith("spike: 5 in 1 h, usual 0")


RULES: dict[str, dict[str, Any]] = {
    "match": {"query": "type:SANCTION"},
    "words": {"query": 'from:BRA "التجارة" outlet:"outlet-0","outlet-10"'},
    "threshold": {
        "query": "cameo:164",
        "rule": {"kind": "threshold", "count": 3, "hours": 24, "unit": "source"},
    },
    "spike": {
        "query": "cameo:16",
        "rule": {"kind": "spike", "count": 4, "hours": 2, "days": 7, "unit": "source"},
    },
    "first": {"query": "type:SANCTION", "rule": {"kind": "first_seen", "days": 30}},
    "ladder": {"query": "from:CAN", "rule": {"kind": "escalation", "days": 30, "rung": 5}},
    "quiet": {"query": "type:SANCTION", "rule": {"kind": "silence", "hours": 0.02}},
    "answer": {
        "query": "from:CAN",
        "rule": {"kind": "silence", "hours": 0.02, "reaction": "from:MEX"},
    },
    "corrected": {"query": "from:BRA", "rule": {"kind": "correction"}},
    "nothing": {"query": "type:AID status:planned"},
}


def test_a_dry_run_lists_exactly_what_live_matching_told(desk: Desk, tmp_path: Path) -> None:
    """By Elasticsearch, and by the topic of stories, for every kind of rule."""
    articles = made(120, 5)
    corrected = articles[0] | {"text": articles[0]["text"] + " وأكد الوفد ذلك."}
    file = tmp_path / "articles.jsonl"
    file.write_text("".join(json.dumps(a) + "\n" for a in [*articles, corrected]), "utf-8")
    desk.up(desk.write_sources([]), write_many(desk, RULES))
    # Subscriptions are there before any article: what came earlier would be in the dry run alone.
    eventually(
        lambda: len(desk.marsad("subscriptions", "list").stdout.splitlines()) == len(RULES),
        90,
        "them",
    )
    assert desk.marsad("import", "--live", str(file)).returncode == 0
    eventually(lambda: len(desk.search("articles")) == 120, 120, "all articles")
    eventually(lambda: _is_corrected(asyncio.run(_all(desk, STORIES, Story))), 60, "the correction")
    for group, topic in (("link", ARTICLES_READ), ("match", STORIES)):
        topics = {topic.name: topic.partitions}
        eventually(
            lambda: progress(desk.settings, f"marsad-{group}", topics).lag == 0,  # noqa: B023  # asked at once
            60,
            f"{group} is through",
        )
    eventually(
        lambda: len(desk.search("versions")) == len(asyncio.run(_all(desk, STORIES, Story))),
        60,
        "all versions found",
    )
    desk.refresh()
    live: dict[str, set[str]] = {name: set() for name in RULES}
    for alert in asyncio.run(_all(desk, ALERTS, Alert)):
        live[alert.subscription_id].add(alert.alert_id)
    assert {name for name, ids in live.items() if not ids} == {"nothing"}
    stories = asyncio.run(_all(desk, STORIES, Story))
    until = dt.datetime.now(dt.UTC)
    since = until - dt.timedelta(days=7)
    for name, fields in RULES.items():
        tried = desk.marsad("subscriptions", "test", name, "--days", "7")
        assert tried.returncode == 0, tried.stderr.decode()
        assert {json.loads(line)["alert_id"] for line in tried.stdout.splitlines()} == live[name], (
            name
        )
        subscription = from_data(Subscription, {"subscription_id": name} | fields)
        again = dry_run(subscription, stories, since.isoformat(), until.isoformat())
        assert {alert.alert_id for alert in again} == live[name], name


def _is_corrected(stories: list[Story]) -> bool:
    return any(story.cause.kind == "correction" for story in stories)


async def _all(desk: Desk, topic: Any, kind: Any) -> list[Any]:
    return [record async for record in records_to_end(desk.settings, topic, kind)]
