"""``marsad up`` as a child process over a world of feeds, and what its index holds."""

import json
import os
import secrets
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from connectors.admin import kafka_admin
from ops.demo.server import SECRET, World
from streams.settings import Settings


@dataclass
class Desk:
    """One desk under its own prefix of topics and indices; nothing of other desks is touched."""

    prefix: str
    folder: Path
    world: World
    base: dict[str, str]
    """Settings of Kafka and Elasticsearch as ``MARSAD_*`` variables."""
    process: subprocess.Popen[bytes] | None = None
    with_desk: bool = False
    """Whether it serves people; their ports are then in ``base``."""

    @property
    def env(self) -> dict[str, str]:
        """The environment of every command of this desk."""
        return {
            **{k: v for k, v in os.environ.items() if not k.startswith("MARSAD_")},
            **self.base,
            "MARSAD_TOPIC_PREFIX": self.prefix,
            "MARSAD_STATE_DIR": str(self.folder),
            "MARSAD_WEBHOOK_ALLOW_PRIVATE": "true",
            "MARSAD_POLL_SPACING_S": "0",
        }

    @property
    def settings(self) -> Settings:
        """The same as the processes read it."""
        return Settings.from_env(self.env)

    def write_sources(self, sources: list[dict[str, Any]]) -> Path:
        """Write the file of sources (JSON is YAML); feeds lie on this machine."""
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / "sources.yaml"
        listed = [{"allow_private": True, "interval_s": 1, **source} for source in sources]
        path.write_text(json.dumps({"sources": listed}, ensure_ascii=False, indent=1), "utf-8")
        return path

    def write_subscriptions(self, query: str, **fields: Any) -> Path:
        """Write one subscription whose alerts go to the world's receiver."""
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / "subscriptions.jsonl"
        channel = {"kind": "webhook", "url": self.world.url("/alerts"), "secret": SECRET}
        subscription = {"subscription_id": "duty", "name": "مكتب المناوبة", "channels": [channel]}
        path.write_text(
            json.dumps(subscription | {"query": query} | fields, ensure_ascii=False) + "\n", "utf-8"
        )
        return path

    def marsad(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        """Run one ``marsad`` command of this desk to its end."""
        command = [sys.executable, "-m", "streams.cli", *arguments]
        return subprocess.run(command, env=self.env, capture_output=True, check=False)

    def add_person(self, name: str, role: str) -> str:
        """Let ``name`` sign in; return the password, made for this desk alone."""
        password = secrets.token_urlsafe(12)
        command = [sys.executable, "-m", "streams.cli", "people", "add", name, "--role", role]
        subprocess.run(
            [*command, "--password-stdin"], env=self.env, input=f"{password}\n".encode(),
            capture_output=True, check=True,
        )  # fmt: skip
        return password

    def answers(self) -> bool:
        """Return whether people can open the dashboard now."""
        try:
            with urllib.request.urlopen(f"{self.settings.desk_url()}/health", timeout=5) as answer:  # noqa: S310  # a setting of ours
                return bool(answer.status == 200)
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False

    def up(self, sources: Path, subscriptions: Path, output: Any = None) -> None:
        """Start ``marsad up``; its own lines go to ``output`` (default: standard error)."""
        command = [sys.executable, "-m", "streams.cli", "up", "--sources", str(sources)]
        command += ["--subscriptions", str(subscriptions)]
        command += ["--desk" if self.with_desk else "--no-desk"]
        self.process = subprocess.Popen(
            command, env=self.env, stderr=output, stdin=subprocess.DEVNULL
        )

    def down(self) -> None:
        """Stop it as Ctrl-C does, and wait."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(60)

    def search(self, kind: str, **body: Any) -> list[dict[str, Any]]:
        """Return the documents of ``kind`` that can be found now, at most 10,000."""
        query = json.dumps({"size": 10_000, **body}).encode()
        try:
            found = self._ask(
                "POST", f"{self.prefix}{kind}-*/_search?ignore_unavailable=true", query
            )
        except (urllib.error.URLError, ConnectionError):
            return []
        return [hit["_source"] for hit in found["hits"]["hits"]]

    def refresh(self) -> None:
        """Let everything written be found."""
        self._ask("POST", f"{self.prefix}*/_refresh?ignore_unavailable=true")

    def forget(self) -> None:
        """Remove this desk's topics and indices."""
        self.forget_indices()
        with kafka_admin(self.settings) as admin:
            ours = [topic for topic in admin.list_topics() if topic.startswith(self.prefix)]
            if ours:
                admin.delete_topics(ours)

    def forget_indices(self) -> list[str]:
        """Remove this desk's indices; return their names."""
        names = list(self._ask("GET", f"{self.prefix}*/_alias?ignore_unavailable=true"))
        for name in names:
            self._ask("DELETE", name)
        return names

    def _ask(self, method: str, path: str, body: bytes | None = None) -> Any:
        request = urllib.request.Request(  # noqa: S310  # the address is a setting of ours
            f"{self.settings.elasticsearch}/{path}",
            data=body,
            method=method,
            headers={"content-type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
            return json.load(answer)
