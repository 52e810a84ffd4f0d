"""The sides of an act: by its frame, or by what the text told before and around it."""

from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.clauses.groups import Group
from streams.extract.clauses.relations import prepositional
from streams.extract.coding.receivers import receivers
from streams.extract.coding.refusals import refuses_unnamed
from streams.extract.speech.blame import (
    condemns_unnamed,
    involved,
    is_misdeed,
    refers_back,
)
from streams.extract.speech.contents import praised_in, threatened
from streams.extract.speech.crimes import is_crime
from streams.extract.speech.demands import (
    asked_to_end,
    demanded,
    left_open,
    own_asked,
    own_people,
)
from streams.extract.speech.implied import captor, implied
from streams.extract.speech.rulers import authorities_asked
from streams.extract.speech.things_done import so_called
from streams.extract.speech.threats import on_terms_of
from streams.extract.subjects.attempt import Attempt
from streams.extract.subjects.discourse import Discourse
from streams.extract.targets.addressees import (
    embassy_before,
    jailers,
    protesters,
    warns_of_own,
    written_to,
)
from streams.extract.targets.bereaved import bereaved
from streams.extract.targets.carried import taken_up_before
from streams.extract.targets.filling import fill
from streams.extract.targets.met_before import met_before
from streams.extract.targets.retold import answered, did_all_told, names_step, own_rulers, retellers
from streams.extract.targets.roles import ADDRESSED, Filled
from streams.extract.violence.captured import ground_taken, own_ground
from streams.extract.violence.custody import authorities
from streams.extract.violence.home import at_home, resigning, sent_away, where_it_holds, with_home
from streams.extract.violence.occupied import of_held_land, on_held_ground, under_occupation
from streams.extract.violence.own_land import enemy_told, foes_at_home
from streams.extract.violence.struck import claimed, struck
from streams.extract.violence.victims import attack_agent
from streams.extract.words.function_words import DEMANDING

CRIME_SPAN = 5
"""Words after a condemnation in which the violence that it condemns is named."""
PROTEST_SPAN = 20
"""Words after a protest in which its cause is told."""
WARNING_SPAN = 16
"""Words of a warning in which stands whom the act of the warner would hit."""
ABOUT_SPAN = 4
"""Words behind "in solidarity", "at" in which the land is named that they are about."""
_BACKED = frozenset({"support", "solidarity"})
"""Classes of what a demonstration for somebody, not against him, is told by."""
_PRAISES = frozenset({"welcome", "praise", "support", "solidarity"})
"""Frames of welcome and backing: what happens in a country is welcomed of it."""
_PRESS = "conference"
"""A conference of the press, too: who gives it meets nobody."""
_NAMING = frozenset({"143", "145"})
"""Protests of many meanings (boycotts, revolts): told only where the clause names who acts."""
_BROKEN, _SENT_OUT = "violate-truce", "expel-diplomats"
_GROUND = frozenset({"demolish", "storm", "seize"})
"""Frames of acts done to ground and houses: whose they are tells the land where they stand."""


def acting(attempt: Attempt) -> Group:
    """Return who acts where the clause names it only beside the event: the people of a protest."""
    if attempt.sources:
        return [] if _only_tells(attempt) else attempt.sources
    if attempt.frame.event_type == "CONSULT" and (host := _accredited(attempt)):
        return [host]
    if attempt.frame.event_type in ADDRESSED:
        return own_people(attempt)
    if attempt.frame.event_type == "COERCE" or attempt.frame.id.startswith(_SENT_OUT):
        return [] if attempt.frame.passive else authorities(attempt)
    if attempt.frame.event_type != "PROTEST" or _names_who(attempt):
        return []
    return protesters(attempt)


def _only_tells(attempt: Attempt) -> bool:
    """Return whether the subject tells what two others did: announced an agreement between."""
    # The agreement of Vienna between A and B.
    place = attempt.arguments.rule == "genitive" and all(p.town for p in attempt.sources)
    if not (place or attempt.arguments.rule == "governor") or not attempt.frame.mutual:
        return False
    between = prepositional(attempt.passage, attempt.at + 1, attempt.arguments.end, "بين")
    codes = {p.code for p in between if p.code is not None}
    return len(codes) > 1 and codes.isdisjoint({p.code for p in attempt.sources})


def _names_who(attempt: Attempt) -> bool:
    """Return whether the protest is none unless the clause names who acts: a boycott, a revolt."""
    return attempt.frame.cameo in _NAMING and not attempt.frame.id.startswith("strike")


