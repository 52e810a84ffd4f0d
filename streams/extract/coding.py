"""From the clauses of a sentence to event candidates: frames tried in order, first that fits wins."""

from dataclasses import dataclass, field, replace

from schemas.event import Status
from streams.extract.addressees import embassy_before, protesters
from streams.extract.arguments import (
    Arguments,
    Discourse,
    Group,
    agrees,
    free_groups,
    is_act,
    verb_arguments,
)
from streams.extract.blame import condemns_unnamed, involved, refers_back
from streams.extract.candidates import Candidate, Dropped, evidence
from streams.extract.clauses import Head, Passage
from streams.extract.nominals import noun_agent
from streams.extract.phrases import Kind, NounPhrase
from streams.extract.quotes import noun_speaker
from streams.extract.registry import Registry
from streams.extract.relations import prepositional
from streams.extract.reported import Scopes
from streams.extract.status import announced, noun_status, verb_status
from streams.extract.targets import Filled, fill, find_complement
from streams.extract.violence import attack_agent, struck_later, struck_place, victims
from streams.lexicon.triggers import Frame

MOST_PARTIES = 3
_STATE = frozenset({"GOV", "MIL", None})
_VERBAL_ATTACKS = frozenset({"هاجم", "هجم"})
"""Lemmas of attacks that are made with words as often as with arms."""
_CIVIL = frozenset({"GOV", "LEG", "MED", "REL", "EDU", "JUD", "BUS"})
_POLITICAL_AT_HOME = frozenset(
    {"ACCUSE", "REQUEST", "REJECT", "THREATEN", "PROTEST", "SANCTION", "COERCE", "ASSAULT",
     "CONCEDE", "RETREAT", "MOBILIZE"}
)  # fmt: skip


@dataclass(slots=True)
class Coded:
    """What one sentence gave."""

    candidates: list[Candidate] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    speakers: dict[int, Group] = field(default_factory=dict)
    """Reporting words of the sentence with who speaks."""


