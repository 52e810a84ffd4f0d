"""Duties that a speaker lays upon another: Mali must, it is time that, told the envoy the need."""

from collections.abc import Iterator, Mapping

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.clauses.groups import Group, group_at
from streams.extract.clauses.passage import Passage
from streams.extract.reporting.reported import Scopes
from streams.extract.speech.contents import asked
from streams.extract.words.function_words import OPENING_MARKS
from streams.extract.words.word import bare
from streams.lexicon.morphology import Analysis

STRESS_SPAN = 10
"""Words between a speaker's verb and the necessity that it stresses."""
TIME_SPAN = 3
"""Words of "the time has come" behind its first."""
_MUST = frozenset({"يجب", "ينبغي", "يتعين", "يتوجب", "لابد"})
_REQUIRED = frozenset({"مطالب", "مطالبه", "مطالبون", "مطالبين", "ملزم", "ملزمه", "مدعو",
                       "مدعوه", "مدعوون"})  # fmt: skip
_NECESSITY = frozenset({"ضروره", "بضروره", "وجوب", "بوجوب", "لضروره", "وضروره", "اهميه",
                        "واهميه", "باهميه"})  # fmt: skip
_NEED = _NECESSITY - {"اهميه", "واهميه", "باهميه"}
"""Necessities that are told to somebody as what he should do; importance is hardly."""
_NEEDED = frozenset({"الضروري", "الواجب", "المطلوب", "اللازم", "المفترض"})
"""Adjectives of what has to be done: it is necessary that, what is wanted of."""
_TASKS = frozenset({"واجب"})
"""Nouns whose genitive has the duty: it is the duty of."""
_COMES = frozenset({"حان", "ان", "حانت"})
_TIME = frozenset({"الاوان", "الوقت", "الاون"})
_SO_THAT = frozenset({"لان", "لكي", "كي", "ان"})
_ALL = frozenset({"جميع", "كل", "كافه"})
"""Words for everybody, who is asked for nothing."""
_YOU_MUST = frozenset({"عليكم", "عليك", "كفي"})
_ENJOINED = frozenset({"شدّد", "أكد", "تمنّى", "ألح", "اشترط"})
"""Verbs that lay something upon somebody: "he stressed to the government that it should"."""
_INFORMED = "أبلغ"
"""The verb whose object is told what he should do."""
_STATES = frozenset({"كان", "بقي", "ظل", "أصبح", "حصل", "نال", "حظي", "تمتّع", "عاش", "عرف",
                     "علم", "أدرك", "تلقّى", "وجد", "شعر", "منح", "أعطى"})  # fmt: skip
"""Verbs of what becomes of somebody, who does nothing: must obtain, must remain."""
_SHARED = frozenset({"cooperation", "relations", "participation"})
"""Classes of what the speaker would do with whom he speaks to."""
_FURTHER = frozenset({"تعزيز", "تطوير", "توطيد", "تكثيف", "مواصله", "استمرار", "توسيع", "تنميه",
                      "تضافر", "العمل", "التنسيق", "دعم"})  # fmt: skip
_TELLING = (
    _REQUIRED
    | _NECESSITY
    | _NEEDED
    | _TASKS
    | _TIME
    | _MUST
    | {"علي", "وعلي", "بد"}
    | frozenset(f"و{word}" for word in _MUST)
)
"""Words that may tell a duty."""


def duties_told(
    passage: Passage, scopes: Scopes, subjects: Mapping[int, Group]
) -> Iterator[tuple[int, NounPhrase, Group]]:
    """Yield the demands that a speaker makes by telling another's duty: place, speaker, whose.

    ``subjects`` are the speakers by the tokens of their reporting words.
    """
    if scopes.announced is not None and scopes.addressed is not None:
        at = scopes.addressed.last + 1
        if _is_order(passage, at):
            yield at, scopes.announced, group_at(passage, scopes.addressed)
    if _TELLING.isdisjoint(passage.spelt):
        return
    for at in range(passage.first, passage.last - 2):
        if passage.keys[at] in _TELLING and (duty := _duty(passage, at, scopes, subjects)):
            yield at, *duty


