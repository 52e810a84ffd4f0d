"""The servers' files: fetched once by Maven, whole or not at all, shared by all stacks."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from ops.stack.console import DeadlineError, StackError, say, tail, wait_until
from ops.stack.machine import require_maven

PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1"
FETCH_DEADLINE_S = 1200.0
"""The larger of the two is 107 MB; a line of 1 Mbit/s has it in 15 minutes."""


@dataclass(frozen=True, slots=True)
class Download:
    """What one ``*.pom.xml`` beside this file brings."""

    name: str
    version: str
    goal: tuple[str, ...]
    """What the plugin is to do with the artifacts that the pom names."""
    size: str

    def fetch(self, downloads: Path) -> Path:
        """Return the folder of the files, fetching them first where they are not there yet."""
        target = downloads / f"{self.name}-{self.version}"
        if target.is_dir():
            return target
        mvn = require_maven()
        log = downloads / f"{self.name}.maven.log"
        partial = downloads / f"{self.name}-{self.version}.partial"
        shutil.rmtree(partial, ignore_errors=True)
        say(self.name, f"fetching version {self.version} with Maven ({self.size}), log: {log}")
        pom = Path(__file__).with_name(f"{self.name}.pom.xml")
        with log.open("wb") as output:
            process = subprocess.Popen(
                [
                    # -U: a fetch that failed is tried again, not remembered as failed for a day.
                    *(mvn, "-B", "-ntp", "-U", "-f", str(pom)),
                    *(f"{PLUGIN}:{self.goal[0]}", *self.goal[1:]),
                    f"-DoutputDirectory={partial}",
                    # Notes of what was unpacked; beside the pom they would outlive the files.
                    f"-DmarkersDirectory={partial}/.markers",
                ],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        self._wait(process, partial, log)
        # Only a whole folder ever has the final name.
        partial.replace(target)
        return target

    def _wait(self, process: subprocess.Popen[bytes], partial: Path, log: Path) -> None:
        try:
            seconds = wait_until(
                lambda: process.poll() is not None,
                place=self.name,
                doing="fetching",
                deadline_s=FETCH_DEADLINE_S,
            )
        except DeadlineError as error:
            raise StackError(f"{error}; the end of {log}:\n{tail(log)}") from None
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
        if process.returncode != 0 or not partial.is_dir():
            raise StackError(
                f"Maven could not fetch {self.name} {self.version}; the end of {log}:\n{tail(log)}"
            )
        say(self.name, f"fetched in {seconds:.0f} s")


KAFKA = Download("kafka", "4.3.1", ("copy-dependencies", "-DincludeScope=runtime"), "43 MB")
ELASTICSEARCH = Download(
    "elasticsearch", "8.19.21", ("unpack-dependencies", "-DexcludeTransitive=true"), "107 MB"
)
