"""One language's vocabulary as declared, and the patterns made of it."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from core.errors import DeclarationError
from nlp.vocabulary.patterns import Patterns
from nlp.vocabulary.syntax import expanded
from nlp.vocabulary.tables import KNOWN

FOLDER = Path(__file__).parent
LANGUAGES = ("en", "ru", "kk")

Table = Mapping[str, Sequence[str]]
_SET = re.compile(r"\{([a-z_]+)\}")


class Vocabulary:
    """One language's vocabulary: every TOML file of its folder, merged by table name; a key holds a list of strings.

    Raises DeclarationError, naming file and key, for a table that is not known, a key that is declared twice or holds
    anything else, a set that is not declared, or a pattern that does not compile.
    """

    def __init__(self, language: str, folder: Path = FOLDER) -> None:
        self.language = language
        self._folder = folder / language
        self._tables: dict[str, dict[str, Sequence[str]]] = {}
        self._cache: dict[tuple[str, str | None], Patterns] = {}
        for file in sorted(self._folder.glob("*.toml")):
            self._add(file)

    def _add(self, file: Path) -> None:
        try:
            declared = tomllib.loads(file.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise DeclarationError(file, "TOML", str(error)) from error
        for name, table in declared.items():
            if name not in KNOWN or not isinstance(table, dict):
                raise DeclarationError(file, name, "is no table of a vocabulary")
            known = self._tables.setdefault(name, {})
            for key, value in table.items():
                if key in known:
                    raise DeclarationError(file, f"{name}.{key}", "is declared twice")
                if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
                    raise DeclarationError(file, f"{name}.{key}", "is no list of strings")
                known[key] = value

    @property
    def names(self) -> frozenset[str]:
        """The names of the tables that are declared."""
        return frozenset(self._tables)

    def table(self, name: str) -> Table:
        """A table as declared; empty where there is none."""
        return self._tables.get(name, {})

    def words(self, name: str, key: str) -> Sequence[str]:
        """A list as declared; empty where there is none."""
        return self.table(name).get(key, ())

    def grammar(self, trait: str) -> bool:
        """Whether the language has a trait ("verb-final"), declared under [grammar]."""
        return trait in self.words("grammar", "traits")

    def patterns(self, name: str, key: str | None = None) -> Patterns:
        """The patterns of a table, labelled by key, or of one of its keys alone; compiled once."""
        if (name, key) not in self._cache:
            table = self.table(name)
            chosen = table if key is None else {key: table.get(key, ())}
            self._cache[name, key] = self.compiled(self._labelled(chosen), name)
        return self._cache[name, key]

    def compiled(self, labelled: Iterator[tuple[str, str]], where: str) -> Patterns:
        """Labels and declared patterns as Patterns; raises DeclarationError, naming `where`, if one is wrong."""
        sources = [(label, self.source(pattern, f"{where}.{label}")) for label, pattern in labelled]
        try:
            return Patterns(sources)
        except re.error:
            for label, source in sources:
                _compiled(source, self._folder, f"{where}.{label}")
            raise

    def source(self, pattern: str, where: str = "pattern") -> str:
        """A declared pattern as a regular expression without borders, its sets filled in."""
        return expanded(self._filled(pattern, where))

    @staticmethod
    def _labelled(table: Table) -> Iterator[tuple[str, str]]:
        return ((label, pattern) for label, patterns in table.items() for pattern in patterns)

    def _filled(self, pattern: str, where: str) -> str:
        def members(match: re.Match[str]) -> str:
            words = self.words("sets", match.group(1))
            if not words:
                raise DeclarationError(self._folder, where, f"the set {match.group(1)!r} is not declared")
            return "(?:" + "|".join(words) + ")"

        previous = None
        while pattern != previous:
            previous, pattern = pattern, _SET.sub(members, pattern)
        return pattern


def _compiled(source: str, folder: Path, where: str) -> None:
    try:
        re.compile(source)
    except re.error as error:
        raise DeclarationError(folder, where, f"{source!r} is no pattern: {error}") from error


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
