"""Ids that stay: a short prefix and a hash of what makes the thing itself, so reading twice gives the same id."""

import hashlib
from collections import Counter
from collections.abc import Iterable


def digest(data: bytes) -> str:
    """The hash by which a stored page is known: "sha256:" and 64 hex digits."""
    return "sha256:" + hashlib.sha256(data).hexdigest()


def stable_id(prefix: str, *parts: object) -> str:
    """`prefix` and 16 hex digits of the parts' hash; None and "" are told apart, order matters."""
    text = "\x1f".join("\x00" if part is None else str(part) for part in parts)
    return f"{prefix}_{hashlib.sha256(text.encode()).hexdigest()[:16]}"


def told_apart(ids: Iterable[str]) -> list[str]:
    """The ids in their order, each that was given before made another by how often it was."""
    given: Counter[str] = Counter()
    found = []
    for each in ids:
        prefix = each.partition("_")[0]
        found.append(stable_id(prefix, each, given[each]) if given[each] else each)
        given[each] += 1
    return found
