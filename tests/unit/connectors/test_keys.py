"""The key that signs links."""

import stat
from pathlib import Path

import pytest

from connectors.keys import BadKey, signing_key
from streams.settings import Settings


def test_a_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    settings = Settings(state_dir=tmp_path / "state")
    key = signing_key(settings)
    assert signing_key(settings) == key
    (file,) = (tmp_path / "state").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_key_too_short_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text("short")
    with pytest.raises(BadKey, match="5 bytes, expected at least 32"):
        signing_key(Settings(secret_file=str(file)))


def test_a_key_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadKey, match="cannot be read"):
        signing_key(Settings(secret_file=str(tmp_path)))
