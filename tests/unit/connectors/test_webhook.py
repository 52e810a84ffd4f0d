"""Webhooks against a real receiver on loopback."""

import datetime as dt

import pytest

from connectors.sinks.webhook import Webhooks, retry_after, sign, signatures
from ops.demo.server import SECRET, World
from schemas.channel import Channel
from schemas.errors import InvalidMessage, TransientError
from streams.settings import Settings

NOW = dt.datetime(2026, 5, 4, 10, tzinfo=dt.UTC)


def test_a_signature_is_that_of_standard_webhooks() -> None:
    """The example of the specification (spec/standard-webhooks.md, symmetric signatures)."""
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    body = b'{"test": 2432232314}'
    expected = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    assert sign(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body) == expected


async def test_a_receiver_takes_what_we_sign(world: World) -> None:
    """Id, time and body are under the signature."""
    webhooks = Webhooks(Settings(webhook_allow_private=True))
    channel = Channel(kind="webhook", url=world.url("/alerts"), secret=SECRET)
    await webhooks.send(channel, "d1", b'{"a": 1}', NOW)
    await webhooks.close()
    assert world.deliveries == [("d1", {"a": 1})]


@pytest.mark.parametrize("secret", ["", "whsec_"])
def test_a_secret_without_a_byte_signs_nothing(secret: str) -> None:
    """Anybody could have signed with it."""
    with pytest.raises(InvalidMessage, match="the webhook secret is empty"):
        sign(secret, "d1", 0, b"")


async def test_while_secrets_change_both_sign(world: World) -> None:
    """A receiver takes whichever it knows."""
    webhooks = Webhooks(Settings(webhook_allow_private=True))
    url = world.url("/alerts")
    channel = Channel(kind="webhook", url=url, secret="whsec_bmV3", previous_secret=SECRET)
    assert signatures(channel, "d1", 1, b"").split(" ")[1] == sign(SECRET, "d1", 1, b"")
    await webhooks.close()


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("120", 120.0), (" 5 ", 5.0), ("Mon, 04 May 2026 10:00:30 GMT", 30.0), ("soon", None),
        ("Mon, 04 May 2026 09:00:00 GMT", 0.0), (None, None), ("-5", None),
    ],
)  # fmt: skip
def test_a_receiver_says_when_it_wants_to_be_called_again(
    header: str | None, expected: float | None
) -> None:
    assert retry_after(header, NOW) == expected


async def test_a_wrong_secret_is_tried_again_later(world: World) -> None:
    """401 may be a receiver in the middle of a change of secrets."""
    webhooks = Webhooks(Settings(webhook_allow_private=True))
    channel = Channel(kind="webhook", url=world.url("/alerts"), secret="whsec_d3Jvbmc=")
    with pytest.raises(TransientError, match="answered 401"):
        await webhooks.send(channel, "d1", b"{}", NOW)
    await webhooks.close()


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "10.1.2.3", "169.254.169.254", "[::ffff:127.0.0.1]"]
)
async def test_a_private_receiver_is_not_called(world: World, host: str) -> None:
    """Strangers name receivers: they must not reach this machine or its neighbours."""
    webhooks = Webhooks(Settings())
    channel = Channel(kind="webhook", url=f"http://{host}:{world.port}/alerts", secret=SECRET)
    try:
        with pytest.raises(TransientError, match="public internet"):
            await webhooks.send(channel, "d1", b"{}", NOW)
    finally:
        await webhooks.close()
    assert world.deliveries == []


async def test_a_receiver_that_is_gone_fails_for_good() -> None:
    """An address that cannot be posted to is not tried for a day."""
    webhooks = Webhooks(Settings(webhook_allow_private=True))
    with pytest.raises(InvalidMessage, match="no address to post to"):
        await webhooks.send(Channel(kind="webhook", url="nowhere", secret=SECRET), "d1", b"", NOW)
    await webhooks.close()


@pytest.mark.parametrize(
    "url", ["http://{}/T0/s3cret?key=s3cret", "http://me:s3cret@{}/", "s3cret"]
)
async def test_an_error_does_not_tell_the_receivers_token(world: World, url: str) -> None:
    """Errors go into logs and into the index; the path of an address often is its password."""
    webhooks = Webhooks(Settings(webhook_allow_private=True))
    channel = Channel(kind="webhook", url=url.format("127.0.0.1:1"), secret=SECRET)
    with pytest.raises((InvalidMessage, TransientError)) as caught:
        await webhooks.send(channel, "d1", b"{}", NOW)
    await webhooks.close()
    assert "s3cret" not in str(caught.value)


async def test_the_dead_mans_switch_is_reached_where_an_operator_put_it(world: World) -> None:
    """Its receiver is on loopback; no other private address becomes one by that."""
    own = world.url("/alerts")
    webhooks = Webhooks(Settings(heartbeat_url=own))
    await webhooks.send(Channel(kind="webhook", url=own, secret=SECRET), "d1", b"{}", NOW)
    other = Channel(kind="webhook", url=own + "?other", secret=SECRET)
    with pytest.raises(TransientError):
        await webhooks.send(other, "d2", b"{}", NOW)
    await webhooks.close()
    assert [delivery for delivery, _ in world.deliveries] == ["d1"]
