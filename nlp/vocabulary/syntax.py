"""The language that patterns are written in, and what it stands for as a regular expression.

Patterns are regular expressions on folded text with five conveniences: a space is any white space, " ?" is white space
or none, "*" is any ending of a word, " ~ " is a gap of at most five words within a clause, and "{name}" is a set of
words declared under [sets]. Every pattern stands between word borders; one that begins with a comma stands on a word.

What may repeat without end (white space, classes, groups; all but letters and digits, which the borders keep within one
word) is bounded, so that no pattern takes quadratic time on a text that is made of nothing else.
"""

import re
from collections.abc import Iterable

_SPACE = r"\s{1,40}"
_GAP = r"(?:\s{1,40}(?:[^\s,;:.!?()]|(?<=\d)[.,](?=\d)){1,60}){0,5}?\s{1,40}"
_ENDING = re.compile(r"(?<!\\w)(?<![\])])\*")  # "*" after a letter; after a class or group it is the usual quantifier
_CLASS = re.compile(r"(?<!\\)\[\^?\]?(?:\\.|[^\]\\])*\]")
_MOST = 60  # repetitions
_PIECE = re.compile(r"(?P<one>\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\)|\((?!\?))(?P<often>[+*]|\{\d+,\})?", re.DOTALL)
_NAMED = re.compile(r"\(\?P<\w+>")

LEFT, RIGHT = r"(?<!\w)", r"(?!\w)"


def filled(pattern: str, placeholders: Iterable[tuple[str, str]]) -> str:
    """A pattern with its placeholders {m}, {d}, … as named groups (each named once, then only matched)."""
    for name, alternatives in placeholders:
        hole = "{" + name + "}"
        pattern = pattern.replace(hole, f"(?P<{name}>{alternatives})", 1)
        pattern = pattern.replace(hole, f"(?:{alternatives})")
    return pattern


def expanded(pattern: str) -> str:
    """A declared pattern, its sets filled in, as a regular expression without borders and without numbered groups."""
    source = _ENDING.sub(lambda _: r"\w*", _CLASS.sub(lambda match: match.group().replace(" ", r"\s"), pattern))
    source = source.replace(" ~ ", _GAP).replace(" ?", r"\s{0,40}").replace(" ", _SPACE)
    return _PIECE.sub(_bounded, source)


def bordered(source: str) -> str:
    """An expanded pattern between word borders."""
    return f"{'' if source.startswith(',') else LEFT}(?:{source}){RIGHT}"


def any_of(sources: list[str]) -> str:
    """One expression that matches where any of the expanded patterns does, between word borders."""
    plain = [_NAMED.sub("(?:", source) for source in sources]
    on_word = [source for source in plain if source.startswith(",")]
    bound = [source for source in plain if not source.startswith(",")]
    parts = ([f"{LEFT}(?:{'|'.join(bound)})"] if bound else []) + on_word
    return f"(?:{'|'.join(parts)}){RIGHT}" if parts else "(?!)"


def _bounded(match: re.Match[str]) -> str:
    """A piece of an expression: a group without a number, a repetition with an end."""
    one, often = match["one"], match["often"] or ""
    if one == "(":
        return "(?:" + often
    if often and one not in (r"\w", r"\d"):
        least = {"+": "1", "*": "0"}.get(often, often[1:-2])
        return f"{one}{{{least},{_MOST}}}"
    return one + often
