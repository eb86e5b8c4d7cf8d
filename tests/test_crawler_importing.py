"""Importing: what is good is taken once, what is bad is named by file and line, and nothing else is lost."""

import gzip
import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from archive import Archive
from core.errors import Unreadable
from core.records.pages import Snapshot
from crawler.importing import ImportSummary, take
from crawler.importing.given import LONGEST


class Door:
    """An archive, and what importing said of each bad thing."""

    def __init__(self, folder: Path) -> None:
        self.archive = Archive(folder / "archive")
        self.bad: list[Unreadable] = []
        self.warned: list[Unreadable] = []

    def take(self, *paths: Path) -> ImportSummary:
        self.bad.clear()
        self.warned.clear()
        return take(paths, self.archive, self.bad.append, self.warned.append)

    def kept(self) -> dict[str, Snapshot]:
        return {snapshot.url: snapshot for snapshot in self.archive.snapshots()}


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    door = Door(tmp_path)
    yield door
    door.archive.close()


def lines(folder: Path, *articles: object) -> Path:
    file = folder / "articles.jsonl"
    file.write_text("\n".join(one if isinstance(one, str) else json.dumps(one) for one in articles), encoding="utf-8")
    return file


def test_a_text_is_taken_as_it_is_with_all_that_is_told_of_it(door: Door, tmp_path: Path) -> None:
    told = {
        "url": "https://a.kz/1?utm_source=x#y",
        "text": " Қазақстан\n\nекінші жол ",
        "title": "Т",
        "published": "2023-01-27",
        "retrieved": "2023-02-01T10:00:00+06:00",
        "language": "kk",
        "source": "А",
        "source_kind": "press",
        "country": "KZ",
        "more": ["is", "ignored"],
    }
    assert door.take(lines(tmp_path, told)) == ImportSummary(taken=1)
    snapshot = door.kept()["https://a.kz/1?utm_source=x#y"]
    assert (snapshot.body.decode(), snapshot.media_type) == (told["text"], "text/plain")
    assert snapshot.retrieved == datetime(2023, 2, 1, 4, tzinfo=UTC)
    declared = snapshot.declared
    assert (declared.title, declared.published, declared.source) == ("Т", "2023-01-27", "А")
    assert (declared.source_kind, declared.country, declared.language) == ("press", "KZ", "kk")


