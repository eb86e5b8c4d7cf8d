"""Memory of one reader over many pages: `python -m benchmarks.memory [PAGES]`, 6,000 by default, on one core.

Resident memory after the first 2,000 pages, when everything is loaded that is loaded once, then after every 10,000 as a
ratio to that, and the peak. The pages are short and invented, in three languages by turns: a title and a paragraph
each. No two are alike: names are made of syllables, numbers and days are drawn for each, so that what is remembered of
one page helps with no other. 100,000 pages take about an hour.
"""

import os

os.environ["OMP_NUM_THREADS"] = "1"  # before anything numeric is loaded

import random
import resource
import subprocess
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path

from core.records.pages import Declared, Skipped, Snapshot
from nlp.reader import Reader

SENTENCES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_FIRST, _EVERY = 2_000, 10_000
_PAGES = 6_000
_MEGABYTE = 2**20
_RETRIEVED = datetime(2026, 1, 1, tzinfo=UTC)


def pages(seed: int = 1) -> Iterator[Snapshot]:
    """Pages without end, the same for each seed."""
    chance = random.Random(seed)
    for number, language in enumerate(_in_turn(sorted(SENTENCES))):
        body = _page(chance, language).encode()
        told = Declared(source="Invented", source_kind="press", country="KZ", published=_day(chance).isoformat())
        yield Snapshot(
            record_id=f"rec_{number}", url=f"https://news.example/{language}/{number}", retrieved=_RETRIEVED,
            media_type="text/html", body=body, digest=f"sha256:{number:064x}", charset="utf-8", declared=told,
        )  # fmt: skip


def _in_turn(languages: list[str]) -> Iterator[str]:
    while True:
        yield from languages


def _page(chance: random.Random, language: str) -> str:
    """A title and a paragraph, among what surrounds them on a site."""
    told = SENTENCES[language]
    title, paragraph = (_filled(chance, language, chance.choice(told[part])) for part in ("titles", "paragraphs"))
    return (
        f"<html><head><title>{title}</title></head><body><nav><a href='/'>{_word(chance, language)}</a></nav>"
        f"<article><h1>{title}</h1><p>{paragraph}</p></article><footer>{_word(chance, language)}</footer></body></html>"
    )


def _filled(chance: random.Random, language: str, sentence: str) -> str:
    """A sentence whose gaps are names, words, numbers and days of their own."""
    day, names = _day(chance), [_word(chance, language) for _ in range(5)]
    return sentence.format(
        person=f"{names[0].capitalize()} {names[1].capitalize()}", place=names[2].capitalize(), word=names[3],
        firm=names[4].capitalize(), number=chance.randint(3, 99_999), small=chance.randint(2, 180),
        day=day.day, month=SENTENCES[language]["months"][day.month - 1], year=day.year,
    )  # fmt: skip


def _word(chance: random.Random, language: str) -> str:
    return "".join(chance.choice(SENTENCES[language]["syllables"]) for _ in range(chance.randint(2, 4)))


def _day(chance: random.Random) -> date:
    return date(2015, 1, 1) + timedelta(days=chance.randrange(4_000))


def resident() -> float:
    """The memory that this process has in use now, in megabytes."""
    told = Path("/proc/self/statm")
    if told.exists():
        return int(told.read_text().split()[1]) * os.sysconf("SC_PAGESIZE") / _MEGABYTE
    asked = subprocess.run(["ps", "-o", "rss=", "-p", str(os.getpid())], capture_output=True, text=True, check=True)
    return int(asked.stdout) / 1024


def peak() -> float:
    """The most memory that this process has had, in megabytes; macOS tells bytes where Linux tells kilobytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (_MEGABYTE if sys.platform == "darwin" else 1024)


def main() -> int:
    """Prints the figures; the exit status is 1 where nothing could be read of a page in ten."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else _PAGES
    reader, counted = Reader(), Counter[str]()
    first, begun = 0.0, time.perf_counter()
    for number, page in enumerate(islice(pages(), many), start=1):
        read = reader.read(page)
        counted["skipped" if isinstance(read, Skipped) else "articles"] += 1
        counted["facts"] += 0 if isinstance(read, Skipped) else len(read[1])
        first = resident() if number == _FIRST else first
        if number in (_FIRST, many) or number % _EVERY == 0:
            ratio = f"{resident() / first:.3f} of the first mark" if first else "before the first mark"
            print(f"{number:,} pages: {resident():.0f} MB, {ratio}", flush=True)
    took = time.perf_counter() - begun
    print(f"peak {peak():.0f} MB; {dict(counted)}; {many / took:.0f} pages a second")
    return int(counted["skipped"] > many / 10)


if __name__ == "__main__":
    sys.exit(main())
