"""Publication days as adbar/htmldate scores them: its folder `tests` (`eval_*.json` and the pages they name).

A day counts if it is exactly the one meant; a page without one counts against recall, as in that project's own script.
"""

import json
import time
from pathlib import Path

from trafilatura.utils import decode_file

from nlp import publication_day

_SETS = ("eval_mediacloud_2020.json", "eval_default.json")
_PAGES = ("test_set", "cache", "eval")


def page(folder: Path, name: str) -> str:
    """The HTML of a page, in whatever encoding it is stored."""
    file = next(folder / kind / name for kind in _PAGES if (folder / kind / name).is_file())
    html: str = decode_file(file.read_bytes())
    return html


def report(folder: Path) -> str:
    """F1, precision, recall, and the speed."""
    meant = {url: one for name in _SETS for url, one in json.loads((folder / name).read_text(encoding="utf-8")).items()}
    pages = {url: page(folder, one["file"]) for url, one in meant.items()}
    begun = time.perf_counter()
    told = {url: publication_day(html, url) for url, html in pages.items()}
    took = time.perf_counter() - begun
    right = sum(str(told[url]) == one["date"] for url, one in meant.items())
    found = sum(day is not None for day in told.values())
    f1 = 2 * right / (2 * right + (found - right) + (len(meant) - found))
    return (
        f"{len(meant)} pages: exact-day F1 {f1:.4f}, precision {right / found:.3f}, "
        f"right {right}, wrong {found - right}, none {len(meant) - found}; {len(meant) / took:.0f} pages/s"
    )
