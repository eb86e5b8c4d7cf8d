"""Vocabularies: what the reader knows of a language, declared in TOML, one folder a language.

Patterns are regular expressions on folded text with five conveniences: a space is any white space, "*" is any ending
of a word, " ~ " is a gap of at most five words within a clause, "{name}" is a set of words declared under [sets], and
every pattern stands between word borders.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from core.errors import DeclarationError

FOLDER = Path(__file__).parent / "vocabulary"
LANGUAGES = ("en", "ru", "kk")
_GAP = r"(?:\s+[^\s,;:.!?()]+){0,5}?\s+"
_ENDING = re.compile(r"(?<!\\w)(?<![\])])\*")  # "*" after a letter; after a class or group it is the usual quantifier
_SET = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Hit:
    """A pattern's match: its label and where it stands (end exclusive)."""

    label: str
    start: int
    end: int


class Patterns:
    """Labelled patterns searched together. Longer matches win; between equals, the label declared first."""

    def __init__(self, labelled: Sequence[tuple[str, str]]) -> None:
        self._labels = [label for label, _ in labelled]
        self._compiled = [re.compile(pattern) for _, pattern in labelled]

    def all(self, text: str, start: int = 0, end: int | None = None) -> list[Hit]:
        """Every match in text[start:end], also those that overlap, in order of place."""
        stop = len(text) if end is None else end
        hits = [
            Hit(label, match.start(), match.end())
            for label, pattern in zip(self._labels, self._compiled, strict=True)
            for match in pattern.finditer(text, start, stop)
            if match.end() > match.start()
        ]
        return sorted(hits, key=lambda hit: (hit.start, -hit.end))

    def best(self, text: str, start: int = 0, end: int | None = None) -> list[Hit]:
        """Matches that do not overlap: longest first, then the earlier declared."""
        chosen: list[Hit] = []
        for hit in sorted(self.all(text, start, end), key=lambda hit: hit.start - hit.end):
            if all(hit.end <= other.start or hit.start >= other.end for other in chosen):
                chosen.append(hit)
        return sorted(chosen, key=lambda hit: hit.start)

    def first(self, text: str, start: int = 0, end: int | None = None) -> Hit | None:
        """The first match in text[start:end], or None."""
        return next(iter(self.all(text, start, end)), None)

    def found(self, text: str, start: int = 0, end: int | None = None) -> bool:
        """Whether anything matches in text[start:end]."""
        stop = len(text) if end is None else end
        return any(pattern.search(text, start, stop) for pattern in self._compiled)


class Vocabulary:
    """One language's vocabulary: every TOML file of its folder, merged by table name.

    Raises DeclarationError, naming file and key, for a set that is not declared or a pattern that does not compile.
    """

    def __init__(self, language: str, folder: Path = FOLDER) -> None:
        self.language = language
        self._folder = folder / language
        self._tables: dict[str, Any] = {}
        self._cache: dict[str, Patterns] = {}
        for file in sorted([*folder.glob("*.toml"), *self._folder.glob("*.toml")]):
            self._add(file)

    def _add(self, file: Path) -> None:
        try:
            declared = tomllib.loads(file.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise DeclarationError(file, "TOML", str(error)) from error
        for name, table in declared.items():
            known = self._tables.setdefault(name, {})
            for key, value in table.items():
                if key in known:
                    raise DeclarationError(file, f"{name}.{key}", "is declared twice")
                known[key] = value

    def table(self, name: str) -> Mapping[str, Any]:
        """A table as declared; empty where there is none."""
        found: Mapping[str, Any] = self._tables.get(name, {})
        return found

    def words(self, name: str, key: str) -> Sequence[str]:
        """A list as declared; empty where there is none."""
        found: Sequence[str] = self.table(name).get(key, ())
        return found

    def patterns(self, name: str, key: str | None = None) -> Patterns:
        """The patterns of a table, labelled by key, or of one of its keys alone; compiled once."""
        slot = f"{name}.{key or ''}"
        if slot not in self._cache:
            table = self.table(name)
            chosen = {key: table.get(key, ())} if key else table
            self._cache[slot] = Patterns(list(self._labelled(name, chosen)))
        return self._cache[slot]

    def _labelled(self, name: str, table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        for label, patterns in table.items():
            for pattern in patterns:
                yield label, self.expression(pattern, f"{name}.{label}")

    def expression(self, pattern: str, where: str = "pattern") -> str:
        """A declared pattern as a regular expression between word borders."""
        expanded = _ENDING.sub(lambda _: r"\w*", self._expand(pattern, where))
        expanded = expanded.replace(" ~ ", _GAP).replace(" ?", r"\s*").replace(" ", r"\s+")
        source = rf"(?<!\w)(?:{expanded})(?!\w)"
        try:
            re.compile(source)
        except re.error as error:
            raise DeclarationError(self._folder, where, f"{pattern!r} is no pattern: {error}") from error
        return source

    def _expand(self, pattern: str, where: str) -> str:
        def members(match: re.Match[str]) -> str:
            words = self.words("sets", match.group(1))
            if not words:
                raise DeclarationError(self._folder, where, f"the set {match.group(1)!r} is not declared")
            return "(?:" + "|".join(words) + ")"

        previous = None
        while pattern != previous:
            previous, pattern = pattern, _SET.sub(members, pattern)
        return pattern


class Vocabularies:
    """The vocabularies of all languages, each loaded when first asked for."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._folder = folder
        self._loaded: dict[str, Vocabulary] = {}

    def of(self, language: str) -> Vocabulary:
        """The vocabulary of `language` (ISO 639-1); raises KeyError for one that is not read."""
        if language not in LANGUAGES:
            raise KeyError(language)
        if language not in self._loaded:
            self._loaded[language] = Vocabulary(language, self._folder)
        return self._loaded[language]

    @cached_property
    def all(self) -> tuple[Vocabulary, ...]:
        """Every language's vocabulary."""
        return tuple(self.of(language) for language in LANGUAGES)
