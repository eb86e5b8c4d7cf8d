"""Tellings: what one article says of one change, and which articles' tellings are of the same change."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from timeline.amount import same_limit
from timeline.claims import Claim
from timeline.names import same_outlet
from timeline.span import Span, span

APART = 10  # days: two starts farther apart are two changes, or one that was moved
AFTERWARDS = 75  # days after its start in which an article without a date may still tell of a change
BEFOREHAND = 120  # and before it: a law is told of long before it starts
UNDATED = 45  # days in which articles on a change without any date speak of one
REACH = 40  # changes that a telling is held against at most


@dataclass(slots=True)
class Telling:
    """Claims of one article; `effective` is the start it tells, `near` a day near it (at worst its publication)."""

    claims: list[Claim]
    effective: Span | None
    near: Span | None


@dataclass(slots=True)
class _Part:
    """Tellings of one change so far; `narrow` where its topic has so few rules that one start is one change."""

    tellings: list[Telling]
    narrow: bool

    def takes(self, telling: Telling) -> bool:
        if self.narrow and not (telling.effective and telling.effective.exact) and self._goes_with(telling):
            return True
        if self.narrow and any(each.effective == telling.effective for each in self.tellings):
            return True
        return any(alike(each.claims, telling.claims, self.narrow) for each in self.tellings[:REACH])

    def _goes_with(self, telling: Telling) -> bool:
        """Whether a telling without a day needs no likeness: told in time, in a text, and of no other subject."""
        mine, theirs = _subjects([telling]), _subjects(self.tellings)
        in_text = any(not each.fact.headline for each in telling.claims)
        days = [each.claims[0].published for each in self.tellings]
        day = telling.claims[0].published
        near = day is None or any(each is None or each.gap(day) <= UNDATED for each in days)
        return in_text and near and (not mine or not theirs or bool(mine & theirs))


def _subjects(told: Iterable[Telling]) -> set[str]:
    return {each.fact.subject for telling in told for each in telling.claims if each.fact.subject}


def tellings(block: Iterable[Claim]) -> list[Telling]:
    """One telling for each start that an article names; what it says without a start goes with its only one."""
    articles: dict[str, list[Claim]] = defaultdict(list)
    for each in block:
        articles[each.fact.article_id].append(each)
    return [telling for article in articles.values() for telling in _of_article(article)]


def joined(told: Iterable[Telling], narrow: bool) -> tuple[list[list[Telling]], list[list[Telling]]]:
    """Tellings by change: those with near starts, and those with none that has a day.

    One of a month or year goes with a start in it, one without a date with a start near its publication.
    """
    dated, vague, loose = _by_precision(told)
    parts: list[_Part] = []
    starts: list[date] = []
    for each, start in dated:
        near = parts[bisect_left(starts, start - timedelta(APART)) :]
        if not _found_home(near[:REACH], each):
            parts.append(_Part([each], narrow))
            starts.append(start)
    others: list[_Part] = []
    for each, around in vague:
        within = parts[bisect_left(starts, around.first) : bisect_right(starts, around.last)]
        same = [part for part in others[-REACH:] if part.tellings[0].effective == around]
        if not _found_home((*within[:REACH], *same), each):
            others.append(_Part([each], narrow))
    for each in loose:
        if not _found_home(_around(each, parts, starts, others), each):
            others.append(_Part([each], narrow))
    return [part.tellings for part in parts], [part.tellings for part in others]


def adopted(parts: Sequence[list[Telling]], strangers: Iterable[Telling], narrow: bool) -> list[Telling]:
    """Adds each stranger to the first change near in time that it is like; returns those that found none."""
    left: list[Telling] = []
    for each in strangers:
        near = (part for part in parts if _near(part[0], each))
        home = next((part for part in near if any(_of_another(one, each, narrow) for one in part)), None)
        if home is None:
            left.append(each)
        else:
            home.append(each)
    return left


def _of_another(one: Telling, stranger: Telling, narrow: bool) -> bool:
    """Whether another article tells what the stranger does; its own article's aside on a country proves nothing."""
    other = one.claims[0].fact.article_id != stranger.claims[0].fact.article_id
    return other and alike(one.claims, stranger.claims, narrow)


