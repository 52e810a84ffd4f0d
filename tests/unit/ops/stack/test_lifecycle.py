"""What a stack knows of itself before anything runs."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from ops.stack import downloads, lifecycle
from ops.stack.console import StackError
from ops.stack.machine import RunAs, open_to_others, place
from ops.stack.settings import ROOT, StackSettings
from streams.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> StackSettings:
    return StackSettings(directory=tmp_path / "stack", downloads=tmp_path / "downloads")


def test_a_stack_that_was_never_started_has_no_nodes_and_down_does_nothing(
    settings: StackSettings,
) -> None:
    assert lifecycle.status(settings, lifecycle.SERVICES) == []
    assert lifecycle.down(settings, lifecycle.SERVICES) == []
    assert lifecycle.clean(settings) == []
    assert not settings.directory.exists()


def test_a_stack_keeps_the_number_of_brokers_it_was_made_with(tmp_path: Path) -> None:
    assert lifecycle._brokers(tmp_path, 3) == 3
    cluster = (tmp_path / "cluster-id").read_text()
    assert lifecycle._brokers(tmp_path, None) == 3
    with pytest.raises(StackError, match="made with 3 broker"):
        lifecycle._brokers(tmp_path, 1)
    assert (tmp_path / "cluster-id").read_text() == cluster


def test_clean_removes_the_state_and_leaves_downloads_that_other_stacks_share(
    settings: StackSettings,
) -> None:
    (settings.directory / "nodes" / "kafka-1" / "data").mkdir(parents=True)
    settings.downloads.mkdir()
    lifecycle.clean(settings)
    assert not settings.directory.exists()
    assert settings.downloads.exists()


def test_state_in_a_closed_folder_is_put_where_the_servers_user_can_reach_it(
    tmp_path: Path,
) -> None:
    closed, spare = tmp_path / "closed", tmp_path / "spare"
    closed.mkdir(mode=0o700)
    spare.mkdir()
    assert not open_to_others(closed)
    placed = place(closed / "nodes", RunAs(12345, 12345), spare)
    assert placed.parent == spare
    assert (closed / "nodes").resolve() == placed
    assert place(closed / "nodes", RunAs(12345, 12345), spare) == placed


def test_without_another_user_state_stays_where_it_was_asked_for(tmp_path: Path) -> None:
    assert place(tmp_path / "a" / "nodes", None) == tmp_path / "a" / "nodes"


@pytest.mark.parametrize("download", [downloads.KAFKA, downloads.ELASTICSEARCH])
def test_what_maven_fetches_is_the_version_that_the_stack_looks_for(
    download: downloads.Download,
) -> None:
    pom = ET.parse(ROOT / "ops" / "stack" / f"{download.name}.pom.xml")
    versions = {
        element.text
        for element in pom.iter("{http://maven.apache.org/POM/4.0.0}version")
        if element.text != "1.7.36"
    }
    assert versions == {download.version}


def test_the_product_ignores_the_variables_of_the_stack() -> None:
    Settings.from_env(
        {
            "MARSAD_STACK_DIR": "/srv/second",
            "MARSAD_STACK_DOWNLOADS": "/srv/downloads",
            "MARSAD_KAFKA_PORT": "29092",
            "MARSAD_KAFKA_CONTROLLER_PORT": "29192",
            "MARSAD_ELASTICSEARCH_PORT": "29200",
        }
    )


def test_the_default_ports_are_those_that_the_product_connects_to() -> None:
    stack, product = StackSettings(), Settings()
    assert product.kafka == f"127.0.0.1:{stack.kafka_port}"
    assert product.elasticsearch == f"http://127.0.0.1:{stack.elasticsearch_port}"


def test_a_running_node_is_asked_on_the_port_it_was_started_with(settings: StackSettings) -> None:
    nodes_dir = settings.directory / "nodes"
    (nodes_dir / "elasticsearch").mkdir(parents=True)
    (nodes_dir / "elasticsearch" / "port").write_text("29200")
    (node,) = lifecycle.known(settings, ("elasticsearch",))
    assert node.port == 29200
    (moved,) = lifecycle._nodes(settings, 0, ("elasticsearch",))
    with pytest.raises(StackError, match=r"runs on port 29200; run 'down' first .* to 19200"):
        lifecycle._check_running(moved, 0)
