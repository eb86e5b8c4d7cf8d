"""Permanent addresses: to the page, to the fields, to the successor, or a plain word that nothing is known."""

from collections.abc import Iterator

import pytest
import requests
from store_records import at, change, conflict
from told import fares, happens, installed, plain_store

from cli.dashboard import free_port, running
from db.engine import open_store


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, str]]]:
    home = tmp_path_factory.mktemp("home")
    store = open_store(plain_store(home))
    fares(store)
    events = happens(store, changes=[change("c1")], conflicts=[conflict("x1")])
    happens(store, when=at(13), changes=[change("c2")], conflicts=[conflict("x2", sides=(("f1",), ("f2",)))])
    happens(store, when=at(14), changes=[change("c3"), change("w1", evidence=("g1",), before=(), after=())])
    happens(store, when=at(15), changes=[change("c3")])
    store.dispose()
    with running(installed(home, store), port=free_port()) as (address, _):
        yield address, {event.kind: event.event_id for event in events}


def ask(address: str) -> requests.Response:
    return requests.get(address, allow_redirects=False, timeout=20)


@pytest.mark.parametrize(("where", "page"), [("/c/c3", "/change?id=c3"), ("/f/f1", "/article?id=a1&q=f1")])
def test_what_is_known_has_a_page_and_fields(served: tuple[str, dict[str, str]], where: str, page: str) -> None:
    address, _ = served
    answer = ask(address + where)
    assert (answer.status_code, answer.headers["Location"]) == (302, page)
    kept = ask(f"{address}{where}?lang=kk&on=2024-01-01&known=nonsense")
    assert kept.headers["Location"] == f"{page}&on=2024-01-01&lang=kk"
    fields = ask(f"{address}{where}?format=json")
    assert fields.status_code == 200
    assert fields.json()["fact_id" if where.startswith("/f") else "change_id"] == where[3:]


@pytest.mark.parametrize(
    ("where", "later"), [("/c/c1", "/c/c3"), ("/c/c2", "/c/c3"), ("/x/x1", "/x/x2"), ("/x/x2", None), ("/c/w1", None)]
)
def test_what_is_gone_says_where_it_goes_on(served: tuple[str, dict[str, str]], where: str, later: str | None) -> None:
    answer = ask(served[0] + where)
    assert answer.status_code == 410
    assert answer.headers.get("Link") == (f'<{later}>; rel="successor-version"' if later else None)


def test_a_person_who_follows_an_old_link_is_led_on_in_their_language(served: tuple[str, dict[str, str]]) -> None:
    browser = {"Accept": "text/html", "Accept-Language": "ru-RU,ru;q=0.9"}
    answer = requests.get(f"{served[0]}/c/c1", headers=browser, allow_redirects=False, timeout=20)
    assert answer.status_code == 410
    assert '<html lang="ru">' in answer.text
    assert '<a href="/c/c3?lang=ru">Открыть там</a>' in answer.text
    withdrawn = requests.get(f"{served[0]}/c/w1?lang=kk", headers=browser, allow_redirects=False, timeout=20)
    assert withdrawn.status_code == 410
    assert 'href="/change?id=w1&amp;lang=kk"' in withdrawn.text


@pytest.mark.parametrize("where", ["/c/unknown", "/x/c3", "/f/%00", "/e/unknown", "/c/%3Cscript%3E"])
def test_what_was_never_known_is_not_found(served: tuple[str, dict[str, str]], where: str) -> None:
    answer = ask(served[0] + where)
    assert answer.status_code in (404, 400)
    assert "script" not in answer.text


def test_an_event_leads_to_what_became_of_its_matter(served: tuple[str, dict[str, str]]) -> None:
    address, events = served
    assert ask(f"{address}/e/{events['rule-changed']}").headers["Location"] == "/change?id=c3"
    told = ask(f"{address}/e/{events['rule-changed']}?format=json").json()
    assert (told["kind"], told["subject_id"]) == ("rule-changed", "c1")
