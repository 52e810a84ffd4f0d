"""One event for each act: mentions of the same act joined, mutual acts written both ways."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from schemas.event import Actor, Event, Mention, Status
from schemas.identity import stable_id
from schemas.text import CleanText, Field
from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.candidates import Candidate
from streams.extract.days.dating import Dated
from streams.extract.reporting.status import DECISIONS
from streams.extract.sectors import Side, with_sector
from streams.lexicon.codes import codes_agree, find_code, specified

_OTHER_SIDE: Mapping[str, str] = {"042": "043", "043": "042"}
"""A visit seen from the other side is a reception (CAMEO 042 and 043)."""
_CALL = "041"
"""A call is no meeting, though CAMEO has one general code (040) above both."""
_OF_NOBODY = frozenset({"ACCUSE", "REQUEST", "PROTEST"})
"""Types of which one act may be towards nobody and another towards somebody."""
_Key = tuple[str, str, str, str, str | None, str | None, str | None]


@dataclass(frozen=True, slots=True)
class _Act:
    """A candidate in one direction, with its date."""

    candidate: Candidate
    cameo: str
    source: NounPhrase
    target: NounPhrase | None
    dated: Dated


def merge(
    candidates: Iterable[tuple[Candidate, Dated]],
    texts: Mapping[Field, CleanText],
    article_id: str,
    confidence: Callable[[Candidate], float],
    lexicon: str,
) -> tuple[Event, ...]:
    """Return the events of an article in the order of their first mention.

    Acts that agree in all but a date, a claimant or the last digits of the code that one of them
    leaves open are one: received X, met him.
    """
    known = _decided(list(candidates))
    told = _targeted(candidate for candidate, _ in known)
    acts: list[list[_Act]] = []
    index: dict[tuple[str, ...], list[list[_Act]]] = {}
    for candidate, dated in known:
        if _has_target_elsewhere(candidate, told):
            continue
        for act in _directions(candidate, dated):
            bucket = index.setdefault(_identity(act), [])
            for same in bucket:
                if _compatible(same, act):
                    same.append(act)
                    break
            else:
                group = [act]
                bucket.append(group)
                acts.append(group)
    return tuple(_event(group, texts, article_id, confidence, lexicon) for group in acts)


def _targeted(candidates: Iterable[Candidate]) -> dict[tuple[object, ...], int]:
    """Return where acts of known target are first told, by type and source, and by sentence too."""
    first: dict[tuple[object, ...], int] = {}
    for told in candidates:
        if told.target is not None:
            act = (told.frame.event_type, told.source.code)
            for key in (act, (*act, told.field, told.sentence)):
                first[key] = min(told.at, first.get(key, told.at))
    return first


def _has_target_elsewhere(candidate: Candidate, told: Mapping[tuple[object, ...], int]) -> bool:
    """Return whether an act that ``candidate`` tells of nobody is told elsewhere with its target.

    Of demands several may stand in a text: only what one goes on with ("calling for") is its own.
    """
    act = (candidate.frame.event_type, candidate.source.code)
    untold = candidate.target is None and candidate.field == "title"
    if untold and act[0] not in _OF_NOBODY:
        return act in told
    if candidate.target is not None or not candidate.target_left_open:
        return False
    if candidate.frame.event_type != "REQUEST" or candidate.field == "title":
        return act in told
    before = told.get((*act, candidate.field, candidate.sentence), candidate.at)
    return before < candidate.at and candidate.construction.startswith("participle")


def _decided(
    candidates: list[tuple[Candidate, Dated]],
) -> list[tuple[Candidate, Dated]]:
    """Return the candidates with the plan of a decision that is also told as taken made actual."""
    taken = {_side_key(c) for c, _ in candidates if c.status == "actual" and c.field == "text"}
    candidates = [_titled(c, dated, taken, candidates) for c, dated in candidates]
    return [
        (
            replace(c, status="actual")
            if c.status == "planned" and c.frame.event_type in DECISIONS and _side_key(c) in taken
            else c,
            dated,
        )
        for c, dated in candidates
    ]


def _titled(
    candidate: Candidate,
    dated: Dated,
    taken: set[tuple[str, str, str | None, str | None]],
    candidates: list[tuple[Candidate, Dated]],
) -> tuple[Candidate, Dated]:
    """Return what a title tells with its day and the status in the text.

    A title's present has no time, and its plan no day on which it was only announced.
    """
    status = _status_told(candidate, taken, candidates)
    if status == candidate.status:
        return candidate, dated
    return replace(candidate, status=status), dated.of_plan() if status == "planned" else dated


def _status_told(
    candidate: Candidate,
    taken: set[tuple[str, str, str | None, str | None]],
    candidates: list[tuple[Candidate, Dated]],
) -> Status:
    """Return the status of what a title tells.

    Its noun is planned unless the text tells the very act as done; its verb is of the time in
    which alone the text tells of it: to come, long ago, or done where the very act is.
    """
    if candidate.field != "title":
        return candidate.status
    told = {c.status for c, _ in candidates if c.field == "text" and _pair(c) == _pair(candidate)}
    if candidate.construction.startswith("verb"):
        time = next(iter(told)) if len(told) == 1 else candidate.status
        undone = time not in {"planned", "historical"} and _side_key(candidate) not in taken
        return candidate.status if undone else time
    planned = "planned" in told or (
        candidate.construction.endswith(".venue")
        and any(c.field == "title" and c.status == "planned" for c, _ in candidates)
    )
    return "planned" if planned and _side_key(candidate) not in taken else candidate.status


def _pair(candidate: Candidate) -> tuple[str, frozenset[str | None]]:
    target = candidate.target.code if candidate.target is not None else None
    return candidate.frame.event_type, frozenset((candidate.source.code, target))


def _side_key(candidate: Candidate) -> tuple[str, str, str | None, str | None]:
    target = candidate.target.code if candidate.target is not None else None
    return candidate.frame.event_type, candidate.frame.cameo, candidate.source.code, target


def _directions(candidate: Candidate, dated: Dated) -> Iterable[_Act]:
    frame, target = candidate.frame, candidate.target
    yield _Act(candidate, frame.cameo, candidate.source, target, dated)
    if frame.mutual and target is not None and not _is_at_home(candidate.source, target):
        other = _OTHER_SIDE.get(frame.cameo, frame.cameo)
        yield _Act(candidate, other, target, candidate.source, dated)


def _is_at_home(source: NounPhrase, target: NounPhrase) -> bool:
    """Return whether the target is a place of the source's own land: no side that acts as well."""
    return target.kind is Kind.PLACE and target.code == source.code


