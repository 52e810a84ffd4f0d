"""Options that say where alerts go and how often, and matchers of silences."""

from typing import Any

import pytest

from schemas.errors import InvalidMessage
from schemas.noise import DigestSchedule, QuietHours
from streams.cli.delivery_options import channels_of, made_secret, noise_of, without_secrets
from streams.cli.silences import _matcher
from streams.settings import Settings

NOTHING: dict[str, Any] = {
    "webhook": None, "secret": None, "previous_secret": "", "emails": (), "services": (),
    "inbox": False, "atom": False, "language": "ar", "zone": "UTC", "cool_down": 0,
    "group_by": None, "never_repeat": False, "quiet": (), "digest": None,
    "digest_at": None, "even_if_empty": False, "most_per_hour": 0,
}  # fmt: skip
HOOK = "https://desk.example/hook"
SERVICE = "tgram://123:token/456"


def kinds(**options: Any) -> list[str]:
    return [c.kind for c in channels_of(NOTHING | options, Settings())]


def test_without_any_channel_alerts_go_to_the_inbox() -> None:
    assert kinds() == ["inbox"]
    assert kinds(webhook=HOOK) == ["webhook"]
    assert kinds(emails=("a@b.example", "c@d.example"), services=(SERVICE,), atom=True) == [
        "email", "email", "apprise", "atom",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"webhook": "ftp://a/"}, "scheme ftp"),
        ({"webhook": HOOK, "secret": "not a secret"}, "whsec_"),
        ({"webhook": HOOK, "secret": ""}, "secret is empty"),
        ({"webhook": HOOK, "previous_secret": "whsec_"}, "secret is empty"),
        ({"previous_secret": "whsec_YQ=="}, "--previous-secret has no effect without --webhook"),
        ({"webhook": HOOK, "previous_secret": "not a secret"}, "whsec_"),
        ({"emails": ("nobody",)}, "no e-mail address"),
        ({"services": ("json://10.0.0.1",)}, "not allowed here"),
    ],
)
def test_a_channel_that_cannot_work_is_told_at_once(options: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidMessage, match=message):
        kinds(**options)


def test_an_address_the_operator_vouches_for_needs_no_confirmation() -> None:
    (mail,) = channels_of(NOTHING | {"emails": ("a@b.example",)}, Settings())
    assert mail.confirmed_at is not None


def test_no_secret_is_shown() -> None:
    options = NOTHING | {"webhook": HOOK, "previous_secret": made_secret(), "services": (SERVICE,)}
    shown = [without_secrets(c) for c in channels_of(options, Settings())]
    assert "whsec_" not in repr(shown)
    assert "token" not in repr(shown)


def test_wishes_are_read_from_options() -> None:
    noise = noise_of(
        NOTHING | {"zone": "Asia/Damascus", "quiet": ("22:00-06:30",), "digest": "day"}
    )
    assert noise.quiet_hours == (QuietHours(start="22:00", end="06:30"),)
    assert noise.digest == DigestSchedule(every="day", at="06:30")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"zone": "Asia/Atlantis"}, "no time zone"),
        ({"quiet": ("22:00",)}, "no span"),
        ({"quiet": ("25:00-06:00",)}, "no time of day"),
        ({"digest": "day", "digest_at": "half six"}, "no time of day"),
        ({"cool_down": -1}, "zero or more"),
    ],
)
def test_wishes_that_make_no_sense_are_told(options: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidMessage, match=message):
        noise_of(NOTHING | options)


def test_a_matcher_is_a_field_and_its_values() -> None:
    found = _matcher("source=USA, RUS")
    assert (found.field, found.values, found.negated) == ("source", ("USA", "RUS"), False)
    assert _matcher("outlet!=x").negated


@pytest.mark.parametrize("text", ["source", "colour=red", "=x", ""])
def test_what_is_no_matcher_is_told_with_the_fields(text: str) -> None:
    with pytest.raises(InvalidMessage, match="expected FIELD=VALUE with a FIELD of subscription"):
        _matcher(text)
