"""Who acts and what stands beside a verb: subject, objects and prepositional phrases of one clause."""

from dataclasses import dataclass, field

from streams.extract.clauses import Head, Passage
from streams.extract.phrases import Kind, NounPhrase
from streams.extract.words import Word, bare

GENERIC_SPAN = 7
"""Words after an unknown noun in which its country may stand (the civil aviation body of ...)."""
PP_WORDS = 3
"""Content words that a prepositional phrase without an actor may take."""

Group = list[NounPhrase]
"""One phrase and what و joins to it."""


@dataclass(slots=True)
class Arguments:
    """The free phrases of a clause, in their parts."""

    subject: Group = field(default_factory=list)
    rule: str = "none"
    """How the subject was found: ``vso``, ``svo``, ``dropped``, ``relative``, ``speaker``..."""
    objects: list[Group] = field(default_factory=list)
    end: int = 0
    """Where the reach of the clause ends."""
    object_at: int = 0
    """First token after the subject."""


@dataclass(slots=True)
class Discourse:
    """What the sentences so far leave to the next: the running subject and the last speaker."""

    subject: Group = field(default_factory=list)
    subject_sentence: int = -1
    acts: list[tuple[NounPhrase, NounPhrase | None]] = field(default_factory=list)
    """Source and target of the acts told so far: what "this decision" can mean."""
    speaker: Group = field(default_factory=list)

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

    def take(self, subject: Group, sentence: int) -> None:
        """Make ``subject`` the running subject."""
        self.subject, self.subject_sentence = subject, sentence


def group_at(passage: Passage, phrase: NounPhrase) -> Group:
    """Return ``phrase`` with the phrases that are joined to it, each right after the other."""
    group = [phrase]
    index = passage.phrases.index(phrase)
    for following in passage.phrases[index + 1 :]:
        gap = following.first - group[-1].last
        if not following.joined or gap > 1:
            break
        group.append(following)
    return group


def free_groups(passage: Passage, first: int, end: int, most: int = 3) -> list[Group]:
    """Return the noun phrases in ``[first, end)`` that no preposition and no noun governs.

    Nouns that name no actor take a place too, as phrases of kind ``unknown``, for they can be
    the subject or the object as well.
    """
    groups: list[Group] = []
    at = first
    passed = False
    while at < end and len(groups) < most:
        if groups and passage.keys[at] in {"،", ","} and not _beside_time(passage, at):
            if len(groups) > 1 or not _resumes(passage, at + 1):
                break
        phrase = passage.covered.get(at)
        if phrase is not None:
            if (
                phrase.first == at
                and phrase.kind is not Kind.ATTRIBUTE
                and (phrase.free or (passed and phrase.preposition in {None, "من"}))
            ):
                groups.append(group_at(passage, phrase))
                at = groups[-1][-1].last
            else:
                at = max(phrase.last, at + 1)
            passed = False
            continue
        word = passage.words[at]
        if word.has("quantifier"):
            passed = True
            at += 2 if at + 1 < end and passage.keys[at + 1] in {"من"} else 1
            continue
        passed = False
        if word.has("preposition", "without") or word.clitic:
            at = _skip_prepositional(passage, at, end)
        elif word.definite and at - 1 in passage.covered and not _ends(groups, at):
            at += 1  # the adjective of a phrase that has no place in the clause itself
        elif word.has("content", "relation") and not word.conjoined and _is_noun(passage, at):
            phrase, at = _generic(passage, at, end)
            groups.append([phrase])
        else:
            at += 1
    return groups


def _resumes(passage: Passage, at: int) -> bool:
    """Return whether a noun phrase without a preposition begins at ``at``: the object, after all."""
    phrase = passage.covered.get(at)
    return phrase is not None and phrase.first == at and phrase.free and phrase.role


def _beside_time(passage: Passage, at: int) -> bool:
    """Return whether the comma at ``at`` only sets off a date."""
    following = passage.word(at + 1)
    return passage.words[at - 1].has("time") or (following is not None and following.has("time"))


def _ends(groups: list[Group], at: int) -> bool:
    return bool(groups) and groups[-1][-1].last == at


def _is_noun(passage: Passage, at: int) -> bool:
    """Return whether the word at ``at`` can head a noun phrase: no verb, number or adverb."""
    word = passage.words[at]
    if len(word.key) < 3 or word.key[0].isdigit() or passage.is_verb(at):
        return False
    return word.definite or not word.key.endswith("يا")


