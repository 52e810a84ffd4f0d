"""Ten thousand stories of our own making in Kafka and Elasticsearch, as the stages leave them."""

import asyncio
import dataclasses
import datetime as dt
import random
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain, islice

from connectors.sinks.records import write
from connectors.sinks.search_index import SearchIndex, connect
from schemas.article import Copies, LinkedArticle, ReadArticle, StoryDecision
from schemas.story import Story
from schemas.subscription import Subscription
from schemas.topics import ALERTS, STORIES, SUBSCRIPTIONS
from schemas.wire import encode
from streams.pipeline import documents_of, read
from streams.search import Document
from streams.settings import Settings
from tests.browser.news import alert, one
from tests.records import raw

COUNTRIES = (
    "BRA", "ARG", "NOR", "CHL", "KEN", "PER", "CAN", "FIN", "JPN", "IND", "FRA", "ESP", "POL",
    "GHA", "THA", "MEX", "SWE", "PRT", "UGA", "IDN",
)  # fmt: skip
KINDS = {
    "SANCTION": "164", "ACCUSE": "112", "AGREE": "057", "THREATEN": "138", "REJECT": "120",
    "AID": "073", "REQUEST": "104", "ASSAULT": "190",
}  # fmt: skip
RARE = "ISL>MLT ASSAULT 190"
"""What the newest story tells and none before it."""
WORDS = (
    "مياه", "نهر", "ميناء", "اتفاق", "معبر", "تجارة", "قمح", "سفير", "وفد", "جلسة", "خلاف", "رسوم",
    "مصنع", "قطار", "ملف", "حدود", "بيان", "تعاون", "زيارة", "أزمة", "حوار", "مشروع", "صيد",
)  # fmt: skip


def archive(many: int, now: dt.datetime) -> Iterator[Story]:
    """Yield ``many`` stories of the last 30 days, the oldest first."""
    chance, step = random.Random(7), dt.timedelta(days=30) / many
    for number in range(many):
        at = (now - (many - number) * step).isoformat()
        kinds = chance.choices([*KINDS], k=chance.choice((0, 1, 1, 2, 3)))
        pairs = [chance.sample(COUNTRIES, 2) for _ in kinds]
        told = [f"{a}>{b} {kind} {KINDS[kind]}" for (a, b), kind in zip(pairs, kinds, strict=True)]
        if number == many - 1:
            told.append(RARE)
        title = " ".join(chance.sample(WORDS, 7))
        made = one(
            f"s-{number}", title, at, acts=dict.fromkeys(told), at=at,
            sources=chance.randint(1, 5), copies=chance.choice((0, 0, 1, 4, 20)),
        )  # fmt: skip
        tokens = " ".join(title.split() * 20)
        cause = dataclasses.replace(made.cause, tokens=tokens, article_id=made.articles[0].id)
        events = tuple(dataclasses.replace(e, opened_at=at, seq=number) for e in made.events)
        yield dataclasses.replace(made, opened_at=at, events=events, cause=cause, seq=number + 1)


def fill_archive(settings: Settings, stories: list[Story], shared: Subscription) -> None:
    """Put ``stories`` with their events and articles where a desk finds them.

    ``shared`` has told of the newest 500.
    """
    told = [alert(shared, story, story.last_seen) for story in stories[-500:]]
    records = [(SUBSCRIPTIONS.name, shared.subscription_id.encode(), encode(shared), ())]
    records += [(STORIES.name, s.story_id.encode(), encode(s), ()) for s in stories]
    records += [(ALERTS.name, f"{a.subscription_id}+{a.story_id}".encode(), encode(a), ())
                for a in told]  # fmt: skip
    write(settings, records)
    indexed = (document for story in stories for document in _documents(story))
    alerted = (document for each in told for document in documents_of(each))
    asyncio.run(_index(settings, chain(indexed, alerted)))


def _documents(story: Story) -> Iterator[Document]:
    yield from documents_of(story)
    for event in story.events:
        yield from documents_of(event)
    for number, reference in enumerate(story.articles[:6]):
        yield from documents_of(_article(story, reference.id, story.seq * 100 + number))


@cache
def _template() -> ReadArticle:
    return read(raw(text="نص قصير.", url="http://127.0.0.1/a"))


def _article(story: Story, article_id: str, seq: int) -> LinkedArticle:
    """Return an article of ``story`` of a usual length; its text is the headline over and over."""
    text = " ".join([story.headline] * 40)
    given = dataclasses.replace(
        _template().raw, article_id=article_id, title=story.headline, text=text,
        ingested_at=story.last_seen, fetched_at=story.last_seen, published=story.first_seen,
    )  # fmt: skip
    return LinkedArticle(
        seq=seq,
        article=dataclasses.replace(_template(), raw=given, keys=text),
        first_ingested_at=story.last_seen,
        copies=Copies(cluster_id=article_id, relation="original"),
        story=StoryDecision(story_id=story.story_id, version=1),
    )


async def _index(settings: Settings, documents: Iterable[Document]) -> None:
    client = connect(settings).options(request_timeout=60)
    index, left = SearchIndex(client, settings.topic_prefix), iter(documents)
    try:
        while batch := list(islice(left, 2_000)):
            await asyncio.gather(*map(index.write, batch))
    finally:
        await client.close()
