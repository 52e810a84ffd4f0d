"""Triggers: which words tell an event, with what beside them, and where the target stands.

``frames.tsv`` holds the valency frames, ``nouns.tsv`` the noun classes that a frame may demand
(``talks``, ``sanctions``...), ``idioms.tsv`` the classes beside which a trigger means no event (a
forward attacks, a storm strikes), ``cues.tsv`` the words that report, negate, date or carry.
Prepositions in roles are folded, as the keys of tokens are.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, Self, cast

from schemas.event import EventType, Status
from streams.lexicon.codes import find_code
from streams.lexicon.tables import LexiconError, items, read_table
from streams.normalize.letters import fold

POS_LETTERS: Final = {
    "v": "verb", "m": "masdar", "a": "active_participle", "p": "passive_participle",
    "n": "noun", "j": "adjective",
}  # fmt: skip
ANYTHING: Final = "anything"
"""Complement of whatever stands behind a preposition: agreed on."""
FLAGS: Final = frozenset(
    {
        "mutual",
        "speech",
        "claim",
        "passive",
        "domestic",
        "civil",
        "target",
        "own",
        "fault",
        "unkept",
        "judgement",
    }
)


@dataclass(frozen=True, slots=True)
class Frame:
    """One sense of a trigger: what must stand beside it, what event it tells, who is its target."""

    id: str
    """``suspend+talks``: name of the sense and of its complement; kept on every event."""
    lemma: str
    pos: tuple[str, ...]
    event_type: EventType
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str
    complement: str = ""
    """Noun class that must be present, ``anything`` for any word, or empty."""
    complement_role: str = "object"
    """Where the complement stands: ``object`` (a masdar's genitive, a passive's subject; the nouns
    of its construct count, as in برقية تهنئة), ``prep:من`` and the like, ``adjective`` (of a noun
    trigger), ``adverb`` (anywhere in the clause)."""
    roles: tuple[str, ...] = ()
    """Where the target stands, first that fits: ``object``, ``prep:على``, ``object.prep:مع``,
    ``complement.genitive``, ``complement.adjective``, ``complement.prep:مع``, ``clause`` (the
    subject of the أن-clause), ``subject``, ``genitive`` and ``adjective`` (of a noun),
    ``scene`` (whose the thing before the complement is, or where it stood), ``from`` (behind من,
    right after the subject),
    ``sent`` (with whom the complement, people, were sent to work),
    ``border`` (whose border troops stand at), ``itinerary`` (where a tour leads), ``venue`` (in
    whose country a guest talks), ``draft`` (who put it forward),
    ``partners`` (with whose participation, alongside whom),
    ``complement.attended`` (who takes part in the meeting that somebody holds),
    ``signatories`` (for whom it is signed),
    ``genitive.pair`` (two actors joined by و),
    ``between`` (بين A وB: both sides), ``none`` (it may have no target). Empty: the act has no
    target."""
    agent: tuple[str, ...] = ("subject",)
    """Where the actor stands, first that fits: ``subject`` (of a masdar: its genitive, a pronoun,
    or the subject of the light verb), ``genitive``, ``adjective``, ``prep:من``, ``by`` (من قبل,
    على يد, برصاص), ``complement.doers`` (of a relative clause: rockets that X fired),
    ``complement.owner`` (whose it is or who uses it), ``complement.aim`` (whom it is made to
    strike), ``complement.reach`` (whom its clause says that it hits), ``complement.visited``
    (whose land an invitation is to), ``complement.member`` (to whom it belongs: of the UN),
    ``none`` (only the two sides of ``roles`` act)."""
    mutual: bool = False
    """Both sides act: one event each way."""
    speech: bool = False
    """A speech act: what its clause tells is not coded as an event of its own."""
    claim: bool = False
    """What the clause tells is a claim by the subject (an accusation)."""
    passive: bool = False
    """The grammatical subject undergoes the act."""
    domestic: bool = False
    """Told mostly within one state: people of no nation that it hits are those of the actor's."""
    civil: bool = False
    """Fits citizens, parties and groups only: a government that "protests" complains."""
    target_required: bool = False
    """Tells no event where no target is named."""
    own: bool = False
    """The complement carries a pronoun of the subject: one's own ambassador."""
    fault: bool = False
    """A failing: told of somebody else by a speaker, it is blame by the speaker."""
    unkept: bool = False
    """A duty: told of somebody else as not done, it is blame by the speaker."""
    judgement: bool = False
    """Told by a predicate: a speaker calls a thing of somebody a crime, or says what he must do."""
    excludes: frozenset[str] = frozenset()
    """Noun classes whose presence in the clause says that no event is told."""
    default_status: Status | None = None
    priority: int = 0
    """The higher wins where several frames fit; a complement adds 10."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A small word with a meaning for the clause it stands in."""

    lemma: str
    kind: str
    """``report`` (said), ``speech`` (urged, threatened), ``light`` (carries an event noun),
    ``light_passive`` (its subject undergoes the noun), ``decision``, ``aspect``, ``modal``,
    ``negation``, ``condition``, ``possibility``, ``necessity``, ``future``, ``background``,
    ``attribution``, ``agent`` (by)."""
    value: str
    """What it says: the stance of a reporting verb, the preposition of a light verb..."""


class Senses(tuple[Frame, ...]):  # noqa: SLOT001 - what is kept beside the frames needs a slot
    """The frames of one word, highest priority first."""

    event_types: frozenset[EventType]
    """What the word can tell."""
    judgements: tuple[Frame, ...]
    """Those that a predicate tells."""

    def __new__(cls, frames: Iterable[Frame] = ()) -> Self:
        """Return ``frames``, in the order given."""
        senses = super().__new__(cls, frames)
        senses.event_types = frozenset(frame.event_type for frame in senses)
        senses.judgements = tuple(frame for frame in senses if frame.judgement)
        return senses


