"""Links in mails: opening one shows a page, only the button there does anything.

Scanners of mail servers open every link; so a GET changes nothing (RFC 8058, section 4).
"""

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, Response

from connectors.keys import signing_key
from dashboard.confirmation import confirm, read_confirm_token
from dashboard.pages import page
from dashboard.security.access import PUBLIC, DeskDep, ViewerOrNoneDep
from dashboard.state import Desk
from schemas.channel import ChannelState
from schemas.topics import CHANNELS
from streams.alerts.tokens import read_unsubscribe_token

router = APIRouter(include_in_schema=False)


@router.get("/unsubscribe/{token}", dependencies=[PUBLIC], response_class=HTMLResponse)
async def show_unsubscribe(
    request: Request, desk: DeskDep, viewer: ViewerOrNoneDep, token: str
) -> Response:
    """Show what the button would end."""
    subscription_id, _ = read_unsubscribe_token(signing_key(desk.settings), token)
    known = desk.subscriptions.records.get(subscription_id)
    return _page(request, viewer, "unsubscribe", known.name if known else "")


@router.post("/unsubscribe/{token}", dependencies=[PUBLIC], response_class=HTMLResponse)
async def unsubscribe(
    request: Request, desk: DeskDep, viewer: ViewerOrNoneDep, token: str
) -> Response:
    """End the deliveries of one subscription to one address, at once and without a question.

    One click of a mail program (RFC 8058) or of the button; the token alone says that it may.
    """
    subscription_id, channel_id = read_unsubscribe_token(signing_key(desk.settings), token)
    await _unsubscribe(desk, subscription_id, channel_id)
    return _page(request, viewer, "unsubscribed", "")


@router.get("/confirm/{token}", dependencies=[PUBLIC], response_class=HTMLResponse)
async def show_confirm(
    request: Request, desk: DeskDep, viewer: ViewerOrNoneDep, token: str
) -> Response:
    """Show who would send alerts to the address."""
    asked = read_confirm_token(signing_key(desk.settings), token, desk.clock())
    return _page(request, viewer, "confirm", asked.address)


@router.post("/confirm/{token}", dependencies=[PUBLIC], response_class=HTMLResponse)
async def do_confirm(
    request: Request, desk: DeskDep, viewer: ViewerOrNoneDep, token: str
) -> Response:
    """Let alerts go to the address from now on."""
    asked = read_confirm_token(signing_key(desk.settings), token, desk.clock())
    await confirm(desk, asked)
    return _page(request, viewer, "confirmed", asked.address)


async def _unsubscribe(desk: Desk, subscription_id: str, channel_id: str) -> None:
    state = ChannelState(
        channel_id=channel_id,
        subscription_id=subscription_id,
        condition="unsubscribed",
        reason="by the link in a mail",
        by="reader",
        since=desk.clock().isoformat(),
    )
    if state.key in desk.channels.records:
        before = desk.channels.records[state.key]
        if before.condition == "unsubscribed":
            return
    await desk.audit("channel.unsubscribe", subscription_id, "system", channel=channel_id)
    await desk.change(CHANNELS, state.key, state)


def _page(request: Request, viewer: ViewerOrNoneDep, what: str, about: str) -> Response:
    button = what in ("unsubscribe", "confirm")
    values = {"what": what, "about": about, "button": button}
    return page(request, viewer, "link.html", values)
