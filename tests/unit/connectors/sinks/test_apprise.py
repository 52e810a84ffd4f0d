"""apprise as a sink: a stand-in with its real answers, and the real one where it is installed."""

import sys
import types
from typing import ClassVar

import pytest

from connectors.sinks.apprise import Apprise, scheme_of
from connectors.sinks.outcome import Postponed, Rejected
from ops.demo.server import World
from schemas.errors import InvalidMessage
from streams.settings import Settings

URL = "tgram://123456789:abcdefg_hijklmnop/12315544/"


class Service:
    """apprise.Apprise as far as it is used: takes addresses, answers yes, no or an exception."""

    answer: bool | Exception | None = True
    sent: ClassVar[list[tuple[str, str]]] = []

    def add(self, url: str) -> bool:
        return "nonsense" not in url

    async def async_notify(self, *, body: str, title: str, body_format: str) -> bool | None:
        if isinstance(self.answer, Exception):
            raise self.answer
        self.sent.append((title, body))
        return self.answer


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> type[Service]:
    fresh = type("Fresh", (Service,), {"sent": []})
    module = types.ModuleType("apprise")
    module.Apprise = fresh  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "apprise", module)
    return fresh


async def test_a_message_is_one_notification(service: type[Service]) -> None:
    await Apprise(Settings()).send(URL, "عنوان", "نص")
    assert service.sent == [("عنوان", "نص")]


@pytest.mark.parametrize("answer", [False, None, OSError("secret address")])
async def test_a_no_is_tried_again_and_tells_no_address(
    service: type[Service],
    answer: bool | Exception | None,  # noqa: FBT001  # what the library says
) -> None:
    service.answer = answer
    with pytest.raises(Postponed) as caught:
        await Apprise(Settings()).send(URL, "t", "b")
    assert "123456789" not in str(caught.value)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "url", ["json://10.0.0.1/", "syslog://", "file:///etc", "TGRAMS://x", "plain", "tgram://"]
)
async def test_a_scheme_that_is_not_listed_is_refused(service: type[Service], url: str) -> None:
    """Those with a host of the subscriber's choice reach the network around us."""
    with pytest.raises(Rejected):
        await Apprise(Settings()).send(url, "t", "b")
    assert service.sent == []


async def test_an_address_that_apprise_does_not_know_is_refused(service: type[Service]) -> None:
    with pytest.raises(Rejected, match="does not understand the tgram"):
        await Apprise(Settings()).send("tgram://nonsense", "t", "b")


async def test_without_apprise_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "apprise", None)
    with pytest.raises(Postponed, match=r"pip install 'marsad\[apprise\]'") as caught:
        await Apprise(Settings()).send(URL, "t", "b")
    assert caught.value.kind == "unavailable"


def test_a_list_of_schemes_is_the_operators_to_make() -> None:
    assert scheme_of("Slack://a/b/c", "slack, tgram") == "slack"
    with pytest.raises(InvalidMessage, match="none"):
        scheme_of(URL, "")


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # its own, at import
async def test_the_real_apprise_posts_to_the_address(world: World) -> None:
    """Where the extra is installed; its JSON service takes any host, so that it can be tried."""
    pytest.importorskip("apprise", reason="the extra [apprise] is not installed")
    settings = Settings(apprise_schemes="json")
    with pytest.raises(Postponed):  # the receiver asks for a signature, which apprise has not
        await Apprise(settings).send(f"json://127.0.0.1:{world.port}/alerts", "t", "b")
    assert len(world.refused) == 1
