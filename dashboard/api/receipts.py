"""Receipts: what became of every delivery."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import Field

from dashboard.api.models import ERRORS, Body
from dashboard.security.access import READER, DeskDep, ViewerDep
from schemas.channel import ChannelKind
from schemas.receipt import ReceiptState

router = APIRouter(prefix="/api/v1/receipts", tags=["deliveries"], responses=ERRORS)


class Wanted(Body):
    """Which receipts are asked for; what is left out does not matter."""

    subscription_id: str | None = None
    story_id: str | None = None
    state: ReceiptState | None = None
    channel_kind: ChannelKind | None = None
    limit: int = Field(100, ge=1, le=1000)


@router.get("", dependencies=[READER])
async def receipts(
    desk: DeskDep, viewer: ViewerDep, wanted: Annotated[Wanted, Query()]
) -> list[dict[str, Any]]:
    """Return the state of deliveries of subscriptions that the asker may see, the newest first."""
    asked = wanted.model_dump(exclude={"limit"}, exclude_none=True)
    seen = viewer.subscription_ids
    found: list[dict[str, Any]] = []
    for receipt in reversed(desk.receipts.records.values()):
        if len(found) == wanted.limit:
            break
        if receipt["subscription_id"] in seen and all(
            receipt[name] == value for name, value in asked.items()
        ):
            found.append(receipt)
    return found
