"""A small store for the dashboard's tests: one story in our own words, its conflict, its change, and hostile text."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from core.ids import digest, stable_id
from core.quotes import take
from core.records.facts import Fact
from core.records.findings import Change, Comparison, Conflict, RuleVersion
from core.records.pages import Article, ArticleHead
from core.settings import Settings
from db import writes
from db.engine import open_store, writing

READER = "hand-made"
FETCHED = datetime(2023, 2, 10, 6, 30, tzinfo=UTC)

SPEAKER_WORDS = "Asylum is governed by the treaties we have joined and by the United Nations' documents"
RELAY_WORDS = "Kazakhstan shuts its door: no asylum for Russians who run from the draft"
RELAY_BODY_WORDS = "permanent residence will not be given to anyone whose own state objects to the move"
STAY_WORDS = "From 27 January citizens of the union's states may stay for no more than 90 days in any 180"
FORMER_WORDS = "Until then a trip over the border and back began the 90 days anew"
HOSTILE_WORDS = "<script>document.title='taken'</script> **bold** $x^2$ [press](javascript:alert(1)) :red[alarm]"
HOSTILE_TITLE = "<img src=x onerror=\"document.title='taken'\"> A title that bites"
LONG_WORD = "Экспериментальноправительственноконституционнопереосвидетельствованиедолжностныхлиц" * 2

CONFLICT_SENTENCE = (
    "Steppe Wire has the Senate's speaker say that asylum follows treaties; Relay Daily's headline says it is refused."
)
CHANGE_SENTENCE = "Stay without a visa for EAEU citizens: from 90 days a crossing to 90 days in any 180"


@dataclass(frozen=True, slots=True)
class Told:
    """One article and the words in it that carry facts, with the facts' fields."""

    source: str
    path: str
    title: str
    published: str | None
    text: str
    facts: tuple[tuple[str, dict[str, Any]], ...]
    language: str = "en"
    kind: str = "press"


_ASYLUM: dict[str, Any] = {"jurisdiction": "KZ", "topic": "asylum", "audience": "citizens:RU"}
_STAY: dict[str, Any] = {"jurisdiction": "KZ", "topic": "stay", "audience": "citizens:EAEU", "modality": "permitted"}
_ASHIMBAYEV: dict[str, Any] = {"speaker": "Maulen Ashimbayev", "organisation": "Senate"}

STORY = (
    Told(
        "Steppe Wire",
        "/senate.html",
        "The Senate's speaker on arrivals from Russia",
        "2022-09-22",
        f"Reporters asked about the people now arriving.\n\n{SPEAKER_WORDS}, Maulen Ashimbayev answered.",
        ((SPEAKER_WORDS, {**_ASYLUM, **_ASHIMBAYEV, "kind": "statement"}),),
        kind="agency",
    ),
    Told(
        "Relay Daily",
        "/no-asylum.html",
        RELAY_WORDS,
        "2022-09-22",
        f"{RELAY_WORDS}\n\nAccording to Maulen Ashimbayev, {RELAY_BODY_WORDS}.",
        (
            (
                RELAY_WORDS,
                {**_ASYLUM, "kind": "rule", "modality": "prohibited", "headline": True, "reported_via": "RFE/RL"},
            ),
            (
                RELAY_BODY_WORDS,
                {**_ASHIMBAYEV, "kind": "rule", "jurisdiction": "KZ", "topic": "permanent-residence"}
                | {"modality": "prohibited", "audience": "citizens:RU", "reported_via": "RFE/RL"},
            ),
        ),
    ),
    Told(
        "Interior Ministry",
        "/stay.html",
        "New bounds of stay",
        "2023-01-17",
        f"{STAY_WORDS}. {FORMER_WORDS}.",
        (
            (
                STAY_WORDS,
                {**_STAY, "kind": "rule", "status": "announced", "value": Decimal(90), "unit": "day", "per": "P180D"}
                | {"qualifier": "at-most", "announced_on": "2023-01-17", "effective_from": "2023-01-27"},
            ),
            (FORMER_WORDS, {**_STAY, "kind": "rule", "status": "superseded", "value": Decimal(90), "unit": "day"}),
        ),
        kind="ministry",
    ),
    Told(
        "Hostile Herald",
        "/hostile.html",
        HOSTILE_TITLE,
        None,
        f"Before it. {HOSTILE_WORDS} After it.\n\n{LONG_WORD}",
        ((HOSTILE_WORDS, {"kind": "statement", "topic": "digital", "speaker": "<b>Nobody</b>"}),),
    ),
)


def articles(origin: str) -> list[tuple[Article, tuple[Fact, ...]]]:
    """The story's articles as read, with addresses under `origin` ("http://127.0.0.1:8000")."""
    return [_read(told, origin) for told in STORY]


def fact_named(read: list[tuple[Article, tuple[Fact, ...]]], words: str) -> Fact:
    """The fact whose quote is `words`."""
    return next(fact for _, facts in read for fact in facts if fact.quote.text == words)