def other_side(  # noqa: C901, PLR0911, PLR0912
    attempt: Attempt, discourse: Discourse
) -> Filled | None:
    """Return the target of an attempt whose sources are known; None where nothing tells it."""
    passage, head, frame = attempt.passage, attempt.head, attempt.frame
    own = own_asked(attempt, discourse) or authorities_asked(attempt, discourse)
    filled = Filled(tuple(own), "own") if own else fill(attempt)
    if frame.event_type == "PROTEST" and (filled is None or filled.role == "none"):
        return _protested(attempt)
    falls_on = answered(attempt, filled) or _implied(attempt, filled, discourse)
    if falls_on is not None:
        return falls_on
    if filled is not None and not own_ground(attempt, filled):
        broken = frame.id.startswith(_BROKEN) and filled.role == "none"
        told = (foes_at_home(attempt, discourse) if broken else None) or with_home(attempt, filled)
        return where_it_holds(attempt, told, discourse.place)
    if held := on_held_ground(attempt):
        return held
    if carried := taken_up_before(attempt, discourse):
        return Filled(tuple(carried), "carried")
    if attempt.arguments.rule != "predicate" and (doers := _doers_before(attempt, discourse)):
        return Filled(tuple(doers), "deictic")
    if (owners := so_called(passage, attempt.arguments.end, frame)) is not None:
        return Filled(tuple(owners), "so-called")
    if condemns_unnamed(passage, head, frame, attempt.arguments):
        return Filled(tuple(_killers(attempt)), "unnamed")
    if frame.event_type == "REQUEST" and (open_to := _demanded_of(attempt, discourse)):
        return open_to
    if seated := _seated(attempt):
        return seated
    if met := met_before(attempt):
        return Filled(tuple(met), "addressee")
    if frame.id.startswith("claim-attack") and (victim := claimed(attempt, discourse)):
        return victim
    if people := at_home(attempt):
        return Filled((of_held_land(attempt, people, discourse.place),), "home")
    if helped := receivers(attempt, discourse.place):
        return helped
    if refuses_unnamed(attempt):
        return Filled((), "unnamed")
    return sent_away(attempt) or _hit(attempt, discourse) or under_occupation(attempt)


def _killers(attempt: Attempt) -> Group:
    """Return who struck in the violence that is condemned: a death in the raids of."""
    passage, end = attempt.passage, attempt.arguments.end
    for at in range(attempt.at + 1, min(end, attempt.at + CRIME_SPAN)):
        if is_crime(passage, at):
            return [p for p in attack_agent(passage, at + 1, end) if p.code is not None]
    return []


def _hit(attempt: Attempt, discourse: Discourse) -> Filled | None:
    """Return whom violence hit, or from whom ground was taken, where the frame names nobody."""
    frame = attempt.frame
    if frame.id.startswith("condole") and attempt.complement is not None:
        return bereaved(attempt, discourse)
    if frame.event_type != "ASSAULT" and (frame.id not in _GROUND or frame.complement):
        return None
    return (
        struck(attempt, discourse.place)
        or ground_taken(attempt, discourse)
        or foes_at_home(attempt, discourse)
    )


def _demanded_of(attempt: Attempt, discourse: Discourse) -> Filled | None:
    """Return of whom a demand is that its clause does not address; nobody where that is open."""
    if (office := resigning(attempt)) is not None:
        return Filled((office,), "home")
    if asked := written_to(attempt):
        return Filled(tuple(asked), "addressee")
    if blamed := asked_to_end(attempt, discourse) or captor(attempt, discourse):
        return Filled(tuple(blamed), "blamed")
    return Filled((), "unnamed") if left_open(attempt, discourse) else None


def _just_blamed(attempt: Attempt, discourse: Discourse) -> NounPhrase | None:
    """Return whom the sentence blames that goes on with a threat: accused Mali, vowing revenge."""
    accused = discourse.accused
    goes_on = attempt.head.form == "participle" or attempt.arguments.rule == "dropped"
    if not goes_on or accused is None:
        return None
    return accused[1] if accused[0].code == attempt.sources[0].code else None


def _implied(attempt: Attempt, filled: Filled | None, discourse: Discourse) -> Filled | None:
    """Return on whom a demand falls by what it asks, a threat by its terms, if on nobody else.

    Blame falls on who did all that was told, and on the rulers of one's own land.
    """
    if attempt.frame.event_type == "ACCUSE":
        return did_all_told(attempt, discourse) or own_rulers(attempt)
    if attempt.frame.event_type == "THREATEN" and (filled is None or filled.role == "none"):
        answerable = on_terms_of(attempt) or _just_blamed(attempt, discourse)
        answerable = answerable or enemy_told(attempt.sources[0].code, discourse)
        return Filled((answerable,), "terms") if answerable is not None else None
    if attempt.frame.event_type != "REQUEST":
        return None
    if filled is None and attempt.frame.id == "warn-ask" and warns_of_own(attempt):
        end = min(attempt.passage.last, attempt.arguments.end + WARNING_SPAN)
        hit = threatened(attempt.passage, attempt.arguments.end, end, attempt.sources[0].code)
        return Filled(tuple(hit), "threatened") if hit else None
    if filled is not None and not filled.role.startswith("complement"):
        return None
    start = demanded(attempt.passage, attempt.head, attempt.arguments.end)
    group = implied(attempt, start) if start is not None else []
    return Filled(tuple(group), "implied") if group else None


