"""The app factory: everything that the server is made of, in one place."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from urllib.parse import SplitResult, urlsplit

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.staticfiles import StaticFiles

from dashboard.answers import install_answers
from dashboard.api import alerts, operations, past, people, receipts, silences, subscriptions
from dashboard.assets import Assets
from dashboard.clock import Clock, utc_now
from dashboard.escalation import Escalations
from dashboard.firsts import Firsts
from dashboard.journal import Journal, KafkaJournal
from dashboard.pages import HERE, environment
from dashboard.routes import alerts as thread
from dashboard.routes import (
    explore,
    exports,
    feeds,
    home,
    language,
    links,
    manage,
    signin,
    stories,
    stream,
)
from dashboard.security.access import check_routes
from dashboard.security.headers import SecurityHeaders
from dashboard.state import Desk
from dashboard.views.board import Board
from dashboard.warmth import warm_up
from schemas.errors import MarsadError
from streams.settings import Settings

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
MOST_BODY = 256 << 10
"""Bytes of a request: a subscription with everything has a tenth of that."""
ROUTERS = (
    home.router, signin.router, language.router, links.router, feeds.router, stream.router,
    stories.router, thread.router, past.router, subscriptions.router, receipts.router,
    explore.router, exports.router, manage.router,
    alerts.router, silences.router, people.router, operations.router,
)  # fmt: skip


class Unsafe(MarsadError):  # noqa: N818  # what it would be
    """Settings under which passwords would cross a network in the clear."""


def create_app(
    settings: Settings,
    *,
    journal: Journal | None = None,
    clock: Clock = utc_now,
    follow: bool = True,
) -> FastAPI:
    """Return the server over the topics and indices of ``settings``.

    ``journal`` and ``follow=False`` are for tests that bring their own Kafka. Unsafe where people
    would reach it from other machines without TLS.
    """
    url = _safe_url(settings)
    app = FastAPI(
        title="Marsad",
        summary="Subscriptions, alerts, deliveries and people of a news desk",
        version="1",
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=_lifespan(follow),
        max_body_size=MOST_BODY,
    )
    app.state.https = url.scheme == "https"
    app.state.desk = Desk(settings, journal or KafkaJournal(settings), clock)
    app.state.desk.works.append(Escalations(app.state.desk).run)
    app.state.desk.works.append(partial(warm_up, clock))
    app.state.templates = environment()
    for router in ROUTERS:
        app.include_router(router)
    app.state.assets = Assets(HERE / "static" / "build")
    app.state.board = Board(app.state.desk.hub)
    app.state.firsts = Firsts(app.state.desk, app.state.board)
    app.state.desk.works.append(app.state.firsts.run)
    app.mount("/static", _static_files(), name="static")
    install_answers(app)
    # Another name for this address would let a foreign page read ours (DNS rebinding).
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=sorted({url.hostname or "", *LOOPBACK}))
    app.add_middleware(SecurityHeaders, https=app.state.https)
    check_routes(app)
    return app


def _safe_url(settings: Settings) -> SplitResult:
    """Return the address at which people reach the server; Unsafe where passwords would leak."""
    url = urlsplit(settings.desk_url())
    if url.scheme != "https" and url.hostname not in LOOPBACK:
        raise Unsafe(
            f"MARSAD_DASHBOARD_URL is {settings.desk_url()}, expected https: passwords would cross "
            "the network in the clear (docs/operations.md says how to put TLS before it)"
        )
    return url


def _static_files() -> GZipMiddleware:
    """Return scripts, styles and fonts, compressed.

    Nothing else is: pages hold the session's word beside text of others (BREACH).
    """
    return GZipMiddleware(
        StaticFiles(directory=HERE / "static", check_dir=False), minimum_size=1000
    )


def _lifespan(follow: bool) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:  # noqa: FBT001  # one caller, above
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        desk: Desk = app.state.desk
        if not follow:
            yield
            return
        async with desk.running():
            yield

    return lifespan
