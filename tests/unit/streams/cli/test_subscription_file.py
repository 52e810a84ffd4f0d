"""Files of subscriptions: what would have no effect is refused, with its place."""

from dataclasses import fields
from pathlib import Path

import orjson
import pytest
from click.testing import CliRunner

from schemas.errors import InvalidMessage
from schemas.subscription import Rule, Subscription
from schemas.wire import encode
from streams.alerts.reading import READ_BY, decoded
from streams.cli import main
from streams.cli.subscription_file import subscriptions_of
from streams.settings import Settings
from tests.alerts import WEBHOOK

GOOD = "subscription_id: q, query: 'type:AID'"


def read(tmp_path: Path, text: str | bytes, name: str = "s.yaml") -> list[Subscription]:
    file = tmp_path / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return subscriptions_of(file, Settings())


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("chanels: [{kind: inbox}]", "no such field 'chanels'; did you mean channels?"),
        ("rule: {kind: silence, hour: 6}", "Subscription.rule: there is no such field 'hour'; did"),
        ("channels: [{kind: email, adress: x}]", "channels[0]: there is no such field 'adress'"),
        ("noise: {quiet: '22:00-06:30'}", "Subscription.noise: there is no such field 'quiet'"),
        ("noise: {digest: {every: day, hour: 6}}", "Subscription.noise.digest: there is no such"),
        ("noise: {quiet_hours: [{start: '1', stop: '2'}]}", "noise.quiet_hours[0]: there is no"),
        ("1: x", "there is no such field '1'"),
        ("rule: {kind: silence, days: 2}", "a rule of kind silence reads hours, reaction"),
        ("noise: {zone: Foo/Bar}", "no time zone"),
        ("noise: {quiet_hours: [{start: '25:00', end: '06:00'}]}", "'25:00' is no time of day"),
        ("noise: {cool_down_minutes: -4}", "zero or more"),
        ("channels: [{kind: webhook, url: foo, secret: whsec_YQ==}]", "no address to post to"),
        ("channels: [{kind: webhook, url: 'https://a/', secret: bar}]", "webhook secret is not"),
        ("channels: [{kind: webhook, url: 'https://a/'}]", "the webhook secret is empty"),
        ("channels: [{kind: email, address: x}]", "no e-mail address"),
        ("channels: [{kind: apprise, url: 'json://10.0.0.1'}]", "not allowed here"),
        ("channels: [{kind: email, address: a@b.example, confirmed_at: yes}]", "confirmed_at"),
        ("channels: [{kind: email, address: a@b.example, confirmed_at: x}]", "confirmed_at"),
    ],
)
def test_what_would_have_no_effect_is_refused_with_its_place(
    tmp_path: Path, entry: str, told: str
) -> None:
    with pytest.raises(InvalidMessage) as refused:
        read(tmp_path, f"subscriptions:\n  - {{{GOOD}, {entry}}}\n")
    assert told in str(refused.value)
    assert "s.yaml, subscription 1: " in str(refused.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- subscription_id: q\n  name: 2026-13-45\n", "line 2: not YAML: '2026-13-45' is no time"),
        ("- subscription_id: !!int x\n", "line 1: not YAML: 'x' is no int"),
        ("- subscription_id: !!float x\n", "line 1: not YAML: 'x' is no float"),
        ("- subscription_id: !!bool x\n", "line 1: not YAML: 'x' is no bool"),
        ("- subscription_id: !!timestamp x\n", "line 1: not YAML: 'x' is no timestamp"),
        ("- subscription_id: !!binary zzz\n", "line 1: not YAML"),
        ("- subscription_id: !mine zzz\n", "line 1: not YAML"),
        ("- [\n", "not YAML"),
        ("\x01", "not YAML"),
        ("", "expected a list of subscriptions"),
        ("subscriptions: {}", "expected a list of subscriptions"),
        ("[" * 1500 + "]" * 1500, "nested too deeply"),
        (f"- {{{GOOD}, query: 'type:COERCE'}}", "line 1: the key 'query' comes twice"),
        ("subscriptions: []\nsubscriptions: []\n", "line 2: the key 'subscriptions' comes twice"),
        (f"- {{{GOOD}}}\n- {{{GOOD}}}\n", "subscription 2: the id 'q' is that of subscription 1"),
    ],
)
def test_a_file_that_is_not_clear_is_refused_in_one_line(
    tmp_path: Path, text: str, told: str
) -> None:
    with pytest.raises(InvalidMessage) as refused:
        read(tmp_path, text)
    assert told in str(refused.value)
    assert len(str(refused.value).splitlines()) == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"subscription_id": "q", "query": "type:AID", "query": "x"}', "key 'query' comes twice"),
        ('{"subscription_id": "q", "query": "type:AID", "chanels": []}', "no such field"),
        ('{"a": ' * 2000 + "1" + "}" * 2000, "line 1"),
        ('{"subscription_id": NaN}', "not JSON"),
    ],
)
def test_lines_are_read_as_strictly(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(InvalidMessage, match=r"s\.jsonl, line 1") as refused:
        read(tmp_path, text, "s.jsonl")
    assert told in str(refused.value)


def test_what_is_kept_can_be_loaded_again(tmp_path: Path) -> None:
    """A record of the topic has every field, those that its rule does not read at their default."""
    kept = Subscription(subscription_id="q", query="type:AID", channels=(WEBHOOK,))
    assert read(tmp_path, encode(kept), "s.jsonl") == [kept]


def test_a_mark_of_byte_order_is_no_part_of_the_first_line(tmp_path: Path) -> None:
    line = b'\xef\xbb\xbf{"subscription_id": "q", "query": "type:AID"}\n'
    assert [s.subscription_id for s in read(tmp_path, line, "s.jsonl")] == ["q"]


def test_what_is_merged_may_be_set_anew(tmp_path: Path) -> None:
    text = f"- &a {{{GOOD}, name: x}}\n- {{<<: *a, subscription_id: r}}\n"
    assert [(s.subscription_id, s.name) for s in read(tmp_path, text)] == [("q", "x"), ("r", "x")]


def test_a_later_version_may_write_more_to_the_topic() -> None:
    """Strictness is for people: a field of a newer version must not stop an older one."""
    record = {"subscription_id": "q", "query": "type:AID", "mood": 1, "rule": {"kind": "match"}}
    assert decoded(orjson.dumps(record)).subscription_id == "q"


def test_a_mistake_in_a_file_is_exit_2(tmp_path: Path) -> None:
    file = tmp_path / "s.yaml"
    file.write_text(f"- {{{GOOD}, name: 2026-13-45}}")
    done = CliRunner().invoke(main, ["replay", "--subscriptions", str(file)], input="")
    assert (done.exit_code, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1


def test_every_field_of_a_rule_is_read_by_some_kind() -> None:

    assert {f.name for f in fields(Rule)} - {"kind"} == {
        n for names in READ_BY.values() for n in names
    }
