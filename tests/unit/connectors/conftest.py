"""A local site and a fetcher for the connectors' tests."""

from collections.abc import AsyncIterator

import pytest

from connectors.sources.fetch import Caps, Fetcher
from tests.fakes.web import Site, site


@pytest.fixture
async def web() -> AsyncIterator[Site]:
    async with site() as running:
        yield running


@pytest.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    async with Fetcher(Caps(total_s=5)) as running:
        yield running
