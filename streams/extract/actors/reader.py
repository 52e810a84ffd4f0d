"""Actor phrases of one article: found, tied to a country, placed in their clause."""

from dataclasses import replace

from streams.extract.actors.apposition import close_aside, take_name
from streams.extract.actors.beginnings import next_beginning
from streams.extract.actors.chains import join_offices
from streams.extract.actors.coalitions import leader_of
from streams.extract.actors.datelines import dateline_end
from streams.extract.actors.display import display_name
from streams.extract.actors.draft import PLACE_KINDS, Draft
from streams.extract.actors.genders import named_gender, office_gender
from streams.extract.actors.homeland import realm
from streams.extract.actors.honours import bearer, honours
from streams.extract.actors.institutions import country_of, is_another_party, is_institution
from streams.extract.actors.members import follow, listed, name_members, remember_lists
from streams.extract.actors.membership import is_crowd, opposes, shares_country, spoken_for
from streams.extract.actors.named_events import names_event
from streams.extract.actors.naming import Namer
from streams.extract.actors.nationals import in_town, is_person, names_people, stands_alone
from streams.extract.actors.people import place_people
from streams.extract.actors.phrases import Kind, NounPhrase
from streams.extract.actors.placing import attach, place
from streams.extract.actors.references import latter, reference
from streams.extract.actors.registry import Registry, Resolved, resolved
from streams.extract.actors.weak_names import COALITION
from streams.extract.actors.widening import body_heads, introduce_nouns, take_alias, take_marks
from streams.extract.words.offices import OfficeLexicon, OfficeMatch, is_own_office
from streams.extract.words.word import Word, bare
from streams.lexicon.actors import ActorLexicon

_OF_A_NATION = frozenset({"occupation", "brethren"})
"""Keys of people who are a side by their nationality only: a driver, a guard, our brothers in."""
_UNNAMED = frozenset({"mark", "time"})


