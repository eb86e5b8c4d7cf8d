"""Episodes: the claims that speak of one change of one group of rules, in whatever article they stand."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from timeline.amount import same_limit
from timeline.claims import Claim
from timeline.lattice import Lattice
from timeline.span import Span, span

APART = 10  # days: two starts farther apart are two changes, or one that was moved
AFTERWARDS = 75  # days after its start in which an article without a date may still tell of a change
BEFOREHAND = 120  # and before it: a law is told of long before it starts
UNDATED = 45  # days in which articles on a change without any date speak of one


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """Claims about one change, earliest known first; `starts` holds each starting day told, with who told it."""

    jurisdiction: str | None
    group: str
    subject: str | None
    claims: tuple[Claim, ...]
    starts: tuple[tuple[date, tuple[Claim, ...]], ...]

    @property
    def articles(self) -> dict[str, list[Claim]]:
        """The claims by article, in order."""
        found: dict[str, list[Claim]] = defaultdict(list)
        for each in self.claims:
            found[each.fact.article_id].append(each)
        return found


@dataclass(slots=True)
class _Telling:
    """What one article tells of one change in one group of rules."""

    claims: list[Claim]
    effective: Span | None
    near: Span | None


def episodes(claims: Sequence[Claim], lattice: Lattice) -> list[Episode]:
    """Every change that some article gives evidence of: a start, an end, an announcement, a past rule, a word."""
    rules = [each for each in claims if each.fact.kind == "rule" and each.fact.topic is not None]
    telling = {(each.fact.article_id, each.group) for each in rules if tells_change(each, lattice)}
    blocks: dict[tuple[str | None, str, str | None], list[Claim]] = defaultdict(list)
    for each in rules:
        if (each.fact.article_id, each.group) in telling and each.fact.topic is not None:
            blocks[(each.place, lattice.changing(each.fact.topic), _subject(each, lattice))].append(each)
    found: list[Episode] = []
    for (jurisdiction, group, subject), block in blocks.items():
        for part in _joined(_tellings(block)):
            members = sorted((claim for each in part for claim in each.claims), key=lambda each: each.order)
            found.append(
                Episode(
                    jurisdiction=jurisdiction,
                    group=group,
                    subject=subject,
                    claims=tuple(members),
                    starts=_starts(members),
                )
            )
    return found


def tells_change(claim: Claim, lattice: Lattice) -> bool:
    """Whether the claim by itself is evidence that a rule became another, not that a rule stands."""
    fact = claim.fact
    dated = fact.effective_from or fact.effective_until or fact.commencement
    moved = fact.status in ("announced", "planned", "superseded") or fact.modality == "planned"
    worded = lattice.marks("change", fact.quote.text) and not lattice.marks("unchanged", fact.quote.text)
    return bool(dated or moved) or worded


def _subject(claim: Claim, lattice: Lattice) -> str | None:
    return None if claim.group in lattice.together.values() else claim.fact.subject


def _tellings(block: Iterable[Claim]) -> list[_Telling]:
    """One telling for each start that an article names; what it says without a start goes with its only one."""
    articles: dict[str, list[Claim]] = defaultdict(list)
    for each in block:
        articles[each.fact.article_id].append(each)
    found: list[_Telling] = []
    for article in articles.values():
        found.extend(_of_article(article))
    return found


def _of_article(article: list[Claim]) -> list[_Telling]:
    starts = sorted({each.effective for each in article if each.effective and not _is_past(each)})
    published = article[0].published
    if len(starts) <= 1:
        start = starts[0] if starts else next((end for each in article if (end := _ended(each))), None)
        return [_Telling(article, start, start or _announced(article) or published)]
    dated = [_Telling([each for each in article if each.effective == start], start, start) for start in starts]
    home = max(dated, key=lambda each: len(each.claims))
    home.claims += [each for each in article if each.effective not in starts]
    return dated


def _is_past(claim: Claim) -> bool:
    return claim.fact.status == "superseded"


def _ended(claim: Claim) -> Span | None:
    return span(claim.fact.effective_until) if _is_past(claim) else None


def _announced(article: Iterable[Claim]) -> Span | None:
    return next((day for each in article if (day := span(each.fact.announced_on))), None)


def _joined(tellings: list[_Telling]) -> list[list[_Telling]]:
    """Tellings by their starts, day by day; those without one go to the nearest change."""
    dated = sorted((each for each in tellings if each.effective), key=lambda each: (each.effective, each.claims[0].id))
    precise = [each for each in dated if each.effective and each.effective.exact]
    vague = [each for each in dated if each.effective and not each.effective.exact]
    parts: list[list[_Telling]] = []
    for each in precise:
        last = parts[-1][-1].effective if parts else None
        if last and each.effective and each.effective.gap(last) <= APART:
            parts[-1].append(each)
        else:
            parts.append([each])
    for each in vague:
        home = next(
            (
                part
                for part in parts
                if part[0].effective and each.effective and part[0].effective.meets(each.effective)
            ),
            None,
        )
        if home is None:
            parts.append([each])
        else:
            home.append(each)
    loose = sorted((each for each in tellings if not each.effective), key=lambda each: each.claims[0].order)
    return _with_loose(parts, loose)


def _with_loose(parts: list[list[_Telling]], loose: list[_Telling]) -> list[list[_Telling]]:
    undated: list[list[_Telling]] = []
    for each in loose:
        home = min(parts, key=lambda part: _distance(part[0], each), default=None)
        if home is not None and _distance(home[0], each) < 10_000:
            home.append(each)
        elif undated and each.near and undated[-1][-1].near and each.near.gap(undated[-1][-1].near) <= UNDATED:
            undated[-1].append(each)
        else:
            undated.append([each])
    return parts + undated


def _distance(dated: _Telling, loose: _Telling) -> int:
    """Days between a start and a report without one; very many where the report cannot be about it."""
    if dated.effective is None or loose.near is None:
        return 10_000
    after = (loose.near.first - dated.effective.last).days
    return abs(after) if -BEFOREHAND <= after <= AFTERWARDS else 10_000


def _starts(members: Sequence[Claim]) -> tuple[tuple[date, tuple[Claim, ...]], ...]:
    told: dict[date, list[Claim]] = defaultdict(list)
    for each in members:
        if each.effective and each.effective.exact and not _is_past(each):
            told[each.effective.first].append(each)
    return tuple((day, tuple(told[day])) for day in sorted(told))


def main_start(episode: Episode) -> str | None:
    """The start that most articles tell, the later known on a tie; a month or a year where no day is told."""
    votes: Counter[str] = Counter()
    latest: dict[str, Claim] = {}
    for article in episode.articles.values():
        for text in {each.fact.effective_from for each in article if each.fact.effective_from and not _is_past(each)}:
            votes[text] += 1
            latest[text] = max(latest.get(text, article[0]), article[0], key=lambda each: each.order)
    if not votes:
        return None
    return max(votes, key=lambda text: (len(text), votes[text], latest[text].order))


def alike(one: Sequence[Claim], other: Sequence[Claim]) -> bool:
    """Whether two tellings name one number or share two telling words: then they speak of one act."""
    return any(
        same_limit(first.fact, second.fact)
        or (first.fact.subject is not None and first.fact.subject == second.fact.subject)
        or len(first.stems & second.stems) >= 2
        for first in one
        for second in other
    )
