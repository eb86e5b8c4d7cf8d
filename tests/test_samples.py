"""The sample sites: their pages can be read, their links lead somewhere, and their server keeps to its folder."""

import gzip
import http.client
import json
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import trafilatura

from core.errors import DeclarationError, ServeError
from crawler import catalogue
from samples.pages import page_at
from samples.serve import SITES, SampleSites, known_origins

GOLD = Path(__file__).parent / "gold"
ARTICLES: dict[str, dict[str, Any]] = json.loads((GOLD / "samples-articles.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def sites() -> Iterator[SampleSites]:
    with SampleSites() as running:
        yield running


def ask(url: str, path: str | None = None, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """One request whose path goes out exactly as it is given: a client that tidies it up would test itself."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=10)
    try:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request("GET", path or parts.path or "/", headers=named)
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()
    finally:
        connection.close()


@pytest.mark.parametrize("article", ARTICLES)
def test_an_article_comes_out_whole_and_clean(article: str) -> None:
    wanted = ARTICLES[article]
    text = trafilatura.extract((SITES / wanted["page"]).read_bytes(), include_comments=False) or ""
    lines = [line for line in text.splitlines() if line != wanted["title"]]
    assert lines == wanted["text"]


def test_every_article_is_discoverable(sites: SampleSites, tmp_path: Path) -> None:
    sites.write_sources(tmp_path)
    found = set()
    for source in catalogue.load(tmp_path):
        ways = [*source.feeds, *source.sitemaps, *(listing.url for listing in source.listings)]
        for url in ways:
            found |= set(_links(url))
        if source.api:
            found |= {source.api["link"].format_map(item) for item in json.loads(ask(source.api["url"])[2])}
    pages = {f"{sites.origins[site]}/{page.removesuffix('index.html')}" for site, page in _pages()}
    assert pages <= found
    assert not [url for url in found if ask(url)[0] != 200]


def _pages() -> Iterator[tuple[str, str]]:
    for article in ARTICLES.values():
        site, _, page = article["page"].partition("/")
        yield site, page


def _links(url: str) -> Iterator[str]:
    body = ask(url)[2]
    text = (gzip.decompress(body) if url.endswith(".gz") else body).decode()
    origin = url[: url.index("/", 8)]
    for link in re.findall(r'(?:<link>|<loc>|href=")([^<"]+)', text):
        yield link if link.startswith("http") else origin + link


def test_the_same_page_is_not_sent_twice(sites: SampleSites) -> None:
    url = sites.origins["globe-ticker"] + "/feed.xml"
    status, headers, body = ask(url)
    assert (status, headers["Content-Type"]) == (200, "application/xml; charset=utf-8")
    assert b"{{origin}}" not in body
    assert ask(url, If_None_Match=f'"other", {headers["ETag"]}')[0::2] == (304, b"")
    assert ask(url, If_Modified_Since=headers["Last-Modified"])[0] == 304
    assert ask(url, If_None_Match='"other"', If_Modified_Since=headers["Last-Modified"])[0] == 200
    assert ask(url, If_Modified_Since="no date at all")[0] == 200


def test_a_page_is_sent_in_the_charset_it_declares(sites: SampleSites) -> None:
    url = sites.origins["vecherny-yesil"] + "/obshchestvo/2022/11/07/fsb-kvartal.html"
    _, headers, body = ask(url)
    assert headers["Content-Type"] == "text/html; charset=windows-1251"
    assert "россияне въезжали" in body.decode("windows-1251")


@pytest.mark.parametrize(
    "path",
    [
        "/../vecherny-yesil/robots.txt",
        "/..%2fvecherny-yesil%2frobots.txt",
        "/%2e%2e/%2e%2e/serve.py",
        "//../../serve.py",
        "/en/..\\..\\..\\serve.py",
        "/robots.txt%00.html",
        "/" + "a" * 5000,
        "/etc/passwd",
    ],
)
def test_nothing_outside_a_site_is_served(sites: SampleSites, path: str) -> None:
    assert ask(sites.origins["steppe-wire"], path)[0] in {400, 404}


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.html").write_text("secret")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "way-out.html").symlink_to(tmp_path / "secret.html")
    assert page_at(tmp_path / "site", "/way-out.html", "http://x") is None


def test_each_site_bars_one_folder_that_holds_a_page(sites: SampleSites) -> None:
    for origin in sites.origins.values():
        robots = ask(origin + "/robots.txt")[2].decode()
        barred = re.findall(r"^Disallow: (/.+)$", robots, re.MULTILINE)
        assert len(barred) == 1
        folder = SITES / _name(sites, origin) / barred[0].strip("/")
        assert [file for file in folder.rglob("*.html") if "Not for robots" in file.read_text(encoding="utf-8")]


def _name(sites: SampleSites, origin: str) -> str:
    return next(name for name, known in sites.origins.items() if known == origin)


def test_a_second_run_beside_the_first_finds_other_ports(sites: SampleSites) -> None:
    with SampleSites() as second:
        assert not set(second.origins.values()) & set(sites.origins.values())
        assert ask(second.origins["tau-tynysy"] + "/atom.xml")[0] == 200


def test_a_run_bound_to_a_port_in_use_says_so_in_one_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ServeError) as refused:
            SampleSites(known={"globe-ticker": f"http://127.0.0.1:{port}"}).__enter__()
    assert f"127.0.0.1:{port}" in str(refused.value)
    assert "\n" not in str(refused.value)


SAMPLES: dict[str, Any] = json.loads((GOLD / "samples.json").read_text(encoding="utf-8"))
FACTS: dict[str, dict[str, Any]] = {fact["id"]: fact for fact in SAMPLES["facts"]}


@pytest.mark.parametrize("fact", FACTS.values(), ids=FACTS)
def test_an_anchor_stands_once_where_it_is_said_to_stand(fact: dict[str, Any]) -> None:
    article = ARTICLES[fact["article"]]
    place = article["title"] if fact.get("headline") else "\n".join(article["text"])
    assert place.count(fact["anchor"]) == 1


def test_what_is_compared_are_facts_of_the_gold() -> None:
    sides = [side for conflict in SAMPLES["conflicts"] for side in conflict["between"]]
    named = {fact for side in [*sides, *(fine["pair"] for fine in SAMPLES["not_conflicts"])] for fact in side}
    assert named <= FACTS.keys()
    assert len(FACTS) == len(SAMPLES["facts"])


LINES = [json.loads(line) for line in (GOLD / "lines.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("line", LINES, ids=lambda line: line["id"])
def test_a_line_holds_the_words_of_its_facts(line: dict[str, Any]) -> None:
    kinds = {"rule", "figure", "event", "statement"}
    assert all(line["text"].count(fact["anchor"]) == 1 and fact["kind"] in kinds for fact in line["facts"])
    assert all("value" in fact for fact in line["facts"] if fact["kind"] == "figure")


def test_lines_are_told_apart_and_many_hold_nothing() -> None:
    languages = [line["language"] for line in LINES]
    assert len({line["id"] for line in LINES}) == len({line["text"] for line in LINES}) == len(LINES)
    assert min(languages.count(language) for language in ("en", "ru", "kk")) >= 30
    assert sum(not line["facts"] for line in LINES) >= 15


def test_a_run_remembers_its_addresses(sites: SampleSites, tmp_path: Path) -> None:
    sites.write_sources(tmp_path)
    assert known_origins(tmp_path) == sites.origins
    assert known_origins(tmp_path / "nowhere") == {}


@pytest.mark.parametrize(
    "told", ['{"a": "http://198.51.100.7:80"}', '{"a": 1}', "[]", "{", '{"a": "http://127.0.0.1:99999"}']
)
def test_addresses_of_other_machines_are_refused(tmp_path: Path, told: str) -> None:
    (tmp_path / "origins.json").write_text(told)
    with pytest.raises(DeclarationError, match=r"origins\.json"):
        known_origins(tmp_path)
