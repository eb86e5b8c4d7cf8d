"""Feeds as their readers meet them: by two parsers, over HTTP, conditional, with ids that stay."""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import feedparser
import pytest
import requests
from lxml import etree
from sqlalchemy import Engine
from store_records import at, change, conflict, fact
from told import fares, happens, installed, plain_store, put

from cli.dashboard import free_port, running
from db.engine import open_store

ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = "<script>alert(1)</script> & ]]> \x0b\x00 \u202e <b>é</b>"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home = tmp_path_factory.mktemp("home")
    (home / "settings.toml").write_text('public_url = "https://rules.example"\n')
    store = open_store(plain_store(home))
    fares(store)
    put(store, "a3", fact("f3", of="a3", topic="tax"), source="Hostile \x0b<i>Herald</i>")
    told = [
        change("c1"),
        change("c2", topic="tax", after=("f3",), evidence=("f3",), before=(), audience=HOSTILE.replace("\x00", "")),
    ]
    happens(store, changes=told, conflicts=[conflict()])
    many = [change(f"m{number}", topic="trade", before=(), after=(), evidence=(f"g{number}",)) for number in range(120)]
    happens(store, when=at(13), changes=[*told, *many], conflicts=[conflict()])
    store.dispose()
    with running(installed(home, store), port=free_port()) as (served, _):
        yield served


def get(address: str, **headers: str) -> requests.Response:
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    return requests.get(address, headers=told, timeout=20)


def checked(body: bytes) -> list[str]:
    """The ids of the entries, once the document holds to RFC 4287."""
    root = etree.fromstring(body)
    assert root.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated"):
        assert len(root.findall(ATOM + name)) == 1
    assert root.find(f"{ATOM}author/{ATOM}name") is not None
    relations = [each.get("rel") for each in root.findall(f"{ATOM}link")]
    assert relations.count("self") == 1
    entries = root.findall(f"{ATOM}entry")
    updated = [_instant(entry, "updated") for entry in entries]
    assert not updated or _instant(root, "updated") >= max(updated)
    assert updated == sorted(updated, reverse=True)
    for entry in entries:
        for name in ("id", "title", "updated", "published", "content"):
            assert len(entry.findall(ATOM + name)) == 1, name
        assert _instant(entry, "published") <= _instant(entry, "updated")
        alternates = [each for each in entry.findall(f"{ATOM}link") if each.get("rel", "alternate") == "alternate"]
        assert len(alternates) == 1
        assert entry.find(f"{ATOM}content").get("type") == "html"
    for link in root.iter(f"{ATOM}link"):
        assert re.fullmatch(r"https?://[!-~]+", link.get("href") or ""), link.get("href")
    ids = [str(entry.findtext(f"{ATOM}id")) for entry in entries]
    assert len(set(ids)) == len(ids)
    assert {each.get("rel", "alternate") for entry in entries for each in entry.findall(f"{ATOM}link")} <= {
        "alternate",
        "related",
        "via",
    }
    assert all(re.fullmatch(r"tag:rules\.example,2026:event:event_\w+", each) for each in ids)
    return ids


def _instant(of: Any, name: str) -> datetime:
    found = datetime.fromisoformat(of.findtext(ATOM + name))
    assert found.tzinfo is not None
    return found


def everything(address: str) -> list[Any]:
    """All entries by following rel=next, as a feed reader does."""
    entries, where = [], f"{address}/feed.atom"
    while where:
        parsed = feedparser.parse(get(where).content)
        assert not parsed.bozo
        entries += parsed.entries
        later = [link.href for link in parsed.feed.links if link.rel == "next"]
        where = later[0].replace("https://rules.example", address) if later else ""
    return entries


def test_every_event_stands_in_the_feed_once_page_after_page(address: str) -> None:
    entries = everything(address)
    assert len(entries) == len({entry.id for entry in entries}) == 123
    first = get(f"{address}/feed.atom")
    assert first.headers["Content-Type"].startswith("application/atom+xml")
    assert len(checked(first.content)) == 50
    assert {entry.link for entry in entries} == {
        f"https://rules.example/e/{entry.id.split(':')[-1]}" for entry in entries
    }


