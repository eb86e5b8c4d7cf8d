"""Derived conflicts: the arithmetic does not fit, those who came less those who left are not those who stay."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from timeline.claims import Claim
from timeline.conflicts import differences, growth, rates, reasons, shares, sums
from timeline.conflicts.finding import Finding
from timeline.lattice import Balance, Lattice, Ratio, Relation
from timeline.phrase import amount, counted, grouped, outlets, slug, things, whom

_FACTOR = 3  # a balance is a flow and what remains a stock: only a gap that no earlier stock explains is told
_SHORTEST = 90  # days of a flow from which a stock may be judged
_FARTHEST = 366


def find(claims: Sequence[Claim], lattice: Lattice) -> Iterator[Finding]:
    """Balances against what others report as remaining."""
    figures = _measured(claims)
    for balance in lattice.balances:
        yield from _balances(balance, figures, lattice)


def find_within(article: Sequence[Claim], lattice: Lattice) -> Iterator[Finding]:
    """Parts against wholes, shares and growth inside one article."""
    figures = _measured(article)
    for ratio in lattice.ratios:
        yield from _ratios(ratio, figures, lattice)
    for measure in sorted(figures):
        yield from _parts(figures[measure], lattice)
    yield from growth.find(article, lattice)
    yield from shares.find(article, lattice)
    yield from shares.of_whole(article, lattice)
    yield from sums.find(article)
    yield from rates.find(article)
    yield from differences.find(article, lattice)


def _measured(claims: Sequence[Claim]) -> dict[str, list[Claim]]:
    figures: dict[str, list[Claim]] = defaultdict(list)
    for each in claims:
        if each.fact.kind == "figure" and each.fact.measure and each.fact.value is not None:
            figures[each.fact.measure].append(each)
    return figures


def _balances(balance: Balance, figures: dict[str, list[Claim]], lattice: Lattice) -> Iterator[Finding]:
    rests: dict[str | None, list[Claim]] = defaultdict(list)
    for each in figures.get(balance.rest, ()):
        rests[each.audience].append(each)
    taken = _by_article(figures.get(balance.minus, ()))
    for plus in figures.get(balance.plus, ()):
        minus = next((each for each in taken.get(plus.fact.article_id, ()) if _of_one_count(plus, each)), None)
        if (
            minus is None
            or plus.audience is None
            or plus.fact.headline
            or (plus.window and plus.window.days < _SHORTEST)
        ):
            continue
        against = [each for each in rests[plus.audience] if _misfits(plus, minus, each, lattice)]
        for article in _by_article(against).values():
            yield _unbalanced(plus, minus, article)


def _by_article(claims: Sequence[Claim]) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = defaultdict(list)
    for each in claims:
        found[each.fact.article_id].append(each)
    return found


def _of_one_count(plus: Claim, minus: Claim) -> bool:
    same_window = plus.window == minus.window or plus.window is None or minus.window is None
    return plus.audience == minus.audience and plus.fact.unit == minus.fact.unit and same_window


def _misfits(plus: Claim, minus: Claim, rest: Claim, lattice: Lattice) -> bool:
    if reasons.told_by_one_article(plus, rest, lattice) or reasons.other_jurisdiction(plus, rest, lattice):
        return False
    if reasons.part_and_whole(rest, rest, lattice) or rest.fact.unit != plus.fact.unit:
        return False
    day, when = plus.window or plus.published, rest.window or rest.published
    if day and when and day.gap(when) > _FARTHEST:
        return False
    left = plus.value - minus.value
    if left <= 0 or rest.extent is None or plus.value < rest.extent.low:
        return False  # fewer came than are here: the others came before
    return rest.fact.qualifier not in ("at-most", "less-than") and left * _FACTOR <= rest.extent.low


def _unbalanced(plus: Claim, minus: Claim, rests: Sequence[Claim]) -> Finding:
    first, second = outlets(plus, rests[0])
    left = plus.value - minus.value
    return Finding(
        type="derived",
        left=(plus, minus),
        right=tuple(rests),
        labels=("balance", "rest"),
        severity="tension",
        explanation=(
            f"In {first}, {counted(plus)} less {counted(minus)} leaves {grouped(left)}; "
            f"{second} has {counted(rests[0])}."
        ),
        settled_by="A count of those present from the body that counts entries and departures.",
    )


def _ratios(ratio: Ratio, figures: dict[str, list[Claim]], lattice: Lattice) -> Iterator[Finding]:
    parts, wholes = (_by_article(figures.get(name, ())) for name in (ratio.part, ratio.whole))
    for share in figures.get(ratio.share, ()):
        here = share.fact.article_id
        part = _only(parts.get(here, ()), share)
        whole = _only(wholes.get(here, ()), share)
        if part is None or whole is None or not whole.fact.value or share.fact.unit != "percent":
            continue
        told, found = share.value, 100 * part.value / whole.fact.value
        if told > 0 and not told / 2 <= found <= told * 2:
            yield Finding(
                type="derived",
                left=(share,),
                right=(part, whole),
                labels=("share", "parts"),
                severity="contradiction",
                explanation=(
                    f"{share.outlet} gives {amount(share)} as the {slug(ratio.share)}, "
                    f"but {counted(part)} among {counted(whole)} are {found:.2g}%."
                ),
                settled_by="The counts behind the share.",
            )


def _only(claims: Sequence[Claim], share: Claim) -> Claim | None:
    alike = [each for each in claims if each.audience == share.audience]
    return alike[0] if len(alike) == 1 else None


def _parts(figures: Sequence[Claim], lattice: Lattice) -> Iterator[Finding]:
    """A narrower group's number above that of the group it lies in, in one article and one period."""
    for article in _by_article(figures).values():
        for part in article:
            for whole in article:
                if lattice.audiences(part.audience, whole.audience) is not Relation.WITHIN:
                    continue
                if part.window is None or part.window != whole.window or part.fact.unit or whole.fact.unit:
                    continue
                if reasons.part_and_whole(part, whole, lattice):
                    continue
                if part.extent and whole.extent and part.extent.low > whole.extent.high:
                    yield _overflowing(part, whole)


def _overflowing(part: Claim, whole: Claim) -> Finding:
    return Finding(
        type="derived",
        left=(part,),
        right=(whole,),
        labels=("part", "whole"),
        severity="contradiction",
        explanation=(
            f"{part.outlet} has {amount(part)} {things(part)} among {whom(part.audience)}, "
            f"more than the {amount(whole)} among all {whom(whole.audience)}."
        ),
        settled_by="The table behind both counts.",
    )
