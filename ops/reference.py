"""Write the reference pages that follow from the code: settings, topics, commands, metrics.

``python -m ops.reference`` writes them; ``--check`` says which are out of date (exit 1).
"""

import ast
import dataclasses
import sys
from collections.abc import Callable
from pathlib import Path

import click
from prometheus_client.metrics import MetricWrapperBase

from dashboard.app import create_app
from dashboard.security.access import api_routes, decision
from ops.language_page import language_page
from schemas.topics import TOPICS
from streams import metrics
from streams.cli import main as marsad
from streams.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT / "docs" / "reference"
NOTE = "<!-- Written by `python -m ops.reference` from the code; edit the code instead. -->\n"


def settings_page() -> str:
    """Return every setting with its default and what it means."""
    rows = [
        f"| `MARSAD_{name.upper()}` | `{_shown(default)}` | {meaning} |"
        for (name, default), meaning in zip(_defaults(), _meanings(), strict=True)
    ]
    return "\n".join(
        [
            "# Settings",
            NOTE,
            "Read once at start from the environment; an unknown or unreadable variable stops the",
            "command with a line that names all of them.",
            "The local stack has a few more: [operations](../operations.md).",
            "",
            "| variable | default | meaning |",
            "|---|---|---|",
            *rows,
            "",
        ]
    )


def _defaults() -> list[tuple[str, object]]:
    return [(f.name, f.default) for f in dataclasses.fields(Settings)]


def _shown(default: object) -> str:
    return str(default).lower() if isinstance(default, bool) else str(default)


def _meanings() -> list[str]:
    """Return the text under each field of Settings, in order; empty where there is none."""
    tree = ast.parse((ROOT / "streams" / "settings.py").read_text("utf-8"))
    body = next(n.body for n in tree.body if isinstance(n, ast.ClassDef) and n.name == "Settings")
    found: list[str] = []
    for node, after in zip(body, [*body[1:], None], strict=True):
        if isinstance(node, ast.AnnAssign):
            told = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
            found.append(" ".join(str(after.value.value).split()) if told else "")  # type: ignore[union-attr]  # told says so
    return found


def topics_page() -> str:
    """Return every topic: key, record, writers, readers, how long it is kept."""
    rows = [
        f"| `{t.name}` | {t.key} | {f'`{t.record.__name__}`' if t.record else 'original bytes'} "
        f"| {t.writer} | {', '.join(t.readers)} | {t.partitions} "
        f"| {t.kept} |"
        for t in TOPICS
    ]
    head = ["# Topics", NOTE, "| topic | key | record | written by | read by | partitions | kept |"]
    return "\n".join([*head, "|---|---|---|---|---|---|---|", *rows, ""])


def commands_page() -> str:
    """Return the help of every command, as a terminal of 80 columns shows it."""
    assert isinstance(marsad, click.Group)
    context = click.Context(marsad, info_name="marsad", **marsad.context_settings)
    parts = ["# Commands", NOTE, _help(marsad, context)]
    for name in marsad.list_commands(context):
        command = marsad.get_command(context, name)
        assert command is not None, name
        below = click.Context(command, info_name=name, parent=context)
        parts += [f"## marsad {name}", _help(command, below)]
        for sub, inner in sorted(getattr(command, "commands", {}).items()):
            parts.append(_help(inner, click.Context(inner, info_name=sub, parent=below)))
    return "\n\n".join(parts) + "\n"


def _help(command: click.Command, context: click.Context) -> str:
    context.terminal_width = 80
    # click keeps the option that was made when the command last ran, perhaps without its group.
    command._help_option = None  # noqa: SLF001
    return f"```\n{command.get_help(context)}\n```"


def metrics_page() -> str:
    """Return every metric: kind, labels, what it says."""
    kinds = [metric for metric in vars(metrics).values() if isinstance(metric, MetricWrapperBase)]
    rows = [
        f"| `{_full_name(m)}` | {m._type} | {', '.join(m._labelnames)} | {m._documentation} |"  # noqa: SLF001
        for m in kinds
    ]
    return "\n".join(
        [
            "# Metrics",
            NOTE,
            "In Prometheus form at `http://MARSAD_METRICS_HOST:MARSAD_METRICS_PORT/metrics` of",
            "every poller and worker, where the port is set; beside them those of the process",
            "itself (`process_resident_memory_bytes`, `process_cpu_seconds_total`, …).",
            "How to scrape them: [operations](../operations.md#metrics).",
            "",
            "| metric | kind | labels | says |",
            "|---|---|---|---|",
            *rows,
            "",
        ]
    )


def _full_name(metric: MetricWrapperBase) -> str:
    # The text format names counters so; the object leaves the end out.
    return str(metric._name) + ("_total" if metric._type == "counter" else "")  # noqa: SLF001


API_HEAD = """Described by OpenAPI at `/api/v1/openapi.json` of `marsad dashboard`.
Programs send `Authorization: Bearer TOKEN` (`marsad people token`); bodies and answers are JSON,
an error says in `detail` what was wrong. Who may call a route is the least
[role](../operations.md#the-desk-and-its-people); private things of others look as if they were
not there."""


def api_page() -> str:
    """Return every route of the API: who may call it, and what it does."""
    app = create_app(Settings(), follow=False)
    head = [
        "# API",
        NOTE,
        API_HEAD,
        "| route | who | does |\n|---|---|---|",
    ]
    rows = [
        f"| `{method} {route.path}` | {decision(route)} | {_first(route.description)} |"
        for route in sorted(api_routes(app), key=lambda route: route.path)
        for method in sorted(route.methods or ())
        if route.path.startswith("/api/")
    ]
    return "\n\n".join(head) + "\n" + "\n".join(rows) + "\n"


def _first(text: str) -> str:
    """Return the first paragraph of ``text`` on one line."""
    return " ".join(text.split("\n\n", maxsplit=1)[0].split())


WRITTEN: dict[str, Callable[[], str]] = {
    "settings.md": settings_page,
    "topics.md": topics_page,
    "commands.md": commands_page,
    "metrics.md": metrics_page,
    "api.md": api_page,
    "language.md": lambda: language_page(NOTE),
}


def main(arguments: list[str]) -> int:
    """Write the pages, or check them."""
    stale = [
        name
        for name, page in WRITTEN.items()
        if not (PAGES / name).exists() or (PAGES / name).read_text("utf-8") != page()
    ]
    if "--check" in arguments:
        for name in stale:
            print(f"docs/reference/{name} is out of date: python -m ops.reference", file=sys.stderr)
        return 1 if stale else 0
    PAGES.mkdir(parents=True, exist_ok=True)
    for name in stale:
        (PAGES / name).write_text(WRITTEN[name](), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
