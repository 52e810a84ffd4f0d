"""``marsad replay``: the whole walk in process, for a quick look without any service."""

import datetime as dt
from pathlib import Path

import click

from streams.cli.jsonl import Articles
from streams.cli.output import finish, write
from streams.cli.settings import load
from streams.cli.subscription_file import subscriptions_of


@click.command("replay")
@click.argument("files", nargs=-1, type=click.Path(allow_dash=True))
@click.option(
    "--subscriptions",
    type=click.Path(exists=True, path_type=Path),
    help="YAML or JSON Lines file of subscriptions.",
)
@click.option(
    "--window-hours",
    type=click.IntRange(1, 8760),
    default=168,
    show_default=True,
    help="How long link remembers.",
)
def replay_command(files: tuple[str, ...], subscriptions: Path | None, window_hours: int) -> None:
    """Take the articles of FILES (JSON Lines; default: stdin) through read, link and match.

    Prints a line {"record": "article" | "event" | "story" | "alert", ...} for everything that the
    running system would publish.
    """
    from streams import pipeline  # noqa: PLC0415  # the lexicons load only when needed
    from streams.alerts import History, Watch  # noqa: PLC0415

    watch = Watch(subscriptions_of(subscriptions, load()) if subscriptions else ())
    state, history = pipeline.LinkState(window_hours), History()
    articles = Articles(files, now=dt.datetime.now(dt.UTC))
    for seq, raw in enumerate(articles):
        walked = pipeline.walk(state, history, watch, raw, seq)
        linked = walked.linked
        write(
            {
                "record": "article",
                "id": raw.article_id,
                "cluster_id": linked.copies.cluster_id,
                "relation": linked.copies.relation,
                "links": linked.copies.links,
                "story_id": linked.story.story_id,
            }
        )
        for kind, records in (
            ("event", walked.events),
            ("story", walked.stories),
            ("alert", walked.alerts),
        ):
            for record in records:
                write({"record": kind, kind: record})
    finish(articles.exit_status)
