"""Check 6: the poller as a process among hostile servers: named reasons, no memory, no secrets."""

import resource
from pathlib import Path

import pytest

from tests.fakes.hostile import PAGES, SECRET, answering, gzip_of_zeros
from tests.fakes.web import item, rss
from tests.integration.polling import Desk

pytestmark = pytest.mark.stack

EXTRA_MOST_MB = 64
OPENERS = {
    "path": "{path}",
    "file-address": "file://{path}",
    "external-entity": '<!DOCTYPE r [<!ENTITY x SYSTEM "file://{path}">]><rss><channel><item>'
    "<title>&x;</title></item></channel></rss>",
    "inclusion": '<rss xmlns:xi="http://www.w3.org/2001/XInclude"><channel><item><title>'
    '<xi:include href="file://{path}" parse="text"/></title></item></channel></rss>',
}


def peak_mb() -> float:
    """Return the most memory that any process run and waited for so far has had."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def test_every_hostile_feed_ends_with_its_reason_and_the_good_one_is_read(
    desk: Desk, tmp_path: Path
) -> None:
    web, secret = desk.web, tmp_path / "secret.xml"
    secret.write_text(f"<rss><channel><item><title>{SECRET}</title></item></channel></rss>")
    web.page("/good", rss(item(1)))
    desk.write(["good"])
    assert desk.run("poll", "--sources", str(desk.sources), "--once").returncode == 0
    before_mb = peak_mb()
    expected = {f"p{n}": outcome for n, (_, outcome) in enumerate(PAGES.values())}
    for n, (handler, _) in enumerate(PAGES.values()):
        web.pages[f"/p{n}"] = handler
    web.pages["/bomb"] = answering(gzip_of_zeros(300), Content_Encoding="gzip")
    expected["bomb"] = "bomb"
    for name, body in OPENERS.items():
        web.pages[f"/{name}"] = answering(body.format(path=secret).encode())
    web.page("/good", rss(item(2), item(1)))
    desk.write([*expected, *OPENERS, "good"])
    done = desk.run("poll", "--sources", str(desk.sources), "--once")
    assert done.returncode == 1
    told = {name: _told(done.stderr, name) for name in expected}
    assert told == expected
    titles = {article.title for article in desk.articles()}
    assert {"خبر رقم 1", "خبر رقم 2"} <= titles
    assert SECRET not in repr(desk.articles())
    assert peak_mb() - before_mb < EXTRA_MOST_MB


def _told(log: str, name: str) -> str:
    """Return the outcome and reason that the log tells of a feed."""
    line = next(line for line in log.splitlines() if f" feed={name} " in line)
    fields = dict(part.split("=", 1) for part in line.split() if "=" in part)
    return "/".join(filter(None, (fields["outcome"], fields.get("reason"))))
