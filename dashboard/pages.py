"""HTML pages: templates that escape everything, in Arabic or English, safe for hostile titles."""

import json
from collections.abc import Mapping
from functools import cache, partial
from importlib.resources import files
from pathlib import Path
from typing import Any

import jinja2
from fastapi import Request
from markupsafe import Markup
from starlette.responses import HTMLResponse

from dashboard.plurals import counted
from dashboard.reasons import in_words
from dashboard.shown import shown
from dashboard.state import Desk
from dashboard.viewer import Viewer
from dashboard.views.moments import seconds, span, written
from dashboard.views.naming import cameo_name, name_of
from schemas.people import Language
from streams.alerts.rules.ladder import rung_of

HERE = Path(str(files("dashboard")))
LANGUAGE_COOKIE = "marsad_language"
LANGUAGES: tuple[Language, ...] = ("ar", "en")
PLACES = (
    ("/", "desk"), ("/search", "search"), ("/map", "map"), ("/subscriptions", "subscriptions"),
    ("/sources", "sources"), ("/operations", "operations"),
)  # fmt: skip
"""Pages of the bar at the top, and the keys of their names."""


@cache
def texts(language: Language) -> dict[str, str]:
    """Return the words of the pages in ``language``, by key (``dashboard/texts``)."""
    found: dict[str, str] = {}
    for path in sorted((HERE / "texts").glob(f"{language}.*json")):
        found |= json.loads(path.read_text("utf-8"))
    return found


def language_of(request: Request, viewer: Viewer | None) -> Language:
    """Return the language of the page: the one chosen in this browser, else the person's own."""
    chosen = request.cookies.get(LANGUAGE_COOKIE)
    for language in LANGUAGES:
        if chosen == language:
            return language
    return viewer.person.language if viewer else "ar"


def environment() -> jinja2.Environment:
    """Return the templates' environment; whatever is printed loses its bidi controls."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {
        "rung_of": rung_of, "cameo_name": cameo_name, "seconds": seconds, "in_words": in_words,
    }  # fmt: skip
    return made


def page(
    request: Request,
    viewer: Viewer | None,
    template: str,
    values: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HTMLResponse:
    """Return ``template`` filled with ``values`` and what every page has.

    Templates get ``t(key, **values)`` (words in the page's language), ``counted(key, many)`` (a
    number with its noun), ``span(seconds)``, ``language``, ``direction``, ``viewer``, ``csrf``,
    ``session`` (names the session and lets nobody in), ``degraded`` (whether search is away),
    ``path``, ``asset``, ``named(code)`` and ``moment(iso)``.
    """
    language = language_of(request, viewer)
    words = texts(language)

    def t(key: str, **parts: Any) -> str:
        return words[key].format(**parts) if parts else words[key]

    desk: Desk = request.app.state.desk
    found: jinja2.Template = request.app.state.templates.get_template(template)
    html = found.render(
        t=t,
        counted=partial(counted, language=language),
        span=partial(span, language=language),
        language=language,
        direction="rtl" if language == "ar" else "ltr",
        viewer=viewer,
        csrf=viewer.csrf if viewer else "",
        session=viewer.session.session_id[:16] if viewer else "",
        cursor=str(desk.hub.cursor),
        asset=request.app.state.assets,
        named=partial(name_of, language=language),
        moment=partial(written, zone=viewer.person.time_zone if viewer else "UTC"),
        places=PLACES,
        degraded=desk.index.degraded,
        path=request.url.path,
        here=str(request.url.replace(scheme="", netloc="", fragment="")),
        **(values or {}),
    )
    return HTMLResponse(html, status)


def _harmless(value: Any) -> Any:
    return shown(value) if isinstance(value, str) and not isinstance(value, Markup) else value
