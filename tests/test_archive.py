"""The archive: what is written is read back, whatever happens to the end or the middle of a file."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive import Archive, Arrival
from core.errors import StoreError, Unreadable
from core.ids import digest
from core.records.pages import Declared

NOON = datetime(2026, 11, 22, 12, 0, 0, 123456, tzinfo=UTC)


def answer(url: str, body: bytes, **told: Any) -> Arrival:
    """A page as a server answers it at noon."""
    return Arrival(url=url, body=body, **({"retrieved": NOON, "media_type": "text/html", "status": 200} | told))


def write_pages(folder: Path, count: int) -> list[str]:
    with Archive(folder) as archive:
        return [
            archive.write(
                answer(
                    f"https://example.kz/{n}",
                    f"<p>page {n}".encode() * 50,
                    retrieved=NOON + timedelta(seconds=n),
                    headers=[("ETag", f'"{n}"')],
                )
            )
            for n in range(count)
        ]


def the_file(folder: Path) -> Path:
    (file,) = folder.glob("*.warc.gz")
    return file


def read(folder: Path) -> tuple[list[str], list[Unreadable]]:
    bad: list[Unreadable] = []
    with Archive(folder) as archive:
        return [snapshot.record_id for snapshot in archive.snapshots(on_bad=bad.append)], bad


texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)
declared = st.builds(
    Declared,
    source=st.none() | texts,
    source_kind=st.none() | st.sampled_from(["agency", "press"]),
    country=st.none() | texts,
    language=st.none() | texts,
    title=st.none() | texts,
    published=st.none() | texts,
    timezone=st.none() | texts,
)
paths = st.text(st.characters(exclude_categories=("Cs", "Cc", "Z")), max_size=30)


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=3000), declared, paths, st.sampled_from([200, None]), st.datetimes(timezones=st.just(UTC)))
def test_what_is_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory,
    body: bytes,
    declared: Declared,
    path: str,
    status: int | None,
    retrieved: datetime,
) -> None:
    url = f"https://example.kz/{path}"
    with Archive(tmp_path_factory.mktemp("archive")) as archive:
        coded = [("Content-Type", "text/html; charset=windows-1251"), ("Content-Encoding", "gzip")]
        page = Arrival(
            url=url,
            body=body,
            retrieved=retrieved,
            media_type="text/html",
            charset="windows-1251",
            declared=declared,
            status=status,
            headers=coded if status else (),
        )
        record_id = archive.write(page)
        (snapshot,) = archive.snapshots()
    assert (snapshot.record_id, snapshot.url, snapshot.body) == (record_id, url, body)
    assert (snapshot.retrieved, snapshot.declared, snapshot.digest) == (retrieved, declared, digest(body))
    assert (snapshot.media_type, snapshot.charset) == ("text/html", "windows-1251")


def test_an_address_that_could_forge_a_header_is_refused(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive, pytest.raises(ValueError, match="address"):
        archive.write(answer("https://a.kz/\r\nX: y", b"x"))


def test_endless_words_do_not_make_a_record_unreadable(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        endless = Declared(title="Ж" * 500_000, source="я" * 500_000)
        headers = [("ETag", '"1"'), *((f"X-{n}", "y" * 9_000) for n in range(50))]
        archive.write(answer("https://a.kz/", b"x", declared=endless, headers=headers))
        (snapshot,) = archive.snapshots()
    assert (snapshot.declared.title or "").startswith("ЖЖЖ")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=40)), max_size=8))
def test_no_header_makes_a_record_unreadable(
    tmp_path_factory: pytest.TempPathFactory, headers: list[tuple[str, str]]
) -> None:
    with Archive(tmp_path_factory.mktemp("archive")) as archive:
        archive.write(answer("https://a.kz/", b"body", headers=headers))
        (snapshot,) = archive.snapshots()
    assert snapshot.body == b"body"


def test_two_crawls_do_not_write_into_one_archive(tmp_path: Path) -> None:
    with Archive(tmp_path) as first, Archive(tmp_path) as second, first.alone():
        waiting = second.alone()
        with pytest.raises(StoreError, match="another crawl"):
            waiting.__enter__()


def test_a_torn_tail_loses_only_its_own_record(tmp_path: Path) -> None:
    ids = write_pages(tmp_path, 4)
    whole = the_file(tmp_path).read_bytes()
    for cut in (20, 40, 200):
        the_file(tmp_path).write_bytes(whole[:-cut])
        assert read(tmp_path)[0] == ids[:3]


def test_writing_goes_on_after_a_torn_tail(tmp_path: Path) -> None:
    ids = write_pages(tmp_path, 2)
    the_file(tmp_path).write_bytes(the_file(tmp_path).read_bytes()[:-30])
    with Archive(tmp_path) as archive:
        later = archive.write(answer("https://example.kz/later", b"later"))
    assert read(tmp_path)[0] == [ids[0], later]


def test_a_damaged_middle_is_reported_and_the_rest_is_read(tmp_path: Path) -> None:
    ids = write_pages(tmp_path, 5)
    damaged = bytearray(the_file(tmp_path).read_bytes())
    middle = len(damaged) // 2
    damaged[middle : middle + 20] = b"\0" * 20
    the_file(tmp_path).write_bytes(damaged)
    found, bad = read(tmp_path)
    assert found == [ids[0], ids[1], ids[3], ids[4]]
    assert bad
    assert all(str(the_file(tmp_path)) in error.place for error in bad)


@pytest.mark.parametrize("broken", [0, 2, 3])
def test_a_record_whose_first_bytes_are_gone_hides_no_other(tmp_path: Path, broken: int) -> None:
    ids = write_pages(tmp_path, 4)
    damaged = bytearray(the_file(tmp_path).read_bytes())
    starts = [at for at in range(len(damaged)) if damaged[at : at + 4] == b"\x1f\x8b\x08\0"]
    starts = starts[1:]  # the first says who made the file
    assert len(starts) == 4
    damaged[starts[broken] : starts[broken] + 4] = b"\0\0\0\0"
    the_file(tmp_path).write_bytes(damaged)
    assert read(tmp_path)[0] == [*ids[:broken], *ids[broken + 1 :]]


def test_a_body_that_was_tampered_with_is_not_passed_on(tmp_path: Path) -> None:
    import gzip

    write_pages(tmp_path, 1)
    plain = gzip.decompress(the_file(tmp_path).read_bytes())
    the_file(tmp_path).write_bytes(gzip.compress(plain.replace(b"page 0", b"page 9")))
    found, bad = read(tmp_path)
    assert found == []
    assert "digest" in bad[0].why


def test_skipped_records_are_not_given(tmp_path: Path) -> None:
    ids = write_pages(tmp_path, 3)
    with Archive(tmp_path) as archive:
        assert [snapshot.record_id for snapshot in archive.snapshots(skip={ids[0], ids[2]})] == [ids[1]]


def test_runs_are_read_in_the_order_of_writing(tmp_path: Path) -> None:
    assert write_pages(tmp_path, 2) + write_pages(tmp_path, 2) == read(tmp_path)[0]


def test_a_revisit_moves_the_clock_and_stores_no_page(tmp_path: Path) -> None:
    (first,) = write_pages(tmp_path, 1)
    with Archive(tmp_path) as archive:
        before = archive.known("https://example.kz/0")
        assert before is not None
        archive.revisit(before.url, before.digest, retrieved=NOON + timedelta(days=1), headers=[("Last-Modified", "x")])
        after = archive.known("https://example.kz/0")
        assert after is not None
        assert (after.etag, after.last_modified) == ('"0"', "x")
        assert after.asked == NOON + timedelta(days=1)
        assert [snapshot.record_id for snapshot in archive.snapshots()] == [first]


def test_a_body_never_seen_cannot_be_revisited(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive, pytest.raises(KeyError):
        archive.revisit("https://example.kz/0", digest(b""), retrieved=NOON)


@pytest.mark.parametrize("harm", ["lost", "garbage"])
def test_the_index_is_made_anew_from_the_files(tmp_path: Path, harm: str) -> None:
    declared = Declared(source="Steppe Wire")
    with Archive(tmp_path) as archive:
        archive.write(answer("https://a.kz/1", b"x", declared=declared, headers=[("Last-Modified", "yesterday")]))
        archive.write(answer("https://a.kz/2", b"y", media_type="text/plain", declared=declared))
        archive.revisit("https://a.kz/1", digest(b"x"), retrieved=NOON + timedelta(hours=1))
        before = (archive.known("https://a.kz/1"), archive.known("https://a.kz/2"), archive.of_source("Steppe Wire"))
    for file in tmp_path.glob("index.sqlite*"):
        file.unlink() if harm == "lost" else file.write_bytes(b"no database at all " * 99)
    with Archive(tmp_path) as archive:
        after = (archive.known("https://a.kz/1"), archive.known("https://a.kz/2"), archive.of_source("Steppe Wire"))
        assert archive.has("https://a.kz/1", digest(b"x"))
    assert after == before
    assert [known.url for known in after[2]] == ["https://a.kz/1"]


def test_other_programs_find_its_digests_right(tmp_path: Path) -> None:
    write_pages(tmp_path, 2)
    told = subprocess.run(
        [sys.executable, "-m", "warcio.cli", "check", "-v", str(the_file(tmp_path))], capture_output=True, text=True
    )
    assert told.returncode == 0
    assert told.stdout.count("digest pass") == 3  # and that of the record that says who made the file


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match="file"):
        Archive(tmp_path / "file" / "archive")


def test_a_full_disk_leaves_whole_records_only(tmp_path: Path) -> None:
    script = """
import resource, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from archive import Archive, Arrival
from core.errors import StoreError
import random
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
archive = Archive(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
try:
    for n in range(100):
        body = random.Random(n).randbytes(50_000)
        now = datetime.now(UTC)
        archive.write(Arrival(url=f"https://a.kz/{n}", body=body, retrieved=now, media_type="text/html", status=200))
except StoreError:
    sys.exit(7)
"""
    assert subprocess.run([sys.executable, "-c", script, str(tmp_path)]).returncode == 7
    found, bad = read(tmp_path)
    assert len(found) >= 5
    assert bad == []
