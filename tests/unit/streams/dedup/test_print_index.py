"""The index of prints against a dict of lists."""

from collections import defaultdict

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from streams.dedup.print_index import PrintIndex


def holders(index: PrintIndex, tags: list[int], floor: int) -> dict[int, list[int]]:
    wanted = np.array(tags, np.uint32)
    found = index.find(tags, index.look_up(wanted), floor)
    held: dict[int, list[int]] = defaultdict(list)
    for which, holder in zip(found.which.tolist(), found.holders.tolist(), strict=True):
        held[tags[which]].append(holder)
    return {tag: sorted(held[tag]) for tag in tags}


TAG = st.integers(min_value=0, max_value=40).map(lambda tag: tag * 0x0654_3211 % (1 << 32))
POSTINGS = st.lists(st.lists(TAG, unique=True, max_size=8), max_size=12)


@given(POSTINGS, st.sets(st.integers(0, 11)), st.integers(min_value=1, max_value=13))
def test_the_index_finds_what_a_dict_of_lists_would(
    postings: list[list[int]], flushes: set[int], floor: int
) -> None:
    index, model = PrintIndex(), defaultdict(list)
    for number, tags in enumerate(postings):
        index.add(tags, number + 1, 1)
        for tag in tags:
            model[tag].append(number + 1)
        if number in flushes:
            index.flush(1)
    every = sorted(model)
    expected = {tag: [o for o in model[tag] if o >= floor] for tag in every}
    assert holders(index, every, floor) == expected


def test_a_posting_changes_hands_in_the_dict_and_in_the_table() -> None:
    index = PrintIndex()
    index.add([7, 8], 1, 1)
    index.add([7], 2, 1)
    for ordinal in (3, 4):
        tags = [7, 8]
        found = index.find(tags, index.look_up(np.array(tags, np.uint32)), 1)
        oldest = (found.holders != 2).nonzero()[0]
        index.replace(tags, found.at(oldest), ordinal)
        assert holders(index, tags, 1) == {7: [2, ordinal], 8: [ordinal]}
        index.flush(1)


def test_growing_loses_no_posting() -> None:
    index, chance = PrintIndex(), np.random.default_rng(1)
    tags = np.unique(chance.integers(0, 1 << 32, 400_000, np.uint32))
    chance.shuffle(tags)
    for ordinal, part in enumerate(np.array_split(tags, 100), 1):
        index.add(part.tolist(), ordinal, 1)
    index.flush(1)
    assert len(index.look_up(tags)[0]) == len(tags)


def test_dead_postings_make_room_so_that_the_table_stops_growing() -> None:
    index, chance, sizes = PrintIndex(), np.random.default_rng(2), []
    for ordinal in range(1, 400):
        floor = max(1, ordinal - 50)
        index.add(chance.integers(0, 1 << 32, 5_000, np.uint32).tolist(), ordinal, floor)
        index.recount(floor)
        sizes.append(index.nbytes)
    assert sizes[-1] == sizes[100]
