"""The API against what nobody would send on purpose: schemathesis on its own OpenAPI."""

from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, settings

from dashboard.security.access import api_routes
from schemas.topics import ALERTS
from tests.fakes.broker import Server, server
from tests.records import subscription
from tests.unit.dashboard.test_alerts import alert

CHANNEL = subscription().channels[0].channel_id

KNOWN = {"subscription_id": "duty", "key": "duty+s1", "name": "rana", "channel_id": CHANNEL}
HOST = {"host": "127.0.0.1:19300"}
UNENDING = "/api/v1/stream"


def fuzzed() -> Server:
    """Return a server on which an admin fuzzes; Kafka and Elasticsearch are away."""
    made = server(kafka="127.0.0.1:1", elasticsearch="http://127.0.0.1:1")
    made.add_person("ada", "admin")
    made.add_person("rana")
    made.add_subscription(subscription(owner="ada"))
    made.broker.append(ALERTS, KNOWN["key"], alert())
    return made


SERVER = fuzzed()
TOKEN = SERVER.token("ada")
schema = schemathesis.openapi.from_asgi(
    "/api/v1/openapi.json", SERVER.app, headers=HOST
).exclude(path=UNENDING)  # fmt: skip


@schema.parametrize()
@settings(
    max_examples=15, deadline=5_000, derandomize=True, phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
def test_no_request_is_a_fault_of_the_server(case: Any) -> None:
    """An answer within 5 s, in words where it is an error, and 503 only for what is away here.

    Each request is sent as it was made up, and once more for things that there are.
    """
    for ids in ({}, KNOWN):
        found = {name: ids.get(name, value) for name, value in case.path_parameters.items()}
        case.path_parameters = found
        answer = case.call(headers=HOST | {"authorization": f"Bearer {TOKEN}"})
        assert answer.status_code < 500 or answer.status_code == 503, f"{case.path}: {answer.text}"
        assert answer.status_code != 401
        if answer.status_code >= 400:
            assert answer.json()["detail"]


def test_every_route_of_the_api_is_documented() -> None:
    documented = {
        (method.upper(), path)
        for path, methods in SERVER.app.openapi()["paths"].items()
        for method in methods
    }
    routes = {
        (method, route.path)
        for route in api_routes(SERVER.app)
        for method in route.methods or ()
        if route.path.startswith("/api/")
    }
    assert routes == documented
