"""``marsad bench``: measurements; their code lies in ``benchmarks/``."""

import importlib
from importlib.util import find_spec

import click

from schemas.errors import MarsadError

BENCHMARKS = {
    "extract": "Articles a second that one core reads.",
    "dedup": "Articles a second through the copy index, beside datasketch.",
    "match": "Milliseconds a story takes among ten thousand subscriptions.",
    "recover": "Seconds that link takes to rebuild its memory from the journal.",
    "feeds": "Polls a second, and articles a second of backfill into Kafka.",
    "e2e": "From a feed to a delivered alert on the running stack.",
}


class Benchmarks(click.Group):
    """Loads a benchmark when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        """Return the names in order."""
        return list(BENCHMARKS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return the benchmark of that name, loaded; raise ``MarsadError`` in an image."""
        if cmd_name not in BENCHMARKS:
            return None
        if find_spec("benchmarks") is None:
            raise MarsadError("the benchmarks are not in this installation: run them in a checkout")
        command: click.Command = importlib.import_module(f"benchmarks.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list without loading anything."""
        with formatter.section("Commands"):
            formatter.write_dl(list(BENCHMARKS.items()))


@click.command("bench", cls=Benchmarks)
def bench_command() -> None:
    """Measure: a table for people on standard error, one JSON line last on standard output."""
