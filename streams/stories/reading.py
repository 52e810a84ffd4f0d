"""What stories take from an article: its words, its headline, its lineage, its signature."""

from schemas.article import Copies, Link, ReadArticle
from schemas.event import ArticleReference, Lineage
from schemas.identity import stable_id
from streams.stories.figures import changes, figures_of
from streams.stories.members import Member
from streams.stories.places import places_of
from streams.stories.state import StoriesState, seconds, told_at
from streams.stories.word_index import Text
from streams.stories.words import profile

MAX_HEADLINE = 300
"""Code points; a crawled "title" may be a whole page."""


def text_of(state: StoriesState, article: ReadArticle, story_id: str = "") -> Text:
    """Return the article as the word index keeps it."""
    raw = article.raw
    told = seconds(told_at(raw))
    words, places = profile(article.keys), places_of(article.keys)
    return Text(story_id, raw.source, words, told, state.now(raw), places)


def member_of(article: ReadArticle, copies: Copies, seq: int, earlier: dict[str, Member]) -> Member:
    """Return the article as a member of its story; ``earlier`` holds the members so far."""
    raw, before = article.raw, earlier.get(article.raw.article_id)
    told, figures = told_at(raw), figures_of(article.keys)
    reference = ArticleReference(
        id=raw.article_id,
        cluster_id=copies.cluster_id,
        outlet=raw.source,
        agency=article.agency,
        published=raw.published,
        lineage=lineage_of(article, copies, earlier, figures),
    )
    return Member(
        seq=before.seq if before else seq,
        reference=reference,
        headline=headline_of(article),
        letters=article.fingerprint.letters,
        figures=figures,
        is_copy=copies.relation != "original",
        signature=signature_of(article, copies),
        ingested_at=before.ingested_at if before else raw.ingested_at,
        told=told,
        told_s=seconds(told),
    )


def signature_of(article: ReadArticle, copies: Copies) -> str:
    """Return a name for all that stories take from the article and its copies."""
    told = (repr((e.event_id, e.cameo, e.place, e.confidence, e.mentions)) for e in article.events)
    raw, print_ = article.raw, article.fingerprint
    return stable_id(
        copies.cluster_id, copies.relation, print_.exact, raw.title, article.agency or "", *told
    )


def headline_of(article: ReadArticle) -> str:
    """Return the title; where there is none, the sentence of the surest event, or the first."""
    title = " ".join(article.raw.title.split())
    if title:
        return _clip(title)
    places = [
        (event.confidence, mention.sentence)
        for event in article.events
        for mention in event.mentions
        if mention.field == "text" and 0 <= mention.sentence < len(article.sentences)
    ]
    sentence = max(places, key=lambda place: (place[0], -place[1]))[1] if places else 0
    start, end = article.sentences[sentence] if article.sentences else (0, MAX_HEADLINE)
    return _clip(" ".join(article.raw.text[start:end].split()))


def _clip(text: str) -> str:
    """Return ``text`` cut at a word to MAX_HEADLINE code points."""
    if len(text) <= MAX_HEADLINE:
        return text
    cut = text[: MAX_HEADLINE - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut) + "…"


def lineage_of(
    article: ReadArticle, copies: Copies, earlier: dict[str, Member], figures: str
) -> Lineage | None:
    """Return where the text came from: the earlier text that shares most of it."""
    if not copies.links:
        return None
    link = max(copies.links, key=lambda k: (k.relation != "shares_passages", k.containment))
    known = earlier.get(link.id)
    added, cut = _added_and_cut(article.fingerprint.letters, known.letters if known else 0, link)
    return Lineage(
        origin=link.id,
        relation=link.relation,
        added=added,
        cut=cut,
        figures=changes(known.figures, figures) if known and link.relation == "near_copy" else (),
    )


def _added_and_cut(letters: int, other: int, link: Link) -> tuple[float, float]:
    """Return the shares of this text and of the other that are not in both, in [0, 1].

    Containment is of the smaller text. Where the other's length is unknown (it is in another
    story), containment and Jaccard give the ratio of the two, this text being the longer.
    """
    if link.relation == "exact":
        return 0.0, 0.0
    if not other or not letters:
        shared = link.containment
        if not shared or not link.jaccard:
            return 1.0, 1.0
        longer = max(1.0, shared / link.jaccard + shared - 1.0)
        return round(1.0 - min(1.0, shared / longer), 3), round(1.0 - min(1.0, shared), 3)
    shared = link.containment * min(letters, other)
    return round(1.0 - shared / letters, 3), round(1.0 - shared / other, 3)
