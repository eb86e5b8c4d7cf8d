"""Delivery by a real mail server: nothing is lost, nothing is told twice under another id, whatever breaks."""

import subprocess
import sys
from pathlib import Path

import pytest
from letterbox import DROPPED, Letterbox
from sqlalchemy import Engine
from store_records import at, change, comparison, conflict
from told import again, fares, happens, installed, kept, something, subscribed, subscriber, time_passes, told_all

from cli.notifying import notify, owe
from core.settings import Mail, Settings
from core.telling import Subscription
from db import outbox, writes
from db.engine import writing
from db.locks import held

DANA = "dana@reader.example"


@pytest.fixture
def dana(store: Engine) -> Subscription:
    fares(store)
    one = subscriber(DANA)
    subscribed(store, one)
    return one


@pytest.fixture
def settings(tmp_path: Path, store: Engine, letterbox: Letterbox) -> Settings:
    return installed(tmp_path, store, mail=letterbox.mail)


def test_what_happened_is_told_once(
    store: Engine, dana: Subscription, settings: Settings, letterbox: Letterbox
) -> None:
    (event,) = something(store)
    assert told_all(settings)[0].sent == 1
    assert told_all(settings)[0].sent == 0
    (letter,) = letterbox.to(DANA)
    assert letter.read["X-Ereje-Event"] == event.event_id
    assert kept(store, dana)[0].state == "sent"


def test_nothing_happened_nothing_is_sent(dana: Subscription, settings: Settings, letterbox: Letterbox) -> None:
    assert told_all(settings)[0].sent == 0
    assert letterbox.letters == []


def test_a_server_that_drops_after_the_data_gets_the_same_mail_again(
    store: Engine, dana: Subscription, settings: Settings, letterbox: Letterbox
) -> None:
    something(store)
    letterbox.after_data = [DROPPED]
    summary, trouble = told_all(settings)
    assert (summary.sent, summary.failed) == (0, 1)
    assert trouble[0].transient
    assert told_all(settings)[0].waiting == 1  # not before its time
    time_passes(store, minutes=2)
    assert told_all(settings)[0].sent == 1
    first, second = letterbox.to(DANA)
    assert first.read["Message-ID"] == second.read["Message-ID"]
    assert first.part("plain") == second.part("plain")
    time_passes(store, days=9)
    told_all(settings)
    assert len(letterbox.letters) == 2


@pytest.mark.parametrize("step", ["sender", "recipient", "data"])
def test_a_temporary_refusal_is_tried_again(
    store: Engine, dana: Subscription, settings: Settings, letterbox: Letterbox, step: str
) -> None:
    something(store)
    busy = ["451 greylisted, come back"]
    if step == "data":
        letterbox.after_data = busy
    elif step == "sender":
        letterbox.for_sender = busy
    else:
        letterbox.for_recipient[DANA] = busy
    assert told_all(settings)[0].failed == 1
    assert "451 greylisted" in (kept(store, dana)[0].why or "")
    time_passes(store, minutes=2)
    assert told_all(settings)[0].sent == 1


def test_one_refused_recipient_holds_up_no_other(
    store: Engine, dana: Subscription, settings: Settings, letterbox: Letterbox
) -> None:
    others = [subscriber(f"r{number}@reader.example") for number in range(4)]
    subscribed(store, *others)
    letterbox.for_recipient[DANA] = ["550 no such user"]
    something(store)
    summary, trouble = told_all(settings)
    assert (summary.sent, summary.given_up) == (4, 1)
    assert [each.target for each in trouble] == [DANA]
    assert kept(store, dana)[0].state == "dead"


def test_a_message_that_cannot_be_made_holds_up_no_other(
    store: Engine, dana: Subscription, settings: Settings, letterbox: Letterbox
) -> None:
    """As of a subscription that a newer version has written."""
    subscribed(store, subscriber("a@reader.example", frequency="hourly", created=at(1)))
    something(store)
    summary, trouble = told_all(settings)
    assert (summary.sent, summary.failed) == (1, 1)
    assert "could not be made (KeyError" in trouble[0].why
    assert [letter.to for letter in letterbox.letters] == [DANA]


def test_three_messages_given_up_pause_a_subscription_and_one_taken_forgets_them(
    store: Engine, dana: Subscription, settings: Settings, letterbox: Letterbox
) -> None:
    for number, answer in enumerate(["550 no", "550 no", "250 OK", "550 no", "550 no", "550 no", "250 OK"]):
        letterbox.for_recipient[DANA] = [answer] if answer.startswith("5") else []
        something(store, f"c{number}", before=(), after=(), evidence=(f"g{number}",))
        told_all(settings)
    paused = again(store, dana)
    assert paused is not None
    assert (paused.state, paused.given_up) == ("paused", 3)
    assert len(letterbox.to(DANA)) == 1


