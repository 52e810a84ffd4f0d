"""Articles from files."""

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from connectors.sinks.kafka import fit
from connectors.sources.files import MAX_LINE_BYTES, SUFFIXES, BadInput, FileImport
from connectors.sources.warc import ArchivedPage
from schemas.article import RawArticle

NOW = FileImport(now="2016-10-05T12:00:00.000Z", at=datetime(2016, 10, 5, 12, tzinfo=UTC))


def read(*paths: Path, reading: FileImport = NOW) -> list[RawArticle | BadInput | ArchivedPage]:
    return list(reading.read(paths))


def test_short_first_line_of_a_text_is_its_title(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("عنوان الخبر\n\nنص الخبر\n", "utf-8")
    [article] = read(path)
    assert isinstance(article, RawArticle)
    assert (article.title, article.text) == ("عنوان الخبر", "نص الخبر")
    assert article.ingest_mode == "backfill"


def test_long_first_line_is_text_and_windows_1256_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    text = "قالت الوزارة إن الوفد وصل " * 20
    path.write_bytes(f"{text}\nنهاية".encode("cp1256"))
    [article] = read(path)
    assert isinstance(article, RawArticle)
    assert (article.title, article.text) == ("", f"{text.strip()}\nنهاية")


def ids_of(*paths: Path) -> list[str]:
    found = read(*paths)
    articles = [article for article in found if isinstance(article, RawArticle)]
    assert len(articles) == len(found)
    return [article.article_id for article in articles]


def days(root: Path) -> Path:
    """Write the texts of two days under ``root``: every day has a 001.txt."""
    for day, text in (("2016-10-03", "علقت واشنطن المحادثات"), ("2016-10-04", "فاز المنتخب")):
        (root / day).mkdir(parents=True)
        (root / day / "001.txt").write_text(text, "utf-8")
    return root


def test_texts_of_one_file_name_are_different_articles(tmp_path: Path) -> None:
    assert len(set(ids_of(days(tmp_path)))) == 2


def test_text_is_the_same_article_wherever_and_however_it_is_imported_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = days(tmp_path / "here"), days(tmp_path / "moved" / "there")
    ids = ids_of(here)
    assert ids_of(there) == ids
    assert ids_of(here / "2016-10-03", there / "2016-10-04") == ids
    assert ids_of(*sorted(there.glob("*/*.txt"))) == ids
    monkeypatch.chdir(here)
    assert ids_of(Path("2016-10-03/001.txt"), Path("./2016-10-04")) == ids


def test_text_under_two_names_is_two_articles(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("نص", "utf-8")
    assert len(set(ids_of(tmp_path))) == 2


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"id": "ا" * 300}, "field 'id' has 600 bytes, expected at most 512"),
        ({"url": "http://a.example/" + "x" * 9000}, "field 'url' has 9017 bytes, expected"),
        ({"source": "x" * 3_000_000}, "field 'source' has 3000000 bytes, expected at most"),
    ],
)
def test_line_with_a_field_of_no_likely_length_is_told_and_the_next_is_read(
    tmp_path: Path, fields: dict[str, str], reason: str
) -> None:
    good = {"id": "1", "text": "نص"}
    path = tmp_path / "a.jsonl"
    path.write_text(f"{json.dumps({**good, **fields})}\n{json.dumps(good)}\n", "utf-8")
    bad, article = read(path)
    assert isinstance(bad, BadInput)
    assert bad.reason.startswith(reason)
    assert isinstance(article, RawArticle)


def test_mark_of_byte_order_costs_no_article(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + b'{"id": "1", "text": "a"}\n{"id": "2", "text": "b"}\n')
    assert ids_of(path) == ["1", "2"]


def test_line_too_long_is_told_and_the_next_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = [b"x" * (2 * MAX_LINE_BYTES + 1), b'{"id": "1", "text": "x"}', b"x" * MAX_LINE_BYTES]
    path.write_bytes(b"\n".join(lines))
    bad, article, last = read(path)
    assert isinstance(bad, BadInput)
    assert isinstance(article, RawArticle)
    assert isinstance(last, BadInput)
    assert (bad.where, last.where) == (f"{path}, line 1", f"{path}, line 3")


