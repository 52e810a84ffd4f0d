"""``make demo``: sample feeds in, alerts out, shown as it happens."""

import argparse
import datetime as dt
import json
import os
import socket
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from ops.demo.desk import Desk
from ops.demo.feeds import Item, atom, rss
from ops.demo.server import World, serve
from ops.demo.servers import Servers
from schemas.heartbeat import OUTLET
from streams.settings import Settings

SAMPLES = Path(__file__).parent / "samples"
GUEST = "demo"
DEADLINE_S = 120
"""From the stack being up to the last alert delivered."""
WANTED = {
    "articles": 4,
    "copies": 1,
    "stories": 1,
    "events": 1,
    "sources": 2,
    "first": 1,
    "update": 1,
    "desk": 1,
}
LABELS = {
    "articles": "articles read", "copies": "wire copy linked",
    "stories": "story of several articles",
    "events": "halted-talks event", "sources": "independent sources",
    "first": "alert delivered", "update": "update delivered",
    "desk": "live desk that answers",
}  # fmt: skip


def main(arguments: list[str]) -> int:
    """Run the demo; return 0, or with ``--check`` 1 where something is not as it should be."""
    parser = argparse.ArgumentParser(prog="make demo")
    parser.add_argument("--check", action="store_true", help="judge the outcome and end")
    options = parser.parse_args(arguments)
    servers = Servers.choose()
    say(f"starting Kafka and Elasticsearch {servers.where}")
    if status := servers.up():
        return status
    world = World()
    server = serve(world)
    base = {k: v for k, v in os.environ.items() if k in ("MARSAD_KAFKA", "MARSAD_ELASTICSEARCH")}
    base["MARSAD_DASHBOARD_PORT"] = str(open_port(Settings().dashboard_port))
    base["MARSAD_HEARTBEAT_PORT"] = str(open_port(Settings().heartbeat_port))
    folder = Path(".stack/demo").absolute()
    desk = Desk(f"demo-{int(time.time())}-", folder, world, base, with_desk=True)
    try:
        return show(desk, check=options.check)
    except KeyboardInterrupt:
        return 0
    finally:
        say("cleaning up")
        desk.down()
        desk.forget()
        server.shutdown()
        servers.down()


def show(desk: Desk, *, check: bool) -> int:
    """Start the desk over the samples and show what comes of them."""
    sources = publish_samples(desk.world)
    desk.up(
        desk.write_sources(sources),
        desk.write_subscriptions("actor:BRA type:SANCTION"),
    )
    outcome = wait_for_outcome(desk)
    report(desk, outcome)
    if outcome.get("desk"):
        invite(desk)
    well = outcome == WANTED and not desk.world.refused
    if check:
        say("all as it should be" if well else f"NOT as it should be: wanted {WANTED}")
        return 0 if well else 1
    say("the desk goes on; Ctrl-C ends it and removes what the demo made")
    while desk.process is not None and desk.process.poll() is None:
        time.sleep(1)
    return 1


def publish_samples(world: World) -> list[dict[str, Any]]:
    """Put the sample feeds into ``world``, as fresh as can be; return their sources."""
    feeds = json.loads((SAMPLES / "feeds.json").read_text("utf-8"))
    lines = (SAMPLES / "articles.jsonl").read_text("utf-8").splitlines()
    articles = [json.loads(line) for line in lines]
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    published = on_one_day(now, [feed["timezone"] for feed in feeds.values()])
    for key, feed in feeds.items():
        own = [a for a in articles if a["feed"] == key]
        items = [Item(a["guid"], a["title"], a["text"], published) for a in own]
        write = rss if feed["format"] == "rss" else atom
        kind = f"application/{feed['format']}+xml; charset={feed['encoding']}"
        world.documents[f"/{key}.xml"] = (kind, write(feed["name"], items, feed["encoding"]))
    return [
        {"id": key, "name": f["name"], "url": world.url(f"/{key}.xml"),
         "country": f["country"], "timezone": f["timezone"]}
        for key, f in feeds.items()
    ]  # fmt: skip


