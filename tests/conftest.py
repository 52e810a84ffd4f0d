"""Fixtures for all tests."""

from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from ops.demo.server import World, serve

# How long an example takes says more of the machine than of the code.
hypothesis.settings.register_profile("marsad", deadline=None)
hypothesis.settings.load_profile("marsad")

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of other people's texts, which is never committed; skip where absent."""
    if not (SHARED / "contracts.md").exists():
        pytest.skip(f"{SHARED} is absent: texts that may not be committed live there")
    return SHARED


@pytest.fixture
def world() -> Iterator[World]:
    """Return feeds and a receiver of alerts on loopback."""
    world = World()
    server = serve(world)
    yield world
    server.shutdown()
    server.server_close()
