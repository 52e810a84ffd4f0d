"""Every knob of the running system, read once at start from ``MARSAD_*`` variables."""

import dataclasses
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from schemas.errors import MarsadError


class BadSettings(MarsadError):  # noqa: N818  # "bad settings" is what an operator reads
    """One or more variables are unknown or unreadable; the text lists all of them."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What an operator may set. Defaults suit one machine: everything on 127.0.0.1."""

    kafka: str = "127.0.0.1:19092"
    """Bootstrap servers, ``host:port`` joined by commas."""
    elasticsearch: str = "http://127.0.0.1:19200"
    """Address of Elasticsearch; user and password, where needed, in the variables below."""
    elasticsearch_user: str = ""
    elasticsearch_password_file: str = ""
    """File that holds the password: secrets stay out of the environment."""
    topic_prefix: str = ""
    """Put before every topic, consumer group and index: several desks on one cluster."""
    replication: int = 1
    """Copies of every topic, 1 to 9; 3 with three brokers."""
    state_dir: Path = Path(".stack/marsad")
    """Where workers keep what can be rebuilt (never the truth)."""
    window_hours: int = 168
    """How long ``link`` remembers texts and stories."""
    read_processes: int = 1
    """Processes of a ``read`` worker beside its event loop, 1 to 64."""
    in_flight: int = 128
    """Outputs of a worker that may wait for the broker at a time, 1 to 10,000."""
    attempts: int = 5
    """Tries of a message that fails for an unknown reason before it is a dead letter."""
    commit_interval_s: float = 1.0
    """Seconds between commits of a worker's offsets."""
    session_timeout_s: float = 30.0
    """Seconds after which the broker gives up a silent worker."""
    webhook_timeout_s: float = 10.0
    """Seconds for one delivery in all."""
    webhook_allow_private: bool = False
    """Whether webhooks may go to private and loopback addresses."""
    retry_first_s: float = 5.0
    """Seconds before the first repeat of a delivery; each further one waits twice as long."""
    retry_for_s: float = 86_400.0
    """Seconds after which an undelivered alert is given up as expired."""
    retry_most_s: float = 3600.0
    """Longest wait between two tries of a delivery."""
    breaker_failures: int = 5
    """Failures of a host in a row after which nothing is sent there for a while, 1 to 1,000."""
    breaker_first_s: float = 15.0
    """Seconds of the first such pause; it doubles each time a trial fails, up to ten minutes."""
    smtp_host: str = ""
    """Mail server that takes alerts; empty: no e-mail."""
    smtp_port: int = 25
    """Its port, 1 to 65535; 587 with ``starttls``, 465 with ``tls``."""
    smtp_security: str = "none"
    """``none`` (a server on this machine), ``starttls`` or ``tls``."""
    smtp_user: str = ""
    smtp_password_file: str = ""
    """File that holds the password of ``smtp_user``."""
    smtp_timeout_s: float = 30.0
    """Seconds for one message in all."""
    mail_from: str = "marsad@localhost"
    """Sender of mails; its domain has to be one that your server signs for (DKIM)."""
    secret_file: str = ""
    """File of the key that signs links in mails, shared by ``deliver`` and the dashboard; made
    where it is absent. Default: ``secret.key`` under ``state_dir``."""
    apprise_schemes: str = "discord,gchat,pbul,pover,slack,tgram,twilio,wxteams"
    """Schemes of apprise addresses that may be used, joined by commas; those of services with a
    host of the subscriber's choice reach your network and are left out."""
    poll_spacing_s: float = 5.0
    """Seconds between two requests to one feed host."""
    poll_user_agent: str = "Marsad/0.1 (Arabic news monitor)"
    """What feed servers are told who asks; add an address where you can be reached."""
    poll_proxy: str = ""
    """HTTP proxy for feeds and pages; it then is the proxy that keeps private networks apart."""
    dashboard_host: str = "127.0.0.1"
    """Address that the dashboard listens on; put a proxy with TLS before it to go further."""
    dashboard_port: int = 19300
    """Port that the dashboard listens on, 1 to 65535."""
    dashboard_url: str = ""
    """Address under which people reach the dashboard, ``https`` unless it is this machine; links
    in mails begin with it. Default: ``http://`` host and port."""
    dashboard_session_hours: float = 12.0
    """Hours after which a browser has to sign in again, 0.1 to 720."""
    heartbeat_interval_s: float = 300.0
    """Seconds between two synthetic articles of the dead-man's switch, 1 to 86,400."""
    heartbeat_host: str = "127.0.0.1"
    """Address that the receiver of the dead-man's switch and its metrics listen on."""
    heartbeat_port: int = 19301
    """Its port, 1 to 65535."""
    heartbeat_url: str = ""
    """Where ``deliver`` reaches it; may be a private address. Default: host and port."""
    heartbeat_email: str = ""
    """Mailbox for its mails; empty: none are sent."""
    heartbeat_apprise: str = ""
    """Apprise address for its messages; empty: none are sent."""
    metrics_port: int = 0
    """Port that a poller or worker shows its metrics at (Prometheus), 0 for none; ``marsad up``
    counts on from it, one port a process."""
    metrics_host: str = "127.0.0.1"
    """Address of this machine that the metrics are shown at; whoever reaches it may read them."""
    log_level: str = "INFO"
    """``DEBUG``, ``INFO``, ``WARNING`` or ``ERROR``."""

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> "Settings":
        """Return the settings of ``env``; BadSettings names every unknown or bad variable."""
        fields = {f"MARSAD_{f.name.upper()}": f for f in dataclasses.fields(cls)}
        ours = {name: value for name, value in env.items() if name.startswith("MARSAD_")}
        problems = [
            f"{name} is not a setting (see docs/reference/settings.md)"
            for name in ours
            if name not in fields and name not in NOT_OURS
        ]
        values: dict[str, Any] = {}
        for name, value in ours.items():
            if name in fields:
                try:
                    values[fields[name].name] = _read(fields[name], value)
                except ValueError as error:
                    problems.append(f"{name} is {value!r}, expected {error}")
        if problems:
            raise BadSettings("; ".join(sorted(problems)))
        return cls(**values)

    def desk_url(self) -> str:
        """Return the address of the dashboard for people, without a slash at its end."""
        host = f"[{self.dashboard_host}]" if ":" in self.dashboard_host else self.dashboard_host
        return (self.dashboard_url or f"http://{host}:{self.dashboard_port}").rstrip("/")

    def beat_url(self) -> str:
        """Return where ``deliver`` posts what the dead-man's switch waits for."""
        return self.heartbeat_url or f"http://{self.heartbeat_host}:{self.heartbeat_port}/heartbeat"

    def named(self, name: str) -> str:
        """Return a topic, group or index name with this desk's prefix."""
        return f"{self.topic_prefix}{name}"


