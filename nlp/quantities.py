"""Quantities: a number with its unit, hedge, range and window ("no more than 90 days in any 180")."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Literal

from core.records import Qualifier
from nlp.numbers import Number, NumberGrammar
from nlp.vocabulary import Vocabulary

DURATIONS = ("hour", "day", "month", "year")
_WEEK = Decimal(7)
_ISO = {"hour": "PT{}H", "day": "P{}D", "month": "P{}M", "year": "P{}Y"}
_AROUND = 45  # characters in which hedges and units are looked for
_SLASHED = re.compile(r"(?<![\w./-])(\d{2,3}) ?/ ?(\d{2,3})(?![\w/]|[.,]\d)")


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount as told; `value_high` is the upper end of a range, `per` the ISO 8601 duration it holds in.

    `start` and `end` span number, unit and hedge in the folded text; `number` is where the digits or words begin.
    `share` marks a part told in words ("a third"), `role` the old or new value of a move ("from 10 to 20").
    """

    value: Decimal
    start: int
    end: int
    number: int
    unit: str | None = None
    value_high: Decimal | None = None
    qualifier: Qualifier | None = None
    per: str | None = None
    share: bool = False
    words: bool = False
    role: Literal["old", "new"] | None = None

    @property
    def duration(self) -> bool:
        """Whether it is a stretch of time."""
        return self.unit in DURATIONS


