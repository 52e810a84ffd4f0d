"""Every page: whole for everybody, at every width, in both languages, with any title."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.clock import utc_now
from schemas.topics import STORIES
from tests.browser.conftest import People, Person, keep
from tests.browser.desks import LiveDesk, live_desk
from tests.browser.news import HOSTILE, one
from tests.conftest import ROOT

AXE = ROOT / "dashboard" / "front" / "node_modules" / "axe-core" / "axe.min.js"
PAGES = (
    "/", "/stories/s-river", "/alerts/rivers%2Bs-river", "/search?q=actor%3ABRA", "/map",
    "/dyads/BRA/ARG", "/subscriptions", "/subscriptions/rivers", "/sources",
    "/operations", "/watch", "/stories/nothing",
)  # fmt: skip
WIDTHS = {360: 740, 1366: 768, 1920: 1080}
GRAVE = ("serious", "critical")
pytestmark = pytest.mark.browser
FIRST_PAGE_BYTES = 250_000


@pytest.fixture(scope="module")
def quiet_desk() -> Iterator[LiveDesk]:
    """Return a desk that nothing is told to."""
    with live_desk() as made:
        yield made


@pytest.fixture(scope="module")
def seats(chromium: Browser, quiet_desk: LiveDesk) -> Iterator[dict[str, Person]]:
    """Return an admin at the desk for each language."""
    made = {}
    for language in ("ar", "en"):
        made[language] = Person(chromium, quiet_desk.url, "chief", reduced_motion="reduce")
        made[language].sign_in(language)
    yield made
    for seat in made.values():
        seat.context.close()


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_every_width_and_is_open_to_everybody(
    seats: dict[str, Person], path: str, language: str
) -> None:
    """Nothing sticks out sideways; axe finds nothing serious; pictures are kept for people."""
    seat = seats[language]
    page = seat.see(path)
    wanted = ("ar", "rtl") if language == "ar" else ("en", "ltr")
    html = page.locator("html")
    assert (html.get_attribute("lang"), html.get_attribute("dir")) == wanted
    name = path.strip("/").split("?")[0].replace("/", "-").replace("%2B", "-") or "desk"
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate("document.fonts.ready")
        over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        keep(page, f"{name}-{language}-{width}")
        assert over <= 0, f"{path} is {over} px too wide at {width} px"
        if width == 1366:
            assert grave_findings(page) == []
    assert [fault for fault in seat.faults if "404" not in fault and "503" not in fault] == []
    seat.faults.clear()


def test_a_chart_never_widens_the_page_before_it_is_drawn_again(
    chromium: Browser, quiet_desk: LiveDesk
) -> None:
    """Nobody waits for a drawing: a window made narrow is as narrow at once."""
    seat = Person(chromium, quiet_desk.url, "chief").sign_in("en")
    seat.page.add_init_script("window.ResizeObserver = class { observe() {} }")
    page = seat.see("/dyads/BRA/ARG")
    page.wait_for_selector(".chart canvas")
    page.set_viewport_size({"width": 360, "height": 740})
    wide = page.evaluate("document.documentElement.scrollWidth")
    seat.context.close()
    assert wide <= 360


def grave_findings(page: Page) -> list[str]:
    """Return the serious and critical findings of axe-core on the page as it is now."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text("utf-8"))
    found: dict[str, Any] = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{one['id']}: {one['help']}: {node['html'][:200]} {node.get('failureSummary', '')[:300]}"
        for one in found["violations"]
        if one["impact"] in GRAVE
        for node in one["nodes"][:3]
    ]


def test_the_desk_by_night_has_the_same_contrast(chromium: Browser, quiet_desk: LiveDesk) -> None:
    seat = Person(chromium, quiet_desk.url, "chief", color_scheme="dark").sign_in()
    for path in ("/", "/stories/s-river", "/subscriptions"):
        page = seat.see(path)
        keep(page, f"night-{path.strip('/').replace('/', '-') or 'desk'}")
        assert grave_findings(page) == []
    seat.context.close()


def test_the_way_in_is_open_to_everybody_too(chromium: Browser, quiet_desk: LiveDesk) -> None:
    page = chromium.new_page()
    page.goto(quiet_desk.url + "/")
    expect(page).to_have_url(quiet_desk.url + "/sign-in?next=/")
    assert grave_findings(page) == []
    keep(page, "sign-in")
    page.close()


