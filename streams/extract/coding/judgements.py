"""Blame, praise and demands that no verb names: "is a crime", "must withdraw", "it is up to"."""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.clauses.groups import Group
from streams.extract.clauses.passage import Head, Passage
from streams.extract.clauses.relations import governing_preposition
from streams.extract.coding.standing_things import classifies
from streams.extract.reporting.reported import Scopes
from streams.extract.speech.answers import answers_told, targets_told, unwelcome_told, wars_told
from streams.extract.speech.behests import behests
from streams.extract.speech.blame import involved
from streams.extract.speech.consequences import consequences_told
from streams.extract.speech.crimes import is_violence
from streams.extract.speech.culprits import culprits_told
from streams.extract.speech.dangers import dangers_told
from streams.extract.speech.designs import designs_told
from streams.extract.speech.duties import duties_told
from streams.extract.speech.misdeeds import wrongs_told
from streams.extract.speech.predicates import (
    amounts_to,
    arouses,
    does_something,
    is_rejected,
    what_happened,
)
from streams.extract.speech.refused_dealings import refusals_told, terms_refused
from streams.extract.speech.taken_up import taken_up
from streams.extract.speech.warpath import goes_on_told
from streams.extract.subjects.arguments import Arguments
from streams.extract.subjects.attempt import Attempt
from streams.extract.subjects.discourse import Discourse
from streams.extract.targets.retold import doers_of
from streams.extract.targets.roles import Filled
from streams.extract.words.function_words import AFFIRMED_THAT, OPENING_MARKS
from streams.extract.words.word import bare
from streams.lexicon.morphology import Analysis
from streams.lexicon.triggers import Frame, load_triggers

PREDICATE_SPAN = 18
"""Words from the beginning of a clause to what it says of its subject."""
AS_SPAN = 4
"""Words after "as" in which the predicate stands: as an open aggression."""
_SAYING = "verdict-said"
"""How the names of frames begin that words of saying have for what is said."""
AS_REACH = 12
"""Words of a clause "what he did" that is called something."""
_AS = frozenset({"بانه", "بانها", "بانهم", "بانهما"})
_DUTY = Analysis(lemma="وجب", pos="verb", aspect="imperfect", person=3)
_ASKED = Analysis(lemma="طلب", pos="masdar")
_SAID = Analysis(lemma="قال", pos="verb", aspect="perfect", person=3)
_UNFIT = frozenset(
    word + ending
    for word in ("مقبول", "مشروع", "قانوني", "مبرر", "مسوول", "شرعي", "دستوري", "اخلاقي", "انساني",
                 "نزيه", "عادل", "منصف", "متوازن", "لايق", "ودي", "موفق")
    for ending in ("", "ه")
)  # fmt: skip
"""What is blamed of a thing that is "not" so: unlawful, unacceptable."""
_WITNESSES = frozenset({"شهود", "شاهد", "سكان", "مصادر", "مصدر", "ناجون"})
"""Who tells what happened and judges nobody."""

Judgement = tuple[Attempt, Filled]


def judgements(
    passage: Passage, scopes: Scopes, subjects: Mapping[int, Group], discourse: Discourse
) -> Iterator[Judgement]:
    """Yield what the speakers of a sentence blame, praise or demand without a verb for it.

    ``subjects`` are the speakers by the tokens of their reporting words.
    """
    for at, speaker in subjects.items():
        yield from _verdicts(passage, passage.heads[at], speaker, discourse)
    if scopes.announced is not None and scopes.open_from == scopes.announced.last:
        said = (_SAID, load_triggers().frames(_SAID.lemma, "verb"))
        head = Head(scopes.announced.last, "verb", (said,), _SAID)
        yield from _verdicts(passage, head, [scopes.announced], discourse)
    for at, who, others, frame in _told(passage, scopes, subjects):
        head = Head(at, "verb", (), _DUTY)
        yield (
            _attempt(passage, head, frame, [who], at + 1),
            Filled(tuple(others), "told" if others else "unnamed"),
        )
    for at, askers, doer in behests(passage):
        head, frame = Head(at, "noun", (), _ASKED), _sense("طلب", "020")
        yield _attempt(passage, head, frame, askers, at + 1), Filled((doer,), "behest")


