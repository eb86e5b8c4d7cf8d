"""The tables, one schema for SQLite and PostgreSQL; records become rows and rows records in db/mapping.py.

    readings      what became of each archived record, and which reader read it
    articles      one row a text: the same address with other words is another version, the latest is `current`
    facts         what an article says, with its quote
    fact_words    the words of each fact's quote and title, which are searched
    rule_versions states of rules on two clocks
    changes       rules that became others, with their facts in change_facts
    conflicts     reports that do not fit together, with their facts in conflict_sides, and a person's verdict
    verdicts      every judgement of a conflict, in order: given, taken back, reopened by new evidence
    events        what others may act on, each raised once, with the notice that tells it
    successors    the id under which a change or a conflict goes on, where it is another
    calendar      the start of each change as calendars keep it
    subscriptions who is told what, where and how often
    deliveries    the outbox: which event is owed to which subscription, and the message that carries it
    messages      what is to be sent or was, with its attempts
    accounts, sessions
                  who may judge conflicts, and the browsers in which they are signed in
    article_places, stale_articles
                  which fields and countries an article's facts belong to, and which articles came, changed or went
                  since the last comparison: so that one more article is compared with its own alone
    meta          what the store knows of itself

What a later comparison no longer finds is marked `withdrawn`, never deleted: someone may have been told of it. The
facts behind changes and conflicts are named without a foreign key, since a better reading may take one away before
the next comparison.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, Index
from sqlmodel import Field, SQLModel

from db.columns import ExactDecimal, Words


def _key(**options: Any) -> Any:
    return Field(sa_type=Words, primary_key=True, **options)


def _words(**options: Any) -> Any:
    return Field(sa_type=Words, **options)


def _amount() -> Any:
    return Field(default=None, sa_type=ExactDecimal)


class ReadingRow(SQLModel, table=True):
    """`outcome` is read, skipped or failed; `retrieved` is the record's own, so the latest text of a page is known."""

    __tablename__ = "readings"

    record_id: str = _key()
    reader: str = _words(index=True)
    outcome: str = _words(index=True)
    reason: str | None = _words(default=None)
    retrieved: datetime | None = None
    article_id: str | None = _words(default=None, index=True)


class ArticleRow(SQLModel, table=True):
    """`published_first` and `published_last` are the days between which `published` lies, at the precision known.

    `new_on` is the day (UTC) on which the page was first fetched; none for its later texts, which are no new page.
    `facts` is how many were read from the text, kept since counting them for every source takes long.
    """

    __tablename__ = "articles"
    # A hash, since PostgreSQL's other indexes refuse an address over 2,700 bytes. Nearly all articles are current: an
    # index that begins with it would be taken for one that finds few.
    __table_args__ = (
        Index("ix_articles_url", "url", postgresql_using="hash"),
        Index("ix_articles_source", "source", "current"),
        Index("ix_articles_new_on", "source", "new_on"),
        Index("ix_articles_out", "published_first", "retrieved", "source", "current"),
    )

    article_id: str = _key()
    url: str = _words()
    title: str | None = _words(default=None)
    source: str | None = _words(default=None)
    source_kind: str | None = _words(default=None)
    country: str | None = _words(default=None)
    language: str = _words(index=True)
    published: str | None = _words(default=None, index=True)
    published_first: date | None = Field(default=None, index=True)
    published_last: date | None = Field(default=None, index=True)
    retrieved: datetime
    snapshot: str = _words()
    text: str = _words()
    current: bool = True
    new_on: date | None = None
    facts: int = 0


class FactRow(SQLModel, table=True):
    """The fields of core.records.Fact; `article_id` names the text that the quote stands in."""

    __tablename__ = "facts"
    __table_args__ = (Index("ix_facts_place", "article_id", "quote_start", "fact_id"),)

    fact_id: str = _key()
    article_id: str = _words(foreign_key="articles.article_id", ondelete="CASCADE")
    kind: str = _words(index=True)
    quote: str = _words()
    quote_start: int
    quote_end: int
    reader: str = _words()
    headline: bool
    confidence: float
    jurisdiction: str | None = _words(default=None, index=True)
    topic: str | None = _words(default=None, index=True)
    subject: str | None = _words(default=None)
    audience: str | None = _words(default=None, index=True)
    modality: str | None = _words(default=None)
    status: str | None = _words(default=None, index=True)
    measure: str | None = _words(default=None, index=True)
    value: Decimal | None = _amount()
    value_high: Decimal | None = _amount()
    unit: str | None = _words(default=None)
    qualifier: str | None = _words(default=None)
    per: str | None = _words(default=None)
    period: str | None = _words(default=None)
    as_of: str | None = _words(default=None)
    date: str | None = _words(default=None)
    announced_on: str | None = _words(default=None)
    effective_from: str | None = _words(default=None)
    effective_until: str | None = _words(default=None)
    commencement: str | None = _words(default=None)
    speaker: str | None = _words(default=None)
    organisation: str | None = _words(default=None)
    reported_via: str | None = _words(default=None)


