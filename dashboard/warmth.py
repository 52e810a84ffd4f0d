"""Reading at the start what the first search would otherwise wait for."""

import asyncio

from dashboard.clock import Clock
from dashboard.views.asked import Asked, versions_request
from dashboard.views.naming import cameo_name, name_of


async def warm_up(clock: Clock) -> None:
    """Load the lexicons of queries and names, beside the requests that come meanwhile."""
    await asyncio.to_thread(versions_request, Asked('actor:BRA "نهر"'), clock())
    await asyncio.to_thread(cameo_name, "164")
    for language in ("ar", "en"):
        await asyncio.to_thread(name_of, "BRA", language)
