"""The index of prints against a dict of lists."""

from collections import defaultdict

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from streams.dedup.print_index import PrintIndex, Tags


def add(index: PrintIndex, tags: Tags, ordinal: int, floor: int = 1) -> None:
    index.look_up(tags, floor)
    index.post(0, np.ones(len(tags), np.bool_), ordinal)


def held(index: PrintIndex, tags: list[int], floor: int) -> dict[int, list[int]]:
    which, holders, _ = index.find(*index.look_up(np.array(tags, np.uint32), floor), floor)
    found: dict[int, list[int]] = defaultdict(list)
    for at, holder in zip(which.tolist(), holders.tolist(), strict=True):
        found[tags[at]].append(holder)
    return {tag: sorted(found[tag]) for tag in tags}


TAG = st.integers(min_value=0, max_value=40).map(lambda tag: tag * 0x0654_3211 % (1 << 32))
ARTICLES = st.lists(st.lists(TAG, unique=True, max_size=8), max_size=12)


@given(ARTICLES, st.sets(st.integers(0, 11)), st.integers(min_value=1, max_value=13), st.data())
def test_the_index_finds_what_a_dict_of_lists_would(
    articles: list[list[int]], ends: set[int], floor: int, data: st.DataObject
) -> None:
    index, model, number = PrintIndex(), defaultdict[int, list[int]](list), 0
    while number < len(articles):
        batch = [articles[number]]
        while number + len(batch) < len(articles) and number + len(batch) not in ends:
            batch.append(articles[number + len(batch)])
        tags = [tag for article in batch for tag in article]
        which, places = index.look_up(np.array(tags, np.uint32), 1)
        begin = 0
        for article in batch:
            number += 1
            mine = (which >= begin) & (which < begin + len(article))
            found, holders, _ = index.find(which[mine] - begin, places[mine], 1)
            for at, tag in enumerate(article):
                assert sorted(holders[found == at].tolist()) == model[tag]
            posted = [data.draw(st.booleans()) for _ in article]
            index.post(begin, np.array(posted, np.bool_), number)
            for tag, is_new in zip(article, posted, strict=True):
                model[tag] += [number] if is_new else []
            begin += len(article)
    every = sorted(model)
    expected = {tag: [o for o in model[tag] if o >= floor] for tag in every}
    assert held(index, every, floor) == expected


def test_a_posting_changes_hands_in_the_room_and_in_the_table() -> None:
    index, tags = PrintIndex(), np.array([7, 8, 7, 7, 8], np.uint32)
    which, places = index.look_up(tags, 1)
    index.post(0, np.array([True, True]), 1)
    index.post(2, np.array([True]), 2)
    last = which >= 3
    _, holders, found = index.find(which[last], places[last], 1)
    assert holders.tolist() == [1, 2, 1]
    index.replace(found[holders == 1], 3)
    assert held(index, [7, 8], 1) == {7: [2, 3], 8: [3]}
    _, holders, found = index.find(*index.look_up(np.array([7, 8], np.uint32), 1), 1)
    index.replace(found[holders == 3], 4)
    assert held(index, [7, 8], 1) == {7: [2, 4], 8: [4]}


def test_the_room_takes_a_batch_of_any_size() -> None:
    index, tags = PrintIndex(), np.arange(1, 100_001, dtype=np.uint32) * np.uint32(40_503)
    add(index, np.array([5], np.uint32), 1)
    add(index, tags, 2)
    assert len(index.look_up(tags, 1)[0]) == len(tags)
    assert held(index, [5], 1) == {5: [1]}


def test_growing_loses_no_posting() -> None:
    index, chance = PrintIndex(), np.random.default_rng(1)
    tags = np.unique(chance.integers(0, 1 << 32, 400_000, np.uint32))
    chance.shuffle(tags)
    for ordinal, part in enumerate(np.array_split(tags, 100), 1):
        add(index, part, ordinal)
    assert len(index.look_up(tags, 1)[0]) == len(tags)


def test_dead_postings_make_room_so_that_the_table_stops_growing() -> None:
    index, chance, sizes = PrintIndex(), np.random.default_rng(2), []
    for ordinal in range(1, 400):
        floor = max(1, ordinal - 50)
        add(index, np.unique(chance.integers(0, 1 << 32, 5_000, np.uint32)), ordinal, floor)
        index.recount(floor)
        sizes.append(index.nbytes)
    assert sizes[-1] == sizes[100]
