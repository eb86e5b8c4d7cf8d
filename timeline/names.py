"""Names of people and outlets in one spelling, so that two alphabets and two transliterations meet."""

import re
from functools import lru_cache

_LATIN: dict[int, int | str | None] = {
    **str.maketrans("абвгдезийклмнопрстуфыэёәғқңөұүһі", "abvgdeziiklmnoprstufyeeagknouuhi", "ъь")
}
_LATIN |= {
    ord(letter): latin
    for letter, latin in {
        "ж": "zh",
        "х": "kh",
        "ц": "ts",
        "ч": "ch",
        "ш": "sh",
        "щ": "sh",
        "ю": "yu",
        "я": "ya",
    }.items()
}
_CAPITALISED = re.compile(r"(?<=[\w,»”’\"'] )[«“‘\"']?([^\W\d_a-zа-яёәғқңөұүһі][\w-]{3,})")
_NAME = 5
_SOUNDS = (("y", "i"), ("j", "zh"), ("kh", "h"), ("iev", "ev"), ("aev", "aiev"), ("aie", "ae"), ("ii", "i"))


def same_person(one: str | None, other: str | None) -> bool:
    """Whether two names end in one word as it sounds in Latin letters: "Sergeyev" is "Ada Sergeev"."""
    if not one or not other:
        return False
    return bool(surnames(one) & surnames(other))


def same_outlet(one: str | None, other: str | None) -> bool:
    """Whether one name of an outlet or body is the other's beginning, spaces and signs aside."""
    if not one or not other:
        return False
    first, second = (re.sub(r"\W", "", _sound(name.casefold())) for name in (one, other))
    return first.startswith(second) or second.startswith(first)


@lru_cache(maxsize=16384)
def surnames(name: str) -> frozenset[str]:
    """The last word of a name (of each of its spellings, parted by " / ") as it sounds."""
    parts = [part.strip() for part in name.split("/")]
    return frozenset(_sound(words[-1])[:7] for part in parts if (words := re.findall(r"\w{3,}", part.casefold())))


@lru_cache(maxsize=16384)
def proper_names(text: str) -> frozenset[str]:
    """The capitalised words of a text, but for those that begin a sentence, as they sound, cut where endings begin."""
    return frozenset(_sound(word.casefold())[:_NAME] for word in _CAPITALISED.findall(text))


def _sound(word: str) -> str:
    latin = word.translate(_LATIN)
    for spelling, sound in _SOUNDS:
        latin = latin.replace(spelling, sound)
    return latin
