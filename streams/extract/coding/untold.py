"""Why a clause tells no act, whoever would have done it: a habit, a prayer, a passive."""

from streams.extract.actors.phrases import Kind
from streams.extract.clauses.alleged import is_answered
from streams.extract.clauses.groups import is_act
from streams.extract.clauses.passage import Head
from streams.extract.clauses.relations import region
from streams.extract.coding.refusals import declines_to_tell, only_accepts
from streams.extract.coding.standing_things import told_as_standing
from streams.extract.meetings.concert import BACKED
from streams.extract.speech.threats import no_threat
from streams.extract.subjects.attempt import Attempt
from streams.extract.targets.standing import stands
from streams.extract.targets.wayfarers import no_meeting
from streams.extract.violence.struck import is_only_suffered
from streams.extract.words.word import bare
from streams.lexicon.triggers import Frame

LASTING_SPAN = 7
"""Words after the verb of a relative clause in which "since" says that it has long been so."""
_LASTING = frozenset(
    {"trade", "trade+energy", "supply+energy", "sanction", "invest", "blacklist+list"}
)
"""Frames whose imperfect tells how things are: exports to, lists as."""
_HOLDS = "occupy"
"""How the names of frames begin whose imperfect tells who holds a land: which Israel occupies."""
_AIMS = frozenset({"place", "site", "base", "house", "troops", "ship"})
_ENDING = frozenset({"علّق", "أنهى", "انتهى", "فك", "أوقف", "ألغى", "أجّل", "أرجأ"})
"""Verbs whose object is done no more."""
_BROKEN = "violate-truce"
_TRUCES = ("ceasefire", _BROKEN)
_ANNOUNCE = "أعلن"
_LOST = frozenset({"violation", "harm", "refusal"})
"""Classes of the nouns for what is done against a truce."""
_VIOLENCE = frozenset({"ASSAULT"})
CONVOY_SPAN = 3
"""Words before aid in which what befell it is told: the shelling of a convoy of aid."""
_WITHHELD = _ENDING | {"قطع", "جمّد", "خفض", "خفّض", "قلّص", "حجب"}
"""Verbs after which aid is not given."""
_LETTER = "letter"
_CABLES = ("برقي", "ببرقي", "تلغراف")
_COURTESIES = frozenset({"congratulation", "condolence", "praise", "greeting"})
"""Classes of what a cable is sent for that brings no business."""
_GIVES_BACK = "return-property"
SHOW = "150"
"""Tests and exercises, which armies show."""


def untold(attempt: Attempt) -> str:
    """Return why the clause tells no act whoever did it, empty where it may tell one."""
    return (
        _lasting(attempt)
        or told_as_standing(attempt)
        or _spoken_of_otherwise(attempt)
        or _answered(attempt)
        or _accepted(attempt)
        or _called_off(attempt)
        or _of_others(attempt)
        or _written(attempt)
        or _undergone(attempt)
        or stands(attempt)
        or no_threat(attempt)
        or no_meeting(attempt)
    )


def _lasting(attempt: Attempt) -> str:
    """Return why the clause tells how things are and no act, empty where it does not."""
    frame, passage, at = attempt.frame, attempt.passage, attempt.at
    since = passage.words[at - 1].has("relative") and "منذ" in passage.keys[at : at + LASTING_SPAN]
    if (attempt.arguments.rule == "relative" or since) and _is_habit(attempt.head, frame):
        return "a habit told of an actor, no act"
    if _is_visited_often(attempt):
        return "a habit told of an actor, no act"
    lasting = frame.id in _LASTING or frame.id.startswith(_HOLDS)
    told = passage.field == "text" and attempt.status != "planned"
    if lasting and told and _is_habit(attempt.head, frame):
        return "what always is so: exports, a name on a list"
    return ""


def _spoken_of_otherwise(attempt: Attempt) -> str:
    """Return what else the words of the trigger are, a prayer or a shot; empty for nothing else."""
    frame, passage, at = attempt.frame, attempt.passage, attempt.at
    if frame.id == BACKED and attempt.arguments.rule != BACKED:
        return "help that no act is done by"
    if passage.keys[at + 1 : at + 2] == ["الله"]:
        return "a prayer, no act"
    if frame.cameo == SHOW and _is_shot_at(attempt):
        return "shot at something, no test"
    if frame.mutual and not attempt.sources and _tells_itself(attempt):
        return "the event noun that is its subject tells the act"
    if attempt.arguments.rule == "governor" and is_answered(passage, attempt.head):
        return "an accusation that the subject answers"
    return ""


def _accepted(attempt: Attempt) -> str:
    """Return that an offer of nobody is taken, or nothing but an answer to the press refused."""
    if declines_to_tell(attempt):
        return "nothing is told to the press, nothing is refused"
    return "an offer of nobody in particular that is accepted" if only_accepts(attempt) else ""


def _answered(attempt: Attempt) -> str:
    """Return that a word of giving back is an answer, where "to" what it answers follows it."""
    answers = attempt.frame.id.startswith(_GIVES_BACK)
    answers = answers and attempt.passage.keys[attempt.at + 1 : attempt.at + 2] == ["علي"]
    return "an answer, nothing given back" if answers else ""


