"""docker-compose.yml and the Dockerfile, checked as far as that goes without an engine."""

import re
import shlex
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from ops.stack import downloads
from ops.stack.settings import StackSettings
from streams.cli import main
from streams.cli.worker import STAGES
from streams.settings import Settings

ROOT = Path(__file__).parents[3]
TEXT = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
OUTGOING = {"connectors", "deliver", "dashboard"}
"""Services that talk to the world."""


def with_defaults(text: str) -> str:
    """Return the file as compose reads it with no variable set."""
    return re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", text).replace("$$", "$")


COMPOSE: dict[str, Any] = yaml.safe_load(with_defaults(TEXT))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
PRODUCT = {name: s for name, s in SERVICES.items() if s["image"].startswith("marsad:")}
EVERY = pytest.mark.parametrize("name", SERVICES)
EVERY_OF_OURS = pytest.mark.parametrize("name", PRODUCT)


def parse(arguments: list[str]) -> None:
    """Parse a ``marsad`` command as the command line would, without running it."""
    command: click.Command = main
    rest = list(arguments)
    while isinstance(command, click.Group):
        name = rest.pop(0)
        found = command.get_command(click.Context(command), name)
        assert found is not None, f"marsad has no command {name!r}"
        command = found
    command.make_context(arguments[0], rest).close()


def commands(service: dict[str, Any]) -> list[list[str]]:
    """Return every ``marsad`` command line that a service of ours runs or is asked with."""
    if "entrypoint" in service:
        assert service["entrypoint"] == ["sh", "-c"]
        lines = [shlex.split(part) for part in service["command"][0].split("&&")]
    else:
        lines = [["marsad", *service["command"]]]
    asked = service["healthcheck"].get("test", [])[1:]
    lines += [asked] if asked[:1] == ["marsad"] else []
    assert all(line[0] == "marsad" for line in lines)
    return [line[1:] for line in lines]


@EVERY_OF_OURS
def test_every_command_of_a_service_is_one_that_the_product_understands(name: str) -> None:
    for line in commands(SERVICES[name]):
        parse(line)


def test_a_command_that_does_not_exist_would_be_noticed() -> None:
    with pytest.raises(AssertionError, match="no command 'works'"):
        parse(["works", "read"])
    with pytest.raises(click.UsageError):
        parse(["worker", "reed"])


@EVERY_OF_OURS
def test_every_variable_of_a_service_is_known_to_the_settings(name: str) -> None:
    env = {key: str(value) for key, value in SERVICES[name].get("environment", {}).items()}
    settings = Settings.from_env(env)
    assert settings.kafka == "kafka:9092"
    assert settings.elasticsearch == "http://elasticsearch:9200"


def test_every_stage_has_a_service_of_its_own() -> None:
    workers = {s["command"][1]: name for name, s in PRODUCT.items() if s["command"][0] == "worker"}
    assert workers == {stage: stage for stage in STAGES}
    assert set(PRODUCT) == {*STAGES, "connectors", "create", "dashboard", "heartbeat"}


@EVERY
def test_images_are_pinned_to_the_versions_that_the_tests_run(name: str) -> None:
    image, tag = SERVICES[name]["image"].rsplit(":", 1)
    elastic = downloads.ELASTICSEARCH.version
    expected = {
        "apache/kafka": downloads.KAFKA.version,
        "elasticsearch": elastic,
        "kibana": elastic,
        "marsad": VERSION,
    }
    assert tag == expected[image]


@EVERY
def test_no_service_may_take_more_than_it_needs(name: str) -> None:
    service = SERVICES[name]
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert re.fullmatch(r"\d+[mg]", service["mem_limit"])
    assert service["pids_limit"] > 0
    assert "privileged" not in service
    assert service["logging"]["options"]["max-size"]


@EVERY_OF_OURS
def test_the_root_of_our_image_is_read_only_and_its_home_is_in_memory(name: str) -> None:
    assert PRODUCT[name]["read_only"] is True
    assert [mount.split(":")[0] for mount in PRODUCT[name]["tmpfs"]] == ["/tmp"]
    assert re.search(r"^\s*(ENV )?.*\bHOME=/tmp\b", DOCKERFILE, re.MULTILINE)
    assert "MARSAD_STATE_DIR=/tmp/" in DOCKERFILE
    lasting = [m for m in PRODUCT[name].get("volumes", []) if not m.endswith(":ro")]
    assert lasting in ([], ["keys:/var/lib/marsad"])
    assert "--owner marsad" in DOCKERFILE, "a new volume takes its owner from the image"


@EVERY
def test_published_ports_are_open_to_this_machine_only(name: str) -> None:
    for port in SERVICES[name].get("ports", []):
        assert port.startswith("127.0.0.1:")


