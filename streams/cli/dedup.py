"""``marsad dedup``: articles in, copy clusters and links out."""

import datetime as dt

import click

from streams.cli.jsonl import Articles
from streams.cli.length import Length
from streams.cli.output import finish, write
from streams.dedup import DedupState, apply, decide, fingerprint


@click.command("dedup")
@click.argument("files", nargs=-1, type=click.Path(allow_dash=True))
@click.option(
    "--window-hours",
    type=Length(),
    default=168,
    show_default=True,
    help="How long an article is remembered, in hours of the articles' own time.",
)
def dedup_command(files: tuple[str, ...], window_hours: float) -> None:
    """Print which articles of FILES (JSON Lines; default: stdin) are copies, whole or in part.

    Input: {"id", "text"} and, as far as known, "source", "published", in order of arrival.
    Output: {"id", "cluster_id", "relation", "links"} a line, in input order. A bad line is
    reported with its number and skipped; the exit status is then 1.
    """
    state = DedupState(window_hours=window_hours)
    articles = Articles(files, now=dt.datetime.now(dt.UTC))
    for raw in articles:
        prints = fingerprint(raw.title, raw.text)
        at, told = raw.ingested_at, raw.published
        copies = decide(state, raw.article_id, prints, at, raw.source, told=told)
        apply(state, raw.article_id, prints, at, copies, raw.source, told=told)
        write(
            {
                "id": raw.article_id,
                "cluster_id": copies.cluster_id,
                "relation": copies.relation,
                "links": copies.links,
            }
        )
    finish(articles.exit_status)
