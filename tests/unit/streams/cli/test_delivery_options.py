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


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("source=usa,RUS,USA", ("USA", "RUS")),
        ("country=syr", ("SYR",)),
        ("event_type=sanction", ("SANCTION",)),
        ("cameo=16,1621", ("16", "1621")),
        ("kind=Update", ("update",)),
        ("agency=Reuters", ("reuters",)),
        ("outlet=سانا", ("سانا",)),
        ("subscription=Duty", ("Duty",)),
    ],
)
def test_codes_of_a_matcher_are_spelt_as_events_have_them(
    text: str, values: tuple[str, ...]
) -> None:
    assert _matcher(text).values == values


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("source=USS", "a silence on source: 'USS' is no such code; did you mean USA?"),
        ("target=واشنطن", "'واشنطن' is no such code"),
        ("actor=USA/MIL", "'USA/MIL' is no such code"),
        ("event_type=SANCTIONS", "event_type: 'SANCTIONS' is no type; did you mean SANCTION?"),
        ("event_type=FOO", "'FOO' is no type"),
        ("cameo=xx", "'xx' is no CAMEO code, expected 2 to 4 digits"),
        ("kind=foo", "'foo' is no such code; expected one of first, update, correction, digest"),
        ("kind=updates", "did you mean update?"),
        ("agency=!", "is no agency"),
    ],
)
def test_a_silence_that_could_hold_nothing_is_told(text: str, told: str) -> None:
    with pytest.raises(InvalidMessage) as refused:
        _matcher(text)
    assert told in str(refused.value)
