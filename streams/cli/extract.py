"""``marsad extract``: articles in, events and quotations out."""

import click

from streams.cli.jsonl import Articles
from streams.cli.output import finish, write


@click.command("extract")
@click.argument("files", nargs=-1, type=click.Path(allow_dash=True))
def extract_command(files: tuple[str, ...]) -> None:
    """Print the events and quotations of each article of FILES (JSON Lines; default: stdin).

    Input: {"id", "text"} and, as far as known, "source", "url", "published", "title".
    Output: {"id", "events", "quotes"} a line, in input order. A bad line is reported with its
    number and skipped; the exit status is then 1.
    """
    from streams import pipeline  # noqa: PLC0415  # the lexicons load only when needed

    pipeline.warm_up()
    articles = Articles(files)
    for raw in articles:
        title, text = pipeline.clean(raw)
        found = pipeline.events_and_quotes(raw, title, text)
        write({"id": raw.article_id, "events": found.events, "quotes": found.quotes})
    finish(articles.exit_status)