class QuantityGrammar:
    """Reads the quantities of one language (tables `units`, `hedges_before`, `ranges`, `windows`, `no_figures`, …)."""

    def __init__(self, vocabulary: Vocabulary, numbers: NumberGrammar) -> None:
        self._vocabulary = vocabulary
        self._numbers = numbers

    def quantities(self, text: str, masked: Sequence[tuple[int, int]] = ()) -> list[Quantity]:
        """The quantities of a folded text in order; numbers within `masked` places and of `no_figures` are left out."""
        hidden = [*masked, *((hit.start, hit.end) for hit in self._vocabulary.patterns("no_figures").all(text))]
        slashed = [match for match in _SLASHED.finditer(text) if _is_window(match)]
        hidden = [span for span in hidden if not any(m.start() >= span[0] and m.end() <= span[1] for m in slashed)]
        hidden += [match.span() for match in slashed]
        found = [
            self._sized(number, text)
            for number in self._numbers.numbers(text)
            if not any(start < number.end and number.start < end for start, end in hidden)
        ]
        found += [_window_of(match) for match in slashed if _stands_alone(match, found, slashed)] + self._shares(
            text, found
        )
        found = [q for q in found if not _trifling(q)]
        found = self._scaled(sorted(found, key=lambda q: q.number), text)
        return self._hedged(self._windowed(self._ranged(found, text), text), text)

    @cached_property
    def _unit_after(self) -> list[tuple[re.Pattern[str], str]]:
        return self._compiled("units", r"[\s-]*", "")

    @cached_property
    def _sign_before(self) -> list[tuple[re.Pattern[str], str]]:
        return [
            (re.compile(rf"(?:{pattern})\s?$"), unit)
            for unit, patterns in self._vocabulary.table("unit_signs").items()
            for pattern in patterns
        ]

    @cached_property
    def _hedge_before(self) -> list[tuple[re.Pattern[str], str]]:
        return self._compiled("hedges_before", "", r"[\s$€₸~]*(?:(?:an?|the|us|eur|usd|kzt)\s)?$")

    @cached_property
    def _hedge_after(self) -> list[tuple[re.Pattern[str], str]]:
        return self._compiled("hedges_after", r"[\s,(]*", "")

    @cached_property
    def _rates(self) -> list[tuple[re.Pattern[str], str]]:
        return self._compiled("per", r"\s*", "")

    def _compiled(self, table: str, before: str, after: str) -> list[tuple[re.Pattern[str], str]]:
        compiled = []
        for label, patterns in self._vocabulary.table(table).items():
            for pattern in patterns:
                source = self._vocabulary.expression(pattern, table)
                if table == "units":  # a unit may stand right on its number: "20%", "90-day", "5kg"
                    source = source.removeprefix(r"(?<!\w)")
                if (
                    not pattern[-1:].isalnum()
                    and table in ("units", "hedges_before")
                    and pattern.endswith(("%", "~", "₸", "₽"))
                ):
                    source = source.removesuffix(r"(?!\w)")
                compiled.append((re.compile(before + source + after), label))
        return compiled

    def _sized(self, number: Number, text: str) -> Quantity:
        """A number with the unit after it or the sign before it."""
        quantity = Quantity(number.value, number.start, number.end, number.start, words=number.words)
        after = text[number.end : number.end + _AROUND]
        match, unit = _longest(self._unit_after, after, "match")
        if match and unit:
            quantity = replace(quantity, unit=unit, end=number.end + match.end())
        else:
            match, unit = _longest(self._sign_before, text[max(0, number.start - 5) : number.start], "search")
            if match and unit:
                quantity = replace(quantity, unit=unit, start=number.start - len(match.group()))
        if quantity.unit == "week":
            quantity = replace(quantity, unit="day", value=quantity.value * _WEEK)
        return quantity

    def _scaled(self, found: list[Quantity], text: str) -> list[Quantity]:
        """ "2.2 and 2.1 million": the first shares the magnitude that is told once."""
        scaled = []
        for one, other in itertools.zip_longest(found, found[1:]):
            joined = other and text[one.end : other.start].strip() in self._vocabulary.words("joints", "weak")
            if (
                other
                and joined
                and one.unit is None
                and one.value != one.value.to_integral_value()
                and other.value >= 1000
            ):
                one = replace(one, value=one.value * _scale(one, other))
            scaled.append(one)
        return scaled

    def _shares(self, text: str, numbers: list[Quantity]) -> list[Quantity]:
        found = []
        for hit in self._vocabulary.patterns("shares").best(text):
            if not any(q.start < hit.end and hit.start < q.end and not q.words for q in numbers):
                numbers[:] = [q for q in numbers if q.end <= hit.start or q.start >= hit.end]
                found.append(Quantity(Decimal(hit.label), hit.start, hit.end, hit.start, unit="percent", share=True))
        return found

    def _ranged(self, found: list[Quantity], text: str) -> list[Quantity]:
        """Joins "between A and B", "A to B" and "from A to B"; where something moved from A to B, both stay, with roles."""
        joined: list[Quantity] = []
        for quantity in found:
            last = joined[-1] if joined else None
            if last is None or last.value_high is not None or last.per or not self._range_between(last, quantity, text):
                joined.append(quantity)
                continue
            moved = self._moved(last, text) or self._moved(quantity, text)
            opener = self._opener(last, text)
            if opener == "from" and moved:
                unit = quantity.unit or last.unit
                joined[-1] = replace(last, role="old", unit=last.unit or unit)
                joined.append(replace(quantity, role="new", unit=unit))
            elif quantity.value > last.value or opener == "between":
                low = last.value * _scale(last, quantity)
                joined[-1] = replace(
                    last, value=low, value_high=quantity.value, unit=quantity.unit or last.unit, end=quantity.end,
                    start=min(last.start, self._opened_at(last, text)),
                )  # fmt: skip
            else:
                joined.append(quantity)
        return self._reversed_moves(joined, text)

    def _reversed_moves(self, found: list[Quantity], text: str) -> list[Quantity]:
        """ "cut to 0.25% from 0.39%": the new value first; also a lone "to 85,000" where something moved."""
        marked = []
        for quantity in found:
            if quantity.role is None and not quantity.value_high and not quantity.share:
                opener = self._opener(quantity, text)
                if opener in ("from", "to") and self._moved(quantity, text):
                    quantity = replace(quantity, role="old" if opener == "from" else "new")
            marked.append(quantity)
        return [self._paired(quantity, marked, text) for quantity in marked]

    def _moved(self, quantity: Quantity, text: str) -> bool:
        """Whether the quantity's sentence tells of a move."""
        before = re.split(r"[.;\n]\s", text[max(0, quantity.start - 140) : quantity.start])[-1]
        after = re.split(r"[.;\n]", text[quantity.end : quantity.end + 60])[0]
        return self._vocabulary.patterns("moves").found(before + text[quantity.start : quantity.end] + after)

    def _paired(self, quantity: Quantity, found: list[Quantity], text: str) -> Quantity:
        """An old value stays one only where its new value stands in the same sentence."""
        if quantity.role != "old":
            return quantity
        paired = any(
            other.role == "new"
            and not re.search(r"[.;\n]\s", text[min(quantity.end, other.end) : max(quantity.start, other.start)])
            for other in found
        )
        return quantity if paired else replace(quantity, role=None)

    def _range_between(self, one: Quantity, other: Quantity, text: str) -> bool:
        between = text[one.end : other.start].strip()
        ranges = self._vocabulary.table("ranges")
        if one.unit and other.unit and one.unit != other.unit:
            return False
        if between == "":  # Kazakh: the cases of the two numbers say it
            return bool(re.search(r"(нан|нен|дан|ден|тан|тен)$", text[one.number : one.end])) and bool(
                self._ablative_to(other, text)
            )
        if any(re.fullmatch(pattern, between) for pattern in ranges.get("to", ())):
            return True
        opened = self._opener(one, text) == "between"
        return opened and any(re.fullmatch(pattern, between) for pattern in ranges.get("and", ()))

    def _ablative_to(self, quantity: Quantity, text: str) -> bool:
        after = text[quantity.end : quantity.end + 10].strip()
        return after.startswith("дейін") or bool(
            re.search(r"(ға|ге|қа|ке|на|не)$", text[quantity.number : quantity.end])
        )

    def _opener(self, quantity: Quantity, text: str) -> str | None:
        before = text[max(0, quantity.start - 20) : quantity.start]
        if re.search(r"(?<!\w)(up|according|prior|close|due) to\s*$", before):
            return None
        for name in ("between", "from", "to"):
            for pattern in self._vocabulary.words("ranges", name):
                if re.search(rf"(?<!\w)(?:{pattern})\s*(?:the |about |around |only )?$", before):
                    return name
        if (
            re.search(r"(нан|нен|дан|ден|тан|тен)$", text[quantity.number : quantity.end])
            and self._vocabulary.language == "kk"
        ):
            return "from"
        after = text[quantity.end : quantity.end + 10].strip()
        if self._vocabulary.language == "kk" and after.startswith(("дейін", "шейін")):
            return "to"
        return None

    def _opened_at(self, quantity: Quantity, text: str) -> int:
        before = text[max(0, quantity.start - 12) : quantity.start]
        match = re.search(r"\w+\s*$", before)
        return (
            quantity.start - len(match.group())
            if match and self._opener(quantity, text) in ("between", "from")
            else quantity.start
        )

    def _windowed(self, found: list[Quantity], text: str) -> list[Quantity]:
        """Joins an amount of time with the window it holds in, and an amount with the unit of time it is due in."""
        joined: list[Quantity] = []
        for quantity in found:
            last = joined[-1] if joined else None
            if last is not None and last.per is None and self._is_window(last, quantity, text):
                joined[-1] = replace(last, per=_duration(quantity), end=quantity.end)
            elif last is not None and last.per is None and self._is_window_first(last, quantity, text):
                joined[-1] = replace(quantity, per=_duration(last), start=last.start)
            else:
                joined.append(quantity)
        return [self._rated(quantity, text) for quantity in joined]

    def _is_window(self, amount: Quantity, window: Quantity, text: str) -> bool:
        if not amount.duration or not (window.duration or (window.unit is None and window.value >= 7)):
            return False
        if window.unit in (None, amount.unit) and window.value <= amount.value:
            return False
        between = text[amount.end : window.start].strip(" ,")
        between = re.sub(r"^(дейін|ғана|in all|in total|total)\s*", "", between)
        if any(re.fullmatch(self._bare(pattern), between) for pattern in self._vocabulary.words("windows", "within")):
            return True
        return len(between) < 60 and any(
            re.search(self._bare(pattern) + "$", between) for pattern in self._vocabulary.words("windows", "each")
        )

    def _is_window_first(self, window: Quantity, amount: Quantity, text: str) -> bool:
        """ "180 күнде 90 тәулік": the window in the locative, then the amount."""
        said = re.search(
            r"(күнде|күн ішінде|тәулікте|айда|ай ішінде|күннің ішінде|жылда)$", text[window.number : window.end].strip()
        )
        if not (window.duration and amount.duration and window.value > amount.value):
            return False
        between = text[window.end : amount.start]
        within = bool(re.match(r"\s*(күннің |күн )?ішінде", between))
        if not between.strip() or (within and len(between) < 30):
            return bool(said) or within
        before = text[max(0, window.start - 40) : window.start].rstrip()
        opened = any(re.search(self._bare(p) + "$", before) for p in self._vocabulary.words("windows", "each"))
        return opened and len(between) < 60 and not re.search(r"[.;]", between)

    def _bare(self, pattern: str) -> str:
        return self._vocabulary.expression(pattern, "windows")

    def _rated(self, quantity: Quantity, text: str) -> Quantity:
        if quantity.per is None and quantity.unit not in (*DURATIONS, None):
            match, per = _longest(self._rates, text[quantity.end : quantity.end + _AROUND], "match")
            if match and per:
                return replace(quantity, per=per, end=quantity.end + match.end())
        return quantity

    def _hedged(self, found: list[Quantity], text: str) -> list[Quantity]:
        return [self._hedge(quantity, text) for quantity in found]

    def _hedge(self, quantity: Quantity, text: str) -> Quantity:
        before = text[max(0, quantity.start - _AROUND) : quantity.start]
        match, label = _longest(self._hedge_before, before, "search")
        if match and label and not (quantity.role == "new" and label == "at-most"):
            return replace(quantity, qualifier=label, start=quantity.start - len(match.group()))  # type: ignore[arg-type]
        match, label = _longest(self._hedge_after, text[quantity.end : quantity.end + _AROUND], "match")
        if match and label and not (quantity.role and label == "at-most"):
            return replace(quantity, qualifier=label, end=quantity.end + match.end())  # type: ignore[arg-type]
        return quantity


