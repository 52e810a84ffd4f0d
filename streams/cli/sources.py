"""``marsad sources``: the file of sources listed, checked and changed."""

import asyncio
import datetime as dt
from pathlib import Path

import click

from connectors.parsing import SandboxParser
from connectors.sandbox import Sandbox
from connectors.sinks.kafka import read_health
from connectors.sources.edit import sources_there, with_enabled, with_sources
from connectors.sources.explain import explain
from connectors.sources.feed import ParsedFeed
from connectors.sources.fetch import Caps, Fetcher
from connectors.sources.fetched import Fetched
from connectors.sources.opml import new_id, read_opml, write_opml
from connectors.sources.registry import BadSources, Source, load_sources, read_text
from connectors.sources.rewrite import rewrite
from schemas.errors import MarsadError
from schemas.feed import FeedHealth
from streams.cli.reachable import require_kafka
from streams.cli.settings import load
from streams.settings import Settings

SOURCES = click.option(
    "--sources", "path", type=click.Path(path_type=Path), default=Path("ops/sources.yaml"),
    show_default=True, help="YAML file of sources (docs/reference/sources.md).",
)  # fmt: skip
PRIVATE = click.option(
    "--allow-private", is_flag=True, help="The address may be of a loopback or private network."
)


@click.group("sources")
def sources_command() -> None:
    """List, check, add and switch off the feeds that are polled."""


@sources_command.command("list")
@SOURCES
def list_sources(path: Path) -> None:
    """Print every source with its health, as far as Kafka knows it."""
    sources = load_sources(path)
    health = _health()
    for source in sources:
        known = health.get(source.id)
        state = "off" if not source.enabled else known.status if known else "-"
        seen = (known.new_at or "-")[:16] if known else "-"
        click.echo(f"{source.id:<28} {state:<8} {seen:<16} {source.country or '-':<4} {source.url}")


@sources_command.command("check")
@click.argument("url")
@PRIVATE
def check(url: str, allow_private: bool) -> None:  # noqa: FBT001  # click passes flags by name
    """Fetch URL once and say in words what is right and wrong with it.

    Exit status 1 says that no article came.
    """
    source = Source(id="check", name="check", url=url, allow_private=allow_private)
    fetched, parsed = asyncio.run(_try(source))
    for line in explain(fetched, parsed):
        click.echo(line)
    raise SystemExit(0 if parsed is not None and parsed.entries else 1)


@sources_command.command("add")
@click.argument("url")
@click.option("--name", required=True, help="The outlet, as readers know it.")
@click.option("--id", "source_id", default=None, help="Stable name; made from the host if absent.")
@click.option("--country", default=None, help="ISO 3166 alpha-3, for example EGY.")
@click.option("--timezone", default="UTC", show_default=True, help="IANA zone of its dates.")
@click.option("--force", is_flag=True, help="Add it even if no article comes now.")
@PRIVATE
@SOURCES
def add(  # noqa: PLR0913  # click's options
    *, url: str, name: str, source_id: str | None, country: str | None, timezone: str,
    force: bool, allow_private: bool, path: Path,
) -> None:  # fmt: skip
    """Check the feed at URL and add it to the sources file; a running poller takes it up."""
    text = _text(path)
    taken = {source.id for source in sources_there(text, str(path))}
    source = Source(
        id=source_id or new_id(url, taken), name=name, url=url, country=country,
        timezone=timezone, allow_private=allow_private,
    )  # fmt: skip
    changed = with_sources(text, (source,), str(path))
    fetched, parsed = asyncio.run(_try(source))
    for line in explain(fetched, parsed):
        click.echo(line, err=True)
    if not force and (parsed is None or not parsed.entries):
        raise BadSources(f"{url} gives no article; not added (--force adds it all the same)")
    rewrite(path, changed)
    click.echo(f"added {source.id}")


@sources_command.command("disable")
@click.argument("source_id")
@SOURCES
def disable(source_id: str, path: Path) -> None:
    """Stop polling a source; what was published of it stays."""
    _switch(path, source_id, enabled=False)


@sources_command.command("enable")
@click.argument("source_id")
@SOURCES
def enable(source_id: str, path: Path) -> None:
    """Poll a disabled source again."""
    _switch(path, source_id, enabled=True)


@sources_command.command("import")
@click.argument("opml", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@SOURCES
def import_opml(opml: Path, path: Path) -> None:
    """Add the feeds of an OPML file that are not there yet, marked unverified.

    An address that is no feed's is named on standard error and passed over; exit status is then 1.
    """
    text = _text(path)
    there = sources_there(text, str(path))
    found = read_opml(opml.read_bytes(), taken=[source.id for source in there])
    known = {source.url for source in there}
    new = tuple(source for source in found.sources if source.url not in known)
    if new:
        rewrite(path, with_sources(text, new, str(path)))
    for refused in found.refused:
        click.echo(refused, err=True)
    passed = f", {len(found.refused)} passed over" if found.refused else ""
    click.echo(f"{len(new)} sources added, {len(found.sources) - len(new)} were there{passed}")
    raise SystemExit(1 if found.refused else 0)


@sources_command.command("export")
@click.argument("opml", type=click.Path(dir_okay=False, path_type=Path))
@SOURCES
def export_opml(opml: Path, path: Path) -> None:
    """Write the sources as OPML, for other readers."""
    sources = load_sources(path)
    try:
        write_opml(sources, opml)
    except OSError as error:
        raise BadSources(f"{opml}: not written: {error.strerror or error}") from error
    click.echo(f"{len(sources)} sources written to {opml}")


def fetch_caps(settings: Settings) -> Caps:
    """Return the limits of fetching, with what the settings say."""
    return Caps(user_agent=settings.poll_user_agent, proxy=settings.poll_proxy or None)


async def _try(source: Source) -> tuple[Fetched, ParsedFeed | None]:
    """Return what the poller would see: the same limits, and the same sandbox for the parser."""
    async with Fetcher(fetch_caps(load())) as fetcher, Sandbox() as sandbox:
        fetched = await fetcher.fetch(source.url, allow_private=source.allow_private)
        if fetched.outcome != "ok":
            return fetched, None
        parse = SandboxParser(sandbox)
        return fetched, await parse(fetched.body, source, fetched, dt.datetime.now(dt.UTC))


def _health() -> dict[str, FeedHealth]:
    """Return the last health of each feed; nothing, with a word, where Kafka does not answer."""
    settings = load()
    try:
        require_kafka(settings)
        return read_health(settings.kafka, named=settings.named)
    except MarsadError as error:
        click.echo(f"without health: {error}", err=True)
        return {}


def _switch(path: Path, source_id: str, *, enabled: bool) -> None:
    """Write in the file whether the source is polled, and say so."""
    rewrite(path, with_enabled(read_text(path), source_id, enabled=enabled, name=str(path)))
    click.echo(f"{'enabled' if enabled else 'disabled'} {source_id}")


def _text(path: Path) -> str:
    """Return the text of the file, which need not be there yet; BadSources where none can be."""
    if path.exists() or not path.parent.is_dir():
        return read_text(path)
    return ""
