"""Time expressions: dates, spans and stretches, found by a language's vocabulary and tied to the day of publication.

What has no year, or is told relative to "now", needs that day; without it the expression is found and stays unread.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Literal

from nlp.numbers import NumberGrammar
from nlp.vocabulary import Vocabulary

Cue = Literal["from", "since", "until", "by", "as_of", "on", "act"]
_GROUPS = ("m", "k", "d", "e", "y", "w", "q", "h", "n")
_FAR = 120  # days: a yearless day that a rule starts on lies ahead unless it is not longer past than this
_LOOK_BACK = 60  # characters in which a date's preposition or verb stands


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time in the folded text. `first` and `last` are ISO 8601, inclusive, to the precision told; None if not known.

    `kind` is day, month, year, period (a closed interval) or stretch (one that ends on the day of publication).
    `cue` is what the words beside it make of it; `relative` if it counts from the day of publication.
    """

    start: int
    end: int
    kind: str
    first: str | None
    last: str | None
    cue: Cue | None = None
    relative: bool = False

    @property
    def period(self) -> str | None:
        """As a closed interval of days, or None where an end is not known."""
        if self.first is None:
            return None
        return f"{first_day(self.first)}/{last_day(self.last or self.first)}"


def first_day(partial: str) -> date:
    """The first day of a year, month or day in ISO 8601."""
    return date.fromisoformat(partial + "-01-01"[len(partial) - 4 :])


def last_day(partial: str) -> date:
    """The last day of a year, month or day in ISO 8601."""
    if len(partial) == 4:
        return date(int(partial), 12, 31)
    if len(partial) == 7:
        year, month = int(partial[:4]), int(partial[5:])
        return date(year, month, calendar.monthrange(year, month)[1])
    return date.fromisoformat(partial)