def _told(
    passage: Passage, scopes: Scopes, subjects: Mapping[int, Group]
) -> Iterator[tuple[int, NounPhrase, Group, Frame]]:
    """Yield what a speaker does by saying how things are: place, speaker, other side, sense."""
    if not (scopes.speaks or subjects):
        return  # most sentences
    for told in chain(
        culprits_told(passage, scopes, subjects), dangers_told(passage, scopes, subjects)
    ):
        yield *told, _sense("لام", "112")
    for told in duties_told(passage, scopes, subjects):
        yield *told, _sense("وجب", "100")
    if not scopes.speaks:
        return
    wrongs = wrongs_told(passage, scopes), designs_told(passage, scopes)
    for told in chain(*wrongs, consequences_told(passage, scopes)):
        yield *told, _sense("لام", "112")
    menaces = goes_on_told(passage, scopes), answers_told(passage, scopes)
    for told in chain(*menaces, targets_told(passage, scopes), wars_told(passage, scopes)):
        yield *told, _sense("هدّد", "138")
    for told in unwelcome_told(passage, scopes):
        yield *told, _sense("طرد", "161")
    for told in chain(refusals_told(passage, scopes), terms_refused(passage, scopes)):
        yield *told, _sense("رفض", "125")


@cache
def _sense(lemma: str, cameo: str) -> Frame:
    return next(f for f in load_triggers().frames(lemma, "verb") if f.cameo == cameo)


def _attempt(passage: Passage, head: Head, frame: Frame, speaker: Group, end: int) -> Attempt:
    arguments = Arguments(speaker, frame.id, [], end)
    sources = [p for p in speaker if p.code is not None]
    return Attempt(passage, head, frame, arguments, frame.id, "actual", None, sources)


# -- verdicts --------------------------------------------------------------------------------------


def _verdicts(
    passage: Passage, head: Head, speaker: Group, discourse: Discourse
) -> Iterator[Judgement]:
    """Yield the blame or praise of a thing by what it is called.

    A blow told before, this attack or what happened, is its doer's.
    """
    frames = [frame for _, senses in head.readings for frame in senses.judgements]
    if not frames or not any(p.code and p.sector != "EDU" for p in speaker):
        return  # most verbs; and what an expert thinks of it is no act (codebook)
    following = passage.word(head.at + 1)
    if following is not None and following.key in _WITNESSES:
        return
    for frame in frames:
        span = _span(passage, head, frame, speaker)
        if span is None:
            continue
        first, predicate = span
        if head.at < speaker[0].first <= first < speaker[-1].last:
            first = speaker[-1].last
        group = _owner(passage, first, predicate, frame)
        refused = is_rejected(passage, first, predicate)
        told = _sense("رفض", "125") if refused else frame
        attempt = _attempt(passage, head, told, speaker, predicate)
        if group and group[0].code != attempt.sources[0].code:
            yield attempt, Filled(tuple(group), "predicate")
            return
        if not group and (doers := doers_of(passage, first, attempt.sources[0], discourse)):
            yield attempt, Filled(tuple(doers), "deictic")
            return
        befell = what_happened(passage, first)
        if not group and frame.event_type == "ACCUSE" and (befell or is_violence(passage, first)):
            known = befell or passage.words[first].definite
            doers = discourse.struck_by(attempt.sources[0]) if known else []
            yield attempt, Filled(tuple(doers), "unnamed")
            return


def _span(passage: Passage, head: Head, frame: Frame, speaker: Group) -> tuple[int, int] | None:
    """Return where a thing begins that the speaker judges now, and what it is called."""
    span = _again(passage, head, frame, speaker)
    if span is None and (head.form == "verb" or not frame.id.startswith(_SAYING)):
        span = _judged(passage, head, frame)
    if span is None or frame.event_type != "ACCUSE":
        return span
    # The crisis, how things stand are nobody's doing.
    nobodys = "conflict" in passage.words[span[0]].noun_classes
    return None if nobodys or classifies(passage, head, span[1]) else span


def _owner(passage: Passage, first: int, predicate: int, frame: Frame) -> Group:
    """Return whose the thing is that stands between ``first`` and its predicate."""
    blamed = frame.event_type == "ACCUSE"
    group = involved(passage, first, blamed=blamed, near=not blamed)
    return group if group and group[0].last <= predicate else []


def _again(passage: Passage, head: Head, frame: Frame, speaker: Group) -> tuple[int, int] | None:
    """Return where a thing that a pronoun takes up begins, and its predicate: called it a crime."""
    if frame.complement_role != "object":
        return None
    up = taken_up(passage, head, passage.reach(head.at), speaker)
    return _beyond(passage, *up, frame) if up is not None else None


