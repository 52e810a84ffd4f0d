"""The dead-man's switch: its articles are read like any other, and no one else is told of them."""

import datetime as dt

import pytest
from aiohttp.test_utils import TestClient, TestServer

from connectors.sinks.webhook import sign
from dashboard.heartbeat.article import CAMEO, QUERY, SOURCE, TARGET, beat_article, story_id_of
from dashboard.heartbeat.pulse import Pulse, is_silent
from dashboard.heartbeat.receiver import Receiver
from dashboard.heartbeat.subscription import heartbeat_subscription
from schemas.heartbeat import OUTLET, SUBSCRIPTION_ID, Beat, is_synthetic
from schemas.subscription import Subscription
from schemas.wire import encode
from streams import pipeline
from streams.alerts import History, Watch
from streams.settings import Settings
from tests.records import SECRET

NOON = dt.datetime(2026, 5, 4, 12, tzinfo=dt.UTC)
EVERYTHING = Subscription(subscription_id="all", query=f"from:{SOURCE} to:{TARGET} status:any")
BEATS = [NOON + dt.timedelta(minutes=5 * n) for n in range(12)]


def test_every_beat_is_a_story_of_its_own_and_reaches_its_subscription_alone() -> None:
    """The whole walk in process: an event, a story, one alert a beat; nobody else hears of it."""
    state, history = pipeline.LinkState(), History()
    own = heartbeat_subscription(Settings(), SECRET, NOON.isoformat())
    watch = Watch([own, EVERYTHING])
    told = []
    for seq, moment in enumerate(BEATS):
        raw = beat_article(moment, 300)
        walked = pipeline.walk(state, history, watch, raw, seq)
        (event,) = walked.events
        assert (event.source.code, event.cameo, event.status) == (SOURCE, CAMEO, "planned")
        assert [s.story_id for s in walked.stories] == [story_id_of(raw.article_id)]
        assert all(is_synthetic(story) for story in walked.stories)
        told += [(a.subscription_id, a.kind, a.story.cause.outlet) for a in walked.alerts]
    assert told == [(SUBSCRIPTION_ID, "first", OUTLET)] * len(BEATS)


def test_the_same_second_is_the_same_article() -> None:
    assert beat_article(NOON, 300) == beat_article(NOON + dt.timedelta(milliseconds=400), 300)
    assert beat_article(NOON, 300).text != beat_article(BEATS[1], 300).text


def test_the_query_is_one_of_the_language() -> None:
    from streams.alerts.reading import canonical

    assert canonical(QUERY)[0]


def test_what_arrives_is_timed_from_its_own_beat() -> None:
    pulse = Pulse(300)
    pulse.sent("a", NOON)
    pulse.sent("b", NOON + dt.timedelta(seconds=300))
    first = pulse.arrived("email", "a", NOON + dt.timedelta(seconds=301))
    assert first is not None
    assert first.lag_s == 301
    assert pulse.arrived("email", "stranger", NOON) is None
    second = pulse.arrived("email", "b", NOON + dt.timedelta(seconds=302))
    assert second is not None
    assert second.lag_s == 2
    assert pulse.arrived("email", "a", NOON + dt.timedelta(seconds=303)) is None


@pytest.mark.parametrize(("after_s", "silent"), [(659, False), (661, True)])
def test_a_way_is_silent_after_two_intervals_and_a_minute(after_s: int, *, silent: bool) -> None:
    """Also one out of which nothing ever came."""
    beat = Beat(way="email", article_id="", sent_at=NOON.isoformat(), interval_s=300)
    assert is_silent(beat, NOON + dt.timedelta(seconds=after_s)) is silent


async def test_the_receiver_takes_honest_posts_only_and_shows_the_lag() -> None:
    heard: list[str] = []
    receiver = Receiver(SECRET, lambda: NOON, lambda article, _: heard.append(article))
    receiver.show(
        Beat(way="webhook", article_id="a", sent_at=NOON.isoformat(), interval_s=300,
             arrived_at=NOON.isoformat(), lag_s=1.5)
    )  # fmt: skip
    body = encode({"story": {"cause": {"article_id": "a"}}})
    stamp = int(NOON.timestamp())
    async with TestClient(TestServer(receiver.app())) as client:
        for signed, when, status in ((body, stamp, 204), (b"x", stamp, 401), (body, 1, 401)):
            headers = {
                "webhook-id": "d1", "webhook-timestamp": str(when),
                "webhook-signature": sign(SECRET, "d1", when, signed),
            }  # fmt: skip
            answer = await client.post("/heartbeat", data=body, headers=headers)
            assert answer.status == status
        metrics = await (await client.get("/metrics")).text()
    assert heard == ["a"]
    assert 'marsad_heartbeat_lag_seconds{way="webhook"} 1.5' in metrics
    assert 'marsad_heartbeat_silent{way="webhook"} 0.0' in metrics
