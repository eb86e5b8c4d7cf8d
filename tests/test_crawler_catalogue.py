"""The catalogue: every shipped source loads, and a slip in a file is named with its key."""

import re
from pathlib import Path

import pytest

from core.errors import DeclarationError
from core.settings import PROJECT
from crawler import catalogue

SHIPPED = sorted((PROJECT / "sources").glob("*.toml"))

GOOD = """
name = "Courier"
kind = "press"
country = "KZ"
languages = ["en", "kk"]
feeds = ["https://courier.example/rss"]
"""


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_a_shipped_source_loads_and_says_on_what_ground(file: Path) -> None:
    source = catalogue.load_file(file)
    assert source.note
    assert source.enabled is not source.note.startswith("Off: ")
    assert re.search(r"\b20[12]\d\b", source.note)  # since when
    assert source.timezone != "UTC"
    assert all(url.startswith("https://") for url in (*source.feeds, *source.sitemaps))


def test_the_catalogue_is_worth_shipping() -> None:
    sources = catalogue.load(PROJECT / "sources")
    assert len([source for source in sources if source.enabled]) >= 12
    assert {source.kind for source in sources} == {"agency", "ministry", "legal", "press"}


def declare(folder: Path, text: str) -> Path:
    file = folder / "courier.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_minimal_source(tmp_path: Path) -> None:
    source = catalogue.load_file(declare(tmp_path, GOOD))
    assert (source.source_id, source.languages, source.timezone, source.enabled) == (
        "courier",
        ("en", "kk"),
        "UTC",
        True,
    )


LISTING = "[[listings]]\nurl = 'https://a.kz/'\narticle = 'x'\n"
API = "[api]\nadapter = 'json-list'\nurl = 'https://a.kz/api?page={page}'\nlink = 'https://a.kz/{id}'\n"
EDITIONS = "editions = {en = 'eng', kk = 'kaz'}\n"
BY_EDITION = API.replace("{id}", "{id}/{edition}").replace("/api", "/api?lang={edition}")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (GOOD.replace("name", "nmae"), "nmae"),
        (GOOD.replace('name = "Courier"', ""), "name"),
        (GOOD.replace("feeds", "#"), "feeds"),
        (GOOD.replace("press", "blog"), "kind"),
        (GOOD.replace("KZ", "Kazakhstan"), "country"),
        (GOOD.replace('["en", "kk"]', '"en"'), "languages"),
        (GOOD.replace('"kk"', "7"), "languages[1]"),
        (GOOD.replace("https:", "ftp:"), "feeds[0]"),
        (GOOD.replace("https://courier.example", "https://"), "feeds[0]"),
        (GOOD + "enabled = 1", "enabled"),
        (GOOD + "delay_seconds = -1", "delay_seconds"),
        (GOOD + "delay_seconds = '2'", "delay_seconds"),
        (GOOD + "timezone = 'Asia/Nowhere'", "timezone"),
        (GOOD + "hosts = ['https://a.kz']", "hosts[0]"),
        (GOOD + LISTING.replace("'x'", "'('"), "listings[0].article"),
        (GOOD + LISTING.replace("url", "urls"), "listings[0].urls"),
        (GOOD + LISTING.replace("article", "#"), "listings[0].article"),
        (GOOD + API.replace("json-list", "graphql"), "api.adapter"),
        (GOOD + API.replace("link", "#"), "api.link"),
        (GOOD + API.replace("{id}", "id"), "api.link"),
        (GOOD + API.replace("{id}", "{id.__class__}"), "api.link"),
        (GOOD + API + "html = 5", "api.html"),
        (GOOD + API + "published_unless = '('", "api.published_unless"),
        (GOOD + API + "body = '{page'", "api.body"),
        (GOOD + API.replace("https://a.kz/api", "file:///etc/passwd?"), "api.url"),
        (GOOD + API + "document = 'somewhere'", "api.document"),
        (GOOD + EDITIONS + API, "editions"),
        (GOOD + API.replace("{id}", "{id}/{edition}"), "editions"),
        (GOOD + EDITIONS.replace("kk", "ru") + BY_EDITION, "editions.ru"),
        (GOOD + EDITIONS.replace("'kaz'", "7") + BY_EDITION, "editions.kk"),
        (GOOD + "[", "TOML"),
    ],
)
def test_a_slip_is_named_with_file_and_key(tmp_path: Path, text: str, key: str) -> None:
    file = declare(tmp_path, text)
    with pytest.raises(DeclarationError, match=re.escape(f"{file}: {key}: ")):
        catalogue.load(tmp_path)


def test_a_good_listing_and_api_load(tmp_path: Path) -> None:
    source = catalogue.load_file(declare(tmp_path, GOOD + LISTING + API))
    assert source.listings[0].article == "x"
    assert source.api is not None
    assert source.api["link"] == "https://a.kz/{id}"


def test_editions_load_by_list_or_by_document(tmp_path: Path) -> None:
    by_document = API.replace("{id}", "{id}/{edition}") + "document = 'https://a.kz/text/{id}/{edition}'\n"
    for api in (BY_EDITION, by_document):
        assert catalogue.load_file(declare(tmp_path, GOOD + EDITIONS + api)).editions == {"en": "eng", "kk": "kaz"}


def test_two_sources_of_one_name_are_named(tmp_path: Path) -> None:
    declare(tmp_path, GOOD)
    (tmp_path / "other.toml").write_text(GOOD)
    with pytest.raises(DeclarationError, match=r"other\.toml: name: is also that of courier"):
        catalogue.load(tmp_path)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(DeclarationError, match="nowhere"):
        catalogue.load(tmp_path / "nowhere")
