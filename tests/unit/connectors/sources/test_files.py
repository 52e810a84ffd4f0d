"""Articles from files."""

import gzip
from datetime import UTC, datetime
from pathlib import Path

from connectors.sources.files import SUFFIXES, BadInput, FileImport
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


def test_id_of_a_text_is_that_of_its_name(tmp_path: Path) -> None:
    ids = []
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        path = tmp_path / folder / "a.txt"
        path.write_text(f"نص {folder}", "utf-8")
        [article] = read(path)
        assert isinstance(article, RawArticle)
        ids.append(article.article_id)
    assert ids[0] == ids[1]


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
