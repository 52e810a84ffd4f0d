"""The journal of link as it is read back: the order of the decisions, each once."""

from collections.abc import AsyncIterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.article import LinkedArticle
from schemas.errors import InvalidMessage, TransientError
from streams.pipeline import LinkState, decide, read
from streams.stages.recovery import in_order, rebuilt
from tests.records import raw

LINKED = decide(LinkState(), read(raw()), 0)


async def journal(numbers: Sequence[int]) -> AsyncIterator[LinkedArticle]:
    """Yield a record for each of ``numbers``."""
    for number in numbers:
        yield LinkedArticle(
            seq=number, article=LINKED.article, copies=LINKED.copies, story=LINKED.story,
            first_ingested_at=LINKED.first_ingested_at,
        )  # fmt: skip


async def read_back(numbers: Sequence[int], width: int = 4) -> list[int]:
    """Return the numbers in the order in which they are read back."""
    return [linked.seq async for linked in in_order(journal(numbers), width)]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ([], []),
        ([5, 6, 9], [5, 6, 9]),
        ([5, 7, 8, 6, 9], [5, 6, 7, 8, 9]),
        ([5, 6, 7, 5, 6, 7, 8], [5, 6, 7, 8]),
        ([5, 5, 6, 6], [5, 6]),
        (
            [1000, 1001, 1002, 1003, 1004, 1005, 3, 1006],
            [1000, 1001, 1002, 1003, 1004, 1005, 3, 1006],
        ),
    ],
    ids=["nothing", "gaps", "repeated send", "two lives", "pairs", "decided after a rewind"],
)
async def test_decisions_come_back_as_they_were_made(
    written: list[int], expected: list[int]
) -> None:
    """Whatever retries and crashes did to the order on the topic."""
    assert await read_back(written) == expected


@given(st.lists(st.integers(0, 3), max_size=60), st.randoms(use_true_random=False))
async def test_any_delay_within_the_window_is_put_right(delays: list[int], chance: object) -> None:
    """A record lies behind at most ``width`` later ones, and some are there twice."""
    order = sorted(range(len(delays)), key=lambda number: number + delays[number])
    assert await read_back([*order, *order]) == list(range(len(delays)))


@pytest.mark.parametrize("fault", [InvalidMessage("a date that is none"), ValueError("a fault")])
async def test_a_memory_that_cannot_be_rebuilt_buries_nobodys_message(fault: Exception) -> None:
    """Every message that came meanwhile would become a dead letter, one after the other."""

    async def work() -> None:
        raise fault

    with pytest.raises(TransientError, match="link: its memory cannot be rebuilt"):
        await rebuilt("link", work())
