"""``marsad sources`` as a person uses it, against a local server."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from connectors.sandbox import Sandbox
from connectors.sources.registry import BadSources, load_sources
from connectors.sources.rewrite import rewrite
from streams.cli import main
from streams.cli.sources import sources_command
from tests.fakes.web import Site, item, rss, threaded_site


@pytest.fixture
def web() -> Iterator[Site]:
    """Serve a site from a thread: the commands run loops of their own."""
    with threaded_site() as running:
        yield running


def run(*arguments: str) -> Result:
    return CliRunner().invoke(sources_command, arguments, catch_exceptions=False)


def test_check_says_what_a_good_feed_holds(web: Site) -> None:
    url = web.page("/feed", rss(item(1), item(2)), ETag='"1"')
    result = run("check", url, "--allow-private")
    assert result.exit_code == 0
    assert "rss20, 2 articles, titled 'أخبار'" in result.output
    assert "first article: 'خبر رقم 1' (2016-10-03T17:00:00+00:00)" in result.output


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        (b"<html></html>", 200, "a web page, not a feed"),
        (b"", 404, "there is no such page"),
        (b"", 410, "gone for good"),
        (rss("<title>x</title><pubDate>yesterday</pubDate>"), 200, "dates: 1 of 1"),
        (rss(item(1)).decode().encode("cp1256"), 200, "read as cp1256"),
    ],
)
def test_check_says_in_words_what_is_wrong(web: Site, body: bytes, status: int, words: str) -> None:
    url = web.page("/feed", body, status=status, Content_Type="text/xml; charset=utf-8")
    assert words in run("check", url, "--allow-private").output


def test_check_parses_in_the_sandbox_of_the_poller_and_under_its_time_limit(
    web: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("streams.cli.sources.Sandbox", partial(Sandbox, timeout_s=0.5))
    url = web.page("/feed", b"<rss><channel><item>" + b"<a>" * 100_000)
    result = run("check", url, "--allow-private")
    assert (result.exit_code, "takes longer to parse" in result.output) == (1, True)


@pytest.mark.parametrize(("proxy", "asked"), [("", 0), ("MARSAD_POLL_PROXY", 1)])
def test_check_goes_through_the_proxy_of_the_settings(
    web: Site, monkeypatch: pytest.MonkeyPatch, proxy: str, asked: int
) -> None:
    if proxy:
        monkeypatch.setenv(proxy, web.url)
    web.page("/feed", rss(item(1)))
    result = run("check", "http://marsad-proxy-test.invalid/feed")
    assert (result.exit_code, len(web.requests)) == (1 - asked, asked)


def test_check_of_a_private_address_needs_leave(web: Site) -> None:
    result = run("check", web.page("/feed", rss(item(1))))
    assert (result.exit_code, "private network" in result.output) == (1, True)


def test_add_disable_enable_and_opml(web: Site, tmp_path: Path) -> None:
    path, url = tmp_path / "sources.yaml", web.page("/feed", rss(item(1)))
    where = ("--sources", str(path))
    added = run(
        "add",
        url,
        "--name",
        "الصحيفة",
        "--country",
        "EGY",
        "--id",
        "paper",
        "--allow-private",
        *where,
    )
    assert added.stdout == "added paper\n"
    assert [(s.id, s.country) for s in load_sources(path)] == [("paper", "EGY")]
    run("disable", "paper", *where)
    assert not load_sources(path)[0].enabled
    run("enable", "paper", *where)
    run("export", str(tmp_path / "out.opml"), *where)
    assert run("import", str(tmp_path / "out.opml"), *where).output.startswith("0 sources added")
    other = tmp_path / "other.yaml"
    result = run("import", str(tmp_path / "out.opml"), "--sources", str(other))
    assert result.output == "1 sources added, 0 were there\n"
    assert load_sources(other)[0].url == url


OLD = "# ours\r\nsources:\r\n- id: a\r\n  name: a\r\n  url: https://a.example/\r\n"


def test_link_rights_and_ends_of_lines_stay(tmp_path: Path) -> None:
    file, link = tmp_path / "real.yaml", tmp_path / "sources.yaml"
    file.write_bytes(OLD.encode())
    file.chmod(0o640)
    link.symlink_to(file)
    assert run("disable", "a", "--sources", str(link)).exit_code == 0
    assert link.is_symlink()
    assert file.stat().st_mode & 0o777 == 0o640
    changed = OLD.replace("id: a\r\n", "id: a\r\n  enabled: false\r\n")
    assert file.read_bytes().decode() == changed
    assert sorted(found.name for found in tmp_path.iterdir()) == ["real.yaml", "sources.yaml"]


def test_import_names_what_it_passes_over(tmp_path: Path) -> None:
    opml, path = tmp_path / "in.opml", tmp_path / "sources.yaml"
    opml.write_text(
        '<opml><body><outline text=" " xmlUrl="https://a.example/"/>'
        '<outline text="x" xmlUrl="ftp://x/"/></body></opml>'
    )
    result = run("import", str(opml), "--sources", str(path))
    assert result.exit_code == 1
    assert result.stdout == "1 sources added, 0 were there, 1 passed over\n"
    assert result.stderr == "ftp://x/: scheme ftp, expected http or https\n"
    assert load_sources(path)[0].name == "https://a.example/"


def test_what_is_no_address_is_not_added_even_by_force(tmp_path: Path) -> None:
    path = tmp_path / "sources.yaml"
    with pytest.raises(BadSources, match=r"nothing added: url is 'http://127.0.0.1:99999/'"):
        run("add", "http://127.0.0.1:99999/", "--name", "x", "--force", "--sources", str(path))
    assert not path.exists()


@pytest.mark.parametrize(
    ("where", "told"),
    [
        (".", "Is a directory"),
        ("none/sources.yaml", "No such file or directory"),
        ("arabic.yaml", "arabic.yaml:1: not UTF-8 (byte 0xE1), expected"),
    ],
)
def test_file_that_cannot_be_extended_is_one_line(tmp_path: Path, where: str, told: str) -> None:
    (tmp_path / "arabic.yaml").write_bytes("# لنا\nsources: []\n".encode("cp1256"))
    arguments = ["sources", "add", "http://127.0.0.1:1/", "--name", "x", "--force"]
    result = CliRunner().invoke(main, [*arguments, "--sources", str(tmp_path / where)])
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert told in result.stderr


def test_export_into_no_folder_and_rewriting_in_none_are_one_line(tmp_path: Path) -> None:
    path = tmp_path / "sources.yaml"
    path.write_text(OLD)
    with pytest.raises(BadSources, match=r"out.opml: not written: No such file"):
        run("export", str(tmp_path / "none" / "out.opml"), "--sources", str(path))
    with pytest.raises(BadSources, match=r"a.yaml: not written: No such file"):
        rewrite(tmp_path / "none" / "a.yaml", OLD)


def test_list_goes_without_health_where_kafka_is_absent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MARSAD_KAFKA", "127.0.0.1:1")
    path = tmp_path / "sources.yaml"
    path.write_text("sources: [{id: a, name: a, url: 'https://a.example/', enabled: false}]\n")
    result = run("list", "--sources", str(path))
    assert result.exit_code == 0
    assert result.stdout.split()[:2] == ["a", "off"]
