"""Acts told by what will or may not be: a crushing response to Chad, envoys who are unwelcome."""

from collections.abc import Iterator

from streams.extract.actors.phrases import NounPhrase, is_other_side
from streams.extract.clauses.groups import Group, side_at
from streams.extract.clauses.passage import Passage
from streams.extract.reporting.reported import Scopes
from streams.extract.speech.warpath import ARMED

ANSWER_SPAN = 12
"""Words behind an answer in which the clause says to whom it is, and how hard it will be."""
_HARD = frozenset({"قاسيا", "قاسيه", "ساحقا", "مزلزلا", "حازما", "رادعا", "عنيفا", "موجعا", "قويا",
                   "مدمرا", "حاسما", "شديدا", "صارما", "مولما"})  # fmt: skip
_MEETS = frozenset({"سيواجه", "ستواجه", "سيقابل", "ستقابل", "سيجابه", "ستجابه", "سيواجهون",
                    "سيقابلون"})  # fmt: skip
"""Forms of what is to be met by an answer: any attack will be met with."""
_TARGETS = frozenset({"هدف", "هدفا", "اهداف", "اهدافا"})
_FAIR = frozenset({"مشروع", "مشروعا", "مشروعه"})
_TAKEN_FOR = frozenset({"سيعد", "ستعد", "سيعتبر", "ستعتبر", "ستعتبره", "سيعتبره", "سنعتبره",
                        "ستعتبرها", "بمثابه"})  # fmt: skip
"""Words before what something would be taken for."""
_DOERS = frozenset({None, "من"})
_WILL_BE = frozenset({"سيكون", "ستكون"})


def answers_told(passage: Passage, scopes: Scopes) -> Iterator[tuple[int, NounPhrase, Group]]:
    """Yield where somebody says how hard his side will answer: place, speaker, whom."""
    for at in passage.places_of("response"):
        speaker = scopes.voice(at)
        if speaker is None or speaker.sector not in ARMED:
            continue
        met = _will_be_met(passage, at)
        if not met and not _will_be_hard(passage, at):
            continue
        first = _provocation(passage, at) if met else at + 1
        end = at if met else min(passage.last, at + ANSWER_SPAN)
        others = [p for p in passage.between(first, end) if p.code not in {None, speaker.code}]
        if others or met:
            yield at, speaker, side_at(passage, others[0]) if others else []


def wars_told(passage: Passage, scopes: Scopes) -> Iterator[tuple[int, NounPhrase, Group]]:
    """Yield where somebody says what he would take for a war declared on him: place, who, whom."""
    if "اعلان" not in passage.spelt:
        return  # most sentences
    for at in range(passage.first + 1, passage.last - 1):
        if passage.keys[at : at + 2] != ["اعلان", "حرب"]:
            continue
        speaker = scopes.voice(at)
        if speaker is None or passage.keys[at - 1] not in _TAKEN_FOR:
            continue
        named = passage.between(_provocation(passage, at), at)
        others = [p for p in named if is_other_side(p, speaker) and _may_do_it(passage, p)]
        yield at, speaker, side_at(passage, others[0]) if others else []


def _may_do_it(passage: Passage, phrase: NounPhrase) -> bool:
    """Return whether ``phrase`` names whose attack it would be, not where it would be made."""
    return phrase.preposition in _DOERS and "في" not in passage.keys[phrase.first : phrase.last]


def _provocation(passage: Passage, at: int) -> int:
    """Return where the clause begins that tells what would be answered at ``at``: any attack by."""
    first = max(passage.first, at - ANSWER_SPAN)
    opens = (p + 1 for p in range(at - 1, first, -1) if passage.words[p].has("complementizer"))
    return next(opens, first)


def targets_told(passage: Passage, scopes: Scopes) -> Iterator[tuple[int, NounPhrase, Group]]:
    """Yield where somebody calls what is another's a fair target: place, speaker, whose."""
    if _TARGETS.isdisjoint(passage.spelt):
        return  # most sentences
    for at in range(passage.first + 1, passage.last - 1):
        if passage.keys[at] not in _TARGETS or passage.keys[at + 1] not in _FAIR:
            continue
        speaker = scopes.voice(at)
        if speaker is None or speaker.sector not in ARMED:
            continue
        first = max(passage.first, at - ANSWER_SPAN)
        others = [p for p in passage.between(first, at) if is_other_side(p, speaker)]
        if others:
            yield at, speaker, side_at(passage, others[0])


def unwelcome_told(passage: Passage, scopes: Scopes) -> Iterator[tuple[int, NounPhrase, Group]]:
    """Yield where a state says that another's envoys are not welcome: place, who, whose."""
    if "مرغوب" not in passage.spelt:
        return  # most sentences
    for at in range(passage.first + 1, passage.last):
        if passage.keys[at] != "مرغوب" or passage.keys[at - 1] != "غير":
            continue
        speaker = scopes.voice(at)
        if speaker is None or speaker.sector not in {"GOV", None}:
            continue
        named = passage.between(_provocation(passage, at), at)
        others = [p for p in named if p.role and is_other_side(p, speaker)]
        if others:
            yield at, speaker, side_at(passage, others[-1])


def _will_be_met(passage: Passage, at: int) -> bool:
    """Return whether something will be met by the answer at ``at``."""
    return passage.words[at].clitic == "ب" and passage.keys[at - 1] in _MEETS


def _will_be_hard(passage: Passage, at: int) -> bool:
    """Return whether the clause says that the answer at ``at`` will be a hard one."""
    for place in range(at + 1, min(passage.last - 1, at + ANSWER_SPAN)):
        if passage.keys[place] in _WILL_BE:
            return not _HARD.isdisjoint(passage.keys[place + 1 : place + 4])
        if passage.words[place].boundary:
            return False
    return False