class TimeGrammar:
    """Reads the time expressions of one language (tables `dates`, `relative`, `stretches`, `cues`, …)."""

    def __init__(self, vocabulary: Vocabulary, numbers: NumberGrammar) -> None:
        self._vocabulary = vocabulary
        self._numbers = numbers

    def times(self, text: str, reference: date | None, month_first: bool = False) -> list[TimeExpression]:
        """All time expressions of a folded text, in order, none within another.

        `reference` is the day of publication; `month_first` reads 03/12/2024 as 12 March.
        """
        chosen: list[tuple[str, re.Match[str]]] = []
        for kind, match in sorted(self._matches(text), key=_precedence):
            if all(match.end() <= other.start() or match.start() >= other.end() for _, other in chosen):
                chosen.append((kind, match))
        found = []
        for kind, match in sorted(chosen, key=lambda pair: pair[1].start()):
            expression = self._read(kind, match, text, reference, month_first)
            if expression is not None:
                found.append(expression)
        return self._joined(found, text)

    @cached_property
    def _patterns(self) -> list[tuple[str, re.Pattern[str]]]:
        listed = []
        for table in ("dates", "relative", "weekday_shift", "stretches"):
            for key, patterns in self._vocabulary.table(table).items():
                kind = key if table == "dates" else f"{table}:{key}"
                listed += [(kind, re.compile(self._placed(pattern))) for pattern in patterns]
        return listed

    def _placed(self, pattern: str) -> str:
        """A pattern with its placeholders {m}, {d}, … as named groups (each named once, then only matched)."""
        alternatives = {
            "m": self._alternatives("months"), "k": self._alternatives("months"), "w": self._alternatives("weekdays"),
            "q": self._alternatives("quarters"), "h": self._alternatives("halves"),
            "d": "|".join(["\\d{1,2}", self._alternatives("day_words")]).rstrip("|"), "e": "\\d{1,2}",
            "y": "(19|20)\\d\\d", "n": "\\d{1,3}|" + self._alternatives("cardinals"),
        }  # fmt: skip
        for name in _GROUPS:
            hole = "{" + name + "}"
            pattern = pattern.replace(hole, f"(?P<{name}>{alternatives[name]})", 1)
            pattern = pattern.replace(hole, f"(?:{alternatives[name]})")
        return self._vocabulary.expression(pattern, "time")

    def _alternatives(self, table: str) -> str:
        return "|".join(pattern for patterns in self._vocabulary.table(table).values() for pattern in patterns)

    def _matches(self, text: str) -> Iterator[tuple[str, re.Match[str]]]:
        for kind, pattern in self._patterns:
            for match in pattern.finditer(text):
                if match.end() > match.start():
                    yield kind, match

    def _key(self, table: str, word: str | None) -> int | None:
        """The number under which a month, weekday, … is declared."""
        if word is None:
            return None
        for number, patterns in self._vocabulary.table(table).items():
            if any(re.fullmatch(self._vocabulary.expression(pattern), word) for pattern in patterns):
                return int(number)
        return None

    def _read(
        self, kind: str, match: re.Match[str], text: str, reference: date | None, month_first: bool
    ) -> TimeExpression | None:
        groups = match.groupdict()
        core = min((match.start(g) for g in _GROUPS if groups.get(g)), default=match.start())
        cue = self._cue(text, core, match.start(), match.end())
        blank = TimeExpression(match.start(), match.end(), "day", None, None, cue)
        table, _, key = kind.partition(":")
        if table == "relative":
            return self._relative(blank, key, reference)
        if table == "weekday_shift":
            return self._weekday(blank, key, groups.get("w"), reference, text)
        if table == "stretches":
            return self._stretch(blank, key, match, reference)
        if table == "numeric":
            return _numeric(blank, match.group(), month_first)
        return self._calendar(blank, table, groups, reference, match.group())

    def _calendar(
        self, blank: TimeExpression, kind: str, groups: dict[str, str | None], reference: date | None, words: str
    ) -> TimeExpression | None:
        year = int(groups["y"]) if groups.get("y") else self._year_beside(words, reference)
        month = self._key("months", groups.get("m"))
        if kind == "year":
            return self._edge(replace(blank, kind="year", first=str(year), last=None), words)
        if kind in ("quarter", "half"):
            return _part_of_year(
                blank, kind, self._key(f"{kind}s".replace("halfs", "halves"), groups.get(kind[0])), year, reference
            )
        if kind == "monthday" and reference is not None:
            day = self._day(groups.get("d"))
            return replace(blank, first=_iso(reference.year, reference.month, day or 0), relative=True)
        if month is None:
            return None
        if kind == "months":
            return self._months(blank, month, self._key("months", groups.get("k")) or month, year, reference)
        if kind == "month":
            year = year or _year_of_month(month, blank.cue, reference)
            first = f"{year:04}-{month:02}" if year else None
            return self._edge(replace(blank, kind="month", first=first), words)
        day = self._day(groups.get("d"))
        last = self._day(groups.get("e")) if groups.get("e") else None
        if day is None or not 1 <= day <= 31:
            return None
        year = year or _year_of_day(month, day, blank.cue, reference)
        first = _iso(year, month, day)
        if kind == "span":
            return replace(
                blank, kind="period", first=first, last=_iso(year, month, last or day), cue=blank.cue or "on"
            )
        return replace(blank, first=first) if first or year is None else None

    def _months(
        self, blank: TimeExpression, first: int, last: int, year: int | None, reference: date | None
    ) -> TimeExpression:
        year = year or _year_of_month(last, None, reference)
        if year is None:
            return replace(blank, kind="period")
        opened = year if first <= last else year - 1
        return replace(blank, kind="period", first=f"{opened:04}-{first:02}", last=f"{year:04}-{last:02}", cue="on")

    def _edge(self, expression: TimeExpression, words: str) -> TimeExpression:
        """ "the end of 2022" is its last day, "the beginning of 2023" its first."""
        if expression.first is None:
            return expression
        for table, pick in (("end_of", last_day), ("start_of", first_day)):
            if any(
                re.search(self._vocabulary.expression(p), words) for p in self._vocabulary.words("intervals", table)
            ):
                return replace(expression, kind="day", first=pick(expression.first).isoformat())
        return expression

    def _day(self, word: str | None) -> int | None:
        if word is None:
            return None
        return int(word) if word.isdigit() else self._key("day_words", word)

    def _year_beside(self, words: str, reference: date | None) -> int | None:
        """The year that "this year" or "last year" within an expression means."""
        if reference is None:
            return None
        for key, patterns in self._vocabulary.table("relative").items():
            unit, offset = key.split(" ")
            if unit == "year" and any(re.search(self._vocabulary.expression(pattern), words) for pattern in patterns):
                return reference.year + int(offset)
        return None

    def _relative(self, blank: TimeExpression, key: str, reference: date | None) -> TimeExpression:
        blank = replace(blank, relative=True)
        if reference is None:
            return blank
        unit, offset = key.split(" ")
        return _shifted(blank, unit, int(offset), reference)

    def _weekday(
        self, blank: TimeExpression, shift: str, word: str | None, reference: date | None, text: str
    ) -> TimeExpression:
        number = self._key("weekdays", word)
        if reference is None or number is None:
            return replace(blank, relative=True)
        ahead = (number - reference.isoweekday()) % 7
        if shift == "last":
            day = reference - timedelta(days=reference.isoweekday() - number + 7) if shift == "last" else reference
        elif shift == "next":
            day = reference + timedelta(days=ahead or 7)
        elif self._lies_ahead(blank, text):
            day = reference + timedelta(days=ahead)
        else:
            day = reference - timedelta(days=(-ahead) % 7)
        return replace(blank, first=day.isoformat(), relative=True)

    def _lies_ahead(self, blank: TimeExpression, text: str) -> bool:
        if blank.cue in ("from", "until", "by"):
            return True
        clause = (
            re.split(r"[,;:.!?\n]", text[: blank.start])[-1] + " " + re.split(r"[,;:.!?\n]", text[blank.start :])[0]
        )
        if self._vocabulary.patterns("speech", "verbs").found(text[max(0, blank.start - 20) : blank.start]):
            return False
        return self._vocabulary.patterns("tense", "future").found(clause)

    def _stretch(
        self, blank: TimeExpression, key: str, match: re.Match[str], reference: date | None
    ) -> TimeExpression | None:
        blank = replace(blank, kind="stretch", relative=True)
        if reference is None:
            return blank
        count = self._count(match.groupdict().get("n"))
        if key == "elapsed":
            return self._elapsed(blank, match, count, reference)
        unit = next(
            (u for u, patterns in self._vocabulary.table("stretch_units").items()
             if any(re.search(self._vocabulary.expression(p), match.group()) for p in patterns)), None,
        )  # fmt: skip
        if unit is None:
            return blank
        first = _back(reference, unit, count or 1)
        return replace(blank, first=first.isoformat(), last=reference.isoformat())

    def _elapsed(
        self, blank: TimeExpression, match: re.Match[str], count: int | None, reference: date
    ) -> TimeExpression | None:
        """ "over ten months": from 1 January to the end of the tenth month, of the year told or the last one finished."""
        months = count or self._key("months", match.groupdict().get("m")) or 12
        if not 1 <= months <= 12:
            return None
        told = match.groupdict().get("y")
        year = int(told) if told else reference.year if months < reference.month + 1 else reference.year - 1
        if not told and months == reference.month and reference.day < 25:
            year = reference.year if months > 1 else reference.year - 1
        return replace(blank, kind="period", first=f"{year}-01-01", last=last_day(f"{year}-{months:02}").isoformat())

    def _count(self, word: str | None) -> int | None:
        if word is None:
            return None
        numbers = self._numbers.numbers(word)
        return int(numbers[0].value) if numbers else None

    def _cue(self, text: str, core: int, start: int, end: int) -> Cue | None:
        """The relation that the words before the date (in Kazakh: after it) give it; the longest wording wins."""
        if core == start:  # the preposition may stand within the expression ("с нового года")
            inner = [(len(m.group()), label) for p, label in self._cue_openers if (m := p.match(text, start, end))]
            if inner:
                return max(inner)[1]
        before = text[max(0, core - _LOOK_BACK) : core].rstrip(" ,(")
        if before.endswith((" the", " The")):
            before = before[:-4]
        best: tuple[int, Cue | None] = (0, None)
        for pattern, label in self._cue_patterns:
            match = pattern.search(before)
            if match and len(match.group()) > best[0]:
                best = (len(match.group()), label)
        if best[1] in (None, "on") and self._since_event(text, core):
            return "since"
        if best[1] is None:
            inner = [(len(m.group()), label) for p, label in self._cue_openers if (m := p.match(text, start, core))]
            best = max(inner, default=best)
        if best[1] is None:
            after = text[end : end + 30]
            for pattern, label in self._cue_patterns_after:
                if pattern.match(after):
                    return label
        return best[1]

    @cached_property
    def _cue_patterns(self) -> list[tuple[re.Pattern[str], Cue]]:
        return [
            (re.compile(self._vocabulary.expression(pattern, "cues") + "$"), label)  # type: ignore[misc]
            for label, patterns in self._vocabulary.table("cues").items()
            for pattern in patterns
        ]

    def _since_event(self, text: str, core: int) -> bool:
        """ "since the mobilization was announced on …": the date is of the event that the time runs from."""
        clause = re.split(r"[,;:.!?\n]", text[max(0, core - _LOOK_BACK) : core])[-1]
        return self._vocabulary.patterns("since_event").found(clause)

    @cached_property
    def _cue_openers(self) -> list[tuple[re.Pattern[str], Cue]]:
        return [(re.compile(pattern.pattern.removesuffix("$")), label) for pattern, label in self._cue_patterns]

    @cached_property
    def _cue_patterns_after(self) -> list[tuple[re.Pattern[str], Cue]]:
        return [
            (re.compile(r"\s*" + self._vocabulary.expression(pattern, "cues_after")), label)  # type: ignore[misc]
            for label, patterns in self._vocabulary.table("cues_after").items()
            for pattern in patterns
        ]

    def _joined(self, found: list[TimeExpression], text: str) -> list[TimeExpression]:
        """Two expressions that an interval's words join ("between July and September") become one period."""
        joined: list[TimeExpression] = []
        for expression in found:
            if joined and self._is_interval(joined[-1], expression, text):
                joined[-1] = _spanned(joined[-1], expression)
            else:
                joined.append(expression)
        return joined

    def _is_interval(self, one: TimeExpression, other: TimeExpression, text: str) -> bool:
        between = text[one.end : other.start].strip()
        joints = self._vocabulary.words("intervals", "and")
        head = other.start
        words = text[one.end : head + 12].strip()
        if one.kind not in ("day", "month", "year") or other.kind not in ("day", "month", "year"):
            return False
        if between not in joints and not any(
            words.startswith(f"{joint} ") and len(between) < 4 for joint in joints if joint
        ):
            return False
        if other.cue in ("from", "since") and between != "":
            return False
        opened = self._vocabulary.words("intervals", "between")
        before = text[max(0, one.start - 12) : one.start + 10]
        said = any(re.search(self._vocabulary.expression(pattern), before) for pattern in opened)
        return said or (not opened and (between != "" or (one.cue == "from" and other.cue == "until")))