def _called_off(attempt: Attempt) -> str:
    """Return that a strike is no more where it is the object of an ending: called off, end of.

    So also what is announced of aid: that it ends, or was shelled.
    """
    if attempt.frame.event_type == "AID":
        return _aid_withheld(attempt)
    if attempt.frame.event_type != "PROTEST":
        return ""  # most attempts
    passage = attempt.passage
    noun = attempt.head.form != "verb"
    at = attempt.at if noun else attempt.complement or attempt.at
    if passage.words[at].clitic or passage.words[at - 1].has("preposition"):
        return ""
    ended = any(a.lemma in _ENDING for a in passage.words[at - 1].nouns)
    if noun and not ended:
        verb = passage.verb_before(at)
        ended = verb is not None and verb.analysis.lemma in _ENDING
    return "a protest that is over, or is not to be" if ended else ""


def _aid_withheld(attempt: Attempt) -> str:
    """Return that aid ends or is struck, where a noun before it says so; empty elsewhere."""
    passage = attempt.passage
    verb = attempt.head.form == "verb"
    aid = (attempt.complement if verb else None) or attempt.at
    first = max(attempt.at + 1 if verb else passage.first, aid - CONVOY_SPAN)
    acts = [passage.heads[at] for at in range(first, aid) if at in passage.heads]
    nouns = [act for act in acts if act.form == "masdar" and not passage.words[act.at].definite]
    ended = any(act.analysis.lemma in _WITHHELD for act in nouns)
    struck = any(act.event_types == _VIOLENCE for act in nouns)
    return "aid that ends or is struck" if ended or struck else ""


def _of_others(attempt: Attempt) -> str:
    """Return that a truce that is announced is broken, over, or accepted by others than its teller.

    The noun that leads to the truce tells it: announced the breach of it, X's acceptance of it.
    """
    if not attempt.frame.id.startswith(_TRUCES):
        return ""  # most attempts
    passage, verb, end = attempt.passage, attempt.head, attempt.complement or attempt.at
    if attempt.arguments.rule == "governor":
        verb, end = passage.verb_before(attempt.at) or verb, attempt.at
    if verb.analysis.lemma != _ANNOUNCE:
        return ""
    if attempt.frame.id.startswith(_BROKEN) and verb is not attempt.head:
        return "a breach that the subject only tells"
    for at in range(verb.at + 1, end):
        word = passage.words[at]
        if at in passage.covered or not is_act(passage, at):
            continue
        lost = not word.noun_classes.isdisjoint(_LOST)
        lost = lost or any(a.lemma in _ENDING for a in word.nouns)
        whose = passage.covered.get(at + 1)
        if lost or (whose is not None and whose.genitive):
            return "a truce that is broken, or that others accept"
    return ""


def _written(attempt: Attempt) -> str:
    """Return that something is one in words only: a protest in a note, a cable of courtesy."""
    passage, complement = attempt.passage, attempt.complement
    if attempt.frame.id.startswith(_LETTER) and complement is not None:
        cable = bare(passage.keys[complement]).startswith(_CABLES)
        courteous = cable and not _COURTESIES.isdisjoint(passage.noun_classes)
        return "a cable of courtesy, nobody is consulted" if courteous else ""
    told = attempt.frame.event_type == "PROTEST" and (
        "message" in passage.words[attempt.at - 1].noun_classes
    )
    return "words of protest, no protest" if told else ""


def _is_hurt(attempt: Attempt) -> bool:
    """Return whether a verb that is a passive in any case has its subject as whom it hit."""
    hit = "by" in attempt.frame.agent and attempt.arguments.rule in {"vso", "svo"}
    return hit and all(a.voice == "passive" for a in attempt.passage.words[attempt.at].verbs)


def _undergone(attempt: Attempt) -> str:
    """Return why nobody is told to act where the subject undergoes it, empty where one may be."""
    rule = attempt.arguments.rule
    asked = attempt.frame.event_type == "REQUEST" and attempt.head.analysis.voice == "passive"
    hurt = rule == "dropped" or _is_hurt(attempt)
    if (asked and rule != "agent") or (hurt and is_only_suffered(attempt)):
        return "a passive: who did it is not told"
    return ""


def _is_visited_often(attempt: Attempt) -> bool:
    """Return whether a relative clause tells whom others use to visit: the states that they visit.

    A time in the clause, or one town or state before it, says that it is a visit of its own.
    """
    passage, at, analysis = attempt.passage, attempt.at, attempt.head.analysis
    if attempt.frame.event_type != "CONSULT" or attempt.head.form != "verb":
        return False
    if analysis.aspect != "imperfect" or analysis.future or not analysis.enclitic:
        return False
    visited = passage.covered.get(at - 2)
    one = visited is not None and visited.kind is not Kind.WORLD and not visited.plural
    if not passage.words[at - 1].has("relative") or one:
        return False
    return not any(word.has("time") for word in passage.words[at + 1 : attempt.arguments.end])


def _is_shot_at(attempt: Attempt) -> bool:
    """Return whether what was shot was shot at something: rockets at positions."""
    start = region(attempt.passage, attempt.at + 1, attempt.arguments.end, "على")
    return start is not None and bool(attempt.passage.words[start].noun_classes & _AIMS)


def _tells_itself(attempt: Attempt) -> bool:
    """Return whether the subject of a verb is an event noun of its own: the clashes went on."""
    noun = attempt.passage.heads.get(attempt.at + 1)
    if attempt.head.form != "verb" or attempt.frame.complement or noun is None:
        return False
    return noun.form != "verb" and bool(noun.readings)


def _is_habit(head: Head, frame: Frame) -> bool:
    """Return whether a relative clause in the imperfect says what its noun is like."""
    return (
        head.form == "verb"
        and head.analysis.aspect == "imperfect"
        and not head.analysis.future
        and frame.event_type != "CONSULT"
        and frame.agent != ("none",)  # the battles that go on between
    )
