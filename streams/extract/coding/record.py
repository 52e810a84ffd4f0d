"""What the acts of one sentence come to: an event candidate for each pair of their sides."""

from dataclasses import dataclass, field

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.candidates import Candidate, Dropped, evidence, has_hit, have_met
from streams.extract.clauses.groups import Group
from streams.extract.clauses.passage import Head, Passage
from streams.extract.coding import parties
from streams.extract.coding.refusals import as_refusal
from streams.extract.coding.within import is_told_of
from streams.extract.reporting.reported import Scopes
from streams.extract.reporting.status import announced, as_scheduled
from streams.extract.speech.threats import as_threat
from streams.extract.subjects.attempt import Attempt
from streams.extract.subjects.discourse import Discourse
from streams.extract.targets.roles import JUDGING, Filled
from streams.lexicon.triggers import Frame

_VISIT, _RECEPTION = "042", "043"
_TOLD = {"errand": have_met, "citizens": has_hit}


@dataclass(slots=True)
class Coded:
    """What one sentence gave."""

    candidates: list[Candidate] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    speakers: dict[int, Group] = field(default_factory=dict)
    """Reporting words of the sentence with who speaks."""


class SentenceRecord:
    """Takes down what one sentence tells: its candidates, its speakers, what came to nothing."""

    def __init__(self, passage: Passage, scopes: Scopes, discourse: Discourse) -> None:
        self._passage, self._scopes, self._discourse = passage, scopes, discourse
        self.coded = Coded()

    def emit(self, attempt: Attempt, filled: Filled) -> str:
        """Take down the act of ``attempt`` towards ``filled``; return why not, empty if it did."""
        targets: list[NounPhrase | None] = [p for p in filled.group if p.code is not None]
        world = not attempt.frame.mutual and any(p.kind is Kind.WORLD for p in filled.group)
        if world or (filled.role in {"none", "unnamed"} and not targets):
            targets.append(None)
        frame, sources = attempt.frame, attempt.sources
        targets = _of_others(attempt, targets)
        pairs = [(source, target) for source in sources for target in targets]
        if filled.role == "state":  # each protests at home
            pairs = [(own, state) for own, state in pairs if state and own.first == state.first]
        if known := _TOLD.get(filled.role) or _TOLD.get(attempt.arguments.rule):
            pairs = [pair for pair in pairs if not known(self.coded.candidates, *pair)]
        apart = attempt.arguments.rule == "speaker"  # "there are talks with A, B": with each
        if frame.mutual and not apart:
            pairs += parties.meet_too(attempt, filled)  # each meets each (codebook)
        home = self._discourse.home
        # Of those who act one may be unknown: planes of X, and a woman.
        pairs = [p for p in pairs if p[0].code is not None and is_told_of(frame, *p, home)]
        for source, target in pairs:
            self._emit_one(attempt, source, target, filled.role)
        return "" if pairs else "no target with a code of its own"

    def _emit_one(
        self, attempt: Attempt, source: NounPhrase, target: NounPhrase | None, role: str
    ) -> None:
        passage, frame, at = attempt.passage, attempt.frame, attempt.at
        status = as_scheduled(attempt.status, frame.default_status, passage, attempt.head)
        claim = self._scopes.claimant(at)
        by_actor = claim is not None and claim.code == source.code
        frame, status = as_threat(attempt, status, by_actor=by_actor)
        own_words = by_actor if claim is not None else None
        frame, status = as_refusal(attempt, frame, status, target, by_actor=own_words)
        first, last = evidence(passage, at, source, target)
        self._discourse.tell(source, target, frame.event_type, mutual=frame.mutual)
        if target is not None and frame.cameo in {_VISIT, _RECEPTION}:
            self._discourse.guest = source if frame.cameo == _VISIT else target
        self.coded.candidates.append(
            Candidate(
                field=passage.field,
                sentence=passage.number,
                at=at,
                first=first,
                last=last,
                frame=frame,
                construction=f"{attempt.construction}.{role}",
                source=source,
                target=target,
                status=announced(status, frame.event_type, by_actor=by_actor),
                claimed_by=claim.code if claim is not None and not by_actor else None,
            )
        )

    def drop(self, head: Head, frame: Frame, reason: str) -> None:
        """Take down that the trigger ``head`` came to nothing, and why."""
        self.coded.dropped.append(
            Dropped(self._passage.field, self._passage.number, head.at, frame.id, reason)
        )


def _of_others(attempt: Attempt, targets: list[NounPhrase | None]) -> list[NounPhrase | None]:
    """Return ``targets`` without the judge's own people where the act judged is one between sides.

    Who criticises the talks between another state and one of its own land blames that state.
    """
    named = [p for p in targets if p is not None]
    between = any(p.preposition == "بين" for p in named)
    if attempt.frame.mutual or attempt.frame.event_type not in JUDGING or not between:
        return targets
    own = {source.code for source in attempt.sources}
    return [p for p in targets if p is None or p.code not in own] or targets