def _duty(
    passage: Passage, at: int, scopes: Scopes, subjects: Mapping[int, Group]
) -> tuple[NounPhrase, Group] | None:
    """Return who tells the duty at ``at``, and those whose it is; None where none is told."""
    who = _bound(passage, at)
    if who is None and passage.keys[at] not in _NEED:
        return None  # most words "upon"
    stresser = _stresser(passage, at, subjects)
    if who is None and stresser is not None:
        who = _told_to(passage, at, stresser)
    if who is None:
        return None
    speaker = scopes.voice(at, subjects[stresser][0] if stresser is not None else None)
    group = [p for p in group_at(passage, who) if speaker and p.code != speaker.code]
    return (speaker, group) if speaker is not None and group else None


def _is_order(passage: Passage, at: int) -> bool:
    """Return whether words to somebody begin at ``at`` with what he shall do: stop, you must."""
    if at + 1 < passage.last and passage.keys[at] in OPENING_MARKS:
        at += 1
    if at >= passage.last:
        return False
    key = passage.keys[at]
    return key in _YOU_MUST or (key.endswith("وا") and bool(passage.words[at].verbs))


def _stresser(passage: Passage, at: int, subjects: Mapping[int, Group]) -> int | None:
    """Return the reporting verb that stresses the necessity at ``at``: the one just before it."""
    for place in range(at - 1, max(passage.first, at - STRESS_SPAN) - 1, -1):
        said_by = subjects.get(place)
        if said_by and said_by[0].code is not None and "report" in passage.heads[place].cues:
            return place
    return None


def _bound(passage: Passage, at: int) -> NounPhrase | None:
    """Return whose duty the word at ``at`` tells, None where it tells none."""
    key, words = passage.keys[at], passage.words
    if key.removeprefix("و") in _MUST:
        return _obliged(passage, at, at + 1) if not words[at - 1].has("negator") else None
    if key == "بد":
        no_escape = passage.keys[at - 1].removeprefix("و").removeprefix("ف") == "لا"
        return _obliged(passage, at - 1, at + 1) if no_escape else None
    if key in _REQUIRED and words[at + 1].clitic == "ب":
        return _opening(passage, at - 1)
    if key in {"علي", "وعلي"}:
        return _upon(passage, at)
    if key in _NECESSITY:
        group = asked(passage, at + 1)
        return group[0] if group else None
    return _due(passage, at)


def _obliged(passage: Passage, first: int, behind: int) -> NounPhrase | None:
    """Return who must, by words of necessity in ``[first, behind)``: behind, upon or before them.

    It is on X to, X must, it must be that X does.
    """
    if passage.keys[behind] == "علي":
        return _actor(passage, behind + 1)
    named = _actor(passage, behind)
    if named is not None and named.preposition == "ل":
        return named
    from_doing = behind + 1 if passage.keys[behind] == "من" else behind
    return _doing(passage, from_doing) or (
        _opening(passage, first - 1) if not _is_state(passage, from_doing + 1) else None
    )


def _upon(passage: Passage, at: int) -> NounPhrase | None:
    """Return upon whom "upon" at ``at`` lays a duty."""
    begins = passage.keys[at] == "وعلي" or passage.opens_words(at) or _is_enjoined(passage, at)
    who = _actor(passage, at + 1) if begins else None
    if who is None:
        return None
    return who if _then_that(passage, group_at(passage, who)[-1].last) else None


