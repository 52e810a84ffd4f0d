"""``marsad subscriptions explain`` and ``test``: why, and what would have been told."""

import asyncio
import datetime as dt
import sys

import click
import orjson

from connectors.past import text_of_article, version_with, versions_for
from connectors.sinks.search_index import connect
from schemas.alert import Alert
from schemas.errors import InvalidMessage
from schemas.subscription import Subscription
from schemas.topics import SUBSCRIPTIONS
from streams.alerts import decoded
from streams.alerts.dryrun import DryRun
from streams.alerts.explain import Explanation, explain, shown
from streams.alerts.reading import checked
from streams.cli.length import Length
from streams.cli.reachable import require_elasticsearch, require_kafka
from streams.cli.settings import load
from streams.lexicon.vocabulary import vocabulary
from streams.normalize import normalise
from streams.settings import Settings
from streams.topic_reader import read_to_end

QUERY = "query"
"""Id of the subscription that a mere query is made into."""


@click.command("explain")
@click.argument("subscription")
@click.argument("identity", metavar="ARTICLE|EVENT|STORY")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON, for a program.")
def explain_subscription(subscription: str, identity: str, *, as_json: bool) -> None:
    """Show clause by clause why SUBSCRIPTION (its id, or a query) was met or not."""
    settings = load()
    require_elasticsearch(settings)
    found = asyncio.run(_explained(settings, subscription, identity))
    if found is None:
        click.echo(f"marsad: no story, article or event {identity!r} is indexed", err=True)
        sys.exit(2)
    click.echo(orjson.dumps(found) if as_json else shown(found))


@click.command("test")
@click.argument("subscription")
@click.option(
    "--days", type=Length(366), default=7.0, show_default=True, help="Length of the history."
)
def dry_run_subscription(subscription: str, days: float) -> None:
    """Print the alerts that SUBSCRIPTION (its id, or a query) would have brought. Nothing is sent.

    The history comes from Elasticsearch and runs through the live evaluator.
    """
    settings = load()
    require_elasticsearch(settings)
    told = asyncio.run(_dry_run(settings, subscription, days))
    for alert in told:
        click.echo(orjson.dumps(_line(alert)))
    click.echo(f"{len(told)} alerts in {days:g} days", err=True)


def _line(alert: Alert) -> dict[str, object]:
    names = ("alert_id", "kind", "rule", "story_id", "story_version", "why", "times")
    return {name: getattr(alert, name) for name in names} | {"headline": alert.story.headline}


async def _explained(settings: Settings, name: str, identity: str) -> Explanation | None:
    subscription = await _subscription(settings, name)
    client = connect(settings)
    try:
        story = await version_with(client, settings, identity)
        if story is None:
            return None
        title, text = await text_of_article(client, settings, story.cause.article_id)
    finally:
        await client.close()
    texts = (normalise(title, "title", vocabulary()), normalise(text, "text", vocabulary()))
    return explain(subscription, story, texts, identity)


async def _dry_run(settings: Settings, name: str, days: float) -> list[Alert]:
    subscription = await _subscription(settings, name)
    until = dt.datetime.now(dt.UTC)
    since = until - dt.timedelta(days=days)
    run = DryRun(subscription, since.isoformat(), until.isoformat())
    told: list[Alert] = []
    client = connect(settings)
    try:
        async for story in versions_for(client, settings, subscription, since):
            told += run.feed([story])
    finally:
        await client.close()
    return [*told, *run.end()]


async def _subscription(settings: Settings, name: str) -> Subscription:
    """Return the subscription of the id ``name``; one of the query ``name`` where there is none."""
    require_kafka(settings)
    found: Subscription | None = None
    async for record in read_to_end(settings, SUBSCRIPTIONS):
        if record.key == name.encode():
            found = decoded(record.value) if record.value is not None else None
    if found is not None:
        return found
    if not any(sign in name for sign in ':<>="( '):
        raise InvalidMessage(f"there is no subscription {name!r}, and it is no query")
    return checked(Subscription(subscription_id=QUERY, query=name))
