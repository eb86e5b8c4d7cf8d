"""A notice in words: one title, labelled rows and the exact quotes, the same for every way of telling it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from core.quotes import link_to
from core.records.facts import Report
from core.records.findings import Change, EventKind
from core.telling import Notice
from publish import titles
from words import days, wording
from words.speech import ENGLISH, Phrase, chosen, say

KINDS: dict[EventKind, Phrase] = {
    "rule-new": say("New rule"),
    "rule-changed": say("Rule changed"),
    "date-moved": say("Date moved"),
    "in-force-soon": say("In force soon"),
    "conflict-opened": say("Reports differ"),
    "conflict-closed": say("Conflict closed"),
    "source-quiet": say("Source quiet"),
}
REPORTED = say("{kind}, reported")
NOTHING_NEW = say("{source}: nothing new since {day}")
BEFORE, AFTER, ANNOUNCED, IN_FORCE = say("Before"), say("After"), say("Announced"), say("In force")
TOLD_BEFORE, FOR_WHOM, COUNTRY = say("Told before"), say("For whom"), say("Country")
VOICES, OFFICIAL, SETTLE = say("Voices"), say("Official text"), say("What would settle it")
SEEN, NOT_SEEN = say("seen"), say("not seen")
NOT_UPHELD = say("no report upholds it any more")
AHEAD = say("{day} ({ahead})")
_TITLE = 160  # characters
_RANK: tuple[EventKind, ...] = (
    "in-force-soon",
    "date-moved",
    "rule-changed",
    "rule-new",
    "conflict-opened",
    "conflict-closed",
    "source-quiet",
)


@dataclass(frozen=True, slots=True)
class Quoted:
    """Exact words, who has them, when they were published, and the address that opens at them."""

    words: str
    outlet: str
    language: str
    published: str
    link: str


@dataclass(frozen=True, slots=True)
class Item:
    """One notice as it is read. `sentence` is English and None where the reader speaks another language.

    `earlier` are the kinds and addresses of what the same message carries of the same matter.
    """

    notice: Notice
    kind: str
    title: str
    rows: tuple[tuple[str, str], ...]
    quotes: tuple[Quoted, ...]
    address: str
    sentence: str | None
    earlier: tuple[tuple[str, str], ...] = ()


def items(notices: Iterable[Notice], *, public_url: str, today: date) -> tuple[Item, ...]:
    """Several notices in the order in which a message has them: what comes into force, then news, then doubts.

    Of one change or conflict only the last is told whole, of two at one time what ranks first; the others beside it.
    """
    of_one: dict[str, list[Notice]] = defaultdict(list)
    for notice in sorted(notices, key=lambda each: (each.event.at, -_RANK.index(each.event.kind))):
        of_one[notice.event.subject_id].append(notice)
    ranked = sorted(of_one.values(), key=lambda told: (_RANK.index(told[-1].event.kind), told[-1].event.event_id))
    return tuple(_folded(told, public_url, today) for told in ranked)


def _folded(told: list[Notice], public_url: str, today: date) -> Item:
    earlier = tuple((kind(each), address(each, public_url)) for each in told[:-1])
    return replace(item(told[-1], public_url=public_url, today=today), earlier=earlier)


def address(notice: Notice, public_url: str) -> str:
    """The permanent address of what happened."""
    return f"{public_url}/e/{notice.event.event_id}"


def item(notice: Notice, *, public_url: str, today: date) -> Item:
    """The notice in the chosen language; `today` tells how far ahead a start is."""
    sentence = days.spelled(notice.event.text) if chosen().language == ENGLISH else None
    return Item(
        notice=notice,
        kind=kind(notice),
        title=plain(title(notice)),
        rows=tuple((str(label), plain(value)) for label, value in _rows(notice, today) if value),
        quotes=tuple(_quoted(report) for report in notice.evidence),
        address=address(notice, public_url),
        sentence=plain(sentence) if sentence else None,
    )


def kind(notice: Notice) -> str:
    """What happened, in a word or two; "reported" where no official text was seen."""
    word = KINDS[notice.event.kind]
    return REPORTED.fill(kind=word) if notice.change and not notice.change.primary else str(word)


def title(notice: Notice) -> str:
    """What it is about in one line: object, before and after, for whom, from when."""
    return briefly(notice, _TITLE)


def briefly(notice: Notice, longest: int) -> str:
    """The same in no more than `longest` characters."""
    if notice.change:
        former = notice.event.former if notice.event.kind == "date-moved" else None
        return titles.of_change(
            notice.change, notice.before, notice.after, former=former, settled=notice.settled, longest=longest
        )
    if notice.conflict:
        told = titles.of_conflict(notice.conflict, notice.evidence)
    else:
        told = NOTHING_NEW.fill(source=notice.event.subject_id, day=days.in_words(notice.event.former))
    return wording.short(told, longest - len(" …")) if len(told) > longest else told


def plain(text: str) -> str:
    """One line without anything that a terminal, a header or a chat would act on."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def _rows(notice: Notice, today: date) -> Iterator[tuple[Phrase, str | None]]:
    """Always in this order, so that mails read alike."""
    if notice.change:
        yield from _rows_of_change(notice, notice.change, today)
    if notice.conflict:
        upheld = notice.event.kind != "conflict-closed" or notice.conflict.state != "open"
        yield say("State"), str(wording.CONFLICT_STATES[notice.conflict.state][1] if upheld else NOT_UPHELD)
        yield VOICES, wording.voices(notice.conflict.independent, notice.conflict.relays)
        yield SETTLE, wording.settled_by(notice.conflict.type, notice.conflict.settled_by)


def _rows_of_change(notice: Notice, change: Change, today: date) -> Iterator[tuple[Phrase, str | None]]:
    yield from zip((BEFORE, AFTER), titles.sides(notice.before, notice.after), strict=True)
    yield ANNOUNCED, days.in_words(change.announced_on)
    ahead = None if change.disputed else days.days_until(change.effective_on, today)
    disputed = wording.disputed_start(change, notice.settled)
    day = disputed if change.disputed else days.in_words(change.effective_on)
    yield IN_FORCE, AHEAD.fill(day=day, ahead=ahead) if ahead else day
    yield TOLD_BEFORE, days.in_words(notice.event.former) if notice.event.former else None
    yield FOR_WHOM, wording.audience(change.audience)
    yield COUNTRY, wording.country(change.jurisdiction) if change.jurisdiction else None
    yield VOICES, wording.voices(change.independent, change.relays)
    yield OFFICIAL, str(SEEN if change.primary else NOT_SEEN)


def _quoted(report: Report) -> Quoted:
    article = report.article
    outlet = article.source or (article.url.split("/")[2:3] or [article.url])[0]
    link = link_to(article.url, report.fact.quote.text)
    return Quoted(report.fact.quote.text, plain(outlet), article.language, days.in_words(article.published), link)
