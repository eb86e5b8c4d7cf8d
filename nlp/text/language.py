"""The language of a text, out of those that such sites publish in; lingua decides, letters are not enough."""

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


def language_of(text: str) -> str | None:
    """ISO 639-1 code of the language of `text`, or None where there is too little of it."""
    found = _detector().detect_language_of(text[:_SAMPLE])
    return found.iso_code_639_1.name.lower() if found else None
