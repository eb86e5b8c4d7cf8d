"""Attributions in the PolNeAR corpus: a folder with `attributions/*.ann` and `text/*.txt` (its train, dev or test).

An attribution told is right if its content covers at least half of what it and a content meant cover together, and its
source shares a word with the one meant; each meant counts once. Content and source apart, too, and both with all but a
twentieth of their characters. Of several annotators of a text the first is taken; what has no source is left out.
"""

import re
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from nlp import attributions

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Said:
    """Where a content and its source stand; either may be in pieces."""

    content: Spans
    source: Spans


def meant(file: Path) -> list[Said]:
    """The attributions that one annotator marked."""
    lines = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()]
    places = {line[0]: _spans(line[1]) for line in lines if line[0].startswith("T") and len(line) > 1}
    found = []
    for line in lines:
        if not line[0].startswith("E"):
            continue
        parts: dict[str, Spans] = defaultdict(tuple)
        for role, _, place in (part.partition(":") for part in line[1].split()):
            parts[re.sub(r"\d", "", role)] += places.get(place, ())
        if parts["Content"] and parts["Source"]:
            found.append(Said(parts["Content"], parts["Source"]))
    return found


def _spans(kind: str) -> Spans:
    pieces = (piece.split() for piece in kind.partition(" ")[2].split(";"))
    return tuple((int(start), int(end)) for start, end in pieces)


def told(text: str) -> list[Said]:
    """What the reader tells of a text."""
    return [
        Said(((one.content_start, one.content_end),), ((one.source_start, one.source_end),))
        for source in attributions(text)
        for one in source.statements
    ]


def _characters(spans: Spans) -> set[int]:
    return {at for start, end in spans for at in range(start, end)}


def alike(one: Spans, other: Spans, least: float) -> bool:
    """Whether two places cover enough of what they cover together."""
    first, second = _characters(one), _characters(other)
    return len(first & second) > 0 and len(first & second) >= least * len(first | second)


def right(wanted: Sequence[Said], found: Sequence[Said], same: Callable[[Said, Said], bool]) -> int:
    """How many can be paired, each used once."""
    left, paired = list(found), 0
    for one in wanted:
        other = next((each for each in left if same(one, each)), None)
        if other is not None:
            left.remove(other)
            paired += 1
    return paired


KINDS: dict[str, Callable[[Said, Said], bool]] = {
    "content and source": lambda a, b: alike(a.content, b.content, 0.5) and alike(a.source, b.source, 0),
    "content": lambda a, b: alike(a.content, b.content, 0.5),
    "source": lambda a, b: alike(a.source, b.source, 0) and alike(a.content, b.content, 0),
    "both exactly": lambda a, b: alike(a.content, b.content, 0.95) and alike(a.source, b.source, 0.95),
}


def report(folder: Path) -> str:
    """F1 of content with source, and of each, and the speed."""
    files = {
        re.sub(r"_[0-9a-f]{4}$", "", file.stem): file for file in sorted((folder / "attributions").glob("*.ann"))[::-1]
    }
    texts = {name: (folder / "text" / f"{name}.txt").read_text(encoding="utf-8") for name in files}
    told("Warm, she said.")
    begun = time.perf_counter()
    found = {name: told(text) for name, text in texts.items()}
    took = time.perf_counter() - begun
    wanted = {name: meant(file) for name, file in files.items()}
    many, figures = (sum(map(len, wanted.values())), sum(map(len, found.values()))), []
    for kind, same in KINDS.items():
        both = sum(right(wanted[name], found[name], same) for name in files)
        shares = f"precision {both / max(many[1], 1):.3f}, recall {both / many[0]:.3f}"
        figures.append(f"{kind} F1 {2 * both / sum(many):.3f} ({shares})")
    counts = f"{len(files)} texts, {many[0]} attributions, {many[1]} told"
    return f"{counts}: {', '.join(figures)}; {len(files) / took:.0f} texts/s"
