"""Settings: every bad variable at once, in words."""

import dataclasses
from pathlib import Path

import pytest

from streams.settings import BadSettings, Settings

ROOT = Path(__file__).parents[3]


def test_without_variables_everything_is_on_this_machine() -> None:
    """A laptop needs no configuration."""
    assert Settings.from_env({"HOME": "/root"}) == Settings()


def test_values_are_read_by_type() -> None:
    """Text, whole numbers, numbers, flags, paths."""
    env = {
        "MARSAD_KAFKA": "k1:9092,k2:9092", "MARSAD_ATTEMPTS": "9", "MARSAD_RETRY_FIRST_S": "0.5",
        "MARSAD_WEBHOOK_ALLOW_PRIVATE": "true", "MARSAD_STATE_DIR": "/var/lib/marsad",
    }  # fmt: skip
    settings = Settings.from_env(env)
    assert (settings.kafka, settings.attempts) == ("k1:9092,k2:9092", 9)
    assert settings.webhook_allow_private is True
    assert settings.state_dir == Path("/var/lib/marsad")


def test_all_problems_are_told_at_once() -> None:
    """One look, one round of mending."""
    env = {"MARSAD_ATTEMPTS": "many", "MARSAD_RETRY_FIRST_S": "nan", "MARSAD_KAFAK": "x"}
    with pytest.raises(BadSettings) as caught:
        Settings.from_env(env)
    text = str(caught.value)
    assert "MARSAD_KAFAK is not a setting" in text
    assert "MARSAD_ATTEMPTS is 'many', expected a whole number" in text
    assert "MARSAD_RETRY_FIRST_S is 'nan'" in text


def test_every_setting_is_documented() -> None:
    """docs/reference/settings.md lists each variable with its default."""
    page = (ROOT / "docs/reference/settings.md").read_text("utf-8")
    for field in dataclasses.fields(Settings):
        assert f"`MARSAD_{field.name.upper()}`" in page, field.name


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("READ_PROCESSES", "0", "1 to 64"),
        ("IN_FLIGHT", "0", "1 to 10,000"),
        ("REPLICATION", "10", "1 to 9"),
        ("ATTEMPTS", "0", "1 to 100"),
        ("SESSION_TIMEOUT_S", "0", "6 to 1,800"),
        ("LOG_LEVEL", "LOUD", "one of DEBUG"),
        ("TOPIC_PREFIX", "Desk_", "a-z"),
        ("TOPIC_PREFIX", "-desk", "a letter or digit first"),
    ],
)
def test_a_value_that_no_worker_can_run_with_is_told_at_the_start(
    name: str, value: str, expected: str
) -> None:
    """Else a worker would bury every article, or wait for ever, and say nothing of the setting."""
    with pytest.raises(BadSettings, match=f"MARSAD_{name} is '{value}', expected .*{expected}"):
        Settings.from_env({f"MARSAD_{name}": value})
