"""Quotes: exact words and where they stand, and a link that opens a page at them."""

from urllib.parse import quote as percent_encode
from urllib.parse import urldefrag

from core.records.facts import Quote

LONGEST = 400
_WHOLE = 120  # a fragment no longer than this is given whole: a start and an end may match elsewhere first


class Unfaithful(ValueError):
    """The quoted words do not stand in the text where they are said to stand."""


def take(text: str, start: int, end: int) -> Quote:
    """The words text[start:end], stripped of white space at both ends; raises Unfaithful if none or over 400 remain."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if not 0 < end - start <= LONGEST:
        raise Unfaithful(f"{end - start} characters")
    return Quote(text[start:end], start, end)


def check(quote: Quote, text: str) -> None:
    """Raises Unfaithful unless the quote stands in `text`, character for character."""
    if text[quote.start : quote.end] != quote.text:
        raise Unfaithful(quote.text[:60])


def link_to(url: str, words: str) -> str:
    """The address with a text fragment (WICG Scroll To Text Fragment) that opens it at `words`.

    Long quotes are given by their first and last words, since a fragment's parts may not cross a block's border; a
    dash, comma or ampersand has a meaning of its own in a fragment and is encoded.
    """
    if not words.strip():
        return url
    lines = [" ".join(line.split()) for line in words.splitlines() if line.strip()]
    whole = " ".join(lines)
    if len(whole) <= _WHOLE and len(lines) == 1:
        fragment = _encode(whole)
    else:
        fragment = f"{_encode(_edge(lines[0], 0))},{_encode(_edge(lines[-1], -1))}"
    return f"{urldefrag(url).url}#:~:text={fragment}"


def _edge(line: str, side: int) -> str:
    words = line.split(" ")
    return " ".join(words[:5] if side == 0 else words[-5:])


def _encode(words: str) -> str:
    return percent_encode(words, safe="").replace("-", "%2D")
