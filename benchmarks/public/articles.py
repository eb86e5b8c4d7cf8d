"""Article text as scrapinghub/article-extraction-benchmark scores it: its folder (`ground-truth.json`, `html/`).

Runs of four words are compared, each page weighing the same; precision and recall are means over pages, F1 is theirs.
"""

import gzip
import json
import re
import time
from collections import Counter
from pathlib import Path
from statistics import mean

from nlp import article_text

_RUN = 4  # words


def runs(text: str) -> Counter[tuple[str, ...]]:
    """Every run of four words; all words of a shorter text."""
    words = re.findall(r"\w+", text)
    listed = (tuple(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1)))
    return Counter(run for run in listed if run)


def report(folder: Path) -> str:
    """F1, precision, recall, and the speed."""
    meant = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    pages = {name: gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes()).decode() for name in meant}
    begun = time.perf_counter()
    told = {name: article_text(html, meant[name].get("url")) or "" for name, html in pages.items()}
    took = time.perf_counter() - begun
    pairs = [(runs(meant[name].get("articleBody", "")), runs(told[name])) for name in meant]
    precision = mean((wanted & found).total() / found.total() for wanted, found in pairs if found)
    recall = mean((wanted & found).total() / wanted.total() for wanted, found in pairs if wanted)
    f1 = 2 * precision * recall / (precision + recall)
    figures = f"F1 {f1:.4f}, precision {precision:.4f}, recall {recall:.4f}"
    return f"{len(meant)} pages: {figures}; {len(meant) / took:.0f} pages/s"
