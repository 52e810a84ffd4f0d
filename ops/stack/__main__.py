"""``python -m ops.stack up|down|status|clean``."""

import argparse
import dataclasses
import json
import os
import sys
import time

from ops.stack import lifecycle
from ops.stack.console import StackError, say
from ops.stack.settings import StackSettings


def main(arguments: list[str]) -> int:
    """Run one command and return the exit status: 0 done, 1 not ready, 2 cannot."""
    options = _parser().parse_args(arguments)
    services = (options.only,) if options.only else lifecycle.SERVICES
    try:
        settings = StackSettings.from_env(os.environ)
        if options.command == "up":
            return _up(settings, services, options)
        if options.command == "down":
            stopped = lifecycle.down(settings, services)
            say("down", f"stopped {', '.join(stopped)}" if stopped else "nothing was running")
            return 0
        if options.command == "status":
            return _status(settings, services, as_json=options.json)
        removed = lifecycle.clean(settings)
        say("clean", f"removed {', '.join(map(str, removed))}" if removed else "nothing to remove")
    except StackError as error:
        say("error", str(error))
        return 2
    except KeyboardInterrupt:
        say("stopped", "nothing that this command started stays")
        return 130
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m ops.stack",
        description="Kafka and Elasticsearch on this machine, on 127.0.0.1 only.",
        epilog="Variables: MARSAD_STACK_DIR, MARSAD_STACK_DOWNLOADS, MARSAD_KAFKA_PORT, "
        "MARSAD_KAFKA_CONTROLLER_PORT, MARSAD_ELASTICSEARCH_PORT.",
    )
    parser.add_argument("command", choices=("up", "down", "status", "clean"))
    parser.add_argument(
        "--brokers", type=int, choices=(1, 3), help="Kafka brokers of a new stack (1)"
    )
    parser.add_argument("--only", choices=lifecycle.SERVICES, help="leave the other one alone")
    parser.add_argument(
        "--deadline", type=float, default=180.0, metavar="S", help="seconds for each start (180)"
    )
    parser.add_argument("--json", action="store_true", help="status: one JSON object a node")
    return parser


def _up(settings: StackSettings, services: tuple[str, ...], options: argparse.Namespace) -> int:
    begin = time.monotonic()
    started = lifecycle.up(
        settings, brokers=options.brokers, services=services, deadline_s=options.deadline
    )
    what = f"started {', '.join(started)}" if started else "all was up already"
    say("up", f"{what} ({time.monotonic() - begin:.1f} s)")
    return 0


def _status(settings: StackSettings, services: tuple[str, ...], *, as_json: bool) -> int:
    nodes = lifecycle.status(settings, services)
    for node in nodes:
        if as_json:
            print(json.dumps(dataclasses.asdict(node)))
        else:
            print(f"{node.name:14} {node.state:8} 127.0.0.1:{node.port:<6} pid {node.pid or '-'}")
    if not nodes and not as_json:
        print(f"no stack in {settings.directory}")
    return 0 if nodes and all(node.state == "ready" for node in nodes) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