def _seated(attempt: Attempt) -> Filled | None:
    """Return the country told by where it happens, or where the envoy who acts is accredited."""
    frame = attempt.frame
    if frame.id in _PRAISES and (
        scene := praised_in(attempt.passage, attempt.at, frame, attempt.arguments)
    ):
        return Filled(tuple(scene), "place")
    praised = frame.event_type == "SUPPORT" and not frame.mutual
    addressed = frame.id == _PRESS or (frame.id.startswith("condole") and _to_private(attempt))
    if (praised or frame.event_type == "CONSULT") and attempt.sources[0].post and not addressed:
        return Filled((_host(attempt.sources[0]),), "post")
    return None


def _to_private(attempt: Attempt) -> bool:
    """Return whether words are addressed to people of no country: condolences to the family of."""
    words, covered = attempt.passage.words, attempt.passage.covered
    for at in range(attempt.at + 1, attempt.arguments.end):
        phrase = covered.get(at)
        if phrase is None and words[at].clitic == "ل":
            return True
        if phrase is not None and phrase.code is None and phrase.preposition == "ل":
            return True
    return False


def _doers_before(attempt: Attempt, discourse: Discourse) -> Group:
    """Return who "this decision", "this idea" or "the agreement" is of."""
    passage, head, frame = attempt.passage, attempt.head, attempt.frame
    if refers_back(passage, head, frame, attempt.arguments) and (
        doers := _doers_of_this(attempt, discourse)
    ):
        return doers
    return retellers(passage, head, frame, attempt.arguments, discourse)


def _doers_of_this(attempt: Attempt, discourse: Discourse) -> Group:
    code = attempt.sources[0].code
    if is_misdeed(attempt.passage, attempt.head, attempt.frame, attempt.arguments):
        return discourse.struck_by(attempt.sources[0])
    if attempt.frame.event_type != "REJECT":
        step = discourse.decided(attempt.sources[0]) if names_step(attempt) else []
        return step or discourse.blamed_for(code)
    speaker = discourse.speaker
    if speaker and speaker[0].code != code:
        return speaker
    return discourse.offered_to(code)


def _protested(attempt: Attempt) -> Filled:
    """Return whom a protest is against: who did what it denounces, else the state at home."""
    passage, first = attempt.passage, attempt.sources[0]
    if embassy := embassy_before(passage, attempt.at):
        return Filled(tuple(embassy), "embassy")
    if held_by := jailers(passage, attempt.at, first.code):
        return Filled(tuple(held_by), "prison")
    for at in range(attempt.at + 1, min(passage.last - 1, attempt.at + PROTEST_SPAN)):
        word = passage.words[at]
        caused, demands = word.has("cause"), passage.keys[at] in DEMANDING
        backs = word.key.endswith("ا") and not word.noun_classes.isdisjoint(_BACKED)
        if not (caused or demands or backs):
            continue
        about = involved(passage, at + 1, blamed=not backs)
        done = bool(about) and not backs and is_crime(passage, about[0].first - 1)
        named = bool(about) and about[0].kind is Kind.ACTOR and not backs
        if done or (named and (caused or about[0].sector != "CVL")):
            return Filled(tuple(about), "cause")
        near = next((p for p in passage.between(at + 1, at + 1 + ABOUT_SPAN) if p.code), None)
        if near is not None and near.code not in {p.code for p in attempt.sources}:
            return Filled((), "none")  # in solidarity with Gaza, at the war on it
    states = (p.as_actor(p.code, "GOV")
              for p in attempt.sources)  # fmt: skip
    return Filled(tuple(states), "state")


def _accredited(attempt: Attempt) -> NounPhrase | None:
    """Return the side of an office of no country that meets an ambassador: where he is posted."""
    subject = attempt.arguments.subject
    if not subject or subject[0].kind is not Kind.UNKNOWN or not subject[0].role:
        return None
    envoys = attempt.passage.between(subject[0].last, attempt.arguments.end)
    return next((_host(p) for p in envoys if p.post is not None), None)


def _host(envoy: NounPhrase) -> NounPhrase:
    """Return the country that an envoy is accredited to, as a side."""
    return envoy.as_actor(envoy.post)