def test_the_first_page_is_light(chromium: Browser, quiet_desk: LiveDesk) -> None:
    """Bytes as they cross the network, of everything that the first page needs."""
    seat = Person(chromium, quiet_desk.url, "amal")
    session = seat.context.new_cdp_session(seat.page)
    session.send("Network.enable")
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda told: sizes.append(told["encodedDataLength"]))
    seat.sign_in()
    seat.page.wait_for_load_state("load")
    assert 0 < sum(sizes) < FIRST_PAGE_BYTES, sizes
    seat.context.close()


def test_nothing_is_asked_of_anyone_else(chromium: Browser, quiet_desk: LiveDesk) -> None:
    seat = Person(chromium, quiet_desk.url, "amal")
    asked: list[str] = []
    seat.page.on("request", lambda request: asked.append(request.url))
    seat.sign_in()
    for path in ("/stories/s-river", "/map", "/dyads/BRA/ARG"):
        seat.see(path)
    elsewhere = [u for u in asked if not u.startswith((quiet_desk.url, "data:"))]
    assert asked
    assert elsewhere == []
    seat.context.close()


def test_a_title_that_means_harm_is_only_text(people: People, desk: LiveDesk) -> None:
    """Markup, bidi overrides, 50 kB, emoji, broken surrogates: on the desk and the story page."""
    now = utc_now().isoformat()
    desk.tell_bytes(STORIES, "broken", rb'{"story_id": "broken", "headline": "\ud83d"}')
    for number, title in enumerate(HOSTILE):
        telling = one(f"s-harm-{number}", title, now, at=now)
        desk.tell(STORIES, telling.story_id, telling)
    seat = people()
    page = seat.page
    expect(page.locator("#stories [data-story^='s-harm']")).to_have_count(len(HOSTILE))
    keep(page, "hostile-1366")
    page.set_viewport_size({"width": 360, "height": 740})
    keep(page, "hostile-360")
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    assert page.evaluate("document.querySelectorAll('#stories img, #stories script').length") == 0
    assert not set("\u202e\u202d\u2066\u2067") & set(page.inner_text("body"))
    for number in range(len(HOSTILE)):
        seat.see(f"/stories/s-harm-{number}")
        expect(page.locator("main")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
        assert "owned" not in page.title().replace(HOSTILE[0][:40], "").split("document")[0]
    assert [fault for fault in seat.faults if "503" not in fault] == []


def test_the_desk_can_be_worked_by_keys_alone(people: People, desk: LiveDesk) -> None:
    page = people().page
    keys = page.keyboard
    keys.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    keys.press("Enter")
    keys.press("j")
    expect(page.locator("#stories [data-story] a").nth(0)).to_be_focused()
    keys.press("j")
    expect(page.locator("#stories [data-story] a").nth(1)).to_be_focused()
    keys.press("k")
    expect(page.locator("#stories [data-story] a").nth(0)).to_be_focused()
    keys.press("p")
    expect(page.locator("#pause")).to_have_attribute("aria-pressed", "true")
    keys.press("p")
    keys.press("?")
    expect(page.locator("#keys")).to_be_visible()
    keys.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    now = utc_now().isoformat()
    desk.tell(STORIES, "s-key", one("s-key", "خبر للوحة المفاتيح", now, at=now))
    expect(page.locator("#more")).to_be_visible()
    keys.press("n")
    expect(page.locator("#s-s-key")).to_be_visible()
    page.locator("[data-alert='rivers+s-river'] a").focus()
    keys.press("a")
    expect(page.locator("[data-alert='rivers+s-river']")).to_contain_text("استلمه basil")
    keys.press("/")
    expect(page.locator(".find input")).to_be_focused()
    keys.type("نهر")
    keys.press("Enter")
    expect(page).to_have_url(re.compile(r"/search\?q="))


def test_comments_and_assignments_are_kept_with_the_alert(people: People) -> None:
    seat = people()
    page = seat.see("/alerts/rivers%2Bs-river")
    page.fill("textarea[name=text]", "اتصلت بالمكتب <b>الآن</b>")
    page.click("text=أضف التعليق")
    expect(page.locator(".thread")).to_contain_text("اتصلت بالمكتب <b>الآن</b>")
    page.select_option("select[name=to]", label="chief")
    page.click("form[data-api$=assign] button")
    expect(page.locator("main")).to_contain_text("مكلَّف: chief")


def test_a_subscription_is_made_and_a_bad_query_is_told_in_words(people: People) -> None:
    seat = people("amal", "en")
    page = seat.see("/subscriptions?q=dyad%3ABRA%3EARG")
    page.fill("#new input[name=name]", "Rivers of the south")
    page.fill("#new textarea", "actor:(")
    page.click("#new button.primary")
    expect(page.locator("#new .said")).to_have_class("said fault")
    expect(page.locator("#new .said")).not_to_be_empty()
    page.fill("#new textarea", "dyad:BRA>ARG")
    page.click("#new button.primary")
    expect(page.locator("table")).to_contain_text("Rivers of the south")


def test_a_silence_is_made_and_ended(people: People) -> None:
    page = people("basil", "en").see("/subscriptions")
    page.click("section:has(#silence-title) summary")
    page.fill("input[name='matchers.0.values']", "BRA, ARG")
    page.fill("input[name=reason]", "known since noon")
    page.click("form[data-api='/api/v1/silences'] button")
    expect(page.locator(".thread")).to_contain_text("known since noon")
    page.click("text=End now")
    expect(page.locator("text=No silence is running.")).to_be_visible()


def test_search_that_is_away_is_told_in_words_everywhere(seats: dict[str, Person]) -> None:
    page = seats["en"].see("/search?q=river")
    expect(page.locator("main")).to_contain_text("Search does not answer now")
    expect(seats["en"].see("/map").locator("main")).to_contain_text("Search does not answer now")
    page = seats["en"].see("/stories/s-river")
    expect(page.locator("main")).to_contain_text("texts of articles are missing")
    page = seats["en"].see("/")
    expect(page.locator(".degraded").first).to_contain_text("Search does not answer")


def test_another_language_keeps_the_page_and_what_was_asked(people: People) -> None:
    page = people().see("/search?q=actor%3ABRA&days=7")
    page.click(".language button")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(".search-form input[type=search]")).to_have_value("actor:BRA")
    expect(page.locator("select[name=days]")).to_have_value("7")


