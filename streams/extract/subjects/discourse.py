"""What the sentences so far leave to the next: who spoke, who acted, what was done to whom."""

from dataclasses import dataclass, field

from streams.extract.actors.phrases import Kind, NounPhrase, is_other_side
from streams.extract.clauses.groups import Group

FREEING = frozenset({"release", "freedom", "handover"})
"""Classes of the acts by which those who are held go free."""
_DECIDED = "DECISION"
_ANSWERS = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "CONSULT"})
"""Types of the acts that mostly answer what another did; of praise, what one does alone."""
HURTS = frozenset({"ASSAULT", "COERCE"})
"""Types of the acts that somebody suffers: what "the crime", "the incident" can mean."""


@dataclass(slots=True)
class Discourse:
    """What the sentences so far leave to the next: the running subject and the last speaker."""

    subject: Group = field(default_factory=list)
    subject_sentence: int = -1
    acts: list[tuple[NounPhrase, NounPhrase | None]] = field(default_factory=list)
    """Source and target of the acts told so far: what "this decision" can mean."""
    deeds: list[tuple[str, NounPhrase, NounPhrase | None]] = field(default_factory=list)
    """The same acts behind their types, the other side of what two do together only."""
    strikes: list[tuple[NounPhrase, NounPhrase | None]] = field(default_factory=list)
    """The acts of violence among them: what "the incident" can mean."""
    guest: NounPhrase | None = None
    """Who came on the latest visit that was told."""
    courts: Group = field(default_factory=list)
    """The court that was named last, if one was: whose "the verdict" is."""
    accused: tuple[NounPhrase, NounPhrase] | None = None
    """Who was blamed by whom last in the sentence that is being read."""
    place: NounPhrase | None = None
    """Where the sentence before plays, if it names a place."""
    speaker: Group = field(default_factory=list)
    home: str | None = None
    """Country whose own news this is."""
    reported: Group = field(default_factory=list)
    """Who acts in what the speaker of a sentence reports: that Chad ..., and (Chad) released."""
    reported_sentence: int = -1
    _main: Group = field(default_factory=list)
    """The running subject before a relative clause named another."""

    def struck_by(self, side: NounPhrase) -> Group:
        """Return who did the latest violence that ``side`` did not do itself."""
        by = next((by for by, _ in reversed(self.strikes) if is_other_side(by, side)), None)
        return [by] if by is not None and not by.local else []

    def blamed_for(self, code: str | None) -> Group:
        """Return who did "this": the actor of the latest act that ``code`` did not do itself.

        Where all acts so far are its own, the target of the latest.
        """
        for source, _ in reversed(self.acts):
            if source.code != code:
                return [source]
        for _, target in reversed(self.acts):
            if target is not None and target.code != code:
                return [target]
        return []

    def decided(self, side: NounPhrase) -> Group:
        """Return who but ``side`` did "the step", whatever act it was: no answer to another's.

        Both sides of it where they did it together; who answered last where nothing else was told.
        """
        others = [deed for deed in reversed(self.deeds) if deed[1].code != side.code]
        for event_type, source, partner in [*filter(_is_no_answer, others), *others]:
            return [source] if partner is None or event_type == "CONSULT" else [source, partner]
        return []

    def offered_to(self, code: str | None) -> Group:
        """Return who offered something to ``code`` or asked it for something, latest first."""
        for source, target in reversed(self.acts):
            if target is not None and target.code == code and source.code != code:
                return [source]
        return []

    def done(self, types: frozenset[str], side: NounPhrase) -> Group:
        """Return who did the latest act of ``types`` that ``side`` did not do itself.

        Both sides of it where they did it together.
        """
        for event_type, source, partner in reversed(self.deeds):
            hurts = event_type in HURTS and is_other_side(source, side)
            if event_type in types and (hurts or source.code != side.code):
                if source.local:
                    return []  # gunmen of no name, wherever they struck
                both = partner is not None and partner.code != side.code
                return [source, partner] if both and partner is not None else [source]
        return []

    def met_last(self, code: str | None) -> Group:
        """Return with whom ``code`` met in the latest meeting of his that was told."""
        for event_type, source, partner in reversed(self.deeds):
            if event_type != "CONSULT" or partner is None or source.code == partner.code:
                continue
            if code in {source.code, partner.code}:
                return [partner if source.code == code else source]
        return []

    def tell(
        self, source: NounPhrase, target: NounPhrase | None, event_type: str, *, mutual: bool
    ) -> None:
        """Remember an act, among others where it hurt somebody, where two did it together."""
        self.acts.append((source, target))
        self.deeds.append((event_type, source, target if mutual else None))
        if event_type == "ACCUSE" and target is not None:
            self.accused = (source, target)
        if event_type in HURTS:
            self.strikes.append((source, target))

    def captors(self, code: str | None) -> Group:
        """Return who but ``code`` held or convicted somebody, the latest first."""
        held = [deed[1] for deed in reversed(self.deeds) if deed[0] in HURTS]
        return [p for p in (*held, *self.courts) if p.code != code]

    def decide(self, subject: Group) -> None:
        """Remember who decided something that need be no act of any type: to open a mosque."""
        if subject and subject[0].code is not None:
            self.deeds.append((_DECIDED, subject[0], None))

    def leave(self, phrases: list[NounPhrase], place: NounPhrase | None) -> None:
        """End a sentence that names ``phrases`` and plays at ``place``."""
        self.place = place
        courts = [p for p in phrases if p.sector == "JUD" and p.kind is Kind.ACTOR and p.code]
        self.courts = courts[:1] or self.courts

    def take(self, subject: Group, sentence: int, *, aside: bool = False) -> None:
        """Make ``subject`` the running subject; one told ``aside`` runs in its sentence only."""
        if not aside:
            self._main = []
        elif not self._main:
            self._main = self.subject
        self.subject, self.subject_sentence = subject, sentence

    @property
    def main(self) -> Group:
        """Return the running subject, of a relative clause left behind that before it."""
        return self._main or self.subject

    @property
    def outer(self) -> Group:
        """Return who ran before a relative clause named another; nobody where none did."""
        return self._main

    def resume(self) -> None:
        """Begin a sentence: who was named in a relative clause of the last one runs no more."""
        self.accused = None
        if self._main:
            self.subject, self._main = self._main, []


def _is_no_answer(deed: tuple[str, NounPhrase, NounPhrase | None]) -> bool:
    """Return whether an act told before is one that others answer, no answer itself."""
    event_type, _, partner = deed
    return event_type not in _ANSWERS and not (event_type == "SUPPORT" and partner is None)
