"""The desk in a browser over the whole pipeline: Kafka, every stage, Elasticsearch."""

import re
import time

import pytest
from playwright.sync_api import Browser, expect

from ops.demo.desk import Desk
from tests.browser.conftest import Person, keep
from tests.browser.test_pages import grave_findings
from tests.e2e.conftest import desk as real_desk
from tests.e2e.conftest import services
from tests.e2e.people import FIRST, SECOND, THIRD, listening, serve_people, submit, subscribe
from tests.waiting import eventually

pytestmark = [pytest.mark.stack, pytest.mark.browser]
PASSWORD = "correct horse battery"
SOON_MS = 2_000
__all__ = ["real_desk", "services"]


def test_news_are_seen_searched_explained_and_taken_away(
    chromium: Browser, real_desk: Desk
) -> None:
    """From the report to the screen in two seconds after Kafka has the story; then every page."""
    with serve_people(real_desk, chief="admin") as people:
        chief = people["chief"]
        made = {"name": "amal", "role": "duty_officer", "password": PASSWORD}
        assert chief.post("/api/v1/people", json=made).status_code == 201
        subscribe(chief)
        amal = Person(chromium, real_desk.settings.desk_url(), "amal").sign_in("ar", PASSWORD)
        with listening(chief) as ears:
            submit(real_desk, FIRST)
            eventually(lambda: ears.named("story"), 90, "the stream tells the story")
            begin = time.monotonic()
            row = amal.page.locator("#stories [data-story]").first
            expect(row).to_contain_text("البرازيل", timeout=SOON_MS)
            assert time.monotonic() - begin < 2
            eventually(lambda: ears.named("alert"), 60, "the stream tells the alert")
        expect(amal.page.locator("[data-alert]").first).to_be_visible(timeout=SOON_MS)
        keep(amal.page, "real-desk")
        amal.page.locator("[data-verb=acknowledge]").first.click()
        expect(amal.page.locator("[data-alert]").first).to_contain_text("استلمه amal")
        submit(real_desk, SECOND, THIRD)
        story_id = ears.named("story")[0]["story_id"]
        eventually(lambda: whole(real_desk), 60, "the index has the story and its three reports")
        look_at_the_story(amal, story_id)
        look_around(amal)
        try_a_subscription(amal)
        amal.context.close()


def whole(desk: Desk) -> bool:
    """Return whether the story can be found with all its reports."""
    reports = [a for a in desk.search("articles") if a["article_id"].startswith("report-")]
    return len(reports) == 3 and any(s["articles"] == 3 for s in desk.search("stories"))


def look_at_the_story(amal: Person, story_id: str) -> None:
    """See evidence, voices, lineage and the time ledger."""
    page = amal.see(f"/stories/{story_id}")
    expect(page.locator(".article-text mark").first).to_be_visible()
    expect(page.locator(".voices")).to_contain_text("الأرجنتين")
    expect(page.locator(".lineage > li")).to_have_count(3)
    page.locator(".lineage summary").first.click()
    expect(page.locator(".lineage .body .article-text").first).to_be_visible()
    assert grave_findings(page) == []
    keep(page, "real-story")


def look_around(amal: Person) -> None:
    """Search, narrow down, take away; see the map and the dyad."""
    page = amal.see("/search?q=from%3ABRA+to%3AARG&days=365")
    expect(page.locator(".explore .rows [data-step]").first).to_contain_text("البرازيل")
    page.click(".facets a:has-text('عقوبة')")
    expect(page).to_have_url(re.compile("type=SANCTION"))
    with page.expect_download() as told:
        page.click("text=PLOVER CSV")
    table = told.value.path().read_text("utf-8-sig").splitlines()
    assert table[0].startswith("event_id,date,source,target,event_type")
    assert any(",BRA,ARG,SANCTION," in line for line in table[1:])
    keep(page, "real-search")
    page = amal.see("/map?days=365")
    expect(page.locator("#countries")).to_contain_text("البرازيل")
    expect(page.locator(".map path.told").first).to_be_attached()
    assert grave_findings(page) == []
    keep(page, "real-map")
    page = amal.see("/dyads/BRA/ARG?days=365")
    expect(page.locator("#events tbody tr").first).to_contain_text("164")
    expect(page.locator(".chart canvas")).to_be_visible()
    keep(page, "real-dyad")


def try_a_subscription(amal: Person) -> None:
    """See what a subscription would have told in the last week; see that all stages work."""
    page = amal.see("/subscriptions")
    page.click("table button")
    expect(page.locator("#trial a").first).to_contain_text("البرازيل", timeout=15_000)
    keep(page, "real-subscriptions")
    page = amal.see("/operations")
    expect(page.locator("main")).to_contain_text("مستقرة", timeout=15_000)
    keep(page, "real-operations")