def _near(one: Telling, other: Telling) -> bool:
    """Whether two starts, or the days nearest to them, lie close enough for one change."""
    first, second = one.effective or one.near, other.effective or other.near
    reach = APART if one.effective and other.effective else UNDATED
    return first is None or second is None or first.gap(second) <= reach


def alike(one: Sequence[Claim], other: Sequence[Claim], narrow: bool) -> bool:
    """Whether two tellings speak of one act: by its subject, two telling words, or its number.

    In a wide topic a number alone is none: it needs a telling word, or another language, beside it.
    """
    return any(_alike(first, second, narrow) for first in one for second in other)


def is_past(claim: Claim) -> bool:
    """Whether the claim tells what held before."""
    return claim.fact.status == "superseded"


def _alike(first: Claim, second: Claim, narrow: bool) -> bool:
    if first.fact.subject is not None and first.fact.subject == second.fact.subject:
        return True
    shared = len(first.stems & second.stems)
    foreign = first.article.language != second.article.language
    if shared >= 2 or (same_limit(first.fact, second.fact) and (narrow or shared or foreign)):
        return True
    return foreign and first.published == second.published and same_outlet(first.article.source, second.article.source)


def _of_article(article: list[Claim]) -> list[Telling]:
    starts = sorted({each.effective for each in article if each.effective and not is_past(each)})
    if len(starts) <= 1:
        start = starts[0] if starts else next((end for each in article if (end := _ended(each))), None)
        announced = next((day for each in article if (day := span(each.fact.announced_on))), None)
        return [Telling(article, start, start or announced or article[0].published)]
    dated = [Telling([each for each in article if each.effective == start], start, start) for start in starts]
    home = min(dated, key=lambda each: _distance(each, article[0].published))
    home.claims += [each for each in article if each.effective not in starts]
    return dated


def _distance(telling: Telling, published: Span | None) -> tuple[int, int]:
    """Days between a start and the article; of equals the start that more is said of."""
    days = telling.effective.gap(published) if telling.effective and published else 0
    return days, -len(telling.claims)


def _ended(claim: Claim) -> Span | None:
    return span(claim.fact.effective_until) if is_past(claim) else None


def _by_precision(
    told: Iterable[Telling],
) -> tuple[list[tuple[Telling, date]], list[tuple[Telling, Span]], list[Telling]]:
    """Tellings with a day, with a month or year, and with neither, each in an order of their own."""
    ordered = sorted(told, key=lambda each: (each.effective or Span(date.max, date.max), each.claims[0].order))
    dated = [(each, each.effective.first) for each in ordered if each.effective and each.effective.exact]
    vague = [(each, each.effective) for each in ordered if each.effective and not each.effective.exact]
    return dated, vague, [each for each in ordered if each.effective is None]


def _found_home(parts: Iterable[_Part], telling: Telling) -> bool:
    for part in parts:
        if part.takes(telling):
            part.tellings.append(telling)
            return True
    return False


def _around(telling: Telling, parts: list[_Part], starts: list[date], others: list[_Part]) -> Iterator[_Part]:
    """Changes that an article without a start may be about: the nearest start first, then others told at that time."""
    if telling.near is None:
        known = (*parts[-REACH:], *others[-REACH:])
        yield from (
            part for part in known if any(alike(one.claims, telling.claims, part.narrow) for one in part.tellings)
        )
        return
    day = telling.near.first
    first = bisect_left(starts, day - timedelta(AFTERWARDS))
    last = bisect_right(starts, day + timedelta(BEFOREHAND))
    yield from (parts[at] for at in sorted(range(first, last), key=lambda at: (abs(starts[at] - day), at))[:REACH])
    for part in others[-REACH:]:
        near = part.tellings[0].effective or part.tellings[0].near
        if near and near.gap(telling.near) <= UNDATED:
            yield part
