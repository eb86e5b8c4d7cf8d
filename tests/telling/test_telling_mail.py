"""The mail itself, as a real server got it: what it says, in which language, and nothing in it that acts."""

import re
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from letterbox import Letter, Letterbox
from lxml import html
from sqlalchemy import Engine
from store_records import TEXT, change, conflict, fact
from told import PUBLIC, fares, happens, installed, now, put, something, subscribed, subscriber, told_all

from core.ids import stable_id
from core.queries import Filters
from core.telling import Subscription
from db import subscriptions
from db.engine import writing
from words import names

HOSTILE = '<script>alert(1)</script> =HYPERLINK("http://evil.example") \x1b[31m\u202e \x07{reason} {{ 7*7 }} %s'
INJECTED = "Fares\r\nBcc: all@reader.example\r\n\r\n<b>Body</b>"


def mailed(folder: Path, store: Engine, box: Letterbox, one: Subscription, **more: Any) -> Letter:
    subscribed(store, one)
    happens(store, changes=more.pop("changes", [change()]), conflicts=more.pop("conflicts", []))
    summary, trouble = told_all(installed(folder, store, mail=box.mail, **more))
    assert (summary.sent, trouble) == (1, [])
    return box.letters[-1]


def texts(letter: Letter) -> tuple[str, str]:
    """What is read in either part, white space aside; the addresses of links too."""
    tree = html.document_fromstring(letter.part("html"))
    return " ".join(letter.part("plain").split()), " ".join(str(tree.text_content()).split())


def links(letter: Letter) -> set[str]:
    return {str(each) for each in html.document_fromstring(letter.part("html")).xpath("//a/@href")}


def test_it_says_what_changed_for_whom_from_when_in_whose_words_and_why(
    tmp_path: Path, embedded: Engine, letterbox: Letterbox
) -> None:
    put(embedded, "a1", fact("f1", of="a1", modality="required", value=120))
    put(embedded, "a2", fact("f2", of="a2", words="Trams stay free for children", modality="required", value=90))
    one = subscriber(filters=Filters(topics=("transport",)))
    letter = mailed(tmp_path, embedded, letterbox, one, changes=[change(audience="foreigners")])
    assert letter.read["Subject"] == "[Rule changed, reported] Transport: 90 KZT → 120 KZT, from 1 Mar 2024"
    for body in texts(letter):
        for words in (
            "Before",
            "90 KZT",
            "After",
            "120 KZT",
            "Announced",
            "10 February 2024",
            "1 March 2024",
            "foreigners",
            "2 independent origins, 1 relay",
            "The tram fare rises to 120 tenge",
            "The A1, 10 February 2024",
            "not seen",
            "You asked on 1 February 2024 to be told at once about: Transport",
            "Stop these messages",
            "Not legal advice",
        ):
            assert words in body, words
    quotes = html.document_fromstring(letter.part("html")).xpath("//blockquote")
    assert [quote.text for quote in quotes if quote.text not in TEXT] == []
    assert quotes
    assert "https://a1.example/fares#:~:text=The%20tram%20fare%20rises%20to%20120%20tenge" in links(letter)
    told, shown = links(letter), letter.part("plain")
    assert all(address in shown for address in told)
    assert f"{PUBLIC}/u/{one.token}" in told
    assert f"{PUBLIC}/subscriptions?token={one.token}&lang=en" in told


