"""The poller as a process, over feeds of this test and topics of its own."""

import os
import subprocess
import sys
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from connectors.sinks.kafka import read_records
from schemas.article import RawArticle
from schemas.topics import ARTICLES_RAW
from streams.settings import Settings
from tests.fakes.web import Site


class Desk:
    """A prefix of topics, a file of sources, and processes that use them."""

    def __init__(self, folder: Path, web: Site) -> None:
        self.folder, self.web = folder, web
        kafka = os.environ.get("MARSAD_KAFKA", Settings().kafka)
        self.settings = Settings(
            kafka=kafka, topic_prefix=f"poll-{uuid.uuid4().hex[:8]}.", state_dir=folder / "state"
        )
        self.sources = folder / "sources.yaml"
        self.write(["feed"])
        self.env = {
            **os.environ,
            "MARSAD_KAFKA": kafka,
            "MARSAD_TOPIC_PREFIX": self.settings.topic_prefix,
            "MARSAD_STATE_DIR": str(self.settings.state_dir),
            "MARSAD_POLL_SPACING_S": "0",
        }

    def write(self, names: Sequence[str]) -> None:
        """Write the file of sources: one feed a name, at the path of that name."""
        rows = "".join(
            f"  - {{id: {name}, name: الصحيفة, url: '{self.web.url}/{name}', allow_private: true,"
            " interval_s: 0.05}\n"
            for name in names
        )
        self.sources.write_text(f"sources:\n{rows}", "utf-8")

    @contextmanager
    def poll(self) -> Iterator["subprocess.Popen[bytes]"]:
        """Run a connector for the time of a block; it is killed at its end."""
        with (self.folder / "poll.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "streams.cli", "poll", "--sources", str(self.sources)],
                env=self.env, stderr=log,
            )  # fmt: skip
        try:
            yield process
        finally:
            process.kill()
            process.wait()

    def run(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "streams.cli", *arguments],
            env=self.env, capture_output=True, text=True, check=False, timeout=300,
        )  # fmt: skip

    def articles(self) -> list[RawArticle]:
        found = read_records(self.settings.kafka, ARTICLES_RAW, RawArticle, self.settings.named)
        return list(found)