class FactWordsRow(SQLModel, table=True):
    """`words` as db.searching makes them; each database has its own index of them (migration 0006)."""

    __tablename__ = "fact_words"

    number: int | None = Field(default=None, primary_key=True)
    fact_id: str = _words(foreign_key="facts.fact_id", ondelete="CASCADE", unique=True)
    words: str = _words()


class RuleVersionRow(SQLModel, table=True):
    """Half-open on both clocks; a null end is open. `evidence` is a list of fact ids.

    `holds` is false for what is not said to hold (db.mapping); `shelf` is where it stands in a list of rules, and every
    filter has an index that finds them in that order.
    """

    __tablename__ = "rule_versions"
    __table_args__ = (
        Index("ix_rule_versions_shelf", "holds", "shelf", "version_id"),
        Index("ix_rule_versions_topic", "topic", "holds", "shelf", "version_id"),
        Index("ix_rule_versions_audience", "audience", "holds", "shelf", "version_id"),
        Index("ix_rule_versions_jurisdiction", "jurisdiction", "holds", "shelf", "version_id"),
    )

    version_id: str = _key()
    rule_id: str = _words(index=True)
    jurisdiction: str | None = _words(default=None)
    topic: str | None = _words(default=None)
    audience: str | None = _words(default=None)
    subject: str | None = _words(default=None)
    modality: str | None = _words(default=None)
    status: str | None = _words(default=None)
    value: Decimal | None = _amount()
    value_high: Decimal | None = _amount()
    unit: str | None = _words(default=None)
    qualifier: str | None = _words(default=None)
    per: str | None = _words(default=None)
    valid_from: date | None = None
    valid_to: date | None = None
    known_from: datetime
    known_to: datetime | None = None
    evidence: list[str] = Field(sa_type=JSON)
    holds: bool = True
    shelf: str = _words(default="")
    block: str = _words(default="", index=True)
    withdrawn: bool = False


class ChangeRow(SQLModel, table=True):
    """A change without its facts.

    `summary_words` are searched (db.searching); `day` is the one it is listed by: that of its announcement, else the
    one on which it was first told of.
    """

    __tablename__ = "changes"
    __table_args__ = (Index("ix_changes_day", "day", "independent", "change_id"),)

    change_id: str = _key()
    jurisdiction: str | None = _words(default=None, index=True)
    topic: str | None = _words(default=None, index=True)
    audience: str | None = _words(default=None, index=True)
    summary: str = _words()
    summary_words: str = _words()
    day: str = _words(default="")
    announced_on: str | None = _words(default=None)
    effective_on: str | None = _words(default=None, index=True)
    status: str | None = _words(default=None, index=True)
    independent: int
    relays: int
    known_from: datetime
    primary: list[str] = Field(default_factory=list, sa_type=JSON)
    block: str = _words(default="", index=True)
    withdrawn: bool = False


class ChangeFactRow(SQLModel, table=True):
    """`role` is before, after or evidence; `position` keeps the order."""

    __tablename__ = "change_facts"

    change_id: str = _key(foreign_key="changes.change_id", ondelete="CASCADE")
    role: str = _key()
    position: int = Field(primary_key=True)
    fact_id: str = _words(index=True)


class ConflictRow(SQLModel, table=True):
    """`state` is the comparison's; a person's `verdict`, where there is one, stands before it and is kept."""

    __tablename__ = "conflicts"

    conflict_id: str = _key()
    type: str = _words(index=True)
    state: str = _words()
    severity: str = _words()
    explanation: str = _words()
    settled_by: str | None = _words(default=None)
    known_from: datetime
    matter: str = _words(default="figure")
    independent: int = 1
    relays: int = 0
    primary: list[str] = Field(default_factory=list, sa_type=JSON)
    drift: str | None = _words(default=None)
    block: str = _words(default="", index=True)
    withdrawn: bool = False
    verdict: str | None = _words(default=None)
    verdict_by: str | None = _words(default=None)
    verdict_at: datetime | None = None
    verdict_note: str | None = _words(default=None)


class ConflictSideRow(SQLModel, table=True):
    """One fact on one side of a conflict."""

    __tablename__ = "conflict_sides"

    conflict_id: str = _key(foreign_key="conflicts.conflict_id", ondelete="CASCADE")
    side: int = Field(primary_key=True)
    position: int = Field(primary_key=True)
    fact_id: str = _words(index=True)


class VerdictRow(SQLModel, table=True):
    """`number` keeps the order; `seen` are the addresses of the pages on the sides at that time."""

    __tablename__ = "verdicts"

    number: int | None = Field(default=None, primary_key=True)
    conflict_id: str = _words(index=True)
    state: str | None = _words(default=None)
    by: str = _words()
    at: datetime
    note: str | None = _words(default=None)
    seen: list[str] = Field(sa_type=JSON)


