"""The knobs of the local stack, read once from ``MARSAD_*`` variables."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ops.stack.console import StackError

ROOT = Path(__file__).resolve().parents[2]
"""The repository."""

PORT_GAP = 100
"""From a port that clients use to the inner port of the same node, unless that one is set."""


@dataclass(frozen=True, slots=True)
class StackSettings:
    """Where the stack lives and where it listens (always on 127.0.0.1)."""

    directory: Path = ROOT / ".stack"
    """``MARSAD_STACK_DIR``: state, logs and pid files; one folder is one stack."""
    downloads: Path = ROOT / ".stack" / "downloads"
    """``MARSAD_STACK_DOWNLOADS``: the servers' files, shared by all stacks."""
    kafka_port: int = 19092
    """``MARSAD_KAFKA_PORT``: of the first broker; the next ones count on from it."""
    controller_port: int = 19092 + PORT_GAP
    """``MARSAD_KAFKA_CONTROLLER_PORT``: of the first controller; 100 above the broker's."""
    elasticsearch_port: int = 19200
    """``MARSAD_ELASTICSEARCH_PORT``: HTTP; the port between nodes is 100 above it."""

    @property
    def transport_port(self) -> int:
        """Return the port that Elasticsearch keeps for other nodes."""
        return self.elasticsearch_port + PORT_GAP

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> "StackSettings":
        """Return the settings of ``env``; StackError names every bad variable."""
        problems: list[str] = []

        def port(name: str, default: int) -> int:
            value = env.get(name, "")
            if not value:
                return default
            # Three brokers and the inner port must fit above it.
            if value.isascii() and value.isdigit() and 1024 <= int(value) <= 65_400:
                return int(value)
            problems.append(f"{name} is {value!r}, expected a port from 1024 to 65400")
            return default

        def folder(name: str, default: Path) -> Path:
            return Path(env[name]).absolute() if env.get(name) else default

        kafka_port = port("MARSAD_KAFKA_PORT", cls().kafka_port)
        settings = cls(
            directory=folder("MARSAD_STACK_DIR", cls().directory),
            downloads=folder("MARSAD_STACK_DOWNLOADS", cls().downloads),
            kafka_port=kafka_port,
            controller_port=port("MARSAD_KAFKA_CONTROLLER_PORT", kafka_port + PORT_GAP),
            elasticsearch_port=port("MARSAD_ELASTICSEARCH_PORT", cls().elasticsearch_port),
        )
        if problems:
            raise StackError("; ".join(problems))
        return settings
