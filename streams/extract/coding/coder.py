"""From the clauses of a sentence to event candidates: the first frame that fits wins."""

from dataclasses import replace

from schemas.event import Status
from streams.extract.actors.registry import Registry
from streams.extract.clauses.decided import deciding
from streams.extract.clauses.groups import Group, free_groups
from streams.extract.clauses.passage import Head, Passage
from streams.extract.coding import parties
from streams.extract.coding.agency import announced_home, blamed, by_frame, suffered, undergone
from streams.extract.coding.agreed_there import agreed_there
from streams.extract.coding.checks import carries_on, shares, unfit, unfit_target
from streams.extract.coding.headlines import headline_visit
from streams.extract.coding.judged_again import judged_again
from streams.extract.coding.judgements import judgements
from streams.extract.coding.record import Coded, SentenceRecord
from streams.extract.coding.sides import acting, other_side
from streams.extract.coding.untold import untold
from streams.extract.event_nouns.nominals import noun_agent
from streams.extract.event_nouns.possessors import decider_before
from streams.extract.meetings.talks import held_by, told_until
from streams.extract.reporting.quotes import is_quoting, noun_speaker, passed_on
from streams.extract.reporting.reported import Scopes, tells_that
from streams.extract.reporting.status import noun_status, verb_status
from streams.extract.subjects.arguments import Arguments, verb_arguments
from streams.extract.subjects.attempt import Attempt
from streams.extract.subjects.discourse import Discourse
from streams.extract.subjects.guests import name_guests
from streams.extract.subjects.predicates import main_subject, predicated
from streams.extract.targets.abroad import by_captor
from streams.extract.targets.anaphora import name_pair, named, resolve
from streams.extract.targets.complements import ANYWHERE, find_complement
from streams.extract.targets.own_losses import hits_teller
from streams.extract.targets.reframing import reframed
from streams.extract.targets.retold import did_the_thing
from streams.extract.targets.roles import Filled
from streams.extract.violence.released import freed
from streams.extract.violence.strongholds import against_holder, left_to
from streams.extract.violence.struck import struck_side
from streams.extract.violence.told_at_home import told_at_home
from streams.extract.violence.unnamed import place_named
from streams.lexicon.triggers import Frame

_UNTOLD = "event noun that the clause does not assert"