@pytest.mark.parametrize(
    ("where", "kinds"),
    [
        ("/feed.atom?topic=transport", {"rule-changed", "conflict-opened"}),
        ("/feed/topic/transport.atom", {"rule-changed", "conflict-opened"}),
        ("/feed/topic/tax.atom", {"rule-new", "conflict-opened"}),
        ("/feed/conflicts.atom", {"conflict-opened"}),
        ("/feed.atom?q=tram+children&topic=transport", {"rule-changed", "conflict-opened"}),
        ("/feed.atom?topic=nothing", set()),
        ("/feed.atom?country=UZ", set()),
        ("/feed/topic/%20%01%0A%3C%D0%B6%22.atom", set()),
    ],
)
def test_filters_stand_in_the_address(address: str, where: str, kinds: set[str]) -> None:
    answer = get(address + where)
    assert answer.status_code == 200
    checked(answer.content)
    parsed = feedparser.parse(answer.content)
    assert {tag.term for entry in parsed.entries for tag in entry.tags if tag.scheme.endswith(":kind")} == kinds


def test_an_empty_feed_is_always_the_same(address: str) -> None:
    one, two = (get(f"{address}/feed.atom?topic=nothing") for _ in range(2))
    assert one.content == two.content
    assert b"2026-01-01T00:00:00" in one.content


@pytest.mark.parametrize("where", ["/feed.atom", "/feed/topic/tax.atom", "/calendar.ics", "/feed.atom?lang=kk"])
def test_the_second_fetch_is_not_modified(address: str, where: str) -> None:
    first = get(address + where)
    tag, modified = first.headers["ETag"], first.headers["Last-Modified"]
    for headers in (
        {"If_None_Match": tag},
        {"If_None_Match": f'"x", W/{tag}'},
        {"If_None_Match": "*"},
        {"If_Modified_Since": modified},
        {"If_None_Match": tag, "If_Modified_Since": "Mon, 01 Jan 2001 00:00:00 GMT"},
    ):
        again = get(address + where, **headers)
        assert (again.status_code, again.content) == (304, b""), headers
        assert again.headers["ETag"] == tag
    for headers in (
        {"If_None_Match": '"other"', "If_Modified_Since": modified},
        {"If_Modified_Since": "Mon, 01 Jan 2001 00:00:00 GMT"},
        {"If_Modified_Since": "yesterday"},
    ):
        assert get(address + where, **headers).status_code == 200, headers


@pytest.mark.parametrize(("language", "word"), [("ru", "изменения"), ("kk", "Ереже"), ("en", "changes of rules")])
def test_a_feed_speaks_its_readers_language(address: str, language: str, word: str) -> None:
    answer = get(f"{address}/feed.atom?lang={language}")
    root = etree.fromstring(answer.content)
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    assert word.lower() in str(root.findtext(f"{ATOM}title")).lower()
    if language != "en":
        titles = " ".join(str(each.text) for each in root.iter(f"{ATOM}title"))
        assert not re.search(r"\b(rule|from|New|changed)\b", titles)


def test_hostile_words_are_words(address: str) -> None:
    answer = get(f"{address}/feed/topic/tax.atom")
    contents = [entry.findtext(f"{ATOM}content") for entry in etree.fromstring(answer.content).iter(f"{ATOM}entry")]
    assert len(contents) == 2
    for content in contents:
        tree = etree.HTML(content)
        assert not tree.xpath("//script | //b | //i")
        assert "The tram fare rises to 120 tenge" in "".join(tree.itertext())
    assert any("alert(1)" in content for content in contents)


def test_what_cannot_be_read_is_named(address: str) -> None:
    answer = get(f"{address}/feed.atom?from=notaday&lang=zz&page=0")
    assert answer.status_code == 400
    assert all(each in answer.text for each in ("from=notaday", "lang=zz", "page=0"))


def test_ids_stay_when_everything_is_compared_again(tmp_path: Path, embedded: Engine) -> None:
    from core.queries import Filters
    from db import reads
    from db.engine import reading
    from publish.feeds import feed

    fares(embedded)
    bodies = []
    for day in (12, 13):
        happens(embedded, when=at(day), silent=day == 13, changes=[change()], conflicts=[conflict()])
        with reading(embedded) as session:
            found = reads.notices(session, filters=Filters(), limit=50)
        bodies.append(feed(found, public_url="https://rules.example", address="/feed.atom", title="All"))
    assert bodies[0] == bodies[1]
    assert len(checked(bodies[0])) == 2
