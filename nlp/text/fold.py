"""Folding: a lower-case twin of a text, character for character as long, on which all patterns are matched."""

import re

_PLAIN = str.maketrans(
    {
        "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " ", "\u2002": " ", "\u2003": " ", "\t": " ",
        "\u200b": " ", "\ufeff": " ", "\u00ad": " ",
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‟": '"',
        "’": "'", "‘": "'", "ʼ": "'", "`": "'",
        "ё": "е", "–": "—", "‒": "—", "−": "—", "‑": "-",
    }
)  # fmt: skip
_LATIN_IN_CYRILLIC = str.maketrans("iaeocpxy", "іаеосрху")
_CYRILLIC = "[а-яәғқңөұүһі]"
_MIXED = re.compile(rf"(?<={_CYRILLIC})[iaeocpxy]+|(?<![iaeocpxy])[iaeocpxy]+(?={_CYRILLIC})")


def fold(text: str) -> str:
    """`text` in lower case, with one form of space, quotation mark and dash, no ё, no Latin letters in Cyrillic words.

    The result has the same length, so that a place found in it is a place in the text. Acts of Kazakhstan mix "i" and
    "і" within a word, hence the last step.
    """
    lowered = text.lower()
    if len(lowered) != len(text):  # "İ" and its like become two characters
        lowered = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    plain = lowered.translate(_PLAIN)
    return _MIXED.sub(lambda match: match.group().translate(_LATIN_IN_CYRILLIC), plain)