def test_headers_that_readers_and_relays_rely_on(tmp_path: Path, embedded: Engine, letterbox: Letterbox) -> None:
    fares(embedded)
    one = subscriber()
    read = mailed(tmp_path, embedded, letterbox, one).read
    assert read["List-Unsubscribe"] == f"<{PUBLIC}/u/{one.token}>"
    assert read["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert re.fullmatch(r"<msg_\w+@rules\.example>", read["Message-ID"])
    assert read["Auto-Submitted"] == "auto-generated"
    assert read["List-Id"] == "Ereje <alerts.rules.example>"
    assert read["References"] == f"<{stable_id('matter', 'c1')}@rules.example>"
    assert (read["From"], read["To"]) == ("Ereje <alerts@ereje.example>", "dana@reader.example")
    assert read["Archived-At"].startswith(f"<{PUBLIC}/e/event_")
    for name in ("Message-ID", "Date", "Subject", "From", "To", "List-Unsubscribe"):
        assert len(read.get_all(name)) == 1


def test_long_addresses_of_ours_stay_whole_in_headers(tmp_path: Path, embedded: Engine, letterbox: Letterbox) -> None:
    fares(embedded)
    long = "https://alerts.department-of-the-interior-and-of-settlement.example/monitoring/of/rules/and/their/changes"
    one = subscriber()
    letter = mailed(tmp_path, embedded, letterbox, one, public_url=long)
    assert letter.read["List-Unsubscribe"] == f"<{long}/u/{one.token}>"
    assert f"<{long}/u/{one.token}>".encode() in letter.raw
    assert letter.read["Archived-At"].startswith(f"<{long}/e/event_")
    others = re.sub(rb"Subject: [^\r]*(\r\n [^\r]*)*", b"", letter.raw.split(b"\r\n\r\n")[0])
    assert b"=?" not in others
    assert max(map(len, letter.raw.split(b"\r\n"))) < 999


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
@pytest.mark.parametrize("length", [1, 20, 37, 59, 200])
def test_subjects_of_any_length_come_through_exactly(
    tmp_path: Path, embedded: Engine, letterbox: Letterbox, language: str, length: int
) -> None:
    fares(embedded)
    phrase = ("Қазақстан азаматтары үшін  жаңа ережелер әңгімесі → " * 9)[:length].strip()
    one = subscriber(language=language)
    letter = mailed(tmp_path, embedded, letterbox, one, changes=[change(audience=phrase)])
    subject = letter.read["Subject"]
    assert html.document_fromstring(letter.part("html")).findtext(".//title") == subject
    assert len(subject) <= 70
    assert " ".join(phrase.split())[:60] in " ".join(letter.part("plain").split())
    assert max(map(len, letter.raw.split(b"\r\n"))) <= 200


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_in_another_language_only_quotes_and_names_are_english(
    tmp_path: Path, embedded: Engine, letterbox: Letterbox, language: str
) -> None:
    fares(embedded)
    topics, people = tuple(names.declared()["topics"])[:3], tuple(names.declared()["audiences"])[:3]
    filters = Filters(topics=("transport", *topics), audiences=("foreigners", *people), jurisdictions=("KZ",))
    changes = [change(audience="foreigners", primary=("f1",))]
    one = subscriber(language=language, frequency="instant", filters=filters, kinds=())
    mailed(tmp_path, embedded, letterbox, one, changes=changes, conflicts=[])
    happens(embedded, changes=changes, conflicts=[conflict()])
    happens(embedded, changes=[change(audience="foreigners", effective_on="2024-02-15")])
    told_all(installed(tmp_path, embedded, mail=letterbox.mail))
    assert len(letterbox.letters) == 2
    for letter in letterbox.letters:
        body = re.sub(r"https?://\S+", "", f"{letter.read['Subject']}\n{letter.part('plain')}")
        body = re.sub(r"“[^”]*”", "", body)
        ours = "\n".join(line for line in body.splitlines() if not line.startswith(("> ", "The A")))
        assert set(re.findall(r"[A-Za-z]{3,}", ours)) <= {"KZT"}
        assert html.document_fromstring(letter.part("html")).get("lang") == language


def test_hostile_words_act_nowhere(tmp_path: Path, embedded: Engine, letterbox: Letterbox) -> None:
    put(embedded, "a1", fact("f1", of="a1"), source=HOSTILE, url="javascript:alert(1)//https://x.example")
    put(embedded, "a2", fact("f2", of="a2"), source=INJECTED)
    one = subscriber(filters=Filters(words="tram"))
    changed = change(audience=HOSTILE, summary=HOSTILE, topic=INJECTED, primary=())
    letter = mailed(tmp_path, embedded, letterbox, one, changes=[changed])
    tree = html.document_fromstring(letter.part("html"))
    assert tree.xpath("//script | //b | //img | //*[@onclick]") == []
    assert {address.split(":")[0] for address in links(letter)} == {"https"}
    for body in (letter.read["Subject"], *texts(letter)):
        assert not [each for each in body if not each.isprintable()]
        assert "49" not in re.sub(r"https\S+", "", body)
    assert set(letter.read.keys()) == set(_usual().keys())
    assert letter.read["Bcc"] is None
    assert letter.to == "dana@reader.example"


def _usual() -> EmailMessage:
    made = EmailMessage()
    for name in [
        "Subject",
        "From",
        "To",
        "Date",
        "Message-ID",
        "Auto-Submitted",
        "List-Id",
        "X-Ereje-Message",
        "List-Unsubscribe",
        "List-Unsubscribe-Post",
        "References",
        "Archived-At",
        "X-Ereje-Event",
        "X-Ereje-Kind",
        "MIME-Version",
        "Content-Type",
    ]:
        made[name] = "text/plain" if name == "Content-Type" else "x"
    return made


def test_a_digest_puts_first_what_comes_into_force(tmp_path: Path, embedded: Engine, letterbox: Letterbox) -> None:
    fares(embedded)
    subscribed(embedded, subscriber())
    happens(
        embedded,
        changes=[
            change("c1", effective_on="2024-02-14", evidence=("g1",)),
            change("c2", before=(), evidence=("g2",), effective_on="2024-06-01"),
        ],
        conflicts=[conflict()],
    )
    told_all(installed(tmp_path, embedded, mail=letterbox.mail))
    (letter,) = letterbox.letters
    kinds = re.findall(r"^(In force soon|New rule|Reports differ)", letter.part("plain"), re.M)
    assert kinds == ["In force soon", "New rule", "Reports differ"]
    assert letter.read["Subject"].startswith("3 events: [In force soon, reported]")
    assert "Also: Rule changed, reported" in letter.part("plain")


def test_a_conflict_is_told_by_both_sides_words(tmp_path: Path, embedded: Engine, letterbox: Letterbox) -> None:
    fares(embedded)
    letter = mailed(tmp_path, embedded, letterbox, subscriber(), changes=[], conflicts=[conflict()])
    assert letter.read["Subject"].startswith("[Reports differ] Different numbers: ")
    for body in texts(letter):
        assert "The tram fare rises to 120 tenge" in body
        assert "Trams stay free for children" in body
        assert "The Gazette has 120 tenge, the Courier 130." in body


def test_a_clean_request_to_confirm(tmp_path: Path, embedded: Engine, letterbox: Letterbox) -> None:
    """Whoever asks chooses words that restrict, and the mail goes to whom they name: none of them is a link."""
    words = "prizes at www.evil.example or https://evil.example/x call"
    filters = Filters(words=words, topics=("evil.kz",))
    one = subscriber(state="unconfirmed", created=now(), confirmed=None, filters=filters)
    with writing(embedded) as session:
        assert subscriptions.request(session, subscription=one, at=now())
    told_all(installed(tmp_path, embedded, mail=letterbox.mail))
    (letter,) = letterbox.letters
    assert links(letter) == {f"{PUBLIC}/subscriptions?token={one.token}&lang=en"}
    for body in texts(letter):
        assert not re.search(r"evil\.|https?://evil", body.lower())
    assert letter.read["List-Unsubscribe"] is None


def test_the_run_goes_on_where_nothing_is_new(tmp_path: Path, embedded: Engine, letterbox: Letterbox) -> None:
    fares(embedded)
    mailed(tmp_path, embedded, letterbox, subscriber())
    something(embedded)
    assert told_all(installed(tmp_path, embedded, mail=letterbox.mail))[0].sent == 0
