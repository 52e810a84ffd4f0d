"""``marsad bench match``: what one version of a story costs among very many subscriptions."""

import random
import sys
import time
from collections import Counter
from collections.abc import Sequence
from itertools import islice

import click

from benchmarks.corpus import CORPUS, ArticlesFile
from benchmarks.report import conclude, peak_rss_mb, percentile
from schemas.story import Story
from schemas.subscription import Subscription
from streams import pipeline
from streams.alerts import History, Watch
from streams.alerts.language import QueryError, parse, text_of
from streams.cli.jsonl import Articles

WARM_UP = 50
"""Versions matched before the clock starts."""
MATCHED_AT = "2026-01-01T00:00:00+00:00"
SEED = 11
FEWEST = 2
"""Of actor, code and words a subscription names at least so many."""
RARE = 0.02
"""Share of versions that a word looked for has at most: who looks for the words of every text?"""


@click.command("match")
@click.argument("file", type=ArticlesFile(), default=str(CORPUS))
@click.option("--subscriptions", default=10_000, show_default=True)
@click.option("--most", default=600, show_default=True, help="Read at most so many articles.")
def command(file: str, subscriptions: int, most: int) -> None:
    """Match the stories of FILE against made-up subscriptions; CPU time of this process counts."""
    stories = stories_of(file, most)
    print(f"{len(stories)} versions of stories", file=sys.stderr)
    made = Maker(stories)
    begin = time.process_time()
    watch = Watch(made.subscription(number) for number in range(subscriptions))
    print(f"subscriptions filed in {time.process_time() - begin:.1f} s", file=sys.stderr)
    history = History()
    for story in stories[:WARM_UP]:
        pipeline.match(watch, story, history, MATCHED_AT)
    times, alerts = [], 0
    for story in stories:
        before = time.process_time()
        alerts += len(pipeline.match(watch, story, history, MATCHED_AT))
        times.append(time.process_time() - before)
    spent = sum(times)
    times.sort()
    asked = sum(watched.cost.asked for watched in watch) / (len(stories) + WARM_UP)
    print(f"{asked:.0f} asked and {alerts / len(stories):.1f} met a version", file=sys.stderr)
    conclude(
        {
            "bench": "match",
            "subscriptions": len(watch),
            "events": len(stories),
            "p50_ms": round(percentile(times, 0.5) * 1000, 3),
            "p99_ms": round(percentile(times, 0.99) * 1000, 3),
            "events_per_s_core": round(len(stories) / spent, 1),
            "rss_mb": peak_rss_mb(),
        }
    )


def stories_of(file: str, most: int) -> list[Story]:
    """Return every version of every story that the first articles of ``file`` make."""
    state, stories = pipeline.LinkState(), list[Story]()
    for seq, raw in enumerate(islice(Articles([file]), most)):
        linked = pipeline.decide(state, pipeline.read(raw), seq)
        stories += pipeline.apply(state, linked).stories
    return stories


class Maker:
    """Makes subscriptions of what the stories hold, as often as they hold it.

    Of ten subscriptions about nine name actors, seven a code, six words, five a confidence, two
    words that must not be there, one an outlet: more clauses than a desk's own, so more to ask.
    """

    def __init__(self, stories: Sequence[Story]) -> None:
        events = [event for story in stories for event in story.events]
        self._chance = random.Random(SEED)
        self._actors = sorted({e.source.code for e in events})
        self._weights = [Counter(e.source.code for e in events)[code] for code in self._actors]
        self._codes = [event.cameo for event in events]
        found = Counter(w for s in stories for w in set(s.cause.tokens.split()) if len(w) > 3)
        self._words = sorted(w for w, n in found.items() if n <= RARE * len(stories))
        self._outlets = sorted({story.cause.outlet for story in stories if story.cause.outlet})

    def subscription(self, number: int) -> Subscription:
        """Return the next subscription."""
        query = ""
        while not query:
            query = self._query()
        return Subscription(subscription_id=f"s{number:06}", query=query)

    def _query(self) -> str:
        chance, clauses = self._chance, list[str]()
        if chance.random() < 0.85:
            (first, second) = chance.choices(self._actors, self._weights, k=2)
            sides = (f"actor:{first}", f"from:{first}", f"to:{first}", f"dyad:{first}>{second}")
            clauses.append(chance.choice(sides))
        if chance.random() < 0.75:
            code = chance.choice(self._codes)
            clauses.append(f"cameo:{code[: chance.randint(2, len(code))]}")
        if chance.random() < 0.55 or len(clauses) < FEWEST:
            words = " ".join(f'"{word}"' for word in chance.choices(self._words, k=5))
            clauses.append(f"any({words})")
        if chance.random() < 0.2:
            clauses.append(f'none("{chance.choice(self._words)}")')
        if chance.random() < 0.5:
            clauses.append(f"confidence>={chance.choice((0.5, 0.7, 0.8, 0.9))}")
        if self._outlets and chance.random() < 0.15:
            clauses.append(f'outlet:"{chance.choice(self._outlets)}"')
        return _readable(" ".join(clauses))


def _readable(query: str) -> str:
    """Return ``query`` in its canonical form, nothing where a word of it is none."""
    try:
        return text_of(parse(query))
    except QueryError:
        return ""