class SentenceCoder:
    """Codes the sentences of one field in order, carrying subject and speaker along."""

    def __init__(self, discourse: Discourse, registry: Registry):
        self._discourse = discourse
        self._registry = registry
        self._passage: Passage
        self._fired: set[int] = set()
        self._arguments: dict[int, Arguments] = {}
        self._scopes: Scopes
        self._coded = Coded()

    def code(self, passage: Passage) -> Coded:
        """Return the candidates of ``passage`` and the triggers that came to nothing."""
        self._passage, self._arguments, self._coded = passage, {}, Coded()
        self._fired = set()
        self._scopes = Scopes(passage, self._discourse)
        self._announce_speaker(passage)
        for at in passage.order:
            head = passage.heads[at]
            if head.form == "verb":
                self._verb(head)
            elif head.form == "participle":
                self._participle(head)
            else:
                self._noun(head)
        return self._coded

    def _announce_speaker(self, passage: Passage) -> None:
        """Take "Actor:" at the beginning of a sentence as the speaker of what follows."""
        first = passage.phrases[0] if passage.phrases else None
        if first is None or first.first - passage.first > 1 or first.last >= passage.last:
            return
        if passage.keys[first.last] == ":" and first.code is not None:
            self._discourse.speaker = [first]

    # -- the three forms -----------------------------------------------------------------------

    def _verb(self, head: Head) -> None:
        passage, discourse = self._passage, self._discourse
        wants = any("object" in f.roles for _, frames in head.readings for f in frames)
        arguments = verb_arguments(passage, head, discourse, transitive=wants)
        self._resolve(arguments)
        self._arguments[head.at] = arguments
        status = verb_status(passage, head)
        self._try_frames(head, arguments, f"verb.{arguments.rule}", status)
        told = self._scopes.claimant(head.at) is None or "report" in head.cues
        told = told and _is_somebody(arguments.subject, head)
        if told and arguments.rule in {"vso", "svo"} and not _is_press(arguments.subject):
            discourse.take(arguments.subject, passage.number)
        if "report" in head.cues:
            self._scopes.open(head, arguments)
            self._coded.speakers[head.at] = self._discourse.speaker

    def _participle(self, head: Head) -> None:
        """Code a participle that carries on its sentence: accusing, calling on, welcoming."""
        passage, discourse = self._passage, self._discourse
        word = passage.words[head.at]
        if "report" in head.cues and not word.definite:
            self._coded.speakers[head.at] = self._main_subject(head) or discourse.speaker
        if word.definite or not head.readings or not word.key.endswith(("ا", "ه", "ين")):
            return
        subject = self._main_subject(head)
        if not subject:
            return self._drop(head, head.readings[0][1][0], "participle without a subject")
        end = passage.reach(head.at)
        arguments = Arguments(subject, "participle", [], end)
        arguments.objects = free_groups(passage, head.at + 1, end)
        self._try_frames(head, arguments, "participle", "actual")
        return None

    def _main_subject(self, head: Head) -> Group:
        """Return the subject that a participle carries on: that of the first verb it agrees with."""
        gender = head.analysis.gender
        for arguments in self._arguments.values():
            if (
                arguments.subject
                and arguments.rule != "relative"
                and agrees(gender, arguments.subject[0])
            ):
                return arguments.subject
        return []

    def _noun(self, head: Head) -> None:
        if "report" in head.cues and head.analysis.enclitic:
            self._coded.speakers[head.at] = noun_speaker(self._passage, head, self._discourse)
        if not head.readings:
            return
        passage = self._passage
        agent = noun_agent(passage, head, self._arguments, self._discourse, self._fired)
        if agent is None:
            return self._drop(
                head, head.readings[0][1][0], "event noun that the clause does not assert"
            )
        end = passage.reach(agent.after - 1 if agent.rule == "relative" else head.at)
        arguments = Arguments(agent.group, agent.rule, [], end)
        arguments.objects = free_groups(passage, agent.after, end)
        if agent.objects:
            arguments.objects.insert(0, agent.objects)
        status = noun_status(passage, head)
        if agent.status is not None and status == "actual":
            status = agent.status
        self._try_frames(head, arguments, f"{head.form}.{agent.rule}", status)
        return None

    def _resolve(self, arguments: Arguments) -> None:
        """Put the running subject in the place of "His Excellency", "his country"."""
        running = self._discourse.subject
        first = arguments.subject[0] if arguments.subject else None
        if first is None or first.kind is not Kind.ANAPHOR:
            return
        if first.head == "pair":
            arguments.subject = self._pair(first)
        elif running:
            arguments.subject = running

    def _pair(self, phrase: NounPhrase) -> Group:
        """Return "the two sides" as the two countries of the article."""
        sides = []
        for code in self._registry.two_sides():
            side = replace(phrase, kind=Kind.ACTOR, code=code, sector="GOV")
            sides.append(side)
        return sides

    # -- frames --------------------------------------------------------------------------------

    def _try_frames(
        self, head: Head, arguments: Arguments, construction: str, status: Status | None
    ) -> None:
        reason = ""
        frame = None
        for _, frames in head.readings:
            for frame in frames:
                reason = self._try(head, frame, arguments, construction, status)
                if not reason:
                    self._fired.add(head.at)
                    return
        if frame is not None:
            self._drop(head, frame, reason)

    def _try(
        self,
        head: Head,
        frame: Frame,
        arguments: Arguments,
        construction: str,
        status: Status | None,
    ) -> str:
        """Code ``frame`` if it fits; return why it does not, empty where it does."""
        complement = None
        if frame.complement:
            complement = find_complement(self._passage, head, frame, arguments.end)
            if complement is None:
                return f"no {frame.complement} beside it"
        if status is None:
            return "wished, demanded or supposed, not told"
        if self._scopes.denied(head.at):
            return "denied"
        if arguments.rule == "relative" and _is_habit(head, frame):
            return "a habit told of an actor, no act"
        if arguments.rule == "dropped" and frame.id.startswith(("kill", "wound")):
            return "a passive: who did it is not told"
        sources = [p for p in arguments.subject if p.code is not None]
        if frame.event_type == "ASSAULT" and not frame.complement and status == "actual":
            reason = self._try_struck(head, frame, arguments, construction)
            if reason is not None:
                return reason
        if not sources and frame.event_type == "PROTEST":
            sources = protesters(self._passage, head.at, arguments.end)
        if not sources and frame.mutual:
            return self._try_parties(head, frame, arguments, construction, status)
        if not sources:
            return "no known actor"
        if frame.mode == "convict" and all(p.sector != "JUD" for p in sources):
            return "only courts convict"
        if unfit := self._unfit(head, frame, sources, arguments, complement):
            return unfit
        filled = fill(self._passage, head, frame, arguments, complement)
        if filled is None and refers_back(self._passage, head, frame, arguments):
            doer = self._discourse.blamed_for(sources[0].code)
            if frame.event_type == "REJECT":
                speaker = self._discourse.speaker
                doer = speaker if speaker and speaker[0].code != sources[0].code else []
            filled = Filled(tuple(doer), "deictic") if doer else None
        if filled is not None and frame.target_required and not filled.group:
            return "no target, and it needs one"
        if filled is not None and _is_verbal(
            frame, sources, filled, sharp=self._is_sharp(complement)
        ):
            frame = replace(frame, id="criticise", event_type="ACCUSE", cameo="111", mode=None)
        if filled is not None and _blames_conduct(self._passage, frame, arguments, filled):
            frame = replace(frame, id="object", event_type="ACCUSE", cameo="110")
        if filled is None and condemns_unnamed(self._passage, head, frame, arguments):
            filled = Filled((), "unnamed")
        if filled is None and frame.event_type in {"CONSULT", "SUPPORT"} and sources[0].post:
            filled = Filled((_host(sources[0]),), "post")
        if filled is None and frame.event_type == "ASSAULT" and frame.complement:
            if struck := struck_later(self._passage, head.at):
                filled = Filled(tuple(struck), "outcome")
        if filled is None and frame.event_type == "ASSAULT":
            place = struck_place(self._passage, arguments, sources[0])
            filled = Filled(tuple(place), "place") if place else None
        if frame.event_type == "PROTEST" and (filled is None or filled.role == "none"):
            filled = self._protest_target(head, sources)
        together = head.analysis.number in {"d", "p"} or not construction.endswith("dropped")
        if filled is None and frame.mutual and together and len({p.code for p in sources}) > 1:
            return self._emit_shared(head, frame, sources, construction, status)
        if filled is None:
            return "no target where the frame has it"
        return self._emit(head, frame, sources, filled, f"{construction}.{filled.role}", status)

    def _try_struck(
        self, head: Head, frame: Frame, arguments: Arguments, construction: str
    ) -> str | None:
        """Code a killing told from its victim's side; None where it is not told so."""
        if arguments.objects and head.form == "verb" and arguments.objects[0][0].code is not None:
            return None
        struck = victims(self._passage, head.at + 1, arguments.end)
        if not struck:
            return None
        agents = attack_agent(self._passage, struck[-1].last, self._passage.last)
        if not agents:
            return None
        filled = Filled(tuple(struck), "struck")
        return self._emit(head, frame, agents, filled, f"{construction}.struck", "actual")

    def _unfit(
        self,
        head: Head,
        frame: Frame,
        sources: Group,
        arguments: Arguments,
        complement: int | None,
    ) -> str:
        """Return which demand of ``frame`` the clause does not meet, empty where it meets all."""
        passage = self._passage
        if frame.civil and all(p.sector in _STATE for p in sources):
            return "not an act of a state"
        if frame.own and complement is not None:
            word = passage.words[complement]
            if not any(a.enclitic for a in word.nouns):
                return "not the actor's own"
        if frame.excludes:
            for word in passage.words[passage.start(head.at) : arguments.end]:
                if word.noun_classes & frame.excludes:
                    return f"told of {', '.join(sorted(word.noun_classes & frame.excludes))}"
        return ""

    def _is_sharp(self, complement: int | None) -> bool:
        """Return whether the attack is called sharp or biting, as words are."""
        return complement is not None and any(
            word.has("sharp") for word in self._passage.words[complement + 1 : complement + 3]
        )

    def _protest_target(self, head: Head, sources: Group) -> Filled:
        """Return whom a protest is against: who did what it denounces, else the state at home."""
        passage = self._passage
        for at in range(head.at + 1, min(passage.last - 1, head.at + 20)):
            if passage.words[at].has("cause"):
                against = embassy_before(passage, head.at) or involved(passage, at + 1, blamed=True)
                if against and against[0].kind is Kind.ACTOR:
                    return Filled(tuple(against), "cause")
        state = NounPhrase(sources[0].first, sources[0].last, Kind.ACTOR, sources[0].code, "GOV")
        state.name = sources[0].name
        return Filled((state,), "state")

    def _try_parties(
        self, head: Head, frame: Frame, arguments: Arguments, construction: str, status: Status
    ) -> str:
        """Code a meeting of parties that no subject leads: talks between A and B, a meeting that
        gathered A with B."""
        parties = prepositional(self._passage, head.at + 1, arguments.end, "بين")
        if arguments.objects and arguments.objects[0][0].code is not None:
            others = prepositional(self._passage, head.at + 1, arguments.end, "ب")
            others = others or prepositional(self._passage, head.at + 1, arguments.end, "مع")
            parties = parties or [*arguments.objects[0], *others]
        if parties and parties[0].head == "pair":
            parties = self._pair(parties[0])
        parties = [p for p in parties if p.code is not None]
        if len({p.code for p in parties}) < 2:
            return "no known actor"
        return self._emit_shared(head, frame, parties, construction, status)

    def _emit_shared(
        self, head: Head, frame: Frame, sources: Group, construction: str, status: Status
    ) -> str:
        """Code an act that its joined subjects do with each other; the first is written as source.

        Of more than three parties nobody can say who met whom (codebook).
        """
        if len({p.code for p in sources}) > MOST_PARTIES:
            return "too many parties to say who acted with whom"
        filled = Filled(tuple(sources[1:]), "shared")
        return self._emit(head, frame, sources[:1], filled, f"{construction}.shared", status)

    def _emit(
        self,
        head: Head,
        frame: Frame,
        sources: Group,
        filled: Filled,
        construction: str,
        status: Status,
    ) -> str:
        targets: list[NounPhrase | None] = [p for p in filled.group if p.code is not None]
        world = any(p.kind is Kind.WORLD for p in filled.group)
        if world or (filled.role in {"none", "unnamed"} and not targets):
            targets.append(None)
        if frame.mutual and len(sources) == 1 and _share_table(frame, filled):
            # Three parties at one table: each meets each (codebook).
            self._emit_one(head, frame, targets[0], targets[1], construction, status)
        emitted = False
        for source in sources:
            for target in targets:
                if target is None or target.code != source.code or _at_home(frame, source, target):
                    emitted = True
                    self._emit_one(head, frame, source, target, construction, status)
        return "" if emitted else "no target with a code of its own"

    def _emit_one(
        self,
        head: Head,
        frame: Frame,
        source: NounPhrase,
        target: NounPhrase | None,
        construction: str,
        status: Status,
    ) -> None:
        passage = self._passage
        if status == "actual" and frame.default_status is not None:
            status = frame.default_status
        claim = self._scopes.claimant(head.at)
        by_actor = claim is not None and claim.code == source.code
        first, last = evidence(passage, head.at, source, target)
        self._discourse.acts.append((source, target))
        self._coded.candidates.append(
            Candidate(
                field=passage.field,
                sentence=passage.number,
                at=head.at,
                first=first,
                last=last,
                frame=frame,
                construction=construction,
                source=source,
                target=target,
                status=announced(status, frame.event_type, by_actor=by_actor),
                claimed_by=claim.code if claim is not None and not by_actor else None,
            )
        )

    def _drop(self, head: Head, frame: Frame, reason: str) -> None:
        self._coded.dropped.append(
            Dropped(self._passage.field, self._passage.number, head.at, frame.id, reason)
        )