def _judged(passage: Passage, head: Head, frame: Frame) -> tuple[int, int] | None:
    """Return where the judged thing begins and where its predicate of the frame's class stands."""
    if passage.keys[head.at] == ":":
        return _beyond(passage, head.at + 1, head.at + 2, head.at + 1 + PREDICATE_SPAN, frame)
    end = passage.reach(head.at)
    if end < passage.last and passage.words[end].has("relative"):
        end = _behind_clause(passage, end, frame)
        if _is_called_so(passage, end, frame):
            return _after_subject(passage, head.at + 1), end
    opened = end < passage.last and passage.words[end].has("complementizer")
    if opened and passage.keys[end] in _AS:
        return _beyond(passage, head.at + 1, end + 1, end + 1 + AS_SPAN, frame)
    if opened and frame.complement_role == "object":  # not "that it is", of what was told before
        that = passage.keys[end] in AFFIRMED_THAT
        return _beyond(passage, end + 1, end + 2, end + 1 + PREDICATE_SPAN, frame) if that else None
    if frame.id.endswith("said") or opened:
        return None
    return _beyond(passage, head.at + 1, head.at + 2, end + 1, frame)


def _behind_clause(passage: Passage, at: int, frame: Frame) -> int:
    """Return where a thing with a relative clause at ``at`` is called something, else ``at``."""
    ahead = range(at, min(passage.last, at + AS_REACH))
    called = (k for k in ahead if passage.keys[k] in _AS or _is_called_so(passage, k, frame))
    return next(called, at)


def _is_called_so(passage: Passage, at: int, frame: Frame) -> bool:
    """Return whether the word at ``at`` is what a thing is called: the part that Chad plays heroic.

    Such words have the article and ب.
    """
    word = passage.word(at)
    if word is None or word.clitic != "ب" or not word.definite:
        return False
    return frame.complement_role == "object" and _is_called(passage, at, frame)


def _beyond(
    passage: Passage, thing: int, first: int, last: int, frame: Frame
) -> tuple[int, int] | None:
    blamed = frame.event_type == "ACCUSE"
    for at in range(first, min(passage.last, last)):
        word = passage.words[at]
        if passage.keys[at] in {"،", ",", "؛", ":", "."} or word.has("negator"):
            return None
        other = passage.heads.get(at)
        if blamed and other is not None and _accuses(other):
            return None  # told by its own word
        if blamed and passage.keys[at] in {"غير", "وغير", "بغير"}:
            unfit = at + 1 < passage.last and bare(passage.keys[at + 1]) in _UNFIT
            return (_after_subject(passage, thing), at) if unfit else None
        if not (_is_called(passage, at, frame) or (blamed and arouses(passage, at))):
            continue
        amounts = amounts_to(passage, at)
        if word.definite and not amounts and (word.clitic != "ب" or at - 1 == thing):
            continue
        if does_something(passage, thing, at):
            return None
        if governing_preposition(passage, at) in {None, "ب"} or amounts:
            return _after_subject(passage, thing), at
    return None


def _accuses(head: Head) -> bool:
    """Return whether a word is a participle that blames: accusing X of."""
    return head.form == "participle" and "ACCUSE" in head.event_types


def _is_called(passage: Passage, at: int, frame: Frame) -> bool:
    """Return whether the word at ``at`` is of the class that a verdict calls a thing, no side."""
    named = passage.covered.get(at)
    qualifies = at > passage.first and bool(passage.words[at - 1].nouns)  # a terrorist act
    qualifies = qualifies and not passage.words[at].definite
    side = named is not None and (
        named.code is not None or (named.sector == "REB" and not qualifies)
    )
    classed = frame.complement in passage.words[at].noun_classes
    return classed and not side and not _goes_on(passage, at)


def _goes_on(passage: Passage, at: int) -> bool:
    """Return whether the word at ``at`` is a verb by what follows it: left Vienna, no foul."""
    head, following = passage.heads.get(at), passage.word(at + 1)
    if head is None or head.form != "verb" or following is None:
        return False
    return at + 1 in passage.covered or following.definite or following.has("preposition", "time")


def _after_subject(passage: Passage, at: int) -> int:
    """Return where the judged thing begins: after the subject of the verb before ``at``."""
    while passage.keys[at] in OPENING_MARKS or passage.words[at].has("deictic"):
        at += 1  # that "this raid (is)"
    phrase = passage.covered.get(at)
    head = passage.heads.get(at - 1)
    if phrase is None or phrase.first != at or head is None or head.form != "verb":
        return at
    return phrase.last if phrase.kind is Kind.ACTOR else at
