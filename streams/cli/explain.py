"""``marsad explain``: a text and what was read in it, for a person."""

import sys
from pathlib import Path

import click

from schemas.article import RawArticle
from schemas.moment import instant
from streams.cli.jsonl import EPOCH, Articles, Unreadable, reason
from streams.cli.output import finish, writing


@click.command("explain")
@click.argument("files", nargs=-1, type=click.Path(allow_dash=True))
@click.option("--published", help="Date of a plain text, for its relative dates: 2016-10-04.")
@click.option("--colour/--no-colour", default=None, help="Default: in a terminal only.")
def explain_command(
    files: tuple[str, ...],
    published: str | None,
    colour: bool | None,  # noqa: FBT001  # click passes flags by name
) -> None:
    """Show how FILES were read: edits, sentences, actors, triggers, events, quotations, and why.

    FILES are plain texts, or JSON Lines of articles (names ending in .jsonl or .jsonl.gz, and
    standard input, which is the default).
    """
    from streams import pipeline  # noqa: PLC0415  # the lexicons load only when needed
    from streams.extract.explain import render  # noqa: PLC0415

    shown = sys.stdout.isatty() if colour is None else colour
    if published is not None:
        instant(published, "--published")
    texts = [name for name in files if not _is_jsonl(name)]
    articles = Articles([name for name in files if _is_jsonl(name)])
    found = [_article(name, published) for name in texts]
    for raw in (*found, *(articles if articles.paths or not texts else ())):
        told = render(pipeline.trace_of(raw), colour=shown)
        with writing():
            click.echo(f"\N{BULLET} {raw.article_id}  {raw.published or ''}")
            click.echo(told, color=shown)
    finish(articles.exit_status)


def _is_jsonl(name: str) -> bool:
    return name == "-" or name.endswith((".jsonl", ".jsonl.gz"))


def _article(name: str, published: str | None) -> RawArticle:
    try:
        text = Path(name).read_text("utf-8-sig")
    except OSError as error:
        raise Unreadable(f"{name}: {reason(error)}") from error
    except UnicodeDecodeError as error:
        raise Unreadable(f"{name}: expected a text in UTF-8, byte {error.start} is none") from error
    return RawArticle(
        article_id=Path(name).name,
        source="",
        text=text,
        published=published,
        fetched_at=EPOCH,
        ingested_at=EPOCH,
    )