def _host(envoy: NounPhrase) -> NounPhrase:
    """Return the country that an envoy is accredited to, as a side."""
    host = NounPhrase(envoy.first, envoy.last, Kind.ACTOR, envoy.post)
    host.name = envoy.name
    return host


def _is_civil(sources: Group) -> bool:
    """Return whether the actor is a politician or civilian: such attacks are made with words."""
    return sources[0].sector in _CIVIL and (sources[0].person is not None or sources[0].role)


def _is_habit(head: Head, frame: Frame) -> bool:
    """Return whether a relative clause in the imperfect says what its noun is like."""
    return (
        head.form == "verb"
        and head.analysis.aspect == "imperfect"
        and not head.analysis.future
        and frame.event_type != "CONSULT"
    )


def _is_somebody(subject: Group, head: Head) -> bool:
    """Return whether a subject carries on: an actor, or whoever speaks."""
    if not subject:
        return False
    return subject[0].kind is not Kind.UNKNOWN or subject[0].role or "report" in head.cues


def _is_press(subject: Group) -> bool:
    """Return whether the media only report: what follows is not about them."""
    return subject[0].sector == "MED"


def _is_verbal(frame: Frame, sources: Group, filled: Filled, *, sharp: bool) -> bool:
    """Return whether an attack is made with words: by a politician, on one or with هاجم."""
    if frame.event_type != "ASSAULT" or not frame.id.startswith("attack"):
        return False
    on_office = bool(filled.group) and all(
        p.person or (p.role and p.sector in {"GOV", "LEG"}) for p in filled.group
    )
    return _is_civil(sources) and (on_office or sharp or frame.lemma in _VERBAL_ATTACKS)


def _share_table(frame: Frame, filled: Filled) -> bool:
    """Return whether the two sides on the other end of a meeting also meet each other."""
    group = filled.group
    if frame.cameo in {"042", "043"} or len({p.code for p in group}) != 2:
        return False
    return len(group) == 2 and group[1].joined and all(p.code for p in group)


def _is_named(phrase: NounPhrase) -> bool:
    return phrase.code is not None and not phrase.generic


def _blames_conduct(passage: Passage, frame: Frame, arguments: Arguments, filled: Filled) -> bool:
    """Return whether what is refused is not asked for by anybody: a conduct, so that it is blamed.

    Its owner is the target, found beside a noun of no actor (the codebook's rule for refusing
    another's interference).
    """
    if frame.event_type != "REJECT" or frame.complement or filled.role != "object":
        return False
    if not arguments.objects:
        return True
    first = arguments.objects[0][0]
    return not _is_named(first) and not is_act(passage, first.first)


def _at_home(frame: Frame, source: NounPhrase, target: NounPhrase) -> bool:
    """Return whether an act inside one state is politics: between its parties, not routine."""
    if frame.event_type not in _POLITICAL_AT_HOME:
        return False
    return (source.sector or "GOV") != (target.sector or "GOV")