def test_title_and_date_of_a_line_are_cut_as_those_of_a_feed(tmp_path: Path) -> None:
    line = {"id": "1", "text": "نص", "title": "خ" * 2_000_000, "published": "أمس " * 1000}
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(line, ensure_ascii=False), "utf-8")
    [article] = read(path)
    assert isinstance(article, RawArticle)
    assert (len(article.title), len(article.published_raw or "")) == (1000, 200)
    assert fit(article)


def test_archive_with_broken_bytes_inside_is_told_and_passed_over(tmp_path: Path) -> None:
    packed = bytearray(gzip.compress(b'{"id": "1", "text": "x"}\n' * 50))
    packed[12:30] = b"\xff" * 18
    for name in ("a.jsonl.gz", "b.warc.gz"):
        (tmp_path / name).write_bytes(packed)
    (tmp_path / "c.txt").write_text("نص", "utf-8")
    *bad, good = read(tmp_path)
    assert [Path(b.where).name for b in bad if isinstance(b, BadInput)] == [
        "a.jsonl.gz", "b.warc.gz",
    ]  # fmt: skip
    assert isinstance(good, RawArticle)


def test_folder_is_read_in_order_of_names_and_bad_lines_are_told(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("نص", "utf-8")
    good = '{"id": "1", "text": "نص", "published": "2016-10-03"}'
    lines = f'{good}\n\n[]\n{{"id": "2"}}\nx\n'.encode()
    with gzip.open(tmp_path / "a.jsonl.gz", "wb") as packed:
        packed.write(lines)
    (tmp_path / ".ignored.bin").write_bytes(b"x")
    (tmp_path / "z.txt").write_bytes(b"")
    found = read(tmp_path)
    first, *bad, text, empty = found
    assert isinstance(first, RawArticle)
    assert (first.article_id, first.published) == ("1", "2016-10-03")
    assert [b.reason for b in bad if isinstance(b, BadInput)][:2] == [
        "a list, expected a JSON object", "field 'text' is missing",
    ]  # fmt: skip
    assert isinstance(bad[0], BadInput)
    assert bad[0].where.endswith("a.jsonl.gz, line 3")
    assert isinstance(text, RawArticle)
    assert isinstance(empty, BadInput)


def test_broken_archive_is_told_and_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(b"no gzip")
    (tmp_path / "b.txt").write_text("نص", "utf-8")
    bad, good = read(tmp_path)
    assert isinstance(bad, BadInput)
    assert isinstance(good, RawArticle)


def test_every_file_of_a_folder_is_read_or_told(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_text("x")
    line = '{"id": "1", "text": "نص"}'
    for name in ("a.json", "d.html", "f.txt.gz", "B.JSONL", "README"):
        (tmp_path / name).write_text(line, "utf-8")
    (tmp_path / "e.TXT").write_text("نص", "utf-8")
    (tmp_path / "g.NDJSON.GZ").write_bytes(gzip.compress(line.encode()))
    found = read(tmp_path)
    assert [article.text for article in found if isinstance(article, RawArticle)] == ["نص"] * 3
    told = [bad for bad in found if isinstance(bad, BadInput)]
    assert [Path(bad.where).name for bad in told] == ["README", "a.json", "d.html", "f.txt.gz"]
    assert {bad.reason for bad in told} == {f"no kind of file that is read: {', '.join(SUFFIXES)}"}


def test_named_file_is_a_text_only_where_its_name_does_not_say_otherwise(tmp_path: Path) -> None:
    for name in ("a.json", "a.txt.gz", "text"):
        (tmp_path / name).write_text('{"id": "1", "text": "x"}', "utf-8")
    one, packed, text = read(tmp_path / "a.json", tmp_path / "a.txt.gz", tmp_path / "text")
    assert isinstance(one, BadInput)
    assert isinstance(packed, BadInput)
    assert isinstance(text, RawArticle)
