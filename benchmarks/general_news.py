"""General news as the second finder sees it: silent clauses, none of which is a rule, hashed; the text is not kept.

Gold articles are about rules; in news of courts, wars and markets the grammar, too, believes that it sees some.
Without such clauses in training, the finder adds sixty rules to a hundred of these articles, nearly all of them false.
They come from TimeBank, whose licence is unclear, so `news.npz` holds what the model counts and no words:

    python -m benchmarks.train_finder --news FOLDER    (of TimeML files, as `benchmarks/public/tempeval.py` expects)
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.public.tempeval import documents
from benchmarks.reading import as_article
from nlp.claims.article import ArticleReader
from nlp.claims.finder import SilentClause
from nlp.claims.weights import SIZE, letters
from nlp.vocabulary import Vocabularies

FILE = Path(__file__).with_name("news.npz")
_CLAUSES = 300  # twelve hundred keep false rules rarer by half, and cost a third of the right ones
_SEED = 0
Matrix = np.ndarray[Any, np.dtype[np.float64]]


def rows_of(clauses: Sequence[SilentClause]) -> tuple[Matrix, list[str]]:
    """The clauses as rows, their letters before their signs, and the signs' names."""
    names = list(clauses[0].signs)
    rows = np.zeros((len(clauses), SIZE + len(names)))
    for row, one in zip(rows, clauses, strict=True):
        for place, often in letters(one.words).items():
            row[place] = often
        row[SIZE:] = [one.signs[name] for name in names]
    return rows, names


def gather(folder: Path) -> None:
    """Writes `news.npz` anew: a random choice of the silent clauses of a folder's English news."""
    reader, found = ArticleReader(Vocabularies().of("en")), []
    for one in documents(folder):
        gold = {"id": one.name, "text": one.text, "language": "en", "published": one.day.isoformat()}
        found += reader.silent(as_article(gold))
    chosen = np.random.default_rng(_SEED).permutation(len(found))[:_CLAUSES]
    rows, names = rows_of([found[number] for number in chosen])
    number, place = np.nonzero(rows)
    np.savez_compressed(
        FILE, names=np.array(names), shape=rows.shape, number=number.astype(np.uint16), place=place.astype(np.uint16),
        value=rows[number, place].astype(np.float16),
    )  # fmt: skip


def general_news(names: Sequence[str]) -> Matrix:
    """The rows of `news.npz`; it must have been gathered with just these signs, else ValueError."""
    with np.load(FILE) as kept:
        if list(kept["names"]) != list(names):
            raise ValueError("the signs have changed: gather the general news anew (--news FOLDER)")
        rows = np.zeros(tuple(kept["shape"]))
        rows[kept["number"], kept["place"]] = kept["value"]
    return rows
