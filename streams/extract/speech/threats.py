"""Threats that no verb of threatening tells: warns that it will answer, might strike if."""

from dataclasses import replace

from schemas.event import Status
from streams.extract.actors.phrases import Kind, NounPhrase, are_rivals
from streams.extract.clauses.passage import Passage
from streams.extract.speech.demands import demanded
from streams.extract.subjects.attempt import Attempt
from streams.lexicon.triggers import Frame

REPLY_SPAN = 24
"""Words after a warning in which the answer that it announces is told."""
TERMS_SPAN = 6
"""Words of a condition in which stands who shall fulfil it."""
CONDITION_SPAN = 25
"""Words after a verb in which "if" follows."""
_OF_CONSEQUENCES = "warn+consequences"
_MEASURES = {"SANCTION": "131", "COERCE": "130"}
"""Types of what one announces for the case that another does not yield -> the threat of it."""
_REPLIES = frozenset({"response", "revenge"})
_THAT = frozenset({"ان", "انه", "انها", "انهم", "بان", "بانه", "بانها"})


def no_threat(attempt: Attempt) -> str:
    """Return why a warning, an answer or an order is none, empty where it may be one."""
    if attempt.frame.id == "order" and attempt.head.form == "verb":
        told = demanded(attempt.passage, attempt.head, attempt.arguments.end) is not None
        return "" if told or attempt.frame.lemma != "أمر" else "a matter, no order"
    if attempt.frame.id.startswith(_OF_CONSEQUENCES) and attempt.head.form == "verb":
        behind = attempt.passage.word(max(attempt.at + 1, attempt.arguments.object_at))
        alone = behind is None or behind.has("preposition")
        return "warns nobody of what the speaker would do" if alone else ""
    if attempt.frame.id == "warn-reply" and not _warns_of_reply(attempt):
        return "warns of nothing that the speaker would do"
    if attempt.frame.id.startswith("let-no") and attempt.status != "negated":
        return "what was passed over in silence"
    if attempt.frame.id.startswith("answer-force") and not attempt.head.analysis.future:
        return "what was done or said in answer"
    return ""


def _warns_of_reply(attempt: Attempt) -> bool:
    """Return whether a warning announces what the speaker would do: that any attack be answered."""
    passage, at = attempt.passage, attempt.at
    end = min(passage.last, at + REPLY_SPAN)
    that = next((p for p in range(at + 1, end) if passage.keys[p] in _THAT), None)
    if that is None:
        return False
    return any(
        passage.words[p].noun_classes & _REPLIES or _is_reply(passage, p)
        for p in range(that + 1, end)
        if p not in passage.covered
    )


def _is_reply(passage: Passage, at: int) -> bool:
    head = passage.heads.get(at)
    return (
        head is not None
        and head.form == "verb"
        and head.analysis.future
        and any(f.id.startswith("answer-force") for _, frames in head.readings for f in frames)
    )


def as_threat(attempt: Attempt, status: Status, *, by_actor: bool) -> tuple[Frame, Status]:
    """Return the frame and status of an act, a threat where its actor says that it might strike."""
    frame, passage = attempt.frame, attempt.passage
    answers = frame.id.startswith("answer-force") and status == "planned"
    if answers or (frame.id.startswith("let-no") and status == "negated"):
        return frame, "actual"
    if frame.id.startswith("measures") and status == "planned" and by_actor:
        return replace(frame, id="threaten-measures", event_type="THREATEN", cameo="130"), "actual"
    if by_actor and (cameo := _would_do(attempt)):
        return replace(frame, id=f"threat-{frame.id}", event_type="THREATEN", cameo=cameo), "actual"
    open_yet = status in {"hypothetical", "planned"} and attempt.head.form == "verb"
    if not (open_yet and by_actor and frame.event_type == "ASSAULT"):
        return frame, status
    last = min(passage.last, attempt.at + CONDITION_SPAN)
    on_terms = any(_sets_terms(passage, at) for at in range(attempt.at, last))
    if status == "planned" and not on_terms:
        return frame, status  # an operation that is announced
    return replace(frame, id=f"threat-{frame.id}", event_type="THREATEN", cameo="138"), "actual"


def _would_do(attempt: Attempt) -> str:
    """Return the code of a threat of what one will do if: impose sanctions, expel an ambassador."""
    head, cameo = attempt.head, _MEASURES.get(attempt.frame.event_type, "")
    if not cameo or head.form != "verb" or not head.analysis.future:
        return ""  # most acts
    last = min(attempt.passage.last, attempt.at + CONDITION_SPAN)
    on_terms = any(_sets_terms(attempt.passage, at) for at in range(attempt.at + 1, last))
    return cameo if on_terms else ""


def on_terms_of(attempt: Attempt) -> NounPhrase | None:
    """Return whom a threat without a target sets terms: will do it if Kenya does not."""
    passage, end = attempt.passage, min(attempt.passage.last, attempt.at + CONDITION_SPAN)
    opening = next((at for at in range(attempt.at + 1, end) if _sets_terms(passage, at)), None)
    if opening is None:
        return None
    source = attempt.sources[0]
    for phrase in passage.between(opening + 1, min(passage.last, opening + TERMS_SPAN)):
        other = phrase.code not in {None, source.code} or are_rivals(phrase, source)
        if phrase.kind is Kind.ACTOR and phrase.free and other and phrase.code is not None:
            return phrase
    return None


def _sets_terms(passage: Passage, at: int) -> bool:
    """Return whether a condition begins at ``at``: if, unless, in case."""
    if passage.words[at].has("condition") or passage.keys[at] == "حال":
        return True
    return passage.keys[at] in {"ما", "ان"} and passage.keys[at + 1 : at + 2] == ["لم"]