def fill(settings: Settings, origin: str) -> Comparison:
    """Writes the story and its comparison into the installation's store."""
    settings.home.mkdir(parents=True, exist_ok=True)
    read = articles(origin)
    compared = comparison(read)
    engine = open_store(settings.database_url)
    with writing(engine) as session:
        for article, facts in read:
            record = stable_id("rec", article.head.url)
            writes.add_reading(session, article=article, facts=facts, record_id=record, reader=READER)
        writes.add_skipped(session, record_id="rec_short", reader=READER, reason="too-short")
        writes.replace_comparison(session, comparison=compared)
    engine.dispose()
    return compared


def fill_many(settings: Settings, number: int) -> None:
    """Adds `number` plain facts, for pages of a list."""
    engine = open_store(settings.database_url)
    sentences = [f"The fee for paper number {place} is {place} tenge" for place in range(1, number + 1)]
    fields = {"kind": "rule", "topic": "tax", "modality": "required", "unit": "KZT", "jurisdiction": "KZ"}
    told = Told("Fee Gazette", "/fees.html", "Fees", "2022-12-01", ". ".join(sentences), ((sentences[0], fields),))
    told = replace(told, facts=tuple((words, {**fields, "value": Decimal(n)}) for n, words in enumerate(sentences, 1)))
    article, facts = _read(told, "http://fees.example")
    with writing(engine) as session:
        writes.add_reading(session, article=article, facts=facts, record_id="rec_fees", reader=READER)
    engine.dispose()


def comparison(read: list[tuple[Article, tuple[Fact, ...]]]) -> Comparison:
    """What comparing would make of the story."""
    stay, former = fact_named(read, STAY_WORDS), fact_named(read, FORMER_WORDS)
    sides = ((fact_named(read, SPEAKER_WORDS).fact_id,), (fact_named(read, RELAY_WORDS).fact_id,))
    told = datetime(2023, 1, 17, tzinfo=UTC)
    change = Change(
        change_id=stable_id("chg", "stay"),
        jurisdiction="KZ",
        topic="stay",
        audience="citizens:EAEU",
        summary=CHANGE_SENTENCE,
        announced_on="2023-01-17",
        effective_on="2023-01-27",
        status="announced",
        before=(former.fact_id,),
        after=(stay.fact_id,),
        evidence=(stay.fact_id, former.fact_id),
        independent=1,
        relays=0,
        known_from=told,
    )
    conflict = Conflict(
        conflict_id=stable_id("cnf", "asylum"),
        type="modality",
        state="open",
        severity="contradiction",
        explanation=CONFLICT_SENTENCE,
        sides=sides,
        settled_by="The speaker's own words in full, or the treaty's text.",
        known_from=datetime(2022, 9, 22, tzinfo=UTC),
    )
    return Comparison(versions=_versions(stay, former, told), changes=(change,), conflicts=(conflict,))


def _versions(stay: Fact, former: Fact, told: datetime) -> tuple[RuleVersion, ...]:
    new = RuleVersion(
        version_id="ver_new",
        rule_id="rul_stay",
        jurisdiction="KZ",
        topic="stay",
        audience="citizens:EAEU",
        subject=None,
        modality="permitted",
        status="announced",
        value=Decimal(90),
        value_high=None,
        unit="day",
        qualifier="at-most",
        per="P180D",
        valid_from=date(2023, 1, 27),
        valid_to=None,
        known_from=told,
        known_to=None,
        evidence=(stay.fact_id,),
    )
    old = replace(
        new,
        version_id="ver_old",
        status="in-force",
        per=None,
        qualifier=None,
        valid_from=None,
        valid_to=date(2023, 1, 27),
        evidence=(former.fact_id,),
    )
    return (new, old)


def _read(told: Told, origin: str) -> tuple[Article, tuple[Fact, ...]]:
    url = origin + told.path
    head = ArticleHead(
        article_id=stable_id("art", url, told.text),
        url=url,
        title=told.title,
        source=told.source,
        source_kind=told.kind,  # type: ignore[arg-type]  # plain text in the table above
        country="KZ",
        language=told.language,
        published=told.published,
        retrieved=FETCHED,
        snapshot=digest(told.text.encode()),
    )
    return Article(head=head, text=told.text), tuple(_fact(head, told.text, *one) for one in told.facts)


def _fact(head: ArticleHead, text: str, words: str, fields: dict[str, Any]) -> Fact:
    start = text.index(words)
    quote = take(text, start, start + len(words))
    return Fact(
        fact_id=stable_id("fct", head.article_id, start),
        article_id=head.article_id,
        quote=quote,
        reader=READER,
        **fields,
    )


def page_of(told: Told) -> str:
    """The article as an outlet's own page, with room above the words so that a jump to them can be seen."""
    from html import escape

    paragraphs = "".join(f"<p>{escape(part)}</p>" for part in told.text.split("\n\n"))
    filler = "<p>Menu, rates and weather.</p>" * 80
    head = f"<!doctype html><meta charset=utf-8><title>{escape(told.title)}</title>"
    return f"{head}{filler}<main>{paragraphs}</main>{filler}"


def installation(folder: Path) -> Settings:
    """Settings of an installation in `folder`, which names a mail server."""
    (folder / "settings.toml").write_text('[mail]\nhost = "mail.example"\nsender = "alerts@ereje.example"\n')
    return Settings(home=folder, database_url=f"sqlite:///{folder / 'ereje.sqlite'}")