def _skip_prepositional(passage: Passage, at: int, end: int) -> int:
    """Return where the prepositional phrase that begins at ``at`` ends."""
    at += 1
    while at < end and passage.keys[at] in {"«", "(", '"'}:
        at += 1
    phrase = passage.covered.get(at)
    if (
        phrase is not None
        and phrase.first == at
        and (phrase.preposition is not None or phrase.genitive)
    ):
        return group_at(passage, phrase)[-1].last if phrase.first == at else phrase.last
    taken = 0
    while at < end and taken < PP_WORDS and at not in passage.covered:
        word = passage.words[at]
        if not word.content or (taken and not _goes_with(passage, at)):
            break
        at += 1
        taken += 1
    return at


def _goes_with(passage: Passage, at: int) -> bool:
    """Return whether the word at ``at`` belongs to the noun before it: its genitive or adjective."""
    word, before = passage.words[at], passage.words[at - 1]
    return word.definite or not before.definite


def _generic(passage: Passage, at: int, end: int) -> tuple[NounPhrase, int]:
    """Return the phrase of a noun that the lexicon does not know, with its country if it has one."""
    phrase = NounPhrase(at, at + 1, Kind.UNKNOWN, head=bare(passage.keys[at]))
    phrase.gender = "f" if passage.keys[at].endswith(("ه", "ات")) else "m"
    limit = min(end, at + GENERIC_SPAN)
    place = at + 1
    while place < limit:
        inner = passage.covered.get(place)
        if inner is not None:
            related = passage.words[at].has("relation")
            if inner.role and inner.free and inner.code and _is_named(passage, at, place):
                phrase.kind, phrase.code, phrase.sector = inner.kind, inner.code, inner.sector
                phrase.entity, phrase.name, phrase.role = inner.entity, inner.name, True
                phrase.gender, phrase.post, phrase.last = inner.gender, inner.post, inner.last
                return phrase, inner.last
            # A definite noun takes an adjective only; what follows it else is another phrase.
            fits = inner.kind is Kind.ATTRIBUTE or not passage.words[at].definite
            if inner.preposition is None and inner.code and not inner.role and fits and not related:
                phrase.kind, phrase.code, phrase.name = Kind.ACTOR, inner.code, inner.name
                phrase.generic = True
                phrase.last = inner.last
                return phrase, inner.last
            break
        word = passage.words[place]
        if not word.content or word.conjoined or place in passage.heads:
            break
        place += 1
    phrase.last = place
    return phrase, place


def _is_named(passage: Passage, first: int, last: int) -> bool:
    """Return whether ``[first, last)`` can be a name that the office after it explains."""
    words = passage.words[first:last]
    return not any(w.definite or w.nouns or w.verbal or w.clitic for w in words)


def agrees(verb_gender: str | None, phrase: NounPhrase) -> bool:
    """Return whether a verb of that gender can have ``phrase`` as its subject."""
    if verb_gender is None or phrase.gender is None or phrase.plural:
        return True
    return phrase.gender in {verb_gender, "p"}


_PRONOUN_CLAUSE = frozenset(
    {"انه", "انها", "انهم", "انهما", "بانه", "بانها", "بانهم", "لانه", "لانها"}
)
"""Complementizers with the pronoun of the clause's subject (that it will ...)."""


def verb_arguments(
    passage: Passage, head: Head, discourse: Discourse, *, transitive: bool
) -> Arguments:
    """Return the arguments of the verb ``head``.

    ``transitive`` says that a frame of the verb wants an object, so that a single noun phrase
    after a joined verb may be the object of the running subject.
    """
    found = Arguments(end=passage.reach(head.at))
    after = free_groups(passage, head.at + 1, found.end)
    gender = head.analysis.gender
    word = passage.words[head.at]
    if head.analysis.person == 1:
        found.subject, found.rule, found.objects = discourse.speaker, "speaker", after
        return found
    if (
        passage.keys[head.at - 1] in _PRONOUN_CLAUSE
        and head.at > passage.first
        and discourse.subject
    ):
        found.subject, found.rule, found.objects = discourse.subject, "pronoun", after
        return found
    if head.at > passage.first and _has_noun_subject(passage, head, word):
        found.subject, found.rule = [NounPhrase(head.at - 1, head.at, Kind.UNKNOWN)], "noun"
        found.objects = after
        return found
    antecedent = _antecedent(passage, head)
    if (
        antecedent is not None
        and not head.analysis.enclitic
        and (not after or agrees(gender, antecedent[0]))
    ):
        found.subject, found.rule, found.objects = antecedent, "relative", after
        return found
    before = None if word.conjoined or antecedent is not None else _subject_before(passage, head)
    if before is not None and agrees(gender, before[0]):
        found.subject, found.rule, found.objects = before, "svo", after
        return found
    if not after or _is_dropped(head, after, discourse, passage, transitive=transitive):
        carried = discourse.subject and agrees(gender, discourse.subject[0])
        if carried and (word.conjoined or _opens_clause(passage, head.at)):
            found.subject, found.rule = discourse.subject, "dropped"
        found.objects = after
        return found
    found.subject, found.rule, found.objects = after[0], "vso", after[1:]
    found.object_at = after[0][-1].last
    return found


