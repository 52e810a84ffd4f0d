"""Atom feeds, for readers of feeds."""

import hashlib

from fastapi import APIRouter, Request
from starlette.responses import Response

from connectors.keys import signing_key
from dashboard.errors import NotFound
from dashboard.feeds import feed, reader_of
from dashboard.security.access import PUBLIC, DeskDep
from dashboard.viewer import sees

router = APIRouter(include_in_schema=False)


@router.get("/feeds/{token}.atom", dependencies=[PUBLIC])
async def atom(request: Request, desk: DeskDep, token: str) -> Response:
    """Return the feed of one subscription to whoever was given its address."""
    person, subscription_id = reader_of(desk, signing_key(desk.settings), token)
    subscription = desk.subscriptions.records.get(subscription_id)
    if subscription is None or not sees(person, subscription):
        raise NotFound("there is no such feed any more")
    body = feed(desk, subscription, request.url.path, person)
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers={"etag": tag})
    headers = {"etag": tag, "cache-control": "private, max-age=60"}
    return Response(body, 200, headers, "application/atom+xml")
