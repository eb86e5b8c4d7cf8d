"""The address is the only state of a page: read into filters here, and written into links here."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import UTC, date, tzinfo
from itertools import islice
from urllib.parse import urlencode

from core.queries import Filters, end_of, start_of
from words.speech import LANGUAGES, chosen

PER_PAGE = 50
LANGUAGE = "lang"
_LONGEST_VALUE = 200
_MOST = 300  # parameters that are read of one address
_LISTS = ("topic", "who", "country", "kind", "status", "source", "language")
MATTER = ("topic", "who", "country", "source", "q")  # what restricts alerts too: they have kinds and days of their own
_DAYS = ("from", "to")
_NUMBERS = ("page", "origins")
CLOCKS = ("on", "known")  # the two days that a reader stands on, which go along from page to page
_NOW: Mapping[str, str] = {}
_standing: ContextVar[Mapping[str, str]] = ContextVar("standing", default=_NOW)


@dataclass(frozen=True, slots=True)
class Query:
    """The parameters of an address, each with all its values; `ignored` names those that could not be read."""

    values: Mapping[str, tuple[str, ...]]
    ignored: tuple[str, ...] = ()

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]], *, longest: int = _LONGEST_VALUE) -> "Query":
        """From (name, value) pairs; empty and overlong values count as not given, unreadable days as ignored."""
        values: dict[str, tuple[str, ...]] = {}
        for name, value in islice(pairs, _MOST):
            if value.strip() and len(value) <= longest:
                values[name] = (*values.get(name, ()), value.strip())
        wrong = [(name, value) for name in (*CLOCKS, *_DAYS) for value in values.get(name, ()) if not _day(value)]
        wrong += [(LANGUAGE, value) for value in values.get(LANGUAGE, ()) if value not in LANGUAGES]
        wrong += [(name, value) for name in _NUMBERS for value in values.get(name, ()) if not _is_number(value)]
        kept = {name: tuple(v for v in found if (name, v) not in wrong) for name, found in values.items()}
        return cls({name: found for name, found in kept.items() if found}, tuple(f"{n}={v}" for n, v in wrong))

    def one(self, name: str) -> str | None:
        """The last value of a parameter."""
        return self.values[name][-1] if name in self.values else None

    def day(self, name: str) -> date | None:
        """A parameter as a day."""
        value = self.one(name)
        return _day(value) if value else None

    @property
    def page(self) -> int:
        """Which page of a long list, from 1."""
        return int(self.one("page") or 1)

    @property
    def offset(self) -> int:
        """How many items stand on the pages before."""
        return (self.page - 1) * PER_PAGE

    def _all(self, name: str) -> tuple[str, ...]:
        return self.values.get(name, ())

    def filters(self, zone: tzinfo) -> Filters:
        """What the address restricts; its days begin and end by the zone's clocks."""
        since, until, known = self.day("from"), self.day("to"), self.day("known")
        return Filters(
            topics=self._all("topic"),
            audiences=self._all("who"),
            jurisdictions=self._all("country"),
            kinds=self._all("kind"),
            statuses=self._all("status"),
            sources=self._all("source"),
            languages=self._all("language"),
            words=self.one("q") or "",
            since=start_of(since, zone) if since else None,
            until=end_of(until, zone) if until else None,
            origins=int(self.one("origins") or 0),
            on=self.day("on"),
            known=end_of(known, zone) if known else None,
        )

    def matter(self) -> Filters:
        """What the address restricts of that which a subscription can: no kinds, states, languages or days."""
        known = self.filters(UTC)  # whose days are left out here
        nothing = Filters()
        names = ("kinds", "statuses", "languages", "since", "until", "origins", "on", "known")
        return replace(known, **{name: getattr(nothing, name) for name in names})

    def clocks(self) -> dict[str, str]:
        """The days that the reader stands on, where they are not today's."""
        return {name: value for name in CLOCKS if (value := self.one(name))}

    def filtering(self) -> dict[str, tuple[str, ...]]:
        """Only those parameters that restrict what is listed."""
        return {name: values for name, values in self.values.items() if name in (*_LISTS, *_DAYS, "origins", "q")}


def path(
    page: str,
    parameters: Mapping[str, tuple[str, ...]] | None = None,
    /,
    *,
    language: str | None = None,
    clocks: bool = True,
    **more: str | int | None,
) -> str:
    """The address of a page ("/facts") with parameters; None and an empty text are left out.

    The reader's language goes along where it was chosen; `language` is another one to go to. So do the days that they
    stand on, unless without `clocks`.
    """
    own = (LANGUAGE, *CLOCKS)
    pairs = [(name, value) for name, values in (parameters or {}).items() for value in values if name not in own]
    pairs += [(name, str(value)) for name, value in more.items() if value not in (None, "")]
    pairs += _standing.get().items() if clocks else ()
    spoken = language or (chosen().language if chosen().named else None)
    pairs += [(LANGUAGE, spoken)] if spoken else []
    return f"{page}?{urlencode(pairs)}" if pairs else page


@contextmanager
def standing(query: Query) -> Iterator[None]:
    """Within the block the days of the address go along with every link."""
    token = _standing.set(query.clocks())
    try:
        yield
    finally:
        _standing.reset(token)


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if len(text) == 10 and found.year < 9999 else None


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and 0 < int(text[:9]) == int(text) < 100_000