class SentenceCoder:
    """Codes the sentences of one field in order, carrying subject and speaker along."""

    def __init__(self, discourse: Discourse, registry: Registry) -> None:
        self._discourse, self._registry = discourse, registry
        self._passage: Passage
        self._fired: set[int] = set()
        self._arguments: dict[int, Arguments] = {}
        self._judges: dict[int, Group] = {}
        self._scopes: Scopes
        self._record: SentenceRecord

    def code(self, passage: Passage) -> Coded:
        """Return the candidates of ``passage`` and the triggers that came to nothing."""
        self._passage, self._arguments = passage, {}
        self._judges, self._fired = {}, set()
        self._scopes = Scopes(passage, self._discourse)
        self._record = SentenceRecord(passage, self._scopes, self._discourse)
        name_guests(passage, self._discourse)
        self._scopes.announce()
        self._scopes.attribute()
        for at in passage.order:
            head = passage.heads[at]
            if head.form == "verb":
                self._verb(head)
            elif head.form == "participle":
                self._participle(head)
            else:
                self._noun(head)
        for attempt, filled in judgements(passage, self._scopes, self._judges, self._discourse):
            self._record.emit(attempt, filled)
        self._discourse.leave(passage.phrases, place_named(passage))
        for attempt, filled in headline_visit(passage):
            self._record.emit(attempt, filled)
        for attempt, filled in agreed_there(passage, self._record.coded.candidates):
            self._record.emit(attempt, filled)
        return self._record.coded

    def _verb(self, head: Head) -> None:
        passage, discourse = self._passage, self._discourse
        arguments = verb_arguments(passage, head, discourse, self._decider(head))
        resolve(arguments, passage, discourse, self._registry)
        self._arguments[head.at] = arguments
        if head.readings or "report" in head.cues:
            status = verb_status(passage, head)
            self._try_frames(head, arguments, f"verb.{arguments.rule}", status)
        if "decision" in head.cues:
            discourse.decide(arguments.subject)
        told = self._scopes.is_told(head.at) or "report" in head.cues
        if told and carries_on(arguments, head):
            discourse.take(arguments.subject, passage.number, aside=passage.explains(head))
        elif arguments.rule in {"vso", "svo"} and any(p.code for p in arguments.subject):
            discourse.reported, discourse.reported_sentence = arguments.subject, passage.number
        if "report" in head.cues:
            self._scopes.open(head, passed_on(passage, head) or arguments.subject)
            self._record.coded.speakers[head.at] = self._discourse.speaker
        elif tells_that(passage, head):
            self._scopes.speak(head, arguments.subject)

    def _decider(self, head: Head) -> Group:
        """Return who decided on what a verb behind "that" tells; empty for most verbs."""
        decision = deciding(self._passage, head)
        if decision is None:
            return []
        if decision.form != "verb":
            return decider_before(self._passage, head.at - 1, self._discourse)
        return self._arguments[decision.at].subject

    def _says(self, head: Head, speaker: Group, *, aloud: bool) -> None:  # aloud: words follow
        self._record.coded.speakers[head.at] = speaker
        self._scopes.speak(head, speaker if aloud else [])

    def _participle(self, head: Head) -> None:
        """Code a participle that carries on its sentence: accusing, calling on, welcoming."""
        passage, discourse = self._passage, self._discourse
        word = passage.words[head.at]
        if "report" in head.cues and not word.definite:
            speaker = main_subject(passage, self._arguments, head) or discourse.speaker
            self._says(head, speaker, aloud=passage.set_off(head.at, word))
        if not head.readings or passage.words[head.at - 1].has("without"):
            return None
        clauses, rule = self._arguments, "predicate"
        subject = predicated(passage, head, discourse.speaker, clauses)
        if not subject:
            if word.definite or not word.key.endswith(("ا", "ه", "ين")):
                return None
            subject, rule = main_subject(passage, clauses, head), "participle"
        if not subject:
            return self._record.drop(head, head.readings[0][1][0], "participle without a subject")
        end = passage.reach(head.at)
        arguments = Arguments(subject, rule, [], end)
        resolve(arguments, passage, discourse, self._registry)
        arguments.objects = free_groups(passage, head.at + 1, end)
        self._try_frames(head, arguments, rule, "actual")
        return None

    def _noun(self, head: Head) -> None:
        if "report" in head.cues and is_quoting(self._passage, head):
            self._says(head, noun_speaker(self._passage, head, self._discourse), aloud=True)
        if not head.readings:
            return None
        passage = self._passage
        agent = noun_agent(passage, head, self._arguments, self._discourse, self._fired)
        if agent is None:
            return self._record.drop(head, head.readings[0][1][0], _UNTOLD)
        end = told_until(passage, head, agent.rule, agent.after)
        objects = free_groups(passage, agent.after, end)
        objects = [agent.objects, *objects] if agent.objects else objects
        arguments = Arguments(agent.group, agent.rule, objects, end)
        verb = held_by(passage, head)
        status = noun_status(passage, head) if verb is None else verb_status(passage, verb)
        if agent.status is not None and (status == "actual" or agent.rule == "errand"):
            status = agent.status
        self._try_frames(head, arguments, f"{head.form}.{agent.rule}", status)
        return None

    def _try_frames(
        self, head: Head, arguments: Arguments, construction: str, status: Status | None
    ) -> None:
        reason = wanted = ""
        frame = None
        if status == "actual":
            self._judges[head.at] = arguments.subject
        nouns = self._passage.noun_classes if head.readings else {}
        for frame in head.senses():
            wanted, reason = frame.complement, ""
            if wanted not in nouns and wanted not in ANYWHERE and not frame.judgement:
                continue  # most frames: no noun of the class stands in the sentence
            reason = self._try(head, frame, arguments, construction, status)
            if not reason:
                self._fired.add(head.at)
                return
        if frame is not None:
            self._record.drop(head, frame, reason or f"no {wanted} beside it")

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
        if frame.judgement:
            return "told by a predicate, not by the word"
        if frame.complement:
            passage, subject = self._passage, arguments.subject
            complement = find_complement(passage, head, frame, arguments.end, subject)
            if complement is None:
                return f"no {frame.complement} beside it"
        if status is None:
            return "wished, demanded or supposed, not told"
        if self._scopes.denied(head.at):
            return "denied"
        sources = [p for p in arguments.subject if p.code is not None]
        if not sources and frame.id.startswith("implicate"):
            sources = self._tellers(head.at)  # "the evidence proves": says who tells it
        attempt = Attempt(
            self._passage, head, frame, arguments, construction, status, complement, sources
        )
        if frame.fault or frame.unkept:
            return self._code_fault(attempt)
        return untold(attempt) or self._code(attempt)

    def _tellers(self, at: int) -> Group:
        teller = self._scopes.claimant(at)
        group = [teller] if teller is not None else self._discourse.speaker
        return [p for p in group if p.code is not None and p.sector != "MED"]

    def _code(self, attempt: Attempt) -> str:
        """Code the act of ``attempt``, by whichever of its sides the clause tells it."""
        if attempt.status == "actual" and (hit := struck_side(attempt) or freed(attempt)):
            return self._record.emit(attempt.acted_by(hit[0]), Filled(tuple(hit[1]), "struck"))
        attempt = attempt.acted_by(by_frame(attempt))
        attempt = attempt.acted_by(acting(attempt))
        attempt = attempt.acted_by(announced_home(attempt, self._scopes.announced))
        if not attempt.sources or parties.two_sided(attempt):
            return self._code_parties(attempt) if attempt.frame.mutual else "no known actor"
        if reason := unfit(attempt):
            return reason
        filled = suffered(attempt) or undergone(attempt)
        filled = filled or hits_teller(attempt, self._scopes.claimant(attempt.at))
        filled = filled or other_side(attempt, self._discourse)
        told = self._record.coded.candidates
        filled = filled or parties.welcomer(attempt, told) or judged_again(attempt, told)
        filled = name_pair(filled, attempt, self._registry, self._discourse)
        filled = left_to(attempt, filled, self._discourse)
        if filled is None and attempt.frame.event_type == "ASSAULT":
            filled = told_at_home(attempt, self._scopes.claimant(attempt.at), self._discourse)
        filled = against_holder(attempt, filled, self._discourse)
        filled = by_captor(attempt, filled, self._discourse)
        shared = shares(attempt, filled)
        if shared or filled is None:
            return self._code_shared(attempt) if shared else "no target where the frame has it"
        if reason := unfit_target(attempt, filled):
            return reason
        return self._record.emit(replace(attempt, frame=reframed(attempt, filled)), filled)

    def _code_fault(self, attempt: Attempt) -> str:
        speaker = self._scopes.voice(attempt.at)
        others = blamed(attempt, speaker)
        if speaker is not None and not others:
            others = did_the_thing(attempt, speaker, self._discourse)
        if speaker is None or not others:
            return "a failing that nobody blames another for"
        told = replace(attempt, sources=[speaker], status="actual")
        return self._record.emit(told, Filled(tuple(others), "fault"))

    def _code_parties(self, attempt: Attempt) -> str:
        together = parties.sides_together(attempt, self._discourse)
        found = [p for p in named(together, self._registry) if p.code is not None]
        if len({(p.code, p.sector, p.name) for p in found}) < 2:
            return "no known actor"
        return self._code_shared(attempt.acted_by(found))

    def _code_shared(self, attempt: Attempt) -> str:
        """Code what joined subjects do together; of more than three one must lead."""
        shared = parties.together(attempt, self._discourse)
        return (
            self._record.emit(*shared) if shared else "too many parties to say who acted with whom"
        )