def is_act(passage: Passage, at: int) -> bool:
    """Return whether the noun at ``at`` is an act, which does nothing itself."""
    return any(a.pos == "masdar" for a in passage.words[at].nouns)


def _has_noun_subject(passage: Passage, head: Head, word: Word) -> bool:
    """Return whether the word before the verb is a noun of no actor, which then is its subject."""
    if word.conjoined or passage.field == "title" and head.at - 1 == passage.first:
        return False
    before = passage.words[head.at - 1]
    if head.at - 1 in passage.covered or not before.content or before.verbal:
        return False
    second = passage.word(head.at - 2)
    if before.clitic or (second is not None and second.has("preposition")):
        return False  # the end of a circumstance: "on Twitter (she) called"
    gender = "f" if before.key.endswith(("ه", "ات")) else "m"
    if head.analysis.gender not in {None, gender}:
        return False
    start = passage.start(head.at)
    return not any(p.free and p.kind is Kind.ACTOR for p in passage.between(start, head.at))


def _opens_clause(passage: Passage, at: int) -> bool:
    """Return whether nothing that could be its subject stands before the verb in its clause."""
    start = passage.start(at)
    return not any(
        passage.words[place].content or place in passage.covered for place in range(start, at)
    )


def _is_dropped(
    head: Head, after: list[Group], discourse: Discourse, passage: Passage, *, transitive: bool
) -> bool:
    """Return whether the first phrase after a verb is its object, the subject being understood."""
    first, running = after[0][0], discourse.subject
    if not agrees(head.analysis.gender, first):
        return True
    joined = passage.words[head.at].conjoined or passage.keys[head.at - 1] in {"كما", "و", "ثم"}
    if first.kind is Kind.WORLD and joined and transitive and running:
        return True
    if (
        (first.kind is Kind.UNKNOWN or first.generic)
        and not first.role
        and is_act(passage, first.first)
    ):
        return True
    if not (joined and transitive and running) or len(after) > 1 or first.nominative:
        return False
    if first.kind is Kind.UNKNOWN and not first.role:
        return agrees(head.analysis.gender, running[0])
    if running[0].code == first.code or not agrees(head.analysis.gender, running[0]):
        return False
    return discourse.subject_sentence == passage.number or first.kind is Kind.ACTOR


def _antecedent(passage: Passage, head: Head) -> Group | None:
    """Return the phrase that a relative clause hangs on, an unknown one where it is no actor."""
    at = head.at - 1
    while at >= passage.first and passage.words[at].has("emphatic", "past", "also", "negator"):
        at -= 1
    if at < passage.first or not passage.words[at].has("relative"):
        return None
    for phrase in reversed(passage.phrases):
        if phrase.last <= at and phrase.last >= at - 2:
            return [phrase]
        if phrase.last < at - 2:
            break
    return [NounPhrase(at - 1, at, Kind.UNKNOWN)]


def _before_aside(passage: Passage, at: int) -> list[NounPhrase]:
    """Return the phrase before a relative clause between commas, which the verb at ``at`` resumes."""
    for place in range(at - 2, passage.first, -1):
        if passage.words[place].has("relative") and passage.keys[place - 1] in {"،", ","}:
            return [
                p for p in passage.between(passage.first, place) if p.free and p.last == place - 1
            ]
    return []


def _subject_before(passage: Passage, head: Head) -> Group | None:
    """Return the phrase before a verb that is its subject, in the order subject, verb, object."""
    start = passage.start(head.at)
    found = [p for p in passage.between(start, head.at) if p.free]
    if not found and passage.keys[head.at - 1] in {"،", ","}:
        found = _before_aside(passage, head.at)
    found = [p for p in found if p.kind not in {Kind.PLACE, Kind.ATTRIBUTE}]
    if not found:
        return None
    first = next(p for p in found if not p.joined) if any(not p.joined for p in found) else found[0]
    return group_at(passage, first)