def _due(passage: Passage, at: int) -> NounPhrase | None:
    """Return whose duty it is by what is called necessary, a duty, or timely at ``at``."""
    key, before = passage.keys[at], passage.keys[at - 1]
    if key in _NEEDED:
        who = _actor(passage, at + 2) if passage.keys[at + 1] == "من" else None
        return who if who is not None else _doing(passage, at + 1)
    if key in _TASKS:
        who = _actor(passage, at + 1) if before == "من" else None
        return who if who is not None and _then_that(passage, who.last) else None
    if before not in _COMES and passage.keys[at + 1] not in _COMES:
        return None
    for place in range(at + 1, min(passage.last - 1, at + TIME_SPAN)):
        who = _actor(passage, place)
        if who is not None and who.preposition == "ل":
            return who if _then_that(passage, who.last) else None
        if passage.keys[place] in _SO_THAT - _COMES or place > at + 1:
            return _doing(passage, place)
    return None


def _doing(passage: Passage, at: int) -> NounPhrase | None:
    """Return who shall do something by the clause "that he does" at ``at``: its subject."""
    if at + 2 >= passage.last or passage.keys[at] not in _SO_THAT or _is_state(passage, at + 1):
        return None
    verb = passage.heads.get(at + 1)
    acts = verb is not None and verb.form == "verb" and _acts(verb.analysis)
    who = _actor(passage, at + 2) if acts else None
    return who if who is not None and who.free else None


def _acts(verb: Analysis) -> bool:
    """Return whether a verb tells what others than the speaker shall do, none what shall befall."""
    return verb.person != 1 and verb.voice != "passive"


def _is_state(passage: Passage, at: int) -> bool:
    """Return whether the verb at ``at`` tells what becomes of its subject: must obtain, remain."""
    head = passage.heads.get(at)
    return head is not None and head.analysis.lemma in _STATES


def _told_to(passage: Passage, at: int, verb: int) -> NounPhrase | None:
    """Return to whom the need at ``at`` is stressed by ``verb``, unless both should act on it."""
    words = passage.words[at + 1 : at + 4]
    if passage.keys[at + 1] in _FURTHER or any(w.noun_classes & _SHARED for w in words):
        return None
    informs = passage.heads[verb].analysis.lemma == _INFORMED
    for phrase in reversed(passage.between(verb + 1, at)):
        letter = "message" in passage.words[phrase.first - 2].noun_classes
        written = phrase.preposition == "الي" and letter
        if phrase.kind is Kind.ACTOR and (phrase.preposition == "ل" or written):
            return phrase
        if informs and phrase.free and phrase.kind is Kind.ACTOR:
            return phrase
    return None


def _is_enjoined(passage: Passage, at: int) -> bool:
    """Return whether "upon" at ``at`` follows a verb that lays a duty, its subject at most."""
    subject = passage.covered.get(at - 1)
    verb = passage.heads.get(subject.first - 1 if subject is not None else at - 1)
    return verb is not None and verb.form == "verb" and verb.analysis.lemma in _ENJOINED


def _opening(passage: Passage, at: int) -> NounPhrase | None:
    """Return the actor that ends at ``at`` and opens its clause: that Turkey (must)."""
    if passage.keys[at] in OPENING_MARKS:
        at -= 1
    phrase = passage.covered.get(at)
    if phrase is None or phrase.code is None or phrase.kind is not Kind.ACTOR:
        return None
    return phrase if passage.opens_words(phrase.first) else None


def _then_that(passage: Passage, at: int) -> bool:
    """Return whether what has to be done stands at ``at``: that they, a masdar."""
    if at >= passage.last:
        return False
    masdar = any(a.pos == "masdar" for a in passage.words[at].nouns)
    return masdar or passage.keys[at] in {"ان", "الا"}


def _actor(passage: Passage, at: int) -> NounPhrase | None:
    """Return the actor that begins at ``at``."""
    phrase = passage.covered.get(at)
    if phrase is None or phrase.first != at or phrase.kind not in {Kind.ACTOR, Kind.WORLD}:
        return None
    return None if bare(passage.keys[at]) in _ALL else phrase
