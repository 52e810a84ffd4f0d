"""The live desk: news arrive by themselves, wait to be asked for, and never move what one reads."""

import datetime as dt
import time

import pytest
from playwright.sync_api import expect

from dashboard.clock import utc_now
from dashboard.live import KEPT
from schemas.topics import ALERTS, STORIES, SUBSCRIPTIONS
from tests.browser.conftest import People
from tests.browser.desks import LiveDesk
from tests.browser.news import alert, one
from tests.records import subscription

SOON_MS = 2_000
pytestmark = pytest.mark.browser


def tell(
    desk: LiveDesk, story_id: str = "s-new", headline: str = "خبر جديد وصل", **more: object
) -> None:
    """Let a story break now."""
    now = utc_now().isoformat()
    desk.tell(STORIES, story_id, one(story_id, headline, now, at=now, **more))


def test_a_story_that_breaks_waits_behind_a_count_within_two_seconds(
    people: People, desk: LiveDesk
) -> None:
    page = people().page
    first = page.locator("#stories [data-story]").first.get_attribute("data-story")
    expect(page.locator("body:not(.offline)")).to_be_attached()
    tell(desk)
    more = page.locator("#more")
    expect(more).to_be_visible(timeout=SOON_MS)
    expect(more.locator(".many")).to_have_text("1")
    assert page.locator("#stories [data-story]").first.get_attribute("data-story") == first
    assert page.title().startswith("(1) ")
    more.click()
    expect(page.locator("#stories [data-story]").first).to_have_attribute("data-story", "s-new")
    expect(more).to_be_hidden()


def test_a_story_that_is_shown_changes_in_place_and_keeps_the_focus(
    people: People, desk: LiveDesk
) -> None:
    page = people().page
    link = page.locator("#s-s-river h3 a")
    link.focus()
    tell(desk, "s-river", "عنوان محدث", version=2, sources=9)
    expect(page.locator("#s-s-river")).to_contain_text("عنوان محدث", timeout=SOON_MS)
    expect(link).to_be_focused()
    expect(page.locator("#more")).to_be_hidden()


def test_pause_holds_the_list_still_and_counts_on(people: People, desk: LiveDesk) -> None:
    page = people().page
    before = page.locator("#s-s-river h3").inner_text()
    page.click("#pause")
    tell(desk, "s-river", "عنوان محدث", version=2)
    tell(desk, "s-other", "خبر آخر")
    expect(page.locator("#more .many")).to_have_text("1", timeout=SOON_MS)
    assert page.locator("#s-s-river h3").inner_text() == before
    page.click("#pause")
    expect(page.locator("#s-s-river")).to_contain_text("عنوان محدث", timeout=SOON_MS)


def test_what_one_acknowledges_everybody_sees_within_a_second(
    people: People, desk: LiveDesk
) -> None:
    basil, chief = people("basil"), people("chief", "en")
    row = "[data-alert='rivers+s-river']"
    expect(chief.page.locator(f"{row} [data-verb=acknowledge]")).to_be_visible()
    basil.page.click(f"{row} [data-verb=acknowledge]")
    begin = time.monotonic()
    expect(chief.page.locator(row)).to_contain_text("taken by basil", timeout=SOON_MS)
    assert time.monotonic() - begin < 1.0
    expect(basil.page.locator(row)).to_contain_text("استلمه basil")


def test_an_alert_arrives_by_itself_and_only_where_it_may(people: People, desk: LiveDesk) -> None:
    basil, amal = people("basil"), people("amal")
    assert amal.page.locator("[data-alert^='private']").count() == 0
    private = desk.made.desk.subscriptions.records["private"]
    shared = subscription(subscription_id="all", name="للجميع", owner="", channels=())
    desk.tell(SUBSCRIPTIONS, "all", shared)
    now = utc_now()
    about = one("s-late", "خبر متأخر", (now - dt.timedelta(minutes=1)).isoformat())
    desk.tell(ALERTS, "private+s-late", alert(private, about, now.isoformat()))
    desk.tell(ALERTS, "all+s-late", alert(shared, about, now.isoformat()))
    expect(basil.page.locator("[data-alert='private+s-late']")).to_be_visible(timeout=SOON_MS)
    expect(amal.page.locator("[data-alert='all+s-late']")).to_be_visible(timeout=SOON_MS)
    assert amal.page.locator("[data-alert^='private']").count() == 0


def test_two_tabs_of_a_browser_share_one_connection(people: People, desk: LiveDesk) -> None:
    amal = people("amal")
    second = amal.context.new_page()
    second.goto(desk.url + "/")
    tell(desk)
    for page in (amal.page, second):
        expect(page.locator("#more")).to_be_visible(timeout=SOON_MS)
    assert desk.made.desk.hub.listeners == 1


def test_a_desk_that_was_cut_off_says_so_and_catches_up(people: People, desk: LiveDesk) -> None:
    """The server goes away for a while; nothing that came meanwhile is lost or told twice."""
    page = people().page
    tell(desk, "s-before", "قبل الانقطاع")
    expect(page.locator("#more .many")).to_have_text("1", timeout=SOON_MS)
    desk.stop()
    expect(page.locator("#connection")).to_be_visible(timeout=SOON_MS)
    for number in range(5):
        tell(desk, f"s-cut-{number}", f"أثناء الانقطاع {number}")
    desk.start()
    expect(page.locator("#more .many")).to_have_text("6", timeout=10_000)
    expect(page.locator("#connection")).to_be_hidden()
    assert desk.made.desk.hub.listeners == 1


def test_a_full_desk_is_ready_within_a_second(people: People, desk: LiveDesk) -> None:
    """With more stories than memory keeps; the page lists the newest hundred."""
    seat = people()
    now = utc_now().isoformat()
    for number in range(KEPT + 100):
        telling = one(f"s-many-{number}", f"خبر رقم {number}", now, acts=("BRA>ARG SANCTION 164",))
        desk.tell(STORIES, telling.story_id, telling)
    page = seat.see("/")
    expect(page.locator("#stories [data-story]")).to_have_count(100)
    ready = page.evaluate("performance.getEntriesByType('navigation')[0].domInteractive")
    assert ready < 1_000