def on_one_day(now: dt.datetime, timezones: Sequence[str]) -> dt.datetime:
    """Return ``now``, or as few hours before as all ``timezones`` need to have one day.

    The samples tell of one "today": after midnight in Beirut it is still yesterday in Casablanca.
    """
    zones = [ZoneInfo(name) for name in timezones]
    while len({now.astimezone(zone).date() for zone in zones}) > 1:
        now -= dt.timedelta(hours=1)
    return now


def wait_for_outcome(desk: Desk) -> dict[str, int]:
    """Show the counts as they change; return them when all is there or time is over."""
    begin = time.monotonic()
    shown: dict[str, int] = {}
    while time.monotonic() - begin < DEADLINE_S:
        now = count(desk)
        if now != shown:
            line = ", ".join(f"{now[k]} {LABELS[k]}" for k in WANTED if now[k])
            say(f"{time.monotonic() - begin:5.1f} s  {line or 'nothing yet'}")
            shown = now
        if now == WANTED:
            break
        if desk.process is None or desk.process.poll() is not None:
            say("marsad up has ended: see its messages above")
            break
        time.sleep(0.5)
    return shown


def count(desk: Desk) -> dict[str, int]:
    """Return what the index holds and what the receiver got."""
    articles = [a for a in desk.search("articles") if a["source"] != OUTLET]
    stories = [s for s in desk.search("stories") if s["articles"] > 1 and not s["merged_into"]]
    events = [e for e in desk.search("events") if e["cameo"] == "164" and not e["merged_into"]]
    kinds = [alert["kind"] for alert in desk.world.alerts().values()]
    return {
        "articles": len(articles),
        "copies": sum(a["relation"] != "original" for a in articles),
        "stories": len(stories),
        "events": len(events),
        "sources": max((e["independent_sources"] for e in events), default=0),
        "first": kinds.count("first"),
        "update": kinds.count("update"),
        "desk": int(desk.answers()),
    }


def report(desk: Desk, outcome: dict[str, int]) -> None:
    """Print the story, its event and its alerts for a person, and where to look next."""
    say("")
    for key, wanted in WANTED.items():
        note = "" if outcome.get(key) == wanted else f"   <- expected {wanted}"
        say(f"  {outcome.get(key, 0):>2} {LABELS[key]}{note}")
    for alert in desk.world.alerts().values():
        story = alert["story"]
        say(f"  {alert['kind']:>6}: {isolated(story['headline'])}")
        for event in story["events"]:
            target = (event["target"] or {}).get("code", "-")
            say(
                f"          {event['event_type']} {event['cameo']} "
                f"{event['source']['code']} -> {target} {event['status']} {event['date'] or ''}, "
                f"sources: {event['independent_sources']}"
            )
    say("")
    say("look next:")
    say(f"  search   curl -s '{desk.settings.elasticsearch}/{desk.prefix}stories-*/_search?pretty'")
    say(f"  logs     {desk.folder / 'logs'}")
    say("  a text   .venv/bin/marsad explain FILE")
    say("  a desk   .venv/bin/marsad up --sources ops/sources.yaml")


def invite(desk: Desk) -> None:
    """Let someone in at the live desk and say how."""
    password = desk.add_person(GUEST, "admin")
    say(f"  the live desk  {desk.settings.desk_url()}/  name: {GUEST}  password: {password}")


def open_port(wanted: int) -> int:
    """Return ``wanted`` where it is free on this machine, else a port that is."""
    for port in (wanted, 0):
        with socket.socket() as tried:
            try:
                tried.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(tried.getsockname()[1])
    raise OSError("no port of 127.0.0.1 is free")


def isolated(text: str) -> str:
    """Return Arabic ``text`` so that a terminal shows it right to left inside a line of Latin."""
    return f"\N{RIGHT-TO-LEFT ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}"


def say(line: str) -> None:
    """Print one line of the demo."""
    print(f"demo: {line}" if line else "", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