def _precedence(found: tuple[str, re.Match[str]]) -> tuple[bool, int]:
    """The more exact reading first ("since May 3" is a day, not a month), then the longer."""
    kind, match = found
    return kind in ("month", "year"), match.start() - match.end()


def _spanned(one: TimeExpression, other: TimeExpression) -> TimeExpression:
    first, last = one.first, other.first
    if first and last and first_day(first) > last_day(last):  # "from December to March": the first lies a year back
        first = f"{int(first[:4]) - 1}{first[4:]}"
    return TimeExpression(one.start, other.end, "period", first, last, "on", one.relative)


def _iso(year: int | None, month: int, day: int) -> str | None:
    if year is None:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _numeric(blank: TimeExpression, words: str, month_first: bool) -> TimeExpression | None:
    parts = [int(part) for part in re.split(r"[-./]", words)]
    if len(words.split("-")[0]) == 4:
        year, month, day = parts
    else:
        day, month, year = parts
        if (month_first or month > 12) and "/" in words:
            day, month = month, day
    first = _iso(year + 2000 if year < 100 else year, month, day) if 1 <= month <= 12 else None
    return replace(blank, first=first) if first else None


def _year_of_day(month: int, day: int, cue: Cue | None, reference: date | None) -> int | None:
    if reference is None:
        return None
    candidates = []
    for year in (reference.year - 1, reference.year, reference.year + 1):
        if _iso(year, month, day):
            candidates.append((date(year, month, day) - reference).days)
    if cue == "since":
        candidates = [days for days in candidates if days <= 0][-1:]
    elif cue in ("from", "until", "by"):
        candidates = [days for days in candidates if days >= -_FAR][:1]
    if not candidates:
        return None
    return (reference + timedelta(days=min(candidates, key=abs))).year