def _identity(act: _Act) -> tuple[str, ...]:
    target = act.target.code if act.target is not None else None
    return (
        act.candidate.frame.event_type, act.candidate.status, act.source.code or "", target or "",
    )  # fmt: skip


def _compatible(group: list[_Act], act: _Act) -> bool:
    """Return whether ``act`` may be the one that ``group`` tells: no other code, no other day."""
    code = _finest(group).cameo
    if code != act.cameo and (_CALL in {code, act.cameo} or not codes_agree(code, act.cameo)):
        return False
    own = next((a.dated.day for a in group if a.dated.day and not a.dated.inherited), None)
    return act.dated.inherited or None in {own, act.dated.day} or own == act.dated.day


def _finest(group: list[_Act]) -> _Act:
    """Return the first of the acts whose code says most."""
    return max(group, key=lambda act: len(specified(act.cameo)))


def _event(
    group: list[_Act],
    texts: Mapping[Field, CleanText],
    article_id: str,
    confidence: Callable[[Candidate], float],
    lexicon: str,
) -> Event:
    first = _finest(group)
    dated = _best([act.dated for act in group])
    claims = {act.candidate.claimed_by for act in group}
    claimed_by = None if None in claims else first.candidate.claimed_by
    frame = first.candidate.frame
    code = find_code(first.cameo)
    source, target = _actor(group, "source", texts), _actor(group, "target", texts)
    assert source is not None, "a candidate without a source is never emitted"
    key: _Key = (
        frame.event_type, first.cameo, first.candidate.status, source.code,
        target.code if target else None, dated.day, claimed_by,
    )  # fmt: skip
    return Event(
        event_id=stable_id(article_id, *(part or "" for part in key)),
        event_type=frame.event_type,
        mode=frame.mode,
        contexts=frame.contexts,
        cameo=first.cameo,
        cameo_root=first.cameo[:2],
        quad_class=code.quad_class,
        goldstein=code.goldstein,
        source=source,
        target=target,
        status=first.candidate.status,
        date=dated.day,
        date_precision=dated.precision,
        date_reason=dated.reason,
        reported_by=claimed_by,
        confidence=max(confidence(act.candidate) for act in group),
        mentions=_mentions(group, texts, lexicon),
    )


def _best(dates: list[Dated]) -> Dated:
    """Return the day of its own that an act has, else the time without a day, else the report's."""
    own = [dated for dated in dates if not dated.inherited]
    return next(
        (d for d in own if d.day),
        next((d for d in own if d.reason), next((d for d in dates if d.day), dates[0])),
    )


def _actor(group: list[_Act], side: Side, texts: Mapping[Field, CleanText]) -> Actor | None:
    """Return the best naming of a side: one that knows the sector and the entity wins."""
    best: Actor | None = None
    for act in group:
        phrase = act.source if side == "source" else act.target
        if phrase is None or phrase.code is None:
            continue
        tokens = texts[act.candidate.field].tokens
        name = " ".join(tokens.texts[phrase.first : phrase.last])
        actor = Actor(
            code=phrase.code,
            sector=phrase.sector,
            name=phrase.name or name,
            entity=phrase.entity,
        )
        if best is None:
            best = actor
        elif best.sector is None and actor.sector is not None:
            best = replace(actor, name=best.name)
    event_type = group[0].candidate.frame.event_type
    return best if best is None else with_sector(best, event_type, side)


def _mentions(
    group: list[_Act], texts: Mapping[Field, CleanText], lexicon: str
) -> tuple[Mention, ...]:
    found: dict[tuple[Field, int, int, str], Mention] = {}
    for act in group:
        candidate = act.candidate
        text = texts[candidate.field]
        start = text.tokens.starts[candidate.first]
        end = text.tokens.ends[candidate.last - 1]
        key = (candidate.field, start, end, candidate.rule)
        found.setdefault(
            key,
            Mention(
                start=start,
                end=end,
                text=text.raw[start:end],
                sentence=candidate.sentence,
                trigger=text.tokens.texts[candidate.at],
                rule=candidate.rule,
                lexicon=lexicon,
                field=candidate.field,
            ),
        )
    return tuple(found.values())