def test_the_last_72_hours_of_a_dyad_are_a_table_and_a_picture(people: People) -> None:
    """As many bars as rows; each row leads to its story; the desk has the picture beside."""
    seat = people("amal", "en")
    picture = seat.page.locator("#d-BRA-ARG .lane-picture")
    expect(picture).to_have_attribute("aria-label", "1 event in 72 hours")
    seat.page.click("text=Last 72 hours")
    page = seat.page
    rows = page.locator("#strip tbody tr")
    expect(rows.first).to_contain_text("Brazil \u2192 Argentina")
    expect(rows.first).to_contain_text("164")
    assert rows.count() == page.locator(".lanes rect").count() > 5
    rows.first.locator("a").last.click()
    expect(page.locator("h1")).to_contain_text("النهر")


def test_a_number_agrees_with_its_noun(people: People) -> None:
    page = people().page
    facts = {row: page.locator(f"#s-{row} .facts").inner_text() for row in ("s-river", "s-dates")}
    assert "4 مصادر مستقلة" in facts["s-river"]
    assert "11 نسخة" in facts["s-river"]
    assert "مصدر مستقل واحد" in facts["s-dates"]
    assert "مصدران مستقلان" in page.locator("#s-s-port .facts").inner_text()


def test_a_bad_search_is_told_in_the_page_s_language_and_direction(people: People) -> None:
    """Below the fields and as wide as the form; codes in it do not turn the sentence round."""
    page = people().see("/search?q=(from%3AUSS")
    fault = page.locator(".search-form .fault")
    expect(fault).to_contain_text("'USS' ليس رمز طرف")
    assert fault.evaluate("it => getComputedStyle(it).direction") == "rtl"
    form, told = page.locator(".search-form").bounding_box(), fault.bounding_box()
    assert form
    assert told
    assert told["width"] > 0.9 * form["width"]
    expect(page.locator(".search-form pre")).to_have_text(
        re.compile(r"^\s*\(from:USS\s+\^\^\^\s*$")
    )
