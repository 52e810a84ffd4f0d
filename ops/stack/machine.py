"""What this machine offers: Java, Maven, a user that may run servers, folders it can reach."""

import hashlib
import os
import pwd
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ops.stack.console import StackError, say

OLDEST_JAVA = 17
"""Kafka 4 and Elasticsearch 8 need it."""
USER = "marsad"
"""Runs the servers where we are root: Elasticsearch refuses root."""


@dataclass(frozen=True, slots=True)
class Java:
    """A Java runtime."""

    home: Path
    version: int

    @property
    def command(self) -> str:
        """Return the path of ``java``."""
        return str(self.home / "bin" / "java")


@dataclass(frozen=True, slots=True)
class RunAs:
    """The user that the servers run as."""

    uid: int
    gid: int

    def popen_arguments(self) -> dict[str, Any]:
        """Return what makes ``subprocess.Popen`` start as this user and no other group."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def read_java(report: str) -> Java | None:
    r"""Return the runtime that ``java -XshowSettings:properties -version`` reports, if any.

    >>> read_java("    java.home = /opt/jdk\n    java.specification.version = 21\n")
    Java(home=PosixPath('/opt/jdk'), version=21)
    >>> read_java("    java.home = /opt/old\n    java.specification.version = 1.8\n").version
    8
    """
    home = re.search(r"^\s*java\.home = (.+)$", report, re.MULTILINE)
    version = re.search(r"^\s*java\.specification\.version = (?:1\.)?(\d+)$", report, re.MULTILINE)
    return Java(Path(home[1].strip()), int(version[1])) if home and version else None


def find_java() -> Java | None:
    """Return the newest Java of JAVA_HOME and PATH that is new enough, or None."""
    homes = [os.environ[name] for name in ("JAVA_HOME",) if os.environ.get(name)]
    commands = [str(Path(home, "bin", "java")) for home in homes] + [shutil.which("java") or ""]
    found = []
    for command in commands:
        if not command or not Path(command).exists():
            continue
        shown = subprocess.run(
            [command, "-XshowSettings:properties", "-version"],
            capture_output=True,
            text=True,
            check=False,
        )
        java = read_java(shown.stderr)
        if java is not None and java.version >= OLDEST_JAVA:
            found.append(java)
    return max(found, key=lambda java: java.version, default=None)


def require_java() -> Java:
    """Return a Java that runs the servers, installing one where we may."""
    java = find_java()
    if java is None:
        _install("default-jre-headless", f"Java {OLDEST_JAVA} or later (none in JAVA_HOME or PATH)")
        java = find_java()
    if java is None:
        raise StackError(
            f"apt's default-jre-headless is older than Java {OLDEST_JAVA}; "
            "install a newer one and set JAVA_HOME"
        )
    return java


def require_maven() -> str:
    """Return the path of ``mvn``, installing it where we may."""
    if shutil.which("mvn") is None:
        _install("maven", "Maven (mvn), which fetches Kafka and Elasticsearch")
    command = shutil.which("mvn")
    if command is None:
        raise StackError("mvn is still not in PATH after installing apt's maven")
    return command


def _install(package: str, what: str) -> None:
    """Install a Debian package, or say exactly what is missing and the line that installs it."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise StackError(f"{what} is missing: run 'sudo apt-get install {package}' and try again")
    say("apt", f"installing {package}")
    apt = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300"]
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update"], ["install", "-y", "--no-install-recommends", package]):
        done = subprocess.run(
            [*apt, *arguments], env=env, capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            raise StackError(f"apt-get {' '.join(arguments)} failed: {done.stderr.strip()}")


def require_user() -> RunAs | None:
    """Return the user that runs the servers: None (ourselves) unless we are root."""
    if os.geteuid() != 0:
        return None
    try:
        entry = pwd.getpwnam(USER)
    except KeyError:
        done = subprocess.run(
            ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", USER],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise StackError(
                f"the user {USER!r}, which runs the servers in place of root, "
                f"cannot be made: {done.stderr.strip()}"
            ) from None
        entry = pwd.getpwnam(USER)
    return RunAs(entry.pw_uid, entry.pw_gid)


def open_to_others(path: Path) -> bool:
    """Return whether a user without rights of its own can pass through to ``path``."""
    real = path.resolve()
    return all(folder.stat().st_mode & 0o001 for folder in (real, *real.parents) if folder.exists())


def place(directory: Path, run_as: RunAs | None, spare: Path = Path("/var/tmp")) -> Path:  # noqa: S108  # the name is bound to the path and root makes it
    """Make ``directory`` where ``run_as`` can reach it and return its real path.

    Root's own folders are closed to the user that runs the servers (a clone under /root, a
    temporary folder of mode 0700). Then the folder is made under ``spare``, and ``directory``
    becomes a link to it.
    """
    if not directory.is_symlink():
        directory.parent.mkdir(parents=True, exist_ok=True)
        if run_as is None or open_to_others(directory.parent):
            directory.mkdir(exist_ok=True)
        elif directory.exists():
            raise StackError(
                f"{directory} lies in a folder closed to other users, so that the servers, which "
                "do not run as root, cannot read it; remove it or set MARSAD_STACK_DIR"
            )
        else:
            digest = hashlib.sha256(str(directory.resolve()).encode()).hexdigest()[:12]
            directory.symlink_to(spare / f"marsad-{digest}")
    real = directory.resolve()
    real.mkdir(mode=0o755, exist_ok=True)
    if real.stat().st_uid != os.geteuid():
        raise StackError(f"{real} belongs to another user; set MARSAD_STACK_DIR")
    return real
