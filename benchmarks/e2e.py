"""``marsad bench e2e``: from a feed to a delivered alert, on the real stack, at a given rate."""

import datetime as dt
import os
import random
import sys
import tempfile
import time
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

import click

from benchmarks.report import conclude, percentile
from ops.demo.desk import Desk
from ops.demo.feeds import Item, rss
from ops.demo.server import World, serve
from schemas.identity import stable_id

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
STATES = (
    "البرازيل", "الأرجنتين", "كندا", "المكسيك", "اليابان", "أستراليا", "فرنسا", "إسبانيا",
    "البرتغال", "السويد", "النرويج", "فنلندا", "بولندا", "المجر", "الهند", "فيتنام", "تايلاند",
    "ماليزيا", "إندونيسيا", "نيجيريا", "غانا", "كينيا", "أوغندا", "بيرو", "كولومبيا",
)  # fmt: skip
PAIRS = list(combinations(STATES, 2))
OUTLETS = 20
POLL_S = 0.5
LATEST_S = 60.0
"""How long after the last article an alert may come before it counts as lost."""


@dataclass
class Stream:
    """Articles that appear in feeds at a steady rate; each one is a story worth an alert."""

    world: World
    published_at: dict[str, float] = field(default_factory=dict)
    """Article id to the moment its feed held it, in order."""
    _items: dict[int, list[Item]] = field(default_factory=dict)

    def offer(self, number: int, pair: tuple[str, str], chance: random.Random) -> None:
        """Put article ``number`` into the feed of its outlet."""
        filler = " ".join("".join(chance.choices(LETTERS, k=5)) for _ in range(250))
        lead = f"علقت {pair[0]} محادثاتها مع {pair[1]} بشأن التجارة."
        outlet = number % OUTLETS
        item = Item(f"bench-{number}", lead, f"{lead} {filler}.", dt.datetime.now(dt.UTC))
        kept = [*self._items.get(outlet, []), item][-30:]
        self._items[outlet] = kept
        self.world.documents[path_of(outlet)] = ("application/rss+xml", rss(f"o{outlet}", kept))
        self.published_at[stable_id(f"bench-{outlet}", item.guid)] = time.monotonic()

    def first_served(self, number: int, article_id: str) -> float:
        """Return when the feed of the ``number``-th article was first sent with it."""
        path, since = path_of(number % OUTLETS), self.published_at[article_id]
        return min(at for p, at in self.world.served_at if p == path and at >= since)


def path_of(outlet: int) -> str:
    """Return the path of an outlet's feed."""
    return f"/bench-{outlet}.xml"


@click.command("e2e")
@click.option("--articles", "count", default=300, show_default=True, help="At most 300.")
@click.option("--rate", default=5.0, show_default=True, help="Articles offered a second.")
def command(count: int, rate: float) -> None:
    """Offer articles through feeds; measure until each alert is received.

    Needs the stack (make stack-up); everything runs under a prefix of its own.
    """
    world = World()
    server = serve(world)
    base = {k: v for k, v in os.environ.items() if k in ("MARSAD_KAFKA", "MARSAD_ELASTICSEARCH")}
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(f"bench-{os.getpid()}-", Path(folder), world, base)
        try:
            conclude(_measure(desk, Stream(world), min(count, len(PAIRS)), rate))
        finally:
            desk.down()
            desk.forget()
            server.shutdown()


def _measure(desk: Desk, stream: Stream, count: int, rate: float) -> dict[str, Any]:
    sources = []
    for outlet in range(OUTLETS):
        name, url = f"bench-{outlet}", desk.world.url(path_of(outlet))
        sources.append({"id": name, "name": name, "url": url, "interval_s": POLL_S})
        desk.world.documents[path_of(outlet)] = ("application/rss+xml", rss(name, []))
    listed = desk.write_sources(sources)
    desk.up(listed, desk.write_subscriptions("type:SANCTION"), sys.stderr)
    chance = random.Random(1)
    while len({path for path, _ in desk.world.served_at}) < OUTLETS:
        time.sleep(0.1)  # until every feed was polled once
    begin = time.monotonic()
    for number in range(count):
        stream.offer(number, PAIRS[number], chance)
        time.sleep(max(0.0, begin + (number + 1) / rate - time.monotonic()))
    deadline = time.monotonic() + LATEST_S
    while len(desk.world.received_at) < count and time.monotonic() < deadline:
        time.sleep(0.1)
    cpu = _cpu_by_process(desk.process.pid if desk.process else 0)
    return _result(desk.world, stream, count, rate) | {
        "cpu_s_per_article": {name: round(spent / count, 4) for name, spent in cpu.items()}
    }


def _result(world: World, stream: Stream, count: int, rate: float) -> dict[str, Any]:
    received: dict[str, float] = {}
    for delivery, alert in world.deliveries:
        caused_by = alert["story"]["cause"]["article_id"]
        received.setdefault(caused_by, world.received_at[delivery])
    latencies = sorted(
        (received[article_id] - stream.first_served(number, article_id)) * 1000
        for number, article_id in enumerate(stream.published_at)
        if article_id in received
    )
    first, last = min(stream.published_at.values()), max(received.values(), default=0.0)
    return {
        "bench": "e2e",
        "articles": count,
        "rate_offered": rate,
        "rate_sustained": round(len(received) / (last - first), 2),
        "latency_ms": {
            name: round(percentile(latencies, share))
            for name, share in (("p50", 0.5), ("p95", 0.95), ("p99", 0.99))
        },
        "lost": count - len(received),
        "duplicated": len(world.deliveries) - len(world.received_at),
    }


def _cpu_by_process(parent: int) -> dict[str, float]:
    """Return the seconds of CPU time of each child of ``marsad up``, its own children included."""
    tick = os.sysconf("SC_CLK_TCK")
    found: dict[int, tuple[int, str, float]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            words = (folder / "cmdline").read_bytes().decode().split("\0")
        except OSError:
            continue  # it ended while we looked
        spent = sum(int(f) for f in fields[11:15]) / tick
        name = words[words.index("worker") + 1] if "worker" in words else "poll"
        found[int(folder.name)] = (int(fields[1]), name, spent)
    ours = {pid: name for pid, (above, name, _) in found.items() if above == parent}
    spent_by: dict[str, float] = dict.fromkeys(ours.values(), 0.0)
    for pid, (above, _, spent) in found.items():
        owner = ours.get(pid) or ours.get(above)
        if owner is not None:
            spent_by[owner] += spent
    return spent_by
