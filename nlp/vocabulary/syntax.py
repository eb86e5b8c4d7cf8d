"""The language that patterns are written in, and what it stands for as a regular expression.

Patterns are regular expressions on folded text with five conveniences: a space is any white space, " ?" is white space
or none, "*" is any ending of a word, " ~ " is a gap of at most five words within a clause, and "{name}" is a set of
words declared under [sets]. Every pattern stands between word borders; one that begins with a comma stands on a word.
"""

import re

# Runs of white space and words are bounded, so that no pattern takes quadratic time on a text made of nothing else.
_SPACE = r"\s{1,40}"
_GAP = r"(?:\s{1,40}[^\s,;:.!?()]{1,60}){0,5}?\s{1,40}"
_ENDING = re.compile(r"(?<!\\w)(?<![\])])\*")  # "*" after a letter; after a class or group it is the usual quantifier
_GROUP = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\((?!\?)", re.DOTALL)
_NAMED = re.compile(r"\(\?P<\w+>")

LEFT, RIGHT = r"(?<!\w)", r"(?!\w)"


def expanded(pattern: str) -> str:
    """A declared pattern, its sets filled in, as a regular expression without borders and without numbered groups."""
    source = _ENDING.sub(lambda _: r"\w*", pattern)
    source = source.replace(" ~ ", _GAP).replace(" ?", r"\s{0,40}").replace(" ", _SPACE)
    return _GROUP.sub(lambda match: "(?:" if match.group() == "(" else match.group(), source)


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
