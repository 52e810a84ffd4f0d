"""The reading of each word of a sentence that can head something: verb, event noun, participle."""

from collections.abc import Mapping

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.clauses.asides import find_asides
from streams.extract.clauses.carried import LEADING, carried, carries, past, set_off
from streams.extract.clauses.hidden import HERE, is_feminine, is_here, unknown_verb
from streams.extract.clauses.homographs import carries_noun, reads_as_verb
from streams.extract.clauses.passage import Form, Head, Passage
from streams.extract.clauses.second_clauses import part_clauses
from streams.extract.clauses.wholes import owner
from streams.extract.words.function_words import AFFIRMED_THAT, COMMAS, FULL_STOPS
from streams.extract.words.word import Word
from streams.lexicon.morphology import Analysis
from streams.lexicon.triggers import Senses

_GOD = "الله"
_IMPERFECT = frozenset({"لن", "ولن", "فلن", "لم", "ولم", "فلم", "سوف", "وسوف"})
"""Particles before the imperfect: "will not agree" is spelt like "they got on"."""
_TIMES = frozenset({"بعد", "وبعد", "منذ", "ومنذ", "بعيد", "الي", "ما", "وما", "بمجرد", "فور"})
"""Words before "that" behind which the perfect may stand: after (that) it destroyed."""
_IN_PASSING = HERE | {_GOD}
"""What a word that heads nothing is, or stands before."""


def find_heads(passage: Passage, cues: Mapping[str, frozenset[str]]) -> None:
    """Choose the reading of each word outside the actor phrases that can head something."""
    for phrase in passage.phrases:
        for at in range(phrase.first, phrase.last):
            passage.covered[at] = phrase
    passage.asides = find_asides(passage)
    words, covered, first = passage.words, passage.covered, passage.first
    in_passing = not _IN_PASSING.isdisjoint(passage.spelt)
    stops = not FULL_STOPS.isdisjoint(passage.spelt)
    ends: list[int] = []
    led = _led(passage)
    carrier: Head | None = None
    for at in range(first, passage.last):
        word = words[at]
        if word.ends_reach or (stops and passage.stops(at)):
            ends.append(at)
        if at in covered:
            continue
        head = _by_place(passage, carrier, at) if carrier or at in led else None
        if head is None:
            if not (word.heads or at == first or "opener" in words[at - 1].classes):
                continue  # most words
            passing = in_passing and _heads_nothing(passage, at, word)
            head = None if passing else _read(passage, at, word, cues)
        if head is not None:
            passage.heads[at] = head
            passage.order.append(at)
            carrier = head if carries(head) else None
            if not word.ends_reach:
                ends.append(at)
    passage.ends = [at for at in ends if passage.ends_reach(at)]
    part_clauses(passage)


def _led(passage: Passage) -> set[int]:
    """Return where a masdar or participle can tell what its verb does by its place alone."""
    led = {at + 1 for at in range(passage.first, passage.last) if passage.keys[at] in LEADING}
    return led | {passage.first} if passage.field == "title" else led


def _by_place(passage: Passage, carrier: Head | None, at: int) -> Head | None:
    """Return the masdar or participle that tells what its verb does by where it stands; or None."""
    if carrier is not None and (head := carried(passage, carrier, at)) is not None:
        return head
    head = past(passage, at) or set_off(passage, at)
    if head is not None and head.form == "participle":
        _free_actor(passage, at + 1)
    return head


def _free_actor(passage: Passage, at: int) -> None:
    """Free the actor at ``at`` behind a known verb: a verb governs no genitive."""
    actor = passage.covered.get(at)
    if actor is not None and actor.first == at and actor.kind is Kind.ACTOR:
        actor.genitive = False


def _read(passage: Passage, at: int, word: Word, cues: Mapping[str, frozenset[str]]) -> Head | None:
    """Return what the word at ``at`` heads, outside the phrases: a clause, an event noun."""
    if (
        word.verbs
        and not is_feminine(word, passage.texts[at])
        and not ("member" in word.classes and owner(passage, at))  # (boats) of the guard
        and (reads_as_verb(passage, at, word) or carries_noun(passage, at, cues))
    ):
        _free_actor(passage, at + 1)
        return _verb_head(passage, at, word, cues)
    if _may_be_unknown_verb(passage, at, word) and _is_unknown_verb(passage, at, word):
        return Head(at, "verb", (), unknown_verb(word))
    return _noun_head(passage, at, word) if word.noun_frames or word.noun_cues else None


def _heads_nothing(passage: Passage, at: int, word: Word) -> bool:
    """Return whether a word is "here", or a wish told in passing: the king (may God keep him)."""
    if is_here(word.key, passage.texts[at]):
        return True
    wished = (
        passage.keys[at - 1] == _GOD if word.conjoined else passage.keys[at + 1 : at + 2] == [_GOD]
    )
    return wished and any(a.enclitic for a in word.verbs)  # (may God keep him) and guard him


def _may_be_unknown_verb(passage: Passage, at: int, word: Word) -> bool:
    """Return whether a word has the shape of a verb and of no noun, or stands where verbs open."""
    if word.verbal and not word.nouns:
        return True
    return at == passage.first or "opener" in passage.words[at - 1].classes


def _is_unknown_verb(passage: Passage, at: int, word: Word) -> bool:
    """Return whether a word that no frame knows is a verb here, by its shape or its place."""
    if word.verbs or word.noun_frames:
        return False
    before = passage.word(at - 1)
    if before is not None and (
        "preposition" in before.classes or (before.nameless and at - 1 not in passage.covered)
    ):
        return False
    return (word.verbal and not word.nouns) or _opens_sentence(passage, at, word)