def test_html_is_kept_as_a_page(door: Door, tmp_path: Path) -> None:
    door.take(lines(tmp_path, {"url": "https://a.kz/1", "html": "<p>да"}))
    assert door.kept()["https://a.kz/1"].media_type == "text/html"
    assert door.kept()["https://a.kz/1"].charset == "utf-8"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("not json", "not JSON"),
        ("[1]", "no JSON object"),
        ("[" * 100_000, "not JSON"),
        ('{"text": "x"}', "url is missing"),
        ('{"url": "a.kz", "text": "x"}', "url must be"),
        ('{"url": "file:///etc/passwd", "text": "x"}', "url must be"),
        ('{"url": "https:///x", "text": "x"}', "url must be"),
        ('{"url": 5, "text": "x"}', "url must be text"),
        ('{"url": "https://a.kz/"}', "either text or html"),
        ('{"url": "https://a.kz/", "text": "x", "html": "x"}', "either text or html"),
        ('{"url": "https://a.kz/", "text": " "}', "text is empty"),
        ('{"url": "https://a.kz/", "text": ["x"]}', "text must be text"),
        ('{"url": "https://a.kz/", "text": "x", "title": 7}', "title must be text"),
        ('{"url": "https://a.kz/", "text": "\\ud800"}', "half a character"),
        ('{"url": "https://a.kz/", "text": "' + "x" * LONGEST + '"}', "longer than 16 MB"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_taken(door: Door, tmp_path: Path, line: str, why: str) -> None:
    file = lines(tmp_path, {"url": "https://a.kz/1", "text": "one"}, line, "", {"url": "https://a.kz/2", "text": "two"})
    assert door.take(file) == ImportSummary(taken=2, bad=1)
    (bad,) = door.bad
    assert bad.place == f"{file}:2"
    assert why in bad.why


def test_a_line_that_is_not_utf8_is_named(door: Door, tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(
        b'{"url": "https://a.kz/", "text": "\xff"}\n' + b'\xef\xbb\xbf{"url": "https://a.kz/2", "text": "x"}'
    )
    assert door.take(file) == ImportSummary(taken=1, bad=1)
    assert "UTF-8" in door.bad[0].why


@pytest.mark.parametrize("field", ["published", "retrieved", "source_kind"])
def test_an_unreadable_field_is_dropped_and_the_article_kept(door: Door, tmp_path: Path, field: str) -> None:
    file = lines(tmp_path, {"url": "https://a.kz/1", "text": "one", field: "27 января"})
    assert door.take(file) == ImportSummary(taken=1)
    (warned,) = door.warned
    assert warned.place == f"{file}:1"
    assert field in warned.why
    assert door.kept()["https://a.kz/1"].declared.published is None


def test_importing_again_stores_nothing_twice(door: Door, tmp_path: Path) -> None:
    first = {"url": "https://a.kz/1", "text": "one"}
    file = lines(tmp_path, first, {"url": "https://a.kz/2", "text": "two"}, first)
    assert door.take(file) == ImportSummary(taken=2, known=1)
    assert door.take(file) == ImportSummary(known=3)
    assert door.take(lines(tmp_path, {"url": "https://a.kz/1", "text": "one, corrected"})) == ImportSummary(taken=1)
    assert len(list(door.archive.snapshots())) == 3


def test_saved_pages_go_by_the_address_they_name(door: Door, tmp_path: Path) -> None:
    folder = tmp_path / "saved" / "deep"
    folder.mkdir(parents=True)
    (folder / "a.html").write_text("<link href='https://a.kz/own' rel=canonical><p>a")
    (folder / "b.HTM").write_text('<meta property="og:url" content="https://a.kz/b"><p>b')
    (folder / "c.html").write_text('<link rel="canonical" href="/relative"><p>c')
    (folder / "notes.txt").write_text("not asked for")
    assert door.take(tmp_path / "saved") == ImportSummary(taken=3)
    assert set(door.kept()) == {"https://a.kz/own", "https://a.kz/b", (folder / "c.html").as_uri()}


def warc(file: Path, *, packed: bool) -> Path:
    with file.open("wb") as out:
        writer = WARCWriter(out, gzip=packed)

        def add(url: str, body: bytes, status: str = "200 OK", **headers: str) -> None:
            told = StatusAndHeaders(status, [(k.replace("_", "-"), v) for k, v in headers.items()], protocol="HTTP/1.1")
            dated = {"WARC-Date": "2023-01-27T04:00:00Z"}
            writer.write_record(
                writer.create_warc_record(
                    url,
                    "response",
                    payload=io.BytesIO(body),
                    length=len(body),
                    http_headers=told,
                    warc_headers_dict=dated,
                )
            )

        writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "x"}))
        add("https://a.kz/1", "<p>один".encode("windows-1251"), Content_Type="text/html; charset=windows-1251")
        add("https://a.kz/2", gzip.compress(b"<p>two"), Content_Type="text/html", Content_Encoding="gzip")
        add("https://a.kz/3", b"5\r\n<p>ab\r\n0\r\n\r\n", Content_Type="text/html", Transfer_Encoding="chunked")
        add("https://a.kz/picture", b"\x89PNG", Content_Type="image/png")
        add("https://a.kz/gone", b"<p>gone", "404 Not Found", Content_Type="text/html")
        add("https://a.kz/last", b"<p>last", Content_Type="text/html")
    return file


