"""Cases of extraction: how they are stored, read by the product and compared."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from schemas.event import Event
from streams.extract import Extraction, extract
from streams.lexicon.vocabulary import vocabulary
from streams.normalize import normalise

CASES = Path(__file__).parents[3] / "cases/extract/desk"
KNOWN_FAILURES = "known-failures"

Case = dict[str, Any]
Key = tuple[str, str, str | None, str]
"""Type, source, target, status: what ``want`` is exact for."""


def load(name: str) -> Any:
    """Return what ``tests/cases/extract/desk/<name>.json`` holds."""
    return json.loads((CASES / f"{name}.json").read_text("utf-8"))


def kinds() -> list[str]:
    """Return the names of the files of cases, but for the known failures and the variants."""
    names = {path.stem for path in CASES.glob("*.json")}
    return sorted(names - {KNOWN_FAILURES, "variants", "variants-failing", "quotation-marks"})


def read(case: Case) -> Extraction:
    """Return what the product reads in the title and text of ``case``."""
    words = vocabulary()
    return extract(
        normalise(case.get("title", ""), "title", words),
        normalise(case["text"], "text", words),
        article_id="case",
        published=case["published"],
    )


def keys(events: Iterable[Event]) -> set[Key]:
    """Return each of ``events`` as type, source, target and status."""
    return {
        (e.event_type, e.source.code, e.target.code if e.target else None, e.status) for e in events
    }


def problems(case: Case) -> list[str]:
    """Return all that differs between what ``case`` wants and what the product reads.

    ``want`` must be found and, unless the case is ``partial``, nothing else but ``marginal``;
    ``unwanted`` (by type, source, target) must not be found.
    """
    found = read(case)
    got = keys(found.events)
    want = {_key(e) for e in case["want"]}
    known = want | {_key(e) for e in case.get("marginal", ())}
    out = [f"missing {_say(key)}" for key in sorted(want - got, key=str)]
    if not case.get("partial"):
        out += [f"extra {_say(key)}" for key in sorted(got - known, key=str)]
    unwanted = {_key(e)[:3] for e in case.get("unwanted", ())}
    out += [f"unwanted {_say(key)}" for key in sorted(got, key=str) if key[:3] in unwanted]
    told = [e for e in (*case["want"], *case.get("marginal", ())) if _key(e) in got]
    out += [line for e in told for line in _details(e, found.events)]
    return out + _quote_problems(case, found)


def _details(want: Case, events: Iterable[Event]) -> list[str]:
    """Return where no event that is ``want`` by its key has its date, code and claimant too."""
    wrong: list[str] = []
    for event in events:
        if keys([event]) != {_key(want)}:
            continue
        wrong = []
        if "cameo" in want and not event.cameo.startswith(want["cameo"]):
            wrong.append(f"cameo {event.cameo}, not {want['cameo']}: {_say(_key(want))}")
        for name in ("date", "reported_by"):
            if name in want and getattr(event, name) != want[name]:
                got = getattr(event, name)
                wrong.append(f"{name} {got}, not {want[name]}: {_say(_key(want))}")
        if not wrong:
            return []
    return wrong


def _quote_problems(case: Case, found: Extraction) -> list[str]:
    if "quotes" not in case:
        return []
    fields = {"title": case.get("title", ""), "text": case["text"]}
    got = {(q.code, fields[q.field][q.start : q.end].strip(" .،")) for q in found.quotes}
    want = {(q["code"], q["text"].strip(" .،")) for q in case["quotes"]}
    out = [f"missing quotation {code}: {words}" for code, words in sorted(want - got, key=str)]
    if not case.get("partial"):
        out += [f"extra quotation {code}: {words}" for code, words in sorted(got - want, key=str)]
    named = {q["speaker"] for q in case["quotes"] if "speaker" in q}
    heard = {q.speaker for q in found.quotes}
    return out + [f"nobody called {name} speaks" for name in sorted(named - heard, key=str)]


def _key(event: Case) -> Key:
    return event["event_type"], event["source"], event["target"], event.get("status", "actual")


def _say(key: Key) -> str:
    kind, source, target, status = key
    return f"{kind} {source}->{target or 'none'} {status}"
