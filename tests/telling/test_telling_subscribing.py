"""Subscribing by the forms' own addresses: asked, confirmed, changed, ended; nothing by following a link."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from letterbox import Letterbox
from sqlalchemy import Engine
from store_records import change
from told import again, fares, happens, installed, kept, plain_store, subscribed, subscriber, told_all

from cli.dashboard import free_port, running
from core.queries import Filters
from core.settings import Settings
from core.telling import Subscription
from db import subscriptions
from db.engine import open_store, reading

FORM = {"topic": "transport", "q": "трамвай", "often": "weekly", "hour": "7", "weekday": "4", "zone": "Asia/Almaty"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("home")
    (made / "settings.toml").write_text('[mail]\nhost = "mail.example"\nsender = "alerts@ereje.example"\n')
    return made


@pytest.fixture(scope="module")
def store(home: Path) -> Iterator[Engine]:
    engine = open_store(plain_store(home))
    fares(engine)
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def address(home: Path, store: Engine) -> Iterator[str]:
    with running(installed(home, store), port=free_port()) as (served, _):
        yield served


@pytest.fixture
def settings(home: Path, store: Engine, letterbox: Letterbox) -> Settings:
    return installed(home, store, mail=letterbox.mail)


def post(where: str, **fields: Any) -> requests.Response:
    return requests.post(where, data=fields, allow_redirects=False, timeout=20)


def led_to(answer: requests.Response) -> dict[str, str]:
    """The page that a form leads to, as the parameters of its address."""
    assert answer.status_code == 303
    assert urlsplit(answer.headers["Location"]).path == "/subscriptions"
    return {name: values[-1] for name, values in parse_qs(urlsplit(answer.headers["Location"]).query).items()}


def everybody(store: Engine) -> dict[str, Subscription]:
    with reading(store) as session:
        return {each.target: each for each in subscriptions.subscriptions(session)}


def test_from_the_form_to_the_first_mail_and_the_end(
    address: str, store: Engine, settings: Settings, letterbox: Letterbox
) -> None:
    assert led_to(post(f"{address}/subscribe", target="dana@reader.example", lang="ru", **FORM)) == {
        "done": "asked",
        "lang": "ru",
    }
    one = everybody(store)["dana@reader.example"]
    assert (one.state, one.frequency, one.hour, one.weekday) == ("unconfirmed", "weekly", 7, 4)
    assert (one.timezone, one.language) == ("Asia/Almaty", "ru")
    assert one.filters == Filters(topics=("transport",), words="трамвай")
    happens(store, changes=[change("c1", evidence=("e1",))])
    assert told_all(settings)[0].sent == 1
    (letter,) = letterbox.letters
    assert re.search("[А-я]", letter.read["Subject"])
    (link,) = re.findall(r"https://rules\.example(/subscriptions\?token=\S+)", letter.part("plain"))
    token = parse_qs(urlsplit(link).query)["token"][0]
    assert requests.get(address + link, timeout=20).status_code == 200
    assert everybody(store)["dana@reader.example"].state == "unconfirmed", "following a link confirms nothing"
    assert led_to(post(f"{address}/s/{token}/confirm"))["done"] == "confirmed"
    assert everybody(store)["dana@reader.example"].state == "active"
    changed = {"often": "instant", "topic": "transport", "zone": "UTC", "lang": "kk"}
    assert led_to(post(f"{address}/s/{token}/change", **changed))["done"] == "changed"
    happens(store, changes=[change("c2", evidence=("e2",), before=(), after=())])
    assert told_all(settings)[0].sent == 1
    letter = letterbox.letters[-1]
    stop = letter.read["List-Unsubscribe"].strip("<>").replace("https://rules.example", address)
    asked = requests.get(stop, allow_redirects=False, timeout=20)
    assert (asked.status_code, "stop=yes" in asked.headers["Location"]) == (302, True)
    assert requests.head(stop, allow_redirects=False, timeout=20).status_code == 302
    assert everybody(store)["dana@reader.example"].state == "active", "scanners follow links"
    for _ in range(2):
        click = requests.post(stop, data="List-Unsubscribe=One-Click", headers=_CLICK, timeout=20)
        assert (click.status_code, click.cookies.get_dict()) == (200, {})
    assert "dana@reader.example" not in everybody(store)
    happens(store, changes=[change("c3", evidence=("e3",), before=(), after=())])
    assert told_all(settings)[0].sent == 0


_CLICK = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.mark.parametrize(
    ("field", "form"),
    [
        ("target", {"target": "nobody"}),
        ("target", {}),
        ("target", {"target": "https://10.0.0.1/hook"}),
        ("target", {"target": "json://reader.example"}),
        ("frequency", {"often": "hourly"}),
        ("timezone", {"zone": "Asia/Alma-Ata-2"}),
        ("timezone", {"zone": "../../etc/passwd"}),
        ("hour", {"hour": "24"}),
        ("weekday", {"weekday": "7"}),
        ("kinds", {"kind": "everything"}),
        ("filters", {"topic": "t" * 201}),
    ],
)
def test_what_is_refused_names_its_field_and_keeps_the_rest(
    address: str, store: Engine, field: str, form: dict[str, Any]
) -> None:
    before = everybody(store)
    told = {"target": "new@reader.example", "q": "kept"} if form else {"q": "kept"}
    landed = led_to(post(f"{address}/subscribe", **(told | form)))
    assert (landed["wrong"], landed["q"]) == (field, "kept")
    assert everybody(store) == before


@pytest.mark.parametrize(
    "body", [b"target=" + b"x" * 40_000, b"\xff\xfe=1", b"&".join([b"a=1"] * 301), b"q=" + b"x" * 2001]
)
def test_what_is_no_form_changes_nothing(address: str, store: Engine, body: bytes) -> None:
    one = subscriber("kept@reader.example", filters=Filters(topics=("tax",)))
    subscribed(store, one)
    for where in ("/subscribe", f"/s/{one.token}/change"):
        answer = requests.post(address + where, data=body, headers=_CLICK, allow_redirects=False, timeout=20)
        assert answer.status_code in (400, 413)
    assert again(store, one) == one
    assert requests.post(f"{address}/u/{one.token}", timeout=20).ok


def test_another_sites_form_is_not_taken(address: str, store: Engine) -> None:
    answer = requests.post(
        f"{address}/subscribe",
        data={"target": "victim@reader.example"},
        headers={"Sec-Fetch-Site": "cross-site"},
        timeout=20,
    )
    assert answer.status_code == 403
    assert "victim@reader.example" not in everybody(store)


def test_one_address_is_asked_once_a_day_and_nothing_is_kept_that_nobody_can_confirm(
    address: str, store: Engine, settings: Settings, letterbox: Letterbox
) -> None:
    for target in ("once@reader.example", "once@reader.example", "Once@Reader.example", "twice@reader.example"):
        assert led_to(post(f"{address}/subscribe", target=target))["done"] == "asked"
    told_all(settings)
    assert sorted(letter.to.lower() for letter in letterbox.letters) == ["once@reader.example", "twice@reader.example"]
    assert len([target for target in everybody(store) if target.lower() == "once@reader.example"]) == 1


def test_of_two_wishes_before_the_yes_the_last_counts_and_one_mail_asks(
    address: str, store: Engine, settings: Settings, letterbox: Letterbox
) -> None:
    """The first is not what the reader gets, nor is the second lost; whoever said yes is not changed by a stranger."""
    wishes = ({"topic": "tax"}, {"topic": "transport", "often": "weekly", "zone": "Asia/Almaty"})
    for wish in wishes:
        assert led_to(post(f"{address}/subscribe", target="again@reader.example", **wish))["done"] == "asked"
    one = everybody(store)["again@reader.example"]
    assert (one.state, one.filters.topics, one.frequency) == ("unconfirmed", ("transport",), "weekly")
    told_all(settings)
    (letter,) = (each for each in letterbox.letters if each.to == "again@reader.example")
    assert one.token in letter.part("plain")
    assert led_to(post(f"{address}/s/{one.token}/confirm"))["done"] == "confirmed"
    assert led_to(post(f"{address}/subscribe", target="again@reader.example", topic="visa"))["done"] == "asked"
    assert everybody(store)["again@reader.example"].filters.topics == ("transport",)


def test_no_mail_is_promised_where_no_mail_server_is(store: Engine, tmp_path: Path) -> None:
    with running(installed(tmp_path, store), port=free_port()) as (served, _):
        landed = led_to(post(f"{served}/subscribe", target="waiting@reader.example", topic="tax"))
        assert (landed["wrong"], landed["topic"]) == ("target", "tax")
        assert led_to(post(f"{served}/subscribe", target="https://hooks.example/x"))["done"] == "asked"
    assert "waiting@reader.example" not in everybody(store)


def test_pause_resume_and_a_token_that_leads_nowhere(address: str, store: Engine) -> None:
    one = subscriber("pausing@reader.example")
    subscribed(store, one)
    assert led_to(post(f"{address}/s/{one.token}/pause", days="7"))["done"] == "paused"
    paused = again(store, one)
    assert paused is not None
    assert paused.state == "paused"
    assert paused.paused_until is not None
    for step in ("pause", "resume", "confirm", "change", "delete"):
        assert requests.get(f"{address}/s/{one.token}/{step}", timeout=20, allow_redirects=False).status_code != 303
    assert again(store, one) == paused
    assert led_to(post(f"{address}/s/{one.token}/resume"))["done"] == "resumed"
    assert led_to(post(f"{address}/s/{'x' * 32}/delete")) == {"token": "x" * 32}
    assert led_to(post(f"{address}/s/{one.token}/delete"))["done"] == "deleted"
    assert again(store, one) is None


def test_ones_own_data_are_whole_and_hold_no_key(
    address: str, store: Engine, settings: Settings, letterbox: Letterbox
) -> None:
    one = subscriber("own@reader.example", filters=Filters(topics=("transport",)))
    subscribed(store, one)
    (event,) = happens(store, changes=[change("c9", evidence=("e9",), before=(), after=())])
    told_all(settings)
    answer = requests.get(f"{address}/s/{one.token}/data.json", timeout=20)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    told = answer.json()
    assert told["subscription"]["target"] == "own@reader.example"
    assert told["messages"][0]["events"] == [event.event_id]
    assert told["messages"][0]["message_id"] == kept(store, one)[0].message_id
    assert one.token not in answer.text
    assert requests.get(f"{address}/s/nobody/data.json", timeout=20).status_code == 404
    assert json.loads(answer.text) == told
    requests.post(f"{address}/u/{one.token}", timeout=20)
    assert kept(store, one) == ()
