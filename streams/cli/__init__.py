"""The ``marsad`` command: one file a command group, each loaded only when it is called."""

import importlib
import sys
from typing import Any

import click

from schemas.errors import MarsadError

COMMANDS = {
    # name: (module, the line in `marsad --help`)
    "up": ("streams.cli.up", "Run everything on this machine: stack, stages, feeds."),
    "poll": ("streams.cli.poll", "Poll the feeds of a sources file and publish new articles."),
    "import": ("streams.cli.poll", "Publish articles from files and folders."),
    "sources": ("streams.cli.sources", "List, check, add and switch off feeds."),
    "worker": ("streams.cli.worker", "Run one stage: read, link, index, match or deliver."),
    "dashboard": ("streams.cli.dashboard", "Serve the desk and its API to people."),
    "people": ("streams.cli.people", "Add, list and change who may sign in."),
    "heartbeat": ("streams.cli.heartbeat", "Send a synthetic event through everything."),
    "topics": ("streams.cli.topics", "Create and list the Kafka topics."),
    "indices": ("streams.cli.indices", "Create the Elasticsearch index templates."),
    "subscriptions": ("streams.cli.subscriptions", "Add, list and remove subscriptions."),
    "alerts": ("streams.cli.alerts", "List alerts; acknowledge, comment and resolve them."),
    "silences": ("streams.cli.silences", "Hold alerts until a moment, with a reason."),
    "deliveries": ("streams.cli.deliveries", "Show what became of alerts; channels that are off."),
    "dlq": ("streams.cli.dlq", "List, show and replay dead letters."),
    "rewind": ("streams.cli.rewind", "Let a stage handle its topics again from a moment on."),
    "reindex": ("streams.cli.rewind", "Fill Elasticsearch again from Kafka."),
    "trace": ("streams.cli.trace", "Show where an article is on its walk."),
    "retention": ("streams.cli.retention", "Remove months of the index whose time is over."),
    "health": ("streams.cli.health", "Tell whether a stage is alive and keeping up."),
    "doctor": ("streams.cli.doctor", "Check settings, Kafka, Elasticsearch and lexicons."),
    "extract": ("streams.cli.extract", "Print the events and quotations of articles (JSON Lines)."),
    "dedup": ("streams.cli.dedup", "Print the copies among articles (JSON Lines)."),
    "explain": ("streams.cli.explain", "Show a person how a text was read, and why."),
    "replay": ("streams.cli.replay", "Take articles through the whole walk in process."),
    "bench": ("streams.cli.bench", "Measure speed, alone or on the running stack."),
}


class Marsad(click.Group):
    """Loads a command's module when it is called: ``marsad --help`` stays quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        """Return the commands in the order of the walk."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return the command of that name, loaded."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(COMMANDS[cmd_name][0])
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list of commands without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; an error of ours is one clear line and exit 2, not a traceback."""
        try:
            return super().invoke(ctx)
        except MarsadError as error:
            click.echo(f"marsad: {error}", err=True)
            sys.exit(2)


@click.command(cls=Marsad, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="marsad")
def main() -> None:
    """Marsad watches Arabic news: copies, stories, diplomatic events, alerts.

    Commands that read articles (extract, dedup, explain, replay) need no services. The others talk
    to Kafka and Elasticsearch; settings are MARSAD_* variables (docs/reference/settings.md).
    """
