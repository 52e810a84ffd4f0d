"""The stack's variables."""

from pathlib import Path

import pytest

from ops.stack.console import StackError
from ops.stack.settings import ROOT, StackSettings


def test_everything_lies_in_one_folder_of_the_repository_unless_said_otherwise() -> None:
    settings = StackSettings.from_env({})
    assert settings.directory == ROOT / ".stack"
    assert settings.downloads == ROOT / ".stack" / "downloads"
    assert (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines().count(".stack/") == 1


def test_a_second_stack_elsewhere_shares_the_downloads_and_moves_the_inner_ports_along() -> None:
    settings = StackSettings.from_env(
        {
            "MARSAD_STACK_DIR": "/srv/second",
            "MARSAD_KAFKA_PORT": "29092",
            "MARSAD_ELASTICSEARCH_PORT": "29200",
        }
    )
    assert settings.directory == Path("/srv/second")
    assert settings.downloads == ROOT / ".stack" / "downloads"
    assert (settings.kafka_port, settings.controller_port) == (29092, 29192)
    assert (settings.elasticsearch_port, settings.transport_port) == (29200, 29300)


def test_every_bad_port_is_named_at_once() -> None:
    env = {"MARSAD_KAFKA_PORT": "٩٠٩٢", "MARSAD_ELASTICSEARCH_PORT": "80"}
    with pytest.raises(StackError) as caught:
        StackSettings.from_env(env)
    assert all(f"{name} is {value!r}" in str(caught.value) for name, value in env.items())
