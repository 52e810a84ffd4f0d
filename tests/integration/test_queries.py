"""One language, two compilers: the live matcher and Elasticsearch find the same versions."""

import dataclasses
import itertools
import json
import os
import random
import urllib.request
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.story import Story
from streams.alerts import Watch
from streams.alerts.elastic import elastic_query
from streams.alerts.facts import facts_of
from streams.alerts.language import Node, QueryError, parse, text_of
from streams.alerts.predicate import compiled
from streams.cli.jsonl import Articles
from streams.pipeline import LinkState, apply, decide, documents_of, read
from streams.search import index_templates
from streams.settings import Settings
from tests.e2e.conftest import services as services  # noqa: PLC0414  # the fixture
from tests.records import subscription
from tests.unit.streams.alerts.queries import queries, stories

pytestmark = pytest.mark.stack

ARTICLES = int(os.environ.get("QUERIES_ARTICLES", "300"))
"""Articles of the corpus that are read and indexed; 0 for all."""
SUBSCRIPTIONS = 200


class Versions:
    """One index of versions with the product's own template, asked over HTTP."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.prefix = f"test-{uuid.uuid4().hex[:8]}-"
        for name, template in index_templates(self.prefix).items():
            self.ask("PUT", f"_index_template/{name}", template)

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        """Return the answer to a request with a JSON body, or with lines of JSON."""
        lines = isinstance(body, list)
        data = "".join(f"{line}\n" for line in body) if lines else json.dumps(body or {})
        kind = "application/x-ndjson" if lines else "application/json"
        request = urllib.request.Request(
            f"{self.address}/{path}",
            None if body is None else data.encode(),
            {"content-type": kind},
            method=method,
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)

    def index(self, versions: list[Story]) -> None:
        """Index ``versions`` as the index stage does, so that they can be found."""
        lines: list[str] = []
        for version in versions:
            document = documents_of(version)[1]
            name = f"{self.prefix}{document.index}"
            lines.append(json.dumps({"index": {"_index": name, "_id": document.id}}))
            lines.append(document.body.decode())
        answer = self.ask("POST", "_bulk?refresh=true", lines)
        assert not answer["errors"], answer

    def found(self, trees: list[Node], only: str = "") -> list[set[str]]:
        """Return the ids that each query finds, among stories of the id ``only`` if given."""
        lines: list[str] = []
        for tree in trees:
            query = {"bool": {"filter": [elastic_query(compiled(tree))]}}
            if only:
                query["bool"]["filter"].append({"prefix": {"story_id": only}})
            lines += [
                json.dumps({"index": f"{self.prefix}versions-*"}),
                json.dumps({"query": query, "size": 10_000, "_source": False}),
            ]
        answers = self.ask("POST", "_msearch", lines)["responses"]
        return [{hit["_id"] for hit in answer["hits"]["hits"]} for answer in answers]


@pytest.fixture(scope="module")
def versions(services: dict[str, str]) -> Iterator[Versions]:
    """Return an index of its own, removed afterwards."""
    made = Versions(Settings.from_env(services).elasticsearch)
    yield made
    for name in made.ask("GET", f"{made.prefix}*/_alias?ignore_unavailable=true"):
        made.ask("DELETE", name)
    for name in index_templates(made.prefix):
        made.ask("DELETE", f"_index_template/{name}")


def matched(trees: list[Node], told: list[Story]) -> list[set[str]]:
    """Return the ids that the live matcher finds, by its index, for each query."""
    watch = Watch(
        subscription(subscription_id=f"{n:04}", query=text_of(tree)) for n, tree in enumerate(trees)
    )
    found: list[set[str]] = [set() for _ in trees]
    for version in told:
        facts = facts_of(version)
        met = list(watch.met_by(facts))
        assert met == list(watch.met_by_scan(facts))
        for watched, _ in met:
            number = int(watched.subscription.subscription_id)
            found[number].add(f"{version.story_id}+{version.version}")
    return found


numbers = itertools.count()


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(st.lists(stories(), min_size=1, max_size=25), st.lists(queries(), min_size=1, max_size=25))
def test_random_queries_find_the_same_random_stories(
    versions: Versions, told: list[Story], trees: list[Node]
) -> None:
    """Whatever the shape of the query, by index, by scan and by Elasticsearch."""
    batch = f"b{next(numbers)}-"
    told = [dataclasses.replace(version, story_id=f"{batch}{n}") for n, version in enumerate(told)]
    versions.index(told)
    trees = [parse(text_of(tree)) for tree in trees]
    assert versions.found(trees, only=batch) == matched(trees, told)


def from_corpus(shared: Path) -> list[Story]:
    """Return every version of every story that articles of the corpus make."""
    path = shared / "corpus" / "articles_dev.jsonl.gz"
    state, told = LinkState(), list[Story]()
    for seq, raw in enumerate(itertools.islice(Articles([str(path)]), ARTICLES or None)):
        linked = decide(state, read(raw), seq)
        told += apply(state, linked).stories
    return told


def drawn(told: list[Story], chance: random.Random) -> str:
    """Return a subscription made of what the stories hold: some clauses, and or not some words."""
    events = [e for version in told for e in version.events]
    event, other = chance.choice(events), chance.choice(events)
    texts = [version.cause.tokens.split() for version in told if version.cause.tokens]
    words = chance.choice(texts)
    at = chance.randrange(len(words))
    phrase = " ".join(words[at : at + chance.randint(1, 3)]).replace('"', " ")
    target = event.target or other.source
    clauses = [
        f"from:{event.source.code}", f"to:{target.code}",
        f"type:{event.event_type},{other.event_type}",
        f"cameo:{event.cameo[: chance.randint(2, len(event.cameo))]}", f"status:{other.status}",
        f"dyad:{event.source.code}<>{target.code}", f"goldstein<={event.goldstein:g}",
        f"confidence>={round(event.confidence, 2)}", f"sources>={chance.randint(1, 3)}",
        f'actor:"{event.source.name}"', f'to:"{target.name}"', f"not quad:{other.quad_class}",
        f'"{phrase}"', f'none("{phrase}")', f'any("{phrase}" "{chance.choice(words)}")',
        f'outlet:"{chance.choice(told).cause.outlet}"', f"actor:{other.source.code} or tier<=2",
    ]  # fmt: skip
    if event.place is not None:
        clauses.append(f'place:"{event.place.name}"')
    picked = chance.sample(clauses, chance.randint(1, 4))
    return chance.choice((" ", " ", " or ")).join(f"({clause})" for clause in picked)


def test_generated_subscriptions_find_the_same_stories_of_the_corpus(
    versions: Versions, shared: Path
) -> None:
    """Two hundred subscriptions x articles as they are, read, linked and indexed."""
    told = from_corpus(shared)
    versions.index(told)
    chance, trees = random.Random(7), list[Node]()
    while len(trees) < SUBSCRIPTIONS:
        try:
            trees.append(parse(drawn(told, chance)))
        except QueryError:
            continue  # a sign that is no word: draw again
    found = versions.found(trees)
    live = matched(trees, told)
    ids = {f"{version.story_id}+{version.version}" for version in told}
    differing = [
        text_of(tree)
        for tree, by_index, by_matcher in zip(trees, found, live, strict=True)
        if by_index & ids != by_matcher
    ]
    assert differing == []
    assert sum(map(bool, live)) > SUBSCRIPTIONS / 2, "most must find something"
