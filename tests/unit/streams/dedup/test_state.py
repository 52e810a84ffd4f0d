"""The state: the same after a crash as without one, flat over many windows."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from streams.dedup import DedupState, apply, decide, fingerprint
from tests.unit.streams.dedup.streams_of_texts import HOUR, replay, run, stream, words

SEEDS = st.integers(min_value=0, max_value=10_000)


@settings(max_examples=25, deadline=None)
@given(SEEDS, st.integers(min_value=0, max_value=120))
def test_a_run_killed_anywhere_decides_as_an_undisturbed_one(seed: int, crash: int) -> None:
    items = stream(seed, 120)
    undisturbed = run(DedupState(window_hours=48), items)
    state = DedupState(window_hours=48)
    replay(state, items[:crash], undisturbed[:crash])
    assert run(state, items[crash:]) == undisturbed[crash:]


@settings(max_examples=10, deadline=None)
@given(SEEDS)
def test_looking_ahead_changes_no_decision(seed: int) -> None:
    items = stream(seed, 100)
    state, decided = DedupState(window_hours=48), []
    for start in range(0, len(items), 16):
        batch = items[start : start + 16]
        state.look_ahead([item.prints for item in batch])
        decided += run(state, batch)
    assert decided == run(DedupState(window_hours=48), items)


@settings(max_examples=10, deadline=None)
@given(SEEDS)
def test_deciding_changes_nothing(seed: int) -> None:
    items = stream(seed, 80)
    state = DedupState(window_hours=48)
    decided = run(state, items[:40])
    for item in items[40:]:
        decide(state, item.article_id, item.prints, item.at + 500 * HOUR, item.outlet)
    assert decided + run(state, items[40:]) == run(DedupState(window_hours=48), items)


@settings(max_examples=10, deadline=None)
@given(SEEDS)
def test_links_point_to_earlier_articles_and_clusters_to_their_first(seed: int) -> None:
    items = stream(seed, 120)
    seen: set[str] = set()
    for item, copies in zip(items, run(DedupState(window_hours=1e6), items), strict=True):
        assert item.article_id not in {link.id for link in copies.links}
        assert {link.id for link in copies.links} <= seen
        assert copies.cluster_id in seen | {item.article_id}
        assert (copies.relation == "original") == (copies.cluster_id == item.article_id)
        for link in copies.links:
            assert 0 <= link.jaccard <= link.containment <= 1
        seen.add(item.article_id)


@settings(max_examples=10, deadline=None)
@given(SEEDS, st.integers(min_value=0, max_value=79))
def test_applying_an_article_twice_changes_nothing(seed: int, again: int) -> None:
    items = stream(seed, 80)
    state = DedupState(window_hours=1e6)
    decided = run(state, items[: again + 1])
    item = items[again]
    apply(state, item.article_id, item.prints, item.at, decided[again], item.outlet)
    rest = run(state, items[again + 1 :])
    assert decided + rest == run(DedupState(window_hours=1e6), items)


def test_memory_is_flat_over_ten_windows() -> None:
    chance = random.Random(1)
    state, sizes, now = DedupState(window_hours=24), [], 0.0
    texts = [words(chance, 60) for _ in range(400)]
    for window in range(10):
        for number, text in enumerate(texts):
            now += 24 * HOUR / len(texts)
            prints = fingerprint("", f"{text[window * 7 :]} {words(chance, 30)}")
            name = f"{window}-{number}"
            apply(state, name, prints, now, decide(state, name, prints, now), "o")
        sizes.append((len(state.live), state.nbytes, len(state.ordinals), len(state.groups)))
    live, nbytes, ordinals, groups = zip(*sizes[2:], strict=True)
    assert max(live) <= 1.1 * len(texts) * 15 / 14
    assert ordinals == live
    assert max(nbytes) <= 1.05 * nbytes[0]
    assert max(groups) <= len(texts)
