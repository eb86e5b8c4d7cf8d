"""In which encoding a body really is, where its declaration is missing or wrong: the bytes themselves tell."""

import codecs
import re

_DECLARED_INSIDE = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE
)
_HEAD = 4096
_SAMPLE = 200_000
_MOSTLY = 0.8  # the rest are quotation marks and dashes
_CYRILLIC = "windows-1251"  # what undeclared pages of the region are in, if not in UTF-8


def charset_of_body(body: bytes, declared: str | None) -> str | None:
    """The encoding of `body`: UTF-8 if it is that, else the first of the declarations that fits, else by its letters.

    None where nothing fits. `declared` is what the answer's Content-Type names.
    """
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and _fits(body, "utf-16"):
        return "utf-16"
    if _fits(body, "utf-8"):
        return "utf-8"
    inside = _DECLARED_INSIDE.search(body[:_HEAD])
    named = [name for name in (declared, inside[1].decode("ascii").lower() if inside else None) if name]
    for name in named:
        if _fits(body, name):
            return name
    return _CYRILLIC if _is_cyrillic(body) else (named[0] if named else None)


def _fits(body: bytes, charset: str) -> bool:
    try:
        body.decode(charset)
    except (LookupError, ValueError):
        return False
    return True


def _is_cyrillic(body: bytes) -> bool:
    """Whether the bytes beyond ASCII are letters of a Cyrillic text, most of them small, as in sentences."""
    high = "".join(c for c in body[:_SAMPLE].decode(_CYRILLIC, "replace") if c > "\x7f")
    letters = [c for c in high if "\u0400" <= c <= "\u04ff"]
    small = sum(c.islower() for c in letters)
    return bool(letters) and len(letters) >= _MOSTLY * len(high) and small > len(letters) / 2
