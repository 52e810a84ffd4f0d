"""What is remembered of a feed stays small, and holds at least the last body."""

from connectors.sources.entries import Entry
from connectors.sources.registry import Source
from connectors.state import HASHES_KEPT, SEEN_LEAST, SEEN_MOST, VERSIONS_MOST, decide
from schemas.feed import FeedState, SeenItem
from schemas.identity import stable_id
from schemas.wire import encode

SOURCE = Source(id="f", name="f", url="https://feed.example/")
NOW = "2016-10-03T20:00:00.000Z"


def entry(number: int, words: str = "") -> Entry:
    return Entry(
        article_id=stable_id(str(number)), content_hash=stable_id(str(number), words)[:16],
        form="", url=None, title=f"{number} {words}", text="", published=None,
        published_raw=None, date_note="empty", agency=None,
    )  # fmt: skip


def state_of(*seen: SeenItem) -> FeedState:
    return FeedState(feed_id="f", url=SOURCE.url, polled_at=NOW, seen=seen)


def test_largest_state_is_a_record() -> None:
    item = SeenItem(
        article_id="a" * 32, version=VERSIONS_MOST, hashes=("a" * 16,) * HASHES_KEPT,
        ingested_at=NOW, form="a" * 16,
    )  # fmt: skip
    assert encode(state_of(*[item] * SEEN_MOST))


def test_feed_that_turns_over_is_remembered_in_bounds() -> None:
    state = state_of()
    for first in range(0, 5000, 50):
        decision = decide(
            [entry(n) for n in range(first, first + 60)], state, SOURCE, fetched_at=NOW
        )
        state = state_of(*decision.seen)
        assert len(state.seen) <= SEEN_LEAST
    assert decision.created == 50


def test_long_body_is_remembered_whole_and_repeats_nothing() -> None:
    entries = [entry(n) for n in range(2000)]
    first = decide(entries, None, SOURCE, fetched_at=NOW)
    again = decide(entries, state_of(*first.seen), SOURCE, fetched_at=NOW)
    assert (first.created, again.created, again.known) == (2000, 0, 2000)


def test_item_that_changes_at_every_poll_stops_making_versions() -> None:
    state = state_of()
    versions = []
    for turn in range(100):
        decision = decide([entry(1, str(turn))], state, SOURCE, fetched_at=NOW)
        versions += [article.version for article in decision.articles]
        state = state_of(*decision.seen)
    assert versions == list(range(1, VERSIONS_MOST + 1))