def _longest(
    patterns: list[tuple[re.Pattern[str], str]], text: str, how: Literal["match", "search"]
) -> tuple[re.Match[str] | None, str | None]:
    best: tuple[re.Match[str] | None, str | None] = (None, None)
    for pattern, label in patterns:
        match = getattr(pattern, how)(text)
        if match and (best[0] is None or len(match.group()) > len(best[0].group())):
            best = (match, label)
    return best


def _duration(quantity: Quantity) -> str:
    return _ISO[quantity.unit or "day"].format(quantity.value)


def _scale(one: Quantity, other: Quantity) -> Decimal:
    """ "2 to 3 million": the lower end shares the magnitude that is told once."""
    factor = Decimal(1)
    while one.value < 1000 and factor * 1000 <= other.value and one.value * factor * 1000 <= other.value * 2:
        factor *= 1000
    return factor


def _is_window(match: re.Match[str]) -> bool:
    amount, window = int(match[1]), int(match[2])
    return amount < window and window % 30 == 0 and amount % 30 == 0


def _stands_alone(match: re.Match[str], others: list[Quantity], slashed: list[re.Match[str]]) -> bool:
    """ "The 90/180 principle" sets a window; beside other amounts of time it only names one that they tell."""
    near = (match.start() - 150, match.end() + 150)
    return len(slashed) == 1 and not any(q.duration and near[0] < q.start < near[1] for q in others)


def _window_of(match: re.Match[str]) -> Quantity:
    return Quantity(Decimal(match[1]), match.start(), match.end(), match.start(), unit="day", per=f"P{match[2]}D")


def _trifling(quantity: Quantity) -> bool:
    """ "one may", "бір", "1)": a bare one or two counts nothing by itself."""
    return quantity.unit is None and quantity.value < (2 if not quantity.words else 3) and not quantity.share