class EventRow(SQLModel, table=True):
    """Raised once: the id is made of what happened. `notice` is what it tells, as JSON, written beside it."""

    __tablename__ = "events"

    event_id: str = _key()
    kind: str = _words(index=True)
    subject_id: str = _words(index=True)
    text: str = _words()
    at: datetime = Field(index=True)
    former: str | None = _words(default=None)
    silent: bool = False
    notice: dict[str, Any] | None = Field(default=None, sa_type=JSON)


class SuccessorRow(SQLModel, table=True):
    """`later` is the id under which `former` goes on."""

    __tablename__ = "successors"

    former: str = _key()
    later: str = _words()


class CalendarRow(SQLModel, table=True):
    """`fingerprint` is the hash of what a reader sees; `change` is the change itself, kept when it is cancelled."""

    __tablename__ = "calendar"

    uid: str = _key()
    change_id: str = _words(unique=True)
    change: dict[str, Any] = Field(sa_type=JSON)
    fingerprint: str = _words()
    sequence: int = 0
    modified: datetime
    cancelled: bool = False


class SubscriptionRow(SQLModel, table=True):
    """As in core.telling; `filters` and `kinds` are JSON."""

    __tablename__ = "subscriptions"

    subscription_id: str = _key()
    token: str = _words(unique=True)
    channel: str = _words()
    target: str = _words(index=True)
    secret: str | None = _words(default=None)
    frequency: str = _words()
    timezone: str = _words()
    hour: int
    weekday: int
    language: str = _words()
    filters: dict[str, Any] = Field(sa_type=JSON)
    kinds: list[str] = Field(sa_type=JSON)
    state: str = _words(index=True)
    paused_until: datetime | None = None
    created: datetime
    confirmed: datetime | None = None
    given_up: int = 0


class MessageRow(SQLModel, table=True):
    """`tried` is the last failed attempt, `why` its reason."""

    __tablename__ = "messages"

    message_id: str = _key()
    subscription_id: str = _words(foreign_key="subscriptions.subscription_id", ondelete="CASCADE", index=True)
    purpose: str = _words()
    created: datetime
    state: str = _words(index=True)
    attempts: int = 0
    tried: datetime | None = None
    why: str | None = _words(default=None)
    sent: datetime | None = None


class DeliveryRow(SQLModel, table=True):
    """An event owed to a subscription; `message_id` is null until a message is made that carries it."""

    __tablename__ = "deliveries"

    event_id: str = _key(foreign_key="events.event_id")
    subscription_id: str = _key(foreign_key="subscriptions.subscription_id", ondelete="CASCADE", index=True)
    at: datetime
    message_id: str | None = _words(default=None, foreign_key="messages.message_id", ondelete="CASCADE", index=True)


class AccountRow(SQLModel, table=True):
    """A person who may judge; `failed` counts wrong passwords since the last right one, the last at `failed_at`."""

    __tablename__ = "accounts"

    name: str = _key()
    password: str = _words()
    created: datetime
    failed: int = 0
    failed_at: datetime | None = None


class SessionRow(SQLModel, table=True):
    """A signed-in browser, known by the hash of what it holds."""

    __tablename__ = "sessions"

    session_hash: str = _key()
    name: str = _words(foreign_key="accounts.name", ondelete="CASCADE", index=True)
    until: datetime


class ArticlePlaceRow(SQLModel, table=True):
    """A field and a country ("" for none) that facts of the article belong to, as they were last compared."""

    __tablename__ = "article_places"
    __table_args__ = (Index("ix_article_places_field", "field", "place"),)

    article_id: str = _key()
    field: str = _key()
    place: str = _key()


class StaleArticleRow(SQLModel, table=True):
    """An article that came, changed or went since the last comparison."""

    __tablename__ = "stale_articles"

    article_id: str = _key()


class MetaRow(SQLModel, table=True):
    """A name and its value."""

    __tablename__ = "meta"

    name: str = _key()
    value: str = _words()


def _table(name: str) -> Any:
    return SQLModel.metadata.tables[name]


READINGS, ARTICLES, FACTS = _table("readings"), _table("articles"), _table("facts")
FACT_WORDS = _table("fact_words")
VERSIONS, CHANGES, CONFLICTS = _table("rule_versions"), _table("changes"), _table("conflicts")
VERDICTS, EVENTS = _table("verdicts"), _table("events")
SUCCESSORS, CALENDAR = _table("successors"), _table("calendar")
SUBSCRIPTIONS, MESSAGES, DELIVERIES = _table("subscriptions"), _table("messages"), _table("deliveries")
ACCOUNTS, SESSIONS = _table("accounts"), _table("sessions")
ARTICLE_PLACES, STALE = _table("article_places"), _table("stale_articles")
CHANGE_FACTS, CONFLICT_SIDES, META = _table("change_facts"), _table("conflict_sides"), _table("meta")
