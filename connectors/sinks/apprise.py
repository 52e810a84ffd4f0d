"""Other people's channels by apprise (optional extra): one address a delivery, known schemes only.

apprise answers no more than yes or no, knows no ids, and sends by connections that the address
guard does not see. So the schemes that may be used are listed, and those on the list by default
are services with an address of their own: none lets a subscriber name a host in our network.
"""

import asyncio
import importlib
from typing import Any

from connectors.sinks.outcome import Postponed, Rejected
from schemas.errors import InvalidMessage
from streams.settings import Settings


def scheme_of(url: str, allowed: str) -> str:
    """Return the scheme of the apprise address ``url``; InvalidMessage unless it is ``allowed``.

    ``allowed``: schemes joined by commas. The rest of the address is never told: it is a password.
    """
    scheme, separator, rest = url.partition("://")
    scheme = scheme.strip().lower()
    if not separator or not rest.strip():
        raise InvalidMessage("the apprise address has no scheme, expected for example tgram://…")
    schemes = {name.strip().lower() for name in allowed.split(",") if name.strip()}
    if scheme not in schemes:
        raise InvalidMessage(
            f"the apprise scheme {scheme:.20} is not allowed here (MARSAD_APPRISE_SCHEMES: "
            f"{', '.join(sorted(schemes)) or 'none'})"
        )
    return scheme


class Apprise:
    """Sends by apprise, which is imported when it is first needed."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    async def send(self, url: str, title: str, text: str) -> None:
        """Send; return when the service has taken it.

        Rejected where the address is none that apprise knows or may not be used here, Postponed
        where the service said no: apprise does not say why.
        """
        try:
            scheme = scheme_of(url, self._settings.apprise_schemes)
        except InvalidMessage as error:
            raise Rejected(str(error)) from error
        service = _library().Apprise()
        if not service.add(url):
            raise Rejected(f"apprise does not understand the {scheme}:// address")
        try:
            sent = await asyncio.wait_for(
                service.async_notify(body=text, title=title, body_format="text"),
                self._settings.webhook_timeout_s,
            )
        except TimeoutError as error:
            raise Postponed(f"{scheme}://: no answer in time", "timeout") from error
        except Exception as error:
            raise Postponed(f"{scheme}://: {type(error).__name__}", "fault") from error
        if not sent:
            raise Postponed(f"{scheme}://: the service did not take it", "refused")


def _library() -> Any:
    """Return the module; Postponed, for an operator can install it, where it is absent."""
    try:
        return importlib.import_module("apprise")
    except ImportError as error:
        raise Postponed(
            "apprise is not installed: pip install 'marsad[apprise]'", "unavailable"
        ) from error
