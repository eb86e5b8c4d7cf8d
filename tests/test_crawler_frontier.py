"""What outlives a crawl: lists bounded in size and number, a broken file begun anew, pauses that end."""

import tomllib
from dataclasses import asdict
from pathlib import Path
from random import Random

import pytest

from core.errors import StoreError
from core.settings import PROJECT, Limits
from crawler.frontier import Frontier, ListAnswer, Owed
from crawler.hosts import Hosts, host_of


def answer(body: bytes) -> ListAnswer:
    return ListAnswer(etag='"1"', last_modified=None, content_type="text/xml", body=body)


def test_a_list_comes_back_as_it_was(tmp_path: Path) -> None:
    Frontier(tmp_path / "f.sqlite").keep_list("courier", "k", answer(b"<rss/>"))
    assert Frontier(tmp_path / "f.sqlite").list_answer("k") == answer(b"<rss/>")


def test_lists_are_bounded_in_size_and_number() -> None:
    frontier = Frontier(None)
    frontier.keep_list("courier", "k", answer(b"small"))
    frontier.keep_list("courier", "k", answer(Random(1).randbytes(3_000_000)))
    assert frontier.list_answer("k") is None
    for number in range(400):
        frontier.keep_list("courier", str(number), answer(b"x"))
    kept = [number for number in range(400) if frontier.list_answer(str(number))]
    assert kept == list(range(100, 400))


def test_a_broken_file_is_begun_anew_and_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "f.sqlite").write_bytes(b"garbage" * 1000)
    assert Frontier(tmp_path / "f.sqlite").owed("courier") == []
    (tmp_path / "g.sqlite").mkdir()
    with pytest.raises(StoreError, match=r"g\.sqlite"):
        Frontier(tmp_path / "g.sqlite")


def test_what_is_named_together_is_owed_wholly_or_not_at_all() -> None:
    frontier = Frontier(None)
    with pytest.raises(RuntimeError), frontier.together():  # noqa: PT012
        frontier.owe("courier", Owed(url="https://a.kz/1", title=None, published=None))
        raise RuntimeError
    assert frontier.owed("courier") == []


def test_a_pause_ends_and_none_lasts_for_ever() -> None:
    frontier = Frontier(None)
    Hosts(frontier).leave_alone("a.kz", 1e12)
    assert Hosts(frontier).is_busy("a.kz")
    (until,) = frontier.pauses(0).values()
    assert frontier.pauses(until + 1) == {}
    assert not Hosts(frontier).is_busy("a.kz")


@pytest.mark.parametrize(
    ("url", "host"), [("https://a.kz/", "a.kz"), ("http://a.kz:80/", "a.kz"), ("http://a.kz:81/", "a.kz:81")]
)
def test_a_server_is_its_name_and_unusual_port(url: str, host: str) -> None:
    assert host_of(url) == host


def test_every_limit_is_documented_with_its_default() -> None:
    told = tomllib.loads(
        (PROJECT / "docs" / "settings.md").read_text(encoding="utf-8").split("```")[1].removeprefix("toml")
    )
    assert told["limits"] == asdict(Limits())
