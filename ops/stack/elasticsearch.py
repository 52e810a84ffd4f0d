"""One Elasticsearch node on loopback, without security: nobody else can reach it."""

import http.client
import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ops.stack.machine import Java
from ops.stack.process import Node

HEAP = "1g"
ANSWER_S = 3.0


@dataclass(frozen=True)
class Elasticsearch(Node):
    """A single node from the server distribution in ``home``, which stays untouched."""

    transport_port: int
    home: Path
    java: Java

    def command(self) -> Sequence[str]:
        """Write the configuration and return the launcher's command.

        The launcher ends when the server is up (``-d``) and the server itself writes the pid.
        """
        config = self.directory / "config"
        shutil.rmtree(config, ignore_errors=True)
        for folder in (config, self.directory / "logs", self.directory / "tmp"):
            folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(self.home / "config" / "log4j2.properties", config)
        (config / "elasticsearch.yml").write_text(self._settings(), encoding="utf-8")
        (config / "jvm.options").write_text(self._jvm_options(), encoding="utf-8")
        return [str(self.home / "bin" / "elasticsearch"), "-d", "-p", str(self.pid_file)]

    @property
    def writes_pid(self) -> bool:
        """Return True: the process that we start is only the launcher."""
        return True

    def environment(self) -> dict[str, str]:
        """Return the variables of Elasticsearch's launcher."""
        return {
            "ES_JAVA_HOME": str(self.java.home),
            "ES_PATH_CONF": str(self.directory / "config"),
            "ES_TMPDIR": str(self.directory / "tmp"),
            # The launcher is a second, short-lived JVM.
            "CLI_JAVA_OPTS": "-Xmx64m -XX:TieredStopAtLevel=1",
        }

    def answers(self) -> bool:
        """Return whether the cluster's health is yellow or green.

        ``GET /`` is no test: this distribution does not have it.
        """
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=ANSWER_S)
        try:
            connection.request("GET", "/_cluster/health?wait_for_status=yellow&timeout=1s")
            response = connection.getresponse()
            health = json.loads(response.read())
        except (OSError, http.client.HTTPException, ValueError):
            return False
        finally:
            connection.close()
        return response.status == http.client.OK and health.get("status") in {"yellow", "green"}

    def _settings(self) -> str:
        settings = {
            "cluster.name": "marsad",
            "node.name": self.name,
            "path.data": str(self.directory / "data"),
            "path.logs": str(self.directory / "logs"),
            "http.host": "127.0.0.1",
            "http.port": self.port,
            "transport.host": "127.0.0.1",
            "transport.port": self.transport_port,
            "discovery.type": "single-node",
            "xpack.security.enabled": False,
            # By default a disc that is 95 % full blocks all writing, however large it is.
            "cluster.routing.allocation.disk.watermark.low": "1gb",
            "cluster.routing.allocation.disk.watermark.high": "500mb",
            "cluster.routing.allocation.disk.watermark.flood_stage": "250mb",
        }
        # JSON values are YAML values.
        return "".join(f"{key}: {json.dumps(value)}\n" for key, value in settings.items())

    def _jvm_options(self) -> str:
        options = [
            f"-Xms{HEAP}",
            f"-Xmx{HEAP}",
            "-XX:+UseG1GC",
            "-Djava.io.tmpdir=${ES_TMPDIR}",
            "20-:--add-modules=jdk.incubator.vector",
            "-XX:+ExitOnOutOfMemoryError",
            f"-XX:ErrorFile={self.directory}/logs/hs_err_pid%p.log",
            self.marker,
        ]
        return "".join(f"{option}\n" for option in options)
