"""An alert with all that was done about it."""

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, Response

from dashboard.api.alerts import Key, alert
from dashboard.pages import page
from dashboard.routes.home import with_subscription
from dashboard.security.access import READER, DeskDep, ViewerDep
from dashboard.viewer import is_shared

router = APIRouter(include_in_schema=False)


@router.get("/alerts/{key}", dependencies=[READER], response_class=HTMLResponse)
async def thread(request: Request, desk: DeskDep, viewer: ViewerDep, key: Key) -> Response:
    """Show an alert: why it came, how it stands, what people did and said."""
    found = with_subscription(desk, viewer, await alert(desk, viewer, key))
    subscription = desk.subscriptions.records[found["subscription_id"]]
    people = [p.name for p in desk.people.records.values() if not p.disabled]
    may_take = people if is_shared(subscription) else [subscription.owner]
    values = {
        "alert": found, "subscription": subscription, "people": sorted(may_take),
        "may_comment": viewer.acts(subscription, "comment"),
    }  # fmt: skip
    return page(request, viewer, "alert.html", values)