NOT_OURS = frozenset({
    "MARSAD_STACK_DIR", "MARSAD_STACK_DOWNLOADS",
    "MARSAD_KAFKA_PORT", "MARSAD_KAFKA_CONTROLLER_PORT", "MARSAD_ELASTICSEARCH_PORT",
})  # fmt: skip
"""Variables of the local stack and of fault tests, which share the prefix."""


def _read(field: "dataclasses.Field[Any]", value: str) -> Any:
    """Return ``value`` as the field's type; ValueError says what was expected."""
    read = _PARSERS[field.type](value)
    low, high = _RANGES.get(field.name, (None, None))
    if low is not None and not low <= read <= high:
        raise ValueError(f"{low:,} to {high:,}")
    if field.name == "topic_prefix" and not _PREFIX.fullmatch(value):
        raise ValueError("up to 100 of a-z, 0-9, '-' and '.', a letter or digit first")
    if field.name == "smtp_security" and value not in _SECURITY:
        raise ValueError(f"one of {', '.join(_SECURITY)}")
    if field.name == "log_level" and value not in _LEVELS:
        raise ValueError(f"one of {', '.join(_LEVELS)}")
    return read


def _whole(value: str) -> int:
    if not value.isascii() or not value.isdigit():
        raise ValueError("a whole number")
    return int(value)


def _number(value: str) -> float:
    try:
        number = float(value)
    except ValueError:
        raise ValueError("a number") from None
    if not 0 <= number < float("inf"):
        raise ValueError("a number, zero or more")
    return number


def _flag(value: str) -> bool:
    flags = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
    if value.lower() not in flags:
        raise ValueError("true or false")
    return flags[value.lower()]


_RANGES: dict[str, tuple[float, float]] = {
    "replication": (1, 9),
    "window_hours": (1, 8760),
    "read_processes": (1, 64),
    "in_flight": (1, 10_000),
    "attempts": (1, 100),
    "commit_interval_s": (0.1, 60),
    "session_timeout_s": (6, 1800),
    "webhook_timeout_s": (0.1, 60),
    "metrics_port": (0, 65_535),
    "dashboard_port": (1, 65_535),
    "dashboard_session_hours": (0.1, 720),
    "heartbeat_interval_s": (1, 86_400),
    "heartbeat_port": (1, 65_535),
    "breaker_failures": (1, 1000),
    "smtp_port": (1, 65_535),
    "smtp_timeout_s": (0.1, 300),
}
"""What a worker can run with; brokers take no other session timeouts than these."""
_PREFIX = re.compile(r"([a-z0-9][a-z0-9.-]{0,99})?")
"""What Kafka and Elasticsearch both take at the start of a name."""
_SECURITY = ("none", "starttls", "tls")
_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")

_PARSERS: dict[Any, Callable[[str], Any]] = {
    str: str,
    int: _whole,
    float: _number,
    bool: _flag,
    Path: Path,
}