def _year_of_month(month: int, cue: Cue | None, reference: date | None) -> int | None:
    if reference is None:
        return None
    if cue in ("from", "until", "by"):
        return _year_of_day(month, 15, cue, reference)
    return reference.year if month <= reference.month else reference.year - 1


def _part_of_year(
    blank: TimeExpression, kind: str, number: int | None, year: int | None, reference: date | None
) -> TimeExpression | None:
    if number is None:
        return None
    months = 3 if kind == "quarter" else 6
    if year is None and reference is not None:  # the last one that was over, or nearly
        year = reference.year if number * months <= reference.month else reference.year - 1
    if year is None:
        return replace(blank, kind="period")
    first = f"{year}-{(number - 1) * months + 1:02}-01"
    return replace(blank, kind="period", first=first, last=last_day(f"{year}-{number * months:02}").isoformat())


def _shifted(blank: TimeExpression, unit: str, offset: int, reference: date) -> TimeExpression:
    if unit == "day":
        return replace(blank, first=(reference + timedelta(days=offset)).isoformat())
    if unit == "week":
        monday = reference - timedelta(days=reference.weekday()) + timedelta(weeks=offset)
        return replace(blank, kind="period", first=monday.isoformat(), last=(monday + timedelta(days=6)).isoformat())
    if unit == "month":
        index = reference.year * 12 + reference.month - 1 + offset
        return replace(blank, kind="month", first=f"{index // 12:04}-{index % 12 + 1:02}")
    if unit == "newyear":
        return replace(blank, first=f"{reference.year + 1}-01-01")
    if unit == "yearend":
        return replace(blank, first=f"{reference.year + offset}-12-31")
    if unit == "monthend":
        return replace(blank, first=last_day(reference.isoformat()[:7]).isoformat())
    return replace(blank, kind="year", first=str(reference.year + offset))


def _back(reference: date, unit: str, count: int) -> date:
    if unit in ("day", "week"):
        return reference - timedelta(days=count * (7 if unit == "week" else 1))
    months = count * (12 if unit == "year" else 1)
    index = reference.year * 12 + reference.month - 1 - months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(reference.day, calendar.monthrange(year, month)[1]))
