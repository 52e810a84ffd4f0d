"""News for the desk in a browser: stories of our own making, and titles that mean harm."""

import dataclasses
import datetime as dt
from typing import Any

from schemas.alert import Alert, Reason, Times
from schemas.event import Actor, ArticleReference, CorroboratedEvent, Lineage
from schemas.story import Story
from schemas.subscription import Subscription
from tests.records import event, story

NAMES = {
    "BRA": "البرازيل", "ARG": "الأرجنتين", "NOR": "النرويج", "CHL": "تشيلي", "KEN": "كينيا",
    "PER": "بيرو", "CAN": "كندا", "UNO": "الأمم المتحدة",
}  # fmt: skip
STORIES: tuple[tuple[str, str, tuple[str, ...], int, int], ...] = (
    ("s-river", "البرازيل تعلق محادثاتها مع الأرجنتين بشأن مياه النهر المشترك",
     ("BRA>ARG SANCTION 164", "ARG>BRA ACCUSE 112"), 4, 11),
    ("s-port", "النرويج وتشيلي توقعان اتفاقا لتطوير موانئ الصيد (FishPort 2030)",
     ("NOR>CHL AGREE 057", "CHL>NOR AGREE 057"), 2, 3),
    ("s-border", "بيرو تهدد بإغلاق معبرها الجنوبي «خلال 48 ساعة»، وتشيلي ترفض",
     ("PER>CHL THREATEN 1382", "CHL>PER REJECT 120"), 3, 0),
    ("s-dates", "معرض للتمور يستقبل زواره في واحة الجنوب", (), 1, 0),
    ("s-aid", "كندا ترسل معونات عاجلة إلى كينيا بعد السيول - Reuters / رويترز",
     ("CAN>KEN AID 073",), 5, 22),
    ("s-vote", "الأمم المتحدة تطالب الأرجنتين بفتح بوابات النهر فورا",
     ("UNO>ARG REQUEST 104",), 2, 1),
)  # fmt: skip
"""Id, headline, events as ``FROM>TO TYPE CODE``, independent sources, copies."""
HOSTILE = (
    "<script>document.title='owned'</script><img src=x onerror=document.title='owned'>خبر",
    "\N{RIGHT-TO-LEFT OVERRIDE}gnp.exe تقرير\N{POP DIRECTIONAL FORMATTING} عاجل",
    "خبر طويل جدا " * 4_000,
    "كلمةواحدةلاتنتهي" * 400,
    "😀🧨 عاجل 🇧🇷🇦🇷 '\"` onclick=alert(1) {{7*7}} ${7*7} </li></ol></main>",
    "",
)
QUADS = {
    "SANCTION": ("material_conflict", -7.0), "ACCUSE": ("verbal_conflict", -2.0),
    "AGREE": ("verbal_cooperation", 8.0), "THREATEN": ("verbal_conflict", -5.8),
    "REJECT": ("verbal_conflict", -4.0), "AID": ("material_cooperation", 7.4),
    "REQUEST": ("verbal_conflict", -2.4), "ASSAULT": ("material_conflict", -10.0),
}  # fmt: skip


def actor(code: str) -> Actor:
    """Return the government of a country."""
    return Actor(code=code, sector="GOV", name=NAMES.get(code, code))


def act(story_id: str, told: str, seen: str, sources: int = 1) -> CorroboratedEvent:
    """Return the event that ``told`` (``BRA>ARG SANCTION 164``) is short for."""
    sides, kind, cameo = told.split()
    source, target = sides.split(">")
    quad, goldstein = QUADS[kind]
    changes: dict[str, Any] = {
        "event_type": kind, "cameo": cameo, "cameo_root": cameo[:2], "quad_class": quad,
        "goldstein": goldstein, "story_id": story_id, "source": actor(source),
        "target": actor(target), "first_seen": seen, "last_seen": seen,
        "independent_sources": sources, "date": seen[:10],
    }  # fmt: skip
    return event(f"{story_id}-{source}-{target}-{cameo}", **changes)


def news(now: dt.datetime) -> list[Story]:
    """Return a morning's stories, the oldest first, each some minutes before the next."""
    found = []
    for back, (story_id, headline, acts, sources, copies) in enumerate(reversed(STORIES)):
        seen = (now - dt.timedelta(minutes=4 + 13 * (len(STORIES) - back))).isoformat()
        found.append(
            one(
                story_id,
                headline,
                seen,
                acts=acts,
                sources=sources,
                copies=copies,
                at=now.isoformat(),
            )
        )
    return found


def one(story_id: str, headline: str, seen: str, **more: Any) -> Story:
    """Return a story that was seen at ``seen`` for the first time."""
    acts, sources, copies = more.get("acts", ()), more.get("sources", 1), more.get("copies", 0)
    begun, last = dt.datetime.fromisoformat(seen), sources + copies - 1
    articles = tuple(
        ArticleReference(
            id=f"{story_id}-{n}", cluster_id=f"{story_id}-{min(n, sources - 1)}",
            outlet=("صحيفة الأفق", "النهار الجديد", "Daily Plain", "وكالة الجنوب")[n % 4],
            agency="south" if n % 3 == 0 else None,
            lineage=None if n < sources else Lineage(
                origin=f"{story_id}-{sources - 1}", relation=("near_copy", "exact")[n % 2],
                added=0.1 * (n % 4), cut=0.05 * (n % 3),
            ),
            published=(begun - dt.timedelta(minutes=(last - n) ** 2 % 90)).isoformat(),
        )
        for n in range(sources + copies)
    )  # fmt: skip
    base = story(
        story_id=story_id, headline=headline, first_seen=articles[0].published or seen,
        last_seen=seen, articles=articles, total_articles=len(articles), copies=copies,
        independent_sources=sources, events=tuple(act(story_id, a, seen, sources) for a in acts),
        version=more.get("version", 1),
    )  # fmt: skip
    at = more.get("at", seen)
    cause = dataclasses.replace(base.cause, ingested_at=at, fetched=at, outlet="صحيفة الأفق")
    return dataclasses.replace(base, cause=cause)


def alert(subscription: Subscription, about: Story, at: str, **changes: Any) -> Alert:
    """Return the alert of ``subscription`` on a story."""
    values: dict[str, Any] = {
        "alert_id": f"{subscription.subscription_id}-{about.story_id}-{about.version}",
        "subscription_id": subscription.subscription_id, "subscription_version": 1,
        "story_id": about.story_id, "story_version": about.version, "kind": "first",
        "severity": subscription.severity,
        "why": (Reason(clause="actor:BRA", text="البرازيل", start=0, end=8),),
        "times": Times(published=about.first_seen, fetched=at, matched=at), "story": about,
    }  # fmt: skip
    return Alert(**(values | changes))
