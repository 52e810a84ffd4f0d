"""Acts that a later clause takes up by a noun: welcomed the agreement, condemned the raids."""

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.actors.registry import BODIES
from streams.extract.clauses.groups import Group
from streams.extract.clauses.passage import Head, Passage
from streams.extract.clauses.relations import region
from streams.extract.speech.blame import involved
from streams.extract.subjects.antecedents import takes_up_all
from streams.extract.subjects.arguments import Arguments
from streams.extract.subjects.attempt import Attempt
from streams.extract.subjects.discourse import HURTS, Discourse
from streams.extract.targets.roles import JUDGING, Filled
from streams.extract.words.function_words import WITHIN_IT
from streams.extract.words.word import bare
from streams.lexicon.triggers import Frame

_KINDS = {
    "agreement": frozenset({"SUPPORT", "AGREE", "COOPERATE", "RETREAT"}),
    "deal": frozenset({"SUPPORT", "AGREE", "COOPERATE"}),
    "truce": frozenset({"RETREAT", "AGREE", "SUPPORT"}),
    "proposal": frozenset({"AGREE"}),
    "initiative": frozenset({"AGREE"}),
    "sanctions": frozenset({"SANCTION"}),
    "test": frozenset({"MOBILIZE"}),
    **dict.fromkeys(("missile", "firing"), frozenset({"MOBILIZE", "ASSAULT"})),
    "verdict": frozenset({"SANCTION", "COERCE"}),
    "coup": HURTS,
    "withdrawal": frozenset({"RETREAT"}),
    "release": frozenset({"RETREAT"}),
    "peace": frozenset({"SUPPORT", "RETREAT"}),
    **dict.fromkeys(("attack", "operation", "misdeed", "interference"), HURTS),
}
"""Types of the acts that nouns of a class can mean, beside those that they tell themselves."""
_PASSED = WITHIN_IT | {"هذا", "هذه", "هذين", "هاتين"}
"""Words before the noun: this test, (a statement) in which it condemned the test."""

_COURSE = frozenset({"عمليه", "عمليات"})
"""Nouns before an act that only say that it goes on: the (process of the) launch."""
_ANY = frozenset({"قرار", "خطوه", "خطوات", "اجراء", "اجراءات", "اعلان", "قرارات"})
"""Nouns that can mean any act told before."""
STEP_SPAN = 8
"""Words behind a verdict in which the step that is judged stands."""
_OWN_LAND = frozenset({"بلاده", "بلادها", "بلادهم"})
OWN_SPAN = 3
"""Words of a thing in which the land of who speaks is told as whose it is: its policy."""
_ANSWERING = frozenset({"REJECT", "THREATEN"})
_IN_ANSWER = frozenset({"ردا", "وردا", "جوابا"})
REPLY_SPAN = 18
"""Words behind a refusal or a threat in which it is told what it answers."""
_PROTEST = "protest"
"""Class of what people do where they are angry, which is an act of its own."""


def retellers(
    passage: Passage, head: Head, frame: Frame, arguments: Arguments, discourse: Discourse
) -> Group:
    """Return who did the act told before that the clause judges by a noun with the article.

    Empty where the noun has more words of its own, or no act of its kind was told.
    """
    judges = frame.event_type in JUDGING and not frame.mutual and head.form != "noun"
    if not judges or not arguments.subject:
        return []
    side = arguments.subject[0]
    at = _judged(passage, head, frame, arguments)
    return doers_of(passage, at, side, discourse) if at is not None else []


def _judged(passage: Passage, head: Head, frame: Frame, arguments: Arguments) -> int | None:
    """Return where the judged noun with the article stands, None where it is told more fully."""
    places = [max(arguments.object_at, head.at + 1)] if "object" in frame.roles else []
    marks = [role[5:] for role in frame.roles if role.startswith("prep:")]
    found = (region(passage, head.at + 1, arguments.end, mark) for mark in marks)
    for start in [*(place for place in found if place is not None), *places]:
        passed = start < passage.last and passage.keys[start] in _PASSED
        at = start + 1 if passed or _is_course(passage, start) else start
        if at >= passage.last or at in passage.covered or not passage.words[at].definite:
            continue
        behind = passage.covered.get(at + 1)
        if behind is None or behind.first != at + 1 or behind.code is None:
            return at
    return None