@pytest.mark.parametrize("packed", [True, False])
def test_somebodys_warc_gives_its_pages_unpacked(door: Door, tmp_path: Path, packed: bool) -> None:
    assert door.take(warc(tmp_path / ("a.warc.gz" if packed else "a.warc"), packed=packed)) == ImportSummary(taken=4)
    kept = door.kept()
    assert (kept["https://a.kz/1"].body.decode("windows-1251"), kept["https://a.kz/1"].charset) == (
        "<p>один",
        "windows-1251",
    )
    assert kept["https://a.kz/2"].body == b"<p>two"
    assert kept["https://a.kz/3"].body == b"<p>ab"
    assert kept["https://a.kz/1"].retrieved == datetime(2023, 1, 27, 4, tzinfo=UTC)


def test_a_damaged_warc_gives_what_is_whole(door: Door, tmp_path: Path) -> None:
    file = warc(tmp_path / "a.warc.gz", packed=True)
    damaged = bytearray(file.read_bytes())
    at = damaged.index(b"\x1f\x8b\x08", 400) + 30
    damaged[at : at + 30] = b"\0" * 30
    file.write_bytes(damaged)
    summary = door.take(file)
    assert summary.bad >= 1
    assert "https://a.kz/last" in door.kept()
    assert all(error.place.startswith(f"{file}:") for error in door.bad)


def test_a_record_without_a_date_is_taken(door: Door, tmp_path: Path) -> None:
    file = warc(tmp_path / "a.warc", packed=False)
    file.write_bytes(file.read_bytes().replace(b"WARC-Date: 2023-01-27T04:00:00Z", b"WARC-Date: at about four     "))
    assert door.take(file) == ImportSummary(taken=4)


def test_another_installations_archive_keeps_what_was_declared(door: Door, tmp_path: Path) -> None:
    other = Door(tmp_path / "other")
    other.take(lines(tmp_path, {"url": "https://a.kz/1", "text": "one", "title": "T", "language": "en"}))
    other.archive.close()
    assert door.take(tmp_path / "other" / "archive") == ImportSummary(taken=1)
    assert door.kept()["https://a.kz/1"].declared.title == "T"
    assert door.kept()["https://a.kz/1"].media_type == "text/plain"


@pytest.mark.parametrize("name", ["missing.jsonl", "notes.txt", "empty", "empty.html", "garbage.warc.gz"])
def test_a_path_that_gives_nothing_is_named(door: Door, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name == "empty":
        path.mkdir()
    elif name != "missing.jsonl":
        path.write_bytes(b"" if name == "empty.html" else b"\x1f\x8b\x08 no gzip at all")
    assert door.take(path).bad == 1
    assert door.bad[0].place.startswith(str(path))


@settings(max_examples=80, deadline=None)
@given(st.lists(st.binary(max_size=80).map(lambda line: line.replace(b"\n", b"")), max_size=6))
def test_no_line_breaks_the_import(tmp_path_factory: pytest.TempPathFactory, garbage: list[bytes]) -> None:
    folder = tmp_path_factory.mktemp("import")
    file = folder / "a.jsonl"
    file.write_bytes(b"\n".join([*garbage, b'{"url": "https://a.kz/", "text": "good"}']))
    door = Door(folder)
    assert door.take(file).taken == 1
    door.archive.close()


@settings(max_examples=80, deadline=None)
@given(st.booleans(), st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), max_size=8), st.floats(0.2, 1))
def test_no_damage_to_a_warc_breaks_the_import(
    tmp_path_factory: pytest.TempPathFactory, packed: bool, damage: list[tuple[float, int]], kept: float
) -> None:
    folder = tmp_path_factory.mktemp("import")
    file = warc(folder / ("a.warc.gz" if packed else "a.warc"), packed=packed)
    damaged = bytearray(file.read_bytes())
    for place, value in damage:
        damaged[int(place * len(damaged))] = value
    file.write_bytes(damaged[: int(kept * len(damaged))])
    door, unreadable = Door(folder), []
    summary = door.take(file)
    assert len(list(door.archive.snapshots(on_bad=unreadable.append))) == summary.taken
    assert unreadable == []
    door.archive.close()
