"""Subscriptions in the desk's form: made, changed, ended, by whom; faults beside their fields."""

import pytest
from playwright.sync_api import Page, expect

from schemas.topics import SUBSCRIPTIONS
from tests.browser.conftest import People, keep
from tests.browser.desks import LiveDesk
from tests.browser.test_pages import grave_findings
from tests.records import subscription

pytestmark = pytest.mark.browser
FAULTS = {
    "ar": ("'colour' ليس حقلا", "ليس هذا عنوان بريد", "القيمة 0، والمنتظر من 1", "ليست منطقة زمنية",
           "لا بد من قيمة هنا"),
    "en": ("'colour' is no field", "that is no e-mail address", "expected 1 to", "no time zone",
           "at least 1 character"),
}  # fmt: skip


def row(page: Page, number: int = -1) -> Page:
    """Return a row of the form's channels."""
    return page.locator("[data-rows=channels] [data-row]").nth(number)  # type: ignore[return-value]


def test_a_subscription_is_made_changed_and_ended(people: People, desk: LiveDesk) -> None:
    """With its channels: a webhook's secret is told once, one channel goes, another comes."""
    seat = people("amal", "en")
    page = seat.see("/subscriptions")
    page.fill("#new textarea[name=query]", "from:BRA to:ARG")
    page.fill("#new input[name=name]", "Rivers of the south")
    page.click("text=Add a channel")
    row(page).locator("select[data-picks]").select_option("webhook")
    row(page).locator("[data-part=url]").fill("https://desk.example/hook")
    page.click("#new button.primary")
    expect(page.locator("#once code")).to_contain_text("whsec_")
    keep(page, "subscription-made")
    assert grave_findings(page) == []
    page.click(".said a")
    expect(page.locator("h1")).to_have_text("Rivers of the south")
    page.fill("input[name=name]", "Rivers of the north")
    page.select_option("select[name='rule.kind']", "threshold")
    page.fill("input[name='rule.count']", "5")
    row(page, 0).locator("[data-removes]").click()
    page.click("text=Add a channel")
    row(page).locator("select[data-picks]").select_option("atom")
    page.click("fieldset button.primary")
    expect(page.locator("h1")).to_have_text("Rivers of the north")
    (kept,) = [s for s in desk.made.desk.subscriptions.records.values() if s.owner == "amal"]
    assert (kept.version, kept.rule.kind, kept.rule.count) == (2, "threshold", 5)
    assert [channel.kind for channel in kept.channels] == ["atom"]
    page.click("text=Address of the feed")
    expect(page.locator("#once code")).to_contain_text("/feeds/")
    page.click("summary:has-text('End the subscription')")
    page.click("text=Yes, end it")
    expect(page).to_have_url(f"{desk.url}/subscriptions")
    expect(page.locator("main")).not_to_contain_text("Rivers of the north")
    assert kept.subscription_id not in desk.made.desk.subscriptions.records
    assert seat.faults == []


@pytest.mark.parametrize("language", ["ar", "en"])
def test_what_is_wrong_is_said_beside_its_field(people: People, language: str) -> None:
    """One fault after another is mended, by the words below each field."""
    query, address, count, zone, name = FAULTS[language]
    page = people("amal", language).see("/subscriptions")
    save = page.locator("#new button.primary")
    page.fill("#new textarea[name=query]", "colour:red from:BRA")
    page.locator("[data-adds=channels]").click()
    row(page).locator("select[data-picks]").select_option("email")
    row(page).locator("[data-part=address]").fill("nobody")
    page.select_option("select[name='rule.kind']", "spike")
    page.fill("input[name='rule.count']", "0")
    page.locator("#new details").evaluate("it => it.open = true")
    page.fill("input[name='noise.zone']", "Mars/Olympus")
    save.click()
    told(page, "input[name=name]", name)
    page.fill("#new input[name=name]", "أنهار")
    save.click()
    told(page, "[data-part=address]", address)
    keep(page, f"subscription-fault-{language}")
    assert grave_findings(page) == []
    row(page).locator("[data-part=address]").fill("desk@marsad.example")
    save.click()
    told(page, "textarea[name=query]", query)
    chosen = "it => it.value.slice(it.selectionStart, it.selectionEnd)"
    assert page.locator("#new textarea[name=query]").evaluate(chosen) == "colour"
    page.fill("#new textarea[name=query]", "from:BRA")
    save.click()
    told(page, "input[name='rule.count']", count)
    page.fill("input[name='rule.count']", "4")
    save.click()
    told(page, "input[name='noise.zone']", zone)


def told(page: Page, field: str, words: str) -> None:
    """Expect exactly one fault, below ``field``, and the field marked and in focus."""
    place = page.locator(f"#new {field}")
    expect(place).to_have_attribute("aria-invalid", "true")
    expect(place).to_be_focused()
    expect(page.locator("#new label .fault")).to_have_count(1)
    expect(page.locator(f"#new label:has({field}) .fault")).to_contain_text(words)


@pytest.mark.parametrize(
    ("name", "done"), [("rana", "seen"), *((n, "changed") for n in ("amal", "basil", "chief"))]
)
def test_shared_ones_are_changed_by_editors_and_above(
    people: People, desk: LiveDesk, name: str, done: str
) -> None:
    desk.made.add_person("rana", "reader", shown_as="Rana")
    page = people(name, "en").see("/subscriptions/rivers")
    saves = page.locator("fieldset button.primary")
    if done == "seen":
        expect(page.locator("main")).to_contain_text("editors and those above change it")
        expect(page.locator("textarea[name=query]")).to_be_disabled()
        expect(saves).to_have_count(0)
        expect(page.locator("button.danger")).to_have_count(0)
        return
    page.fill("input[name=name]", f"By {name}")
    saves.click()
    expect(page.locator("h1")).to_have_text(f"By {name}")
    assert desk.made.desk.subscriptions.records["rivers"].owner == ""


@pytest.mark.parametrize("name", ["amal", "chief"])
def test_a_private_one_has_no_page_for_others(people: People, name: str) -> None:
    page = people(name, "en").see("/subscriptions/private")
    expect(page.locator("main")).to_contain_text("404")


def test_what_the_form_does_not_show_is_kept(people: People, desk: LiveDesk) -> None:
    """Hours on some days only, groups, a channel whose address an editor never sees."""
    from schemas.channel import Channel
    from schemas.noise import Noise, QuietHours
    from schemas.subscription import Rule

    hours = QuietHours(start="22:00", end="06:00", days=("fri", "sat"))
    given = subscription(
        subscription_id="rich", name="غني", owner="basil", visibility="shared",
        noise=Noise(zone="Asia/Damascus", group_by="dyad", quiet_hours=(hours,), most_per_hour=7),
        rule=Rule(kind="spike", days=30, deviations=2.5),
        channels=(Channel(kind="webhook", url="https://b.example/secret", secret="whsec_YQ=="),),
    )  # fmt: skip
    desk.tell(SUBSCRIPTIONS, "rich", given)
    page = people("amal").see("/subscriptions/rich")
    assert "secret" not in row(page, 0).locator(".where").inner_text()
    page.fill("input[name=name]", "أغنى")
    page.click("fieldset button.primary")
    expect(page.locator("h1")).to_have_text("أغنى")
    kept = desk.made.desk.subscriptions.records["rich"]
    assert (kept.noise, kept.rule, kept.channels, kept.owner) == (
        given.noise, given.rule, given.channels, "basil"
    )  # fmt: skip
