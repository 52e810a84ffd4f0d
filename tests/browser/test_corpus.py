"""The desk in a browser over real news: whatever outlets print fits its pages."""

import gzip
import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from ops.demo.desk import Desk
from tests.browser.conftest import Person, keep
from tests.browser.test_pages import WIDTHS, grave_findings
from tests.e2e.conftest import desk as real_desk
from tests.e2e.conftest import services
from tests.e2e.people import serve_people
from tests.waiting import eventually

pytestmark = [pytest.mark.stack, pytest.mark.browser]
PASSWORD = "correct horse battery"
MANY = 150
STORIES = 3
__all__ = ["real_desk", "services"]


def news(shared: Path, path: Path) -> None:
    """Write the first articles of the shared corpus to ``path``."""
    with gzip.open(shared / "corpus" / "articles_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for line, _ in zip(lines, range(MANY), strict=False)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(a) + "\n" for a in articles), "utf-8")


def test_real_news_fit_the_pages(
    chromium: Browser, real_desk: Desk, shared: Path, tmp_path: Path
) -> None:
    """No page is wider than its window, none fails, axe finds nothing serious."""
    news(shared, tmp_path / "news.jsonl")
    with serve_people(real_desk, chief="admin") as people:
        made = {"name": "amal", "role": "duty_officer", "password": PASSWORD}
        assert people["chief"].post("/api/v1/people", json=made).status_code == 201
        done = real_desk.marsad("import", "--live", str(tmp_path / "news.jsonl"))
        assert done.returncode == 0, done.stderr.decode()
        eventually(lambda: len(real_desk.search("articles")) >= MANY, 180, "all articles found")
        amal = Person(chromium, real_desk.settings.desk_url(), "amal").sign_in("ar", PASSWORD)
        stories = sorted(real_desk.search("stories"), key=lambda s: -s["articles"])[:STORIES]
        paths = ["/", "/search?days=365", "/map?days=365", "/sources"]
        for path in [*paths, *(f"/stories/{s['story_id']}" for s in stories)]:
            look(amal, path)
        assert amal.faults == []
        amal.context.close()


def look(amal: Person, path: str) -> None:
    """See one page at every width."""
    page = amal.see(path)
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        keep(page, f"news-{path.strip('/').split('?')[0].replace('/', '-') or 'desk'}-{width}")
        assert over <= 0, f"{path} is {over} px too wide at {width} px"
    assert grave_findings(page) == []
