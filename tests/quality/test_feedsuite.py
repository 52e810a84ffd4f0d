"""Documents of other parsers' suites: none may crash us, hang us, or give less than feedparser."""

from itertools import islice
from pathlib import Path

import pytest

from benchmarks.feedsuite import MOST_S, documents, read, read_bare


@pytest.mark.filterwarnings("ignore")  # feedparser warns about documents of its own suite
def test_every_tenth_document_gives_articles_or_a_reason(shared: Path) -> None:
    fewer = []
    for number, (suite, body) in enumerate(islice(documents(shared / "feedsuite"), 0, None, 10)):
        parsed, seconds = read(body)
        assert seconds < MOST_S, (suite, number)
        assert bool(parsed.entries) != bool(parsed.reason), (suite, number)
        found, shown = read_bare(body)
        if (found and not parsed.items) or (shown and not parsed.entries):
            fewer.append((suite, number, parsed.reason))
    assert not fewer