NO_SENSES: Final = Senses()


class TriggerLexicon:
    """The frames and cues by lemma. Immutable."""

    def __init__(
        self,
        frames: Iterable[Frame],
        noun_classes: Mapping[str, frozenset[str]],
        cues: Iterable[Cue],
    ) -> None:
        by_word: dict[tuple[str, str], list[Frame]] = defaultdict(list)
        for frame in frames:
            for pos in frame.pos:
                by_word[frame.lemma, pos].append(frame)
        self._frames = {
            word: Senses(sorted(found, key=lambda frame: -frame.priority))
            for word, found in by_word.items()
        }
        self._noun_classes = noun_classes
        self._cues: dict[str, list[Cue]] = defaultdict(list)
        for cue in cues:
            self._cues[cue.lemma].append(cue)

    def frames(self, lemma: str, pos: str) -> Senses:
        """Return the frames of a word, highest priority first; empty where it is no trigger."""
        return self._frames.get((lemma, pos), NO_SENSES)

    def noun_class(self, lemma: str) -> frozenset[str]:
        """Return the classes that a noun, or a verb's masdar, belongs to."""
        return self._noun_classes.get(lemma, frozenset())

    def cues(self, lemma: str, kind: str | None = None) -> tuple[Cue, ...]:
        """Return the cues of a word, of one kind if given."""
        found = self._cues.get(lemma, ())
        return tuple(cue for cue in found if kind is None or cue.kind == kind)

    def cue_table(self, kind: str) -> Mapping[str, str]:
        """Return lemma to value for one kind of cue, as for a table of folded function words."""
        return {
            cue.lemma: cue.value for cues in self._cues.values() for cue in cues if cue.kind == kind
        }

    def all_frames(self) -> tuple[Frame, ...]:
        """Return every frame once, in the order of the file."""
        return tuple(dict.fromkeys(frame for found in self._frames.values() for frame in found))


@cache
def load_triggers() -> TriggerLexicon:
    """Return the trigger lexicon of this package.

    Raises ``LexiconError`` for an unknown code, part of speech, flag or noun class.
    """
    classes: dict[str, set[str]] = defaultdict(set)
    for row in read_table("nouns"):
        classes[row["lemma"]].update(items(row["classes"]))
    for row in read_table("verbs"):
        classes[row["lemma"]].update(items(row["classes"]))
    known = frozenset({ANYTHING}).union(*classes.values())
    excluded = {row["lemma"]: frozenset(items(row["excludes"])) for row in read_table("idioms")}
    frames = [
        replace(frame, excludes=excluded.get(frame.lemma, frozenset()))
        for row in read_table("frames")
        for frame in _frames_of(row, known)
    ]
    cues = [Cue(row["lemma"], row["kind"], row["value"]) for row in read_table("cues")]
    noun_classes = {lemma: frozenset(found) for lemma, found in classes.items() if found}
    return TriggerLexicon(frames, noun_classes, cues)


def _frames_of(row: Mapping[str, str], known_classes: frozenset[str]) -> Iterable[Frame]:
    """Yield the frames of a row: one for each lemma and each class of its complement."""
    role, _, names = row["complement"].rpartition("=")
    for name in names.split("|"):
        if name and name not in known_classes:
            raise LexiconError(f"frames.tsv: {row['id']} asks for an unknown noun class {name!r}")
        for lemma in items(row["lemma"]):
            yield _frame(row, lemma, name, _complement_role(role))


def _complement_role(cell: str) -> str:
    """Return where a complement stands; a cell that is none of the fixed words is a preposition."""
    return cell if cell in {"adjective", "adverb"} else f"prep:{fold(cell)}" if cell else "object"


def _frame(row: Mapping[str, str], lemma: str, complement: str, complement_role: str) -> Frame:
    flags = frozenset(filter(None, row["flags"].split(" ")))
    if flags - FLAGS:
        raise LexiconError(f"frames.tsv: {row['id']} has unknown flags {sorted(flags - FLAGS)}")
    code = find_code(row["cameo"])
    if code.code != row["cameo"]:
        raise LexiconError(f"frames.tsv: {row['id']} has unknown code {row['cameo']!r}")
    return Frame(
        id=f"{row['id']}+{complement}" if complement else row["id"],
        lemma=lemma,
        pos=tuple(POS_LETTERS[letter] for letter in row["pos"]),
        event_type=cast("EventType", row["type"] or code.event_type),
        mode=row["mode"] or code.mode,
        contexts=code.contexts,
        cameo=code.code,
        complement=complement,
        complement_role=complement_role,
        roles=_roles(row["roles"]),
        agent=_roles(row["agent"]) or ("subject",),
        mutual="mutual" in flags,
        speech="speech" in flags,
        claim="claim" in flags,
        passive="passive" in flags,
        domestic="domestic" in flags,
        civil="civil" in flags,
        target_required="target" in flags,
        own="own" in flags,
        fault="fault" in flags,
        unkept="unkept" in flags,
        judgement="judgement" in flags,
        default_status=cast("Status", row["status"]) if row["status"] else None,
        priority=int(row["priority"] or 0) + (10 if complement else 0),
    )


def _roles(cell: str) -> tuple[str, ...]:
    """Return the roles of a cell with their prepositions folded.

    >>> _roles("complement.prep:على none")
    ('complement.prep:علي', 'none')
    """
    roles = (role.partition("prep:") for role in cell.split())
    return tuple(
        before + mark + fold(preposition) if mark else before for before, mark, preposition in roles
    )