def test_our_own_sender_being_refused_says_nothing_of_the_reader(
    store: Engine, dana: Subscription, settings: Settings, letterbox: Letterbox
) -> None:
    something(store)
    letterbox.for_sender = ["550 this sender is not ours"]
    assert told_all(settings)[0].failed == 1
    assert kept(store, dana)[0].state == "pending"
    time_passes(store, minutes=2)
    assert told_all(settings)[0].sent == 1


def test_a_server_that_is_away_loses_nothing_and_is_asked_once_a_run(
    store: Engine, dana: Subscription, tmp_path: Path
) -> None:
    subscribed(store, *(subscriber(f"r{number}@reader.example") for number in range(3)))
    something(store)
    with Letterbox() as box:
        port = box.port
    away = installed(tmp_path, store, mail=Mail(host="127.0.0.1", port=port, security="none", sender="a@b.example"))
    summary, trouble = told_all(away)
    assert (summary.sent, summary.failed) == (0, 4)
    assert all(f"127.0.0.1:{port}" in each.why for each in trouble)
    time_passes(store, minutes=2)
    with Letterbox(port=port) as box:
        assert told_all(away)[0].sent == 4
        assert len(box.letters) == 4


def test_after_some_three_days_of_failures_a_person_is_asked(
    store: Engine, dana: Subscription, settings: Settings, letterbox: Letterbox
) -> None:
    something(store)
    letterbox.for_recipient[DANA] = ["450 full"] * 40
    outcomes = []
    while len(outcomes) < 40 and not (outcomes and outcomes[-1].given_up):
        outcomes.append(told_all(settings)[0])
        time_passes(store, hours=13)
    assert [each.failed for each in outcomes] == [1] * 11 + [0]
    assert kept(store, dana)[0].state == "dead"
    letterbox.for_recipient.clear()
    with writing(store) as session:
        assert outbox.try_again(session) == 1
    assert told_all(settings)[0].sent == 1


def test_without_a_mail_server_messages_wait(store: Engine, dana: Subscription, tmp_path: Path) -> None:
    something(store)
    summary, trouble = told_all(installed(tmp_path, store))
    assert (summary.failed, summary.given_up) == (1, 0)
    assert "settings.toml" in trouble[0].why


def test_two_notifiers_at_once_tell_once(
    store: Engine, dana: Subscription, settings: Settings, letterbox: Letterbox
) -> None:
    people = [subscriber(f"r{number}@reader.example") for number in range(8)]
    subscribed(store, *people)
    something(store)
    settings.home.joinpath("settings.toml").write_text(
        f'public_url = "{settings.public_url}"\n[mail]\nhost = "127.0.0.1"\nport = {letterbox.port}\n'
        'security = "none"\nsender = "alerts@ereje.example"\n'
    )
    command = [sys.executable, "-m", "cli.main", "notify", "--home", str(settings.home)]
    environment = {"EREJE_DATABASE_URL": settings.database_url, "PATH": "/usr/bin"}
    running = [subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) for _ in range(3)]
    assert [each.wait(60) for each in running] == [0, 0, 0]
    assert sorted(letter.to for letter in letterbox.letters) == sorted(each.target for each in [dana, *people])


def test_a_second_notifier_leaves_the_work_to_the_first(
    store: Engine, dana: Subscription, settings: Settings, letterbox: Letterbox
) -> None:
    something(store)
    with held(store, "notify") as got:
        assert got
        assert told_all(settings)[0].busy
    assert letterbox.letters == []
    assert notify(settings, on_trouble=lambda error: None).sent == 1


def test_a_batch_names_every_event_once_and_folds_those_of_one_matter(
    store: Engine, dana: Subscription, settings: Settings, letterbox: Letterbox
) -> None:
    many = [change(f"c{number}", evidence=(f"f{number}",)) for number in range(40)]
    events = [*happens(store, changes=many, conflicts=[conflict()])]
    moved = [change("c0", evidence=("f0",), effective_on="2024-05-01"), *many[1:]]
    events += happens(store, when=at(13), changes=moved, conflicts=[conflict()])
    assert len(events) == 42
    told_all(settings)
    (letter,) = letterbox.letters
    for kind in ("plain", "html"):
        body = letter.part(kind)
        assert all(f"/e/{event.event_id}" in body for event in events)
    assert letter.read["Subject"].startswith("41 events: [Date moved, reported]")


def test_what_is_compared_and_not_kept_is_not_owed(
    store: Engine, dana: Subscription, settings: Settings, letterbox: Letterbox
) -> None:
    """The outbox is written in the transaction of its event: if that fails, both are as they were."""

    def killed() -> None:
        with writing(store) as session:
            raised = writes.replace_comparison(session, comparison=comparison(changes=[change()]), at=at(12))
            assert owe(session, raised, at=at(12)) == 1
            raise RuntimeError("killed")

    with pytest.raises(RuntimeError):
        killed()
    assert told_all(settings)[0].sent == 0
    something(store)
    assert told_all(settings)[0].sent == 1
    assert len(letterbox.letters) == 1