def _opens_sentence(passage: Passage, at: int, word: Word) -> bool:
    """Return whether an unknown word is a verb that begins a sentence, its actor next."""
    if word.definite or not word.content or word.clitic or passage.field == "title":
        return False
    if at != passage.first and "opener" not in passage.words[at - 1].classes:
        return False
    phrase = passage.covered.get(at + 1)
    return phrase is not None and phrase.first == at + 1 and phrase.preposition is None


def _head(
    at: int,
    form: Form,
    readings: tuple[tuple[Analysis, Senses], ...],
    analyses: tuple[Analysis, ...],
    cues: frozenset[str],
) -> Head:
    return Head(at, form, readings, readings[0][0] if readings else analyses[0], cues)


def _verb_head(passage: Passage, at: int, word: Word, cues: Mapping[str, frozenset[str]]) -> Head:
    """Return the head of a verb: of its readings those that agree with the actor beside it.

    The letters of "she hands over" are those of "he received".
    """
    framed, verbs, kinds = word.verb_frames, word.verbs, word.verb_cues
    if at > passage.first and _is_imperfect(passage, at):
        verbs = tuple(a for a in verbs if a.aspect == "imperfect") or verbs
    if word.conjoined:
        verbs = alike(passage, at, verbs) or verbs
    if len(verbs) < len(word.verbs):
        framed = tuple(reading for reading in framed if reading[0] in verbs)
    before = passage.covered.get(at - 1)
    beside = passage.covered.get(at + 1) or before
    first = before is not None and (passage.field == "title" or before.first == passage.first)
    if first and before is not None and before.free and not word.conjoined:
        beside = before  # a headline, or the sentence, names first who acts
    gender = beside.gender if beside is not None and not beside.plural else None
    if beside is not before and beside is not None and _take_masculine(passage, beside):
        gender = "m"
    if gender not in {"m", "f"} or beside is None or not beside.free:
        return _head(at, "verb", framed, verbs, kinds)
    fitting = tuple([a for a in verbs if a.gender in {gender, None}])
    if 0 < len(fitting) < len(verbs):
        verbs = fitting
        framed = tuple(reading for reading in framed if reading[0] in fitting)
        kinds = frozenset().union(*(cues.get(a.lemma, ()) for a in fitting))
    return _head(at, "verb", framed, verbs, kinds)


def _is_imperfect(passage: Passage, at: int) -> bool:
    """Return whether only the imperfect stands at ``at``: behind a particle, or "that"."""
    particle = passage.keys[at - 1]
    if particle not in AFFIRMED_THAT:
        return particle in _IMPERFECT
    return at - 1 == passage.first or passage.keys[at - 2] not in _TIMES


def alike(passage: Passage, at: int, verbs: tuple[Analysis, ...]) -> tuple[Analysis, ...]:
    """Return those of ``verbs`` that go on as the verb before: he came and threatened Turkey.

    "He threatened" is spelt like "she is promised". Empty where nothing tells them apart.
    """
    if len({a.aspect for a in verbs}) == 1:
        return ()  # most verbs
    last = passage.last_verb(at)
    if last is None or last.analysis.aspect != "perfect" or last.analysis.gender == "f":
        return ()
    return tuple(a for a in verbs if a.aspect == "perfect")


def _take_masculine(passage: Passage, phrase: NounPhrase) -> bool:
    """Return whether the form of a plural says that the verb before it is masculine: experts.

    Those of Egypt head for Chad: "he heads for", not "she directs".
    """
    ends = passage.keys[phrase.first].endswith("ون")
    return phrase.plural and (ends or phrase.gender == "m")


OBJECT_SPAN = 6
"""Words between a verb and the participle that goes on with it, its object among them."""
_FORMS: Mapping[str, Form] = {
    "masdar": "masdar",
    "noun": "noun",
    "active_participle": "participle",
    "passive_participle": "participle",
    "adjective": "participle",
}


def _noun_head(passage: Passage, at: int, word: Word) -> Head:
    framed = word.noun_frames
    if framed and framed[0][0].pos == "masdar" and _goes_on(passage, at, word):
        framed = tuple(r for r in framed if r[0].pos == "active_participle") or framed
    best = framed[0][0] if framed else word.nouns[0]
    return _head(at, _FORMS[best.pos], framed, word.nouns, word.noun_cues)


def _goes_on(passage: Passage, at: int, word: Word) -> bool:
    """Return whether a noun in ة behind a comma can be what the sentence goes on with: demanding.

    It is a participle where whom it is done to follows, or the preposition of its verb. Without a
    comma the verb has told its object: Chad denied it, demanding.
    """
    before, following = passage.word(at - 1), passage.word(at + 1)
    if before is None or following is None or word.definite:
        return False
    if not word.key.endswith("ه") or word.clitic or word.conjoined:
        return False
    if at + 1 not in passage.covered and following.clitic != "ب":
        return False
    return before.key in COMMAS or _has_object(passage, at)


def _has_object(passage: Passage, at: int) -> bool:
    """Return whether the verb of the clause before ``at`` has an object, a noun or a pronoun."""
    verb = passage.last_verb(at)
    if verb is None or at - verb.at > OBJECT_SPAN or "aspect" in verb.cues:
        return False
    between = passage.words[verb.at + 1 : at]
    if any(word.boundary or word.has("preposition", "complementizer") for word in between):
        return False
    told = between[-1:] and between[-1].definite and at - 1 not in passage.covered
    return bool(told) or verb.analysis.enclitic.startswith("3")