def test_programs_on_this_machine_find_the_services_where_the_local_stack_would_be() -> None:
    stack = StackSettings()
    kafka = SERVICES["kafka"]
    assert kafka["ports"] == [f"127.0.0.1:{stack.kafka_port}:19092"]
    advertised = kafka["environment"]["KAFKA_ADVERTISED_LISTENERS"].split(",")
    assert f"HOST://127.0.0.1:{stack.kafka_port}" in advertised
    assert SERVICES["elasticsearch"]["ports"] == [f"127.0.0.1:{stack.elasticsearch_port}:9200"]


@EVERY
def test_only_services_that_publish_or_fetch_have_a_way_out(name: str) -> None:
    service = SERVICES[name]
    way_out = name in OUTGOING or "ports" in service
    assert set(service["networks"]) == ({"inside", "outside"} if way_out else {"inside"})
    assert COMPOSE["networks"]["inside"] == {"internal": True}


@EVERY
def test_no_password_is_written_down(name: str) -> None:
    for key in SERVICES[name].get("environment", {}):
        word = re.search(r"PASSWORD|SECRET|TOKEN|API_?KEY", key, re.IGNORECASE)
        assert word is None or key.endswith("_FILE")


@EVERY
def test_every_lasting_service_is_asked_how_it_is_and_starts_again(name: str) -> None:
    service = SERVICES[name]
    if name == "create":
        assert service["restart"] == "no"
        assert service["healthcheck"] == {"disable": True}
    else:
        assert service["restart"] == "unless-stopped"
        assert service["healthcheck"]["test"][0] == "CMD"
        assert {"interval", "timeout", "retries", "start_period"} < set(service["healthcheck"])


def test_stages_start_when_topics_and_templates_are_there_and_those_when_the_servers_answer() -> (
    None
):
    for name, service in PRODUCT.items():
        if name == "create":
            answers = {"condition": "service_healthy"}
            wanted = {"kafka": answers, "elasticsearch": answers}
        else:
            wanted = {"create": {"condition": "service_completed_successfully"}}
        assert service["depends_on"] == wanted


def test_what_must_last_is_in_named_volumes() -> None:
    for name, path in {
        "kafka": SERVICES["kafka"]["environment"]["KAFKA_LOG_DIRS"],
        "elasticsearch": "/usr/share/elasticsearch/data",
        "kibana": "/usr/share/kibana/data",
    }.items():
        assert SERVICES[name]["volumes"] == [f"{name}:{path}"]
        assert name in COMPOSE["volumes"]


def test_kibana_is_there_only_for_those_who_explore() -> None:
    assert {name for name, s in SERVICES.items() if "profiles" in s} == {"kibana"}
    assert SERVICES["kibana"]["profiles"] == ["explore"]


def test_the_image_is_built_from_pinned_parts_and_runs_as_nobody_special() -> None:
    bases = re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    assert bases
    pinned = re.compile(r"python:3\.1[123]\.\d+-slim-\w+|node:\d+\.\d+\.\d+-\w+-slim")
    assert all(pinned.fullmatch(base) for base in bases)
    assert "npm install" not in DOCKERFILE, "npm ci takes what the lock file says, and nothing else"
    installs = re.findall(r"bin/pip install ([^&]*)", DOCKERFILE.replace("\\\n", ""))
    assert all("--no-deps" in install for install in installs)
    assert all("--require-hashes" in install for install in installs if "-r " in install)
    users = re.findall(r"^USER (\d+):\d+$", DOCKERFILE, re.MULTILINE)
    assert users
    assert int(users[-1]) > 0


def test_everything_that_the_image_copies_is_there_and_not_kept_out() -> None:
    let_in = (ROOT / ".dockerignore").read_text(encoding="utf-8")
    allowed = re.findall(r"^!(.+)$", let_in, re.MULTILINE)
    copied = [
        source
        for line in re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.MULTILINE)
        for source in line.split()[:-1]
    ]
    apart = {source for source in copied if not source.startswith("dashboard/front")}
    assert apart == set(allowed)
    assert all((ROOT / source).exists() for source in copied)


def composers() -> list[list[str]]:
    """Return the compose programs of this machine that read files without an engine."""
    found = [["docker-compose"]] if shutil.which("docker-compose") else []
    if shutil.which("docker"):
        asked = subprocess.run(["docker", "compose", "version"], capture_output=True, check=False)
        found += [["docker", "compose"]] if asked.returncode == 0 else []
    return found


def test_compose_itself_reads_the_file() -> None:
    if not composers():
        pytest.skip("no compose program here (Debian: apt-get install docker-compose)")
    for program in composers():
        read = subprocess.run(
            [*program, "--profile", "explore", "config"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert read.returncode == 0, read.stderr
        assert set(yaml.safe_load(read.stdout)["services"]) == set(SERVICES)
