"""The sector of each side of an act: by what its phrase says, else by the act."""

from typing import Any

import pytest

from tests.unit.streams.extract.test_extraction import cases, read


@pytest.mark.parametrize("case", cases("sectors.json"))
def test_each_side_has_the_sector_that_acts(case: dict[str, Any]) -> None:
    told = [
        [[e.source.code, e.source.sector], [e.target.code, e.target.sector] if e.target else None]
        for e in read(case).events
        if e.event_type == case["event_type"]
    ]
    assert [case["source"], case["target"]] in told
