"""The language of a text, out of those that such sites publish in; lingua decides, letters are not enough."""

import re
from collections import Counter
from functools import lru_cache
from typing import Any

_SAMPLE = 2000  # characters; more change nothing


@lru_cache(maxsize=1)
def _detector() -> Any:
    from lingua import Language, LanguageDetectorBuilder

    told_apart = (
        Language.ENGLISH, Language.RUSSIAN, Language.KAZAKH, Language.UKRAINIAN, Language.BELARUSIAN,
        Language.MONGOLIAN, Language.GERMAN, Language.FRENCH, Language.ITALIAN, Language.SPANISH, Language.FINNISH,
        Language.TURKISH, Language.POLISH, Language.CHINESE, Language.ARABIC, Language.PERSIAN,
    )  # fmt: skip
    return LanguageDetectorBuilder.from_languages(*told_apart).with_low_accuracy_mode().build()


# Neighbours' languages that lingua does not know, and takes for another of the same script: by letters that theirs has
# and that one lacks, or the other way round. (what lingua says, letters that must be there, that must not, the code)
_NEIGHBOURS = (
    ("kk mn ru uk be", "ңөү", "әғқұһіҙҗҳ", "ky"),
    ("kk mn ru uk be", "әөүңҗ", "қғұі", "tt"),
    ("kk mn ru uk be", "ҙҡҫ", "құі", "ba"),
    ("kk mn ru uk be", "ӣӯҷҳ", "іұў", "tg"),
    ("kk mn ru uk be", "ўҳ", "іұӣ", "uz"),
    ("ru uk mn be", "јљњћђџ", "ыэё", "sr"),
    ("ru uk mn be", "ъ", "ыэё", "bg"),
    ("tr", "ə", "", "az"),
    ("tr", "ýň", "", "tk"),
)
_FREQUENT, _RARE = 0.004, 0.001  # of all letters
_UZBEK = re.compile(r"\b\w*[og]['\u02bb\u2018\u2019]\w*", re.IGNORECASE)  # o' and g' are letters of the Latin Uzbek
_A_FEW_WORDS = 0.01


def language_of(text: str) -> str | None:
    """ISO 639-1 code of the language of `text`, or None where there is too little of it."""
    sample = text[:_SAMPLE]
    found = _detector().detect_language_of(sample)
    return _neighbour(sample.lower(), found.iso_code_639_1.name.lower()) if found else None


def _neighbour(sample: str, seen: str) -> str:
    if seen == "tr" and len(_UZBEK.findall(sample)) > _A_FEW_WORDS * len(sample.split()):
        return "uz"
    letters = Counter(filter(str.isalpha, sample))
    for taken_for, theirs, not_theirs, code in _NEIGHBOURS:
        if seen in taken_for.split() and _share(letters, theirs) > _FREQUENT and _share(letters, not_theirs) < _RARE:
            return code
    return seen


def _share(letters: "Counter[str]", some: str) -> float:
    return sum(letters[letter] for letter in some) / max(1, letters.total())
