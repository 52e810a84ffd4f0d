"""The anchor index finds what a scan of all subscriptions finds, and asks few of them."""

from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.story import Story
from streams.alerts import Watch
from streams.alerts.facts import facts_of
from streams.alerts.language import Node, text_of
from tests.records import story, subscription
from tests.unit.streams.alerts.queries import queries, stories


def watch_of(*queries: str) -> Watch:
    """Return a watch of one subscription a query, named by its number."""
    return Watch(
        subscription(subscription_id=f"{number:03}", query=query)
        for number, query in enumerate(queries)
    )


@settings(max_examples=300, deadline=None)
@given(st.lists(queries(), min_size=1, max_size=12), stories())
def test_the_index_finds_what_a_scan_finds(trees: list[Node], version: Story) -> None:
    """Whatever the queries, whatever the story."""
    watch, facts = watch_of(*map(text_of, trees)), facts_of(version)
    assert list(watch.met_by(facts)) == list(watch.met_by_scan(facts))


def test_a_subscription_is_asked_only_where_its_rarest_anchor_is() -> None:
    """Cost and hits are counted for each subscription."""
    long_word = 'type:SANCTION "المفاوضات"'
    watch = watch_of("from:BRA status:planned", "from:CAN", "goldstein<-5", long_word)
    list(watch.met_by(facts_of(story())))
    asked = {w.subscription.query: (w.cost.asked, w.cost.hits) for w in watch}
    assert asked == {
        "from:BRA status:planned": (1, 0),
        "from:CAN": (0, 0),
        "goldstein<-5": (1, 1),
        long_word: (0, 0),
    }


def test_a_subscription_that_changes_or_goes_is_asked_as_it_now_is() -> None:
    """The newest record of an id counts; one that is switched off is not asked."""
    facts, watch = facts_of(story()), watch_of("from:BRA")
    assert len(list(watch.met_by(facts))) == 1
    watch.add(subscription(subscription_id="000", query="from:CAN"))
    assert list(watch.met_by(facts)) == []
    watch.add(subscription(subscription_id="000", query="from:BRA", enabled=False))
    assert (list(watch.met_by(facts)), len(watch)) == ([], 0)
    watch.add(subscription(subscription_id="000", query="from:BRA"))
    watch.remove("000")
    assert list(watch.met_by(facts)) == []
