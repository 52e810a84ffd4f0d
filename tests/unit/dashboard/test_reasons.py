"""What is wrong is told in the reader's language, beside its field."""

import json
import re
from typing import Any

import pytest

from dashboard.reasons import in_words
from streams.alerts.language import QueryError, parse
from tests.conftest import ROOT
from tests.fakes.broker import Server, server

REFUSED = json.loads((ROOT / "tests" / "cases" / "alerts" / "refused.json").read_text("utf-8"))
ARABIC = re.compile("[\u0620-\u064a]{3}")
PATH = "/api/v1/subscriptions"


@pytest.mark.parametrize("case", REFUSED, ids=[case["query"][:40] for case in REFUSED])
def test_every_fault_of_a_query_is_told_in_arabic(case: dict[str, Any]) -> None:
    with pytest.raises(QueryError) as caught:
        parse(case["query"])
    assert in_words(caught.value.reason, "en") == caught.value.reason
    said = in_words(caught.value.reason, "ar")
    assert said != caught.value.reason
    assert ARABIC.search(said)


@pytest.fixture
def desk_server() -> Server:
    made = server(kafka="127.0.0.1:1", elasticsearch="http://127.0.0.1:1")
    made.add_person("rana", "reader")
    return made


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"query": "from:USA colour:red"}, "query"),
        ({"name": ""}, "name"),
        ({"rule": {"kind": "spike", "count": 0}}, "rule.count"),
        ({"rule": {"kind": "silence", "reaction": "(from:"}}, "rule.reaction"),
        ({"noise": {"zone": "Mars/Olympus"}}, "noise.zone"),
        ({"noise": {"quiet_hours": [{"start": "25:00", "end": "06:00"}]}}, "noise.quiet_hours"),
        ({"noise": {"cool_down_minutes": -1}}, "noise.cool_down_minutes"),
        ({"channels": [{"kind": "inbox"}, {"kind": "webhook", "url": "ftp://a/"}]},
         "channels.1.url"),
        ({"channels": [{"kind": "webhook", "url": "https://a/", "secret": "é"}]},
         "channels.0.secret"),
        ({"channels": [{"kind": "email", "address": "a@b, c@d.e"}]}, "channels.0.address"),
        ({"channels": [{"kind": "apprise", "url": "dbus://x"}]}, "channels.0.url"),
        ({"channels": [{"kind": "inbox"}] * 2}, "channels"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", ["ar", "en"])
async def test_a_fault_names_its_field_in_the_reader_s_words(
    desk_server: Server, changes: dict[str, Any], where: str, language: str
) -> None:
    body = {"name": "عقوبات", "query": "from:USA"} | changes
    async with desk_server.client("rana") as rana:
        answer = await rana.post(PATH, json=body, headers={"accept-language": language})
    assert answer.status_code == 422
    (place,) = answer.json()["places"]
    assert place["where"] == where
    assert bool(ARABIC.search(place["what"])) == (language == "ar"), place