def names_step(attempt: Attempt) -> bool:
    """Return whether what is judged is "the decision", "this step": an act of any kind."""
    near = range(attempt.at + 1, min(attempt.arguments.end, attempt.at + STEP_SPAN))
    words, keys = attempt.passage.words, attempt.passage.keys
    return any(words[at].definite and bare(keys[at]) in _ANY for at in near)


def _is_course(passage: Passage, at: int) -> bool:
    """Return whether the noun at ``at`` only leads to the act behind it: the process of."""
    if at + 1 >= passage.last or passage.words[at].definite:
        return False
    return passage.keys[at].removeprefix(passage.words[at].clitic) in _COURSE


def _types(passage: Passage, at: int) -> frozenset[str]:
    """Return the types of the acts that the noun at ``at`` can mean."""
    word = passage.words[at]
    own: set[str] = {
        f.event_type for _, frames in word.noun_frames for f in frames if not f.complement
    }
    for noun_class in word.noun_classes:
        own |= _KINDS.get(noun_class, frozenset())
    return frozenset(own)


def did_all_told(attempt: Attempt, discourse: Discourse) -> Filled | None:
    """Return who did what the clause before tells: Oslo closed the port, which angered Riga."""
    passage, source = attempt.passage, attempt.sources[0]
    felt = "subject" in attempt.frame.roles and attempt.frame.complement != _PROTEST
    if not felt or not takes_up_all(passage, attempt.at - 1):
        return None
    here = discourse.subject_sentence == passage.number
    doers = [p for p in discourse.subject if here and p.code not in {None, source.code}]
    return Filled(tuple(doers), "deictic") if doers else None


def own_rulers(attempt: Attempt) -> Filled | None:
    """Return the rulers of the land of who speaks, where he blames what is theirs: its policy."""
    passage, source = attempt.passage, attempt.sources[0]
    if _OWN_LAND.isdisjoint(passage.spelt) or not attempt.arguments.objects:
        return None
    thing = attempt.arguments.objects[0][0]
    owned = not _OWN_LAND.isdisjoint(passage.keys[thing.first : thing.first + OWN_SPAN])
    if not owned or source.code in BODIES or (thing.code and not thing.generic):
        return None
    rulers = NounPhrase(thing.first, thing.last, Kind.ACTOR, source.code, "GOV", name=source.name)
    return Filled((rulers,), "own")


def did_the_thing(attempt: Attempt, speaker: NounPhrase, discourse: Discourse) -> Group:
    """Return who did the act told before that a speaker finds fault with: that the test violates.

    The noun with the article stands right before its verb, and nothing says whose it is.
    """
    passage, at = attempt.passage, attempt.at - 1
    if attempt.head.form != "verb" or at < passage.first or attempt.status != "actual":
        return []
    return doers_of(passage, at, speaker, discourse)


def doers_of(passage: Passage, at: int, side: NounPhrase, discourse: Discourse) -> Group:
    """Return who but ``side`` did the act told before that the noun with the article at ``at`` is.

    Where no such act was told, of a verdict the court.
    """
    if at in passage.covered or not passage.words[at].definite:
        return []
    if bare(passage.keys[at]) in _ANY:
        return discourse.decided(side)
    types = _types(passage, at)
    if types and (done := discourse.done(types, side)):
        return done
    judged = "verdict" in passage.words[at].noun_classes
    return [p for p in discourse.courts if judged and p.code != side.code]


def answered(attempt: Attempt, filled: Filled | None) -> Filled | None:
    """Return whom a refusal or a threat answers, where its words name nobody before: in reply to.

    "Refused to negotiate, in reply to the announcement by Chad."
    """
    passage, own = attempt.passage, attempt.sources[0].code
    if attempt.frame.event_type not in _ANSWERING or _IN_ANSWER.isdisjoint(passage.spelt):
        return None  # most acts
    for at in range(attempt.at + 1, min(passage.last - 2, attempt.at + REPLY_SPAN)):
        if passage.keys[at] not in _IN_ANSWER or passage.keys[at + 1] != "علي":
            continue
        if filled is not None and filled.group and filled.group[0].first < at:
            return None
        found = involved(passage, at + 2, blamed=False, near=True)
        found = [p for p in found if p.code not in {None, own}]
        return Filled(tuple(found), "answered") if found else None
    return None
