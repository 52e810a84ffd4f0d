"""Synthetic articles: read like any other, and never taken for news of the world."""

import datetime as dt
import hashlib

from schemas.article import RawArticle
from schemas.heartbeat import OUTLET
from schemas.identity import stable_id

FIRST_DAY = dt.date(2080, 1, 1)
DAYS = 7_305
"""To the end of 2099, the last year that is read as a date. Each beat tells of another of these
days, so that no two of the window are one happening, and none is one of the world's."""
WORDS, LETTERS_A_WORD = 60, 6
LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
MONTHS = (
    "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر",
    "نوفمبر", "ديسمبر",
)  # fmt: skip
LEAD = "تعتزم توفالو فرض عقوبات على ناورو في {day} {month} {year}."
SOURCE, TARGET, CAMEO = "TUV", "NRU", "163"
"""What the walk has to read out of the lead."""
QUERY = f'outlet:"{OUTLET}" dyad:{SOURCE}>{TARGET} cameo:{CAMEO} status:planned'


def beat_article(now: dt.datetime, interval_s: float) -> RawArticle:
    """Return the synthetic article of the second ``now``: the same second, the same article.

    One planned act on a day of its own, then words of no language, so that neither the text nor
    the event is like that of any other article. ``interval_s``: seconds to the next one, over 0.
    """
    second = int(now.timestamp())
    moment = dt.datetime.fromtimestamp(second, dt.UTC).isoformat()
    article_id = stable_id("heartbeat", moment)
    day = FIRST_DAY + dt.timedelta(days=int(second // interval_s) % DAYS)
    lead = LEAD.format(day=day.day, month=MONTHS[day.month - 1], year=day.year)
    words = _words(article_id)
    return RawArticle(
        article_id=article_id,
        source=OUTLET,
        title=" ".join(words[:6]),
        text=f"{lead} {' '.join(words[6:])}.",
        published=moment,
        fetched_at=moment,
        ingested_at=moment,
    )


def story_id_of(article_id: str) -> str:
    """Return the id of the story that a synthetic article opens."""
    return stable_id("story", article_id)


def _words(seed: str) -> list[str]:
    """Return words of letters that follow from ``seed`` alone."""
    noise = hashlib.shake_256(seed.encode()).digest(WORDS * LETTERS_A_WORD)
    letters = "".join(LETTERS[byte % len(LETTERS)] for byte in noise)
    return [letters[i : i + LETTERS_A_WORD] for i in range(0, len(letters), LETTERS_A_WORD)]
