"""Time expressions as TempEval-3 scores them: a folder of TimeML files (`*.tml`), its documents in <TEXT>.

Strict: the same characters. Relaxed: any character shared. Value: of those, the ones whose normalised value is right;
F1 of each, over all documents. The day of publication is the document's creation time.
"""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import unescape
from pathlib import Path

from nlp import time_expressions
from nlp.extraction import Time

_TAG = re.compile(r"<[^>]*>")
_VALUE = re.compile(r'\bvalue="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Meant:
    """An annotated expression: its characters and its value."""

    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class Document:
    """A text, the day it was written, and what its annotators marked."""

    name: str
    text: str
    day: date
    meant: tuple[Meant, ...]


def documents(folder: Path) -> Iterator[Document]:
    """The documents of a folder, in the order of their names."""
    for file in sorted(folder.rglob("*.tml")):
        source = file.read_text(encoding="utf-8", errors="replace")
        body = re.search(r"<TEXT>(.*?)</TEXT>", source, re.DOTALL)
        created = re.search(r'<TIMEX3[^>]*functionInDocument="CREATION_TIME"[^>]*>', source)
        value = _VALUE.search(created.group()) if created else None
        if body and value:
            text, meant = _read(body[1])
            yield Document(file.stem, text, date.fromisoformat(value[1][:10]), tuple(meant))


def _read(body: str) -> tuple[str, list[Meant]]:
    """The text without its tags, and the expressions that stood in them."""
    text, meant, opened, at = "", [], "", 0
    begun = 0
    for tag in _TAG.finditer(body):
        text += unescape(body[at : tag.start()])
        at = tag.end()
        if tag.group().startswith("<TIMEX3"):
            value = _VALUE.search(tag.group())
            opened, begun = value[1] if value else "", len(text)
        elif tag.group() == "</TIMEX3>":
            meant.append(Meant(begun, len(text), opened))
    return text + unescape(body[at:]), meant


def pairs(meant: tuple[Meant, ...], told: list[Time]) -> list[tuple[Meant, Time]]:
    """Expressions that share characters, each used once, in order."""
    matched, left = [], list(told)
    for one in meant:
        other = next((time for time in left if time.start < one.end and one.start < time.end), None)
        if other:
            left.remove(other)
            matched.append((one, other))
    return matched


def report(folder: Path) -> str:
    """Strict, relaxed and value F1 with precision and recall of the last, and the speed."""
    time_expressions("warm", date(2024, 5, 13))
    meant = told = strict = relaxed = valued = 0
    read = list(documents(folder))
    begun = time.perf_counter()
    found = [time_expressions(document.text, document.day) for document in read]
    took = time.perf_counter() - begun
    for document, times in zip(read, found, strict=True):
        matched = pairs(document.meant, times)
        meant, told, relaxed = meant + len(document.meant), told + len(times), relaxed + len(matched)
        strict += sum((one.start, one.end) == (other.start, other.end) for one, other in matched)
        valued += sum(one.value == other.value for one, other in matched)
    f1 = [2 * right / max(meant + told, 1) for right in (strict, relaxed, valued)]
    return (
        f"{len(read)} documents, {meant} expressions, {told} told: strict {f1[0]:.3f}, relaxed {f1[1]:.3f}, "
        f"value {f1[2]:.3f} (precision {valued / max(told, 1):.3f}, recall {valued / max(meant, 1):.3f}); "
        f"{len(read) / took:.0f} documents/s"
    )