class ActorReader:
    """Reads the actor phrases of an article, sentence after sentence, in order."""

    def __init__(self, actors: ActorLexicon, roles: OfficeLexicon, registry: Registry) -> None:
        self._namer = Namer(actors, roles, registry)
        self._registry = registry
        self._title = False
        self._heads: tuple[str, ...] = ()
        """Heads of the phrase being read where it is an institution."""
        self._latest: NounPhrase | None = None
        """The last actor that is no place: whom an office with a pronoun speaks for."""

    def open(
        self, words: list[Word], keys: list[str], texts: list[str], *, title: bool = False
    ) -> None:
        """Take up a field: its words, their folded keys and their spellings for display."""
        self._title = title
        self._namer.words, self._namer.keys, self._namer.texts = words, keys, texts

    def read(self, first: int, last: int) -> list[NounPhrase]:
        """Return the phrases among the words ``[first, last)`` in order, none overlapping."""
        self._namer.end = last
        self._registry.sentence += 1
        phrases: list[NounPhrase] = []
        words, registry = self._namer.words, self._registry
        opens = self._title or (words[first].verbs and not words[first].nouns)
        dateline = first if opens else dateline_end(self._namer.keys, first, last)
        at = first
        while (at := next_beginning(self._namer, registry, at, last)) < last:
            before = phrases[-1] if phrases else None
            if names := listed(self._namer, registry, at):
                self._finish(names[0], first, before)
                follow(names)
                phrases += names
                at = max(at + 1, names[-1].last)
                continue
            last_named = latter(self._namer, phrases, at)
            phrase = last_named and self._finish(last_named, first, before)
            phrase = phrase or self._phrase_at(at, first, before)
            if phrase is None:
                at += 1
            else:
                take_alias(self._namer, phrase, last)
                phrase.dateline = phrase.last <= dateline
                phrases.append(phrase)
                at = phrase.last
        join_offices(phrases, self._namer)
        place_people(phrases, self._namer)
        name_members(phrases, self._namer, first)
        remember_lists(phrases, registry)
        return phrases

    def _phrase_at(self, at: int, first: int, before: NounPhrase | None) -> NounPhrase | None:
        word, self._heads = self._namer.words[at], ()
        if not word.starts or word.key in self._registry.names:
            phrase = self._known(at, word)
        elif not word.classes.isdisjoint(_UNNAMED):
            return None
        else:
            phrase = reference(self._namer, self._registry, at) if word.refers else None
            if phrase is None:
                draft = self._namer.draft(at, inherits=self._inherited(at, before))
                phrase = (
                    self._read(draft, first, before) if draft is not None else self._known(at, word)
                )
        if phrase is None:
            return None
        if opposes(phrase, before):
            phrase.kind, phrase.code = Kind.ACTOR, before.code if before is not None else None
        return self._finish(phrase, first, before)

    def _read(self, draft: Draft, first: int, before: NounPhrase | None) -> NounPhrase | None:
        """Return ``draft`` as a phrase, the name before it taken in."""
        if names_event(self._namer, draft):
            self._registry.place(draft.code)
            return None
        phrase = self._close(draft, before)
        if phrase is None:
            return None
        lowest = before.last if before is not None else first
        if names := take_name(self._namer, draft, phrase, lowest):
            self._registry.introduce(Resolved.of(phrase), (), names)
        close_aside(self._namer, phrase)
        return phrase

    def _finish(self, phrase: NounPhrase, first: int, before: NounPhrase | None) -> NounPhrase:
        """Give a phrase its name for display and its place in the clause."""
        take_marks(self._namer, self._registry, phrase, first, title=self._title)
        if not phrase.name:
            phrase.name = display_name(self._namer.texts[phrase.first : phrase.last])
        place(phrase, before, self._namer.words, first, title=self._title)
        self._registry.lead(self._heads, phrase)
        self._heads = ()
        if before is not None and shares_country(before, phrase, self._namer.words):
            before.kind, before.code = Kind.ACTOR, phrase.code
        if phrase.kind is Kind.PLACE:
            self._registry.place(phrase.code)
        if phrase.entity == COALITION:
            phrase.code = leader_of(self._namer, self._registry, phrase)
        self._registry.count(phrase)
        if phrase.kind is Kind.ACTOR and phrase.code is not None and phrase.sector != "MED":
            self._latest = phrase
        return phrase

    def _inherited(self, at: int, before: NounPhrase | None) -> OfficeMatch | None:
        """Return the office of the phrase before, for a nationality that shares it."""
        if before is None or before.last != at or not before.role:
            return None
        word = self._namer.words[at]
        if not (word.conjoined or word.definite):
            return None  # the Lebanese authorities (arrested) Syrians
        return self._namer.role(before.first)

    def _known(self, at: int, word: Word) -> NounPhrase | None:
        """Return the phrase of a surname or of a bare head that the article has introduced."""
        registry = self._registry
        if not word.content or not (registry.names or registry.heads):
            return None
        key = word.key
        actor = registry.by_name(key, spelt_by_ear=word.nameless)
        clitic = ""
        if actor is None and word.surname:
            actor, clitic = registry.by_name(word.surname), key[0]
        if actor is None and word.stem:
            actor = registry.by_head(word.stem)
            self._heads = (word.stem,) if word.stem in registry.leads else ()
            clitic = key.partition("ا")[0] if actor is not None else ""
        if actor is None:
            return None
        phrase = resolved(NounPhrase(at, at + 1, Kind.ACTOR), actor)
        phrase.role, phrase.head = True, bare(key)
        attach(phrase, clitic)
        return phrase

    # -- closing a phrase ----------------------------------------------------------------------

    def _close(self, draft: Draft, before: NounPhrase | None) -> NounPhrase | None:
        """Return ``draft`` as a phrase with its actor, remembering who it introduced."""
        words, namer = self._namer.words, self._namer
        role, entry = draft.role, draft.person or draft.country
        phrase = NounPhrase(draft.first, draft.last, Kind.UNKNOWN)
        phrase.head = bare(words[draft.first].key)
        phrase.role = role is not None or draft.titled or draft.person is not None
        attach(phrase, draft.proclitics)
        if draft.code is None:
            return self._unplaced(draft, phrase)
        phrase.kind, phrase.code = Kind.ACTOR, draft.code
        if draft.post_at:
            phrase.post = draft.post or realm(self._registry.home)
        elif (known := self._registry.by_head(phrase.head)) and known.code == phrase.code:
            phrase.post = known.post
        if role is not None:
            phrase.gender, phrase.plural = office_gender(namer.keys, role), role.entry.plural
            phrase.sector, phrase.local = spoken_for(draft), draft.seated
        if entry is not None:
            phrase.entity = entry.entity
            if role is None or draft.person is not None:
                phrase.gender = phrase.gender or named_gender(draft, entry, words, namer.texts)
            phrase.sector = phrase.sector or entry.sector
        opening = words[draft.first]
        first, plain = opening.key, opening.definite or opening.nameless
        if first.endswith("ات") or phrase.head == "دول":
            phrase.gender = "f"
        elif first.endswith("و") and draft.last > draft.first + 1 and not plain:
            phrase.gender = "m"  # the gunmen of the movement
        if role is None and not draft.titled and draft.country is not None:
            self._bare_name(draft, draft.country.kind, phrase, before)
        texts = namer.texts[draft.first : draft.last]
        definite = words[draft.first].definite
        phrase.name = display_name(texts, draft.proclitics, definite=definite)
        self._introduce(draft, phrase)
        return phrase

    def _bare_name(
        self, draft: Draft, kind: str, phrase: NounPhrase, before: NounPhrase | None
    ) -> None:
        """Tell what the name of a land, without an office or a title, stands for."""
        if kind == "adjective":
            self._nationality(draft, phrase, before)
        elif kind == "demonym":
            phrase.sector, phrase.plural = "CVL", True
        elif kind in PLACE_KINDS and kind != "capital":
            phrase.kind = Kind.PLACE
            self._registry.place(phrase.code)

    def _nationality(self, draft: Draft, phrase: NounPhrase, before: NounPhrase | None) -> None:
        """Tell "the Palestinians" from an adjective: a human plural that qualifies no noun."""
        words, at = self._namer.words, draft.first
        if names_people(words, at, apart=at == 0 or bool(draft.proclitics)):
            phrase.sector, phrase.plural, phrase.role = "CVL", True, True
        elif draft.last == at + 1 and not draft.proclitics and is_person(words, at, before):
            phrase.sector, phrase.role = "CVL", True
        elif draft.person is not None and stands_alone(words, at):
            phrase.sector, phrase.role = draft.person.sector, True
        elif draft.names and stands_alone(words, at):
            phrase.sector, phrase.role = "CVL", True
        else:
            phrase.kind = Kind.PLACE if in_town(words, at) else Kind.ATTRIBUTE

    def _introduce(self, draft: Draft, phrase: NounPhrase) -> None:
        keys = self._namer.keys
        if phrase.code is None or phrase.kind in {Kind.ATTRIBUTE, Kind.PLACE}:
            return
        heads = tuple(bare(keys[role.first]) for role in draft.roles)
        heads += tuple(r.entry.role for r in draft.roles if r.entry.role and not is_crowd(r.entry))
        if draft.country is not None and draft.country.kind in {"body", "group"}:
            introduce_nouns(self._registry, draft.country)
            heads += body_heads(self._namer, draft.country_first)
        heads += honours(keys, draft)
        names = tuple(keys[at] for at in draft.names)
        if draft.person is not None:
            names = (keys[draft.person_last - 1],)
        if not heads and not names:
            return
        known = self._registry.by_name(names[-1]) if names else None
        if draft.person is not None:
            phrase.person = draft.person.name
        elif known is not None and known.code == phrase.code:
            phrase.person = known.person
        elif names:
            phrase.person = " ".join(self._namer.texts[at] for at in draft.names)
        self._registry.introduce(Resolved.of(phrase), heads, names)
        if all(is_institution(role) for role in draft.roles):
            self._heads = heads + (draft.country.nouns if draft.country is not None else ())

    def _unplaced(self, draft: Draft, phrase: NounPhrase) -> NounPhrase | None:
        """Return a phrase whose words name no country: by its name, its head, or the home."""
        keys, role = self._namer.keys, draft.role
        phrase.last = draft.name_end()
        names = [at for at in draft.names if at < phrase.last]
        actor = self._registry.by_name(keys[names[-1]]) if names else None
        actor = actor or bearer(keys, draft, self._registry)
        lent = draft.spoken_for or (role is not None and is_own_office(self._namer.texts, role))
        if lent and self._latest is not None and role is not None:
            phrase.kind, phrase.code, phrase.sector = Kind.ACTOR, self._latest.code, "GOV"
            phrase.gender = role.entry.gender
            return phrase
        if actor is None and (names or draft.titled) and self._registry.announced is not None:
            actor = self._registry.announce(keys[names[-1]] if names else "")
        if actor is None and role is not None and role.entry.links and len(draft.roles) > 1:
            # In the name of the movement: that which the article has named.
            spoken_for = self._registry.by_head(bare(keys[draft.roles[-1].first]))
            actor = spoken_for and replace(spoken_for, gender=role.entry.gender)
        told = actor is not None or names
        if role is not None and not (told or is_another_party(self._namer, self._registry, role)):
            office = None if is_crowd(role.entry) else self._registry.by_head(role.entry.role or "")
            named = self._registry.by_head(phrase.head)
            # The foreign minister is no other minister; the front is no other party.
            actor = office or named if role.entry.personal else named or office
        if actor is not None and not (role is not None and role.entry.counterpart):
            if role is not None and not names and is_institution(role):
                self._heads = (phrase.head, role.entry.role or "")
            return resolved(phrase, actor)
        if role is None or role.entry.role in _OF_A_NATION:
            return phrase if names else None
        phrase.gender, phrase.plural = role.entry.gender, role.entry.plural
        phrase.sector = role.entry.sector
        if role.entry.sector == "NGO" and not names and bare(keys[draft.first]).startswith("منظم"):
            phrase.kind, phrase.code = Kind.ACTOR, "NGO"
            return phrase
        home = None if names else country_of(self._namer, self._registry, role, self._latest)
        if home is not None:
            phrase.kind, phrase.code = Kind.ACTOR, home
        return phrase
