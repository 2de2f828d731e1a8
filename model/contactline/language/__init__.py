"""How every room speaks: texts in a chosen language; dates, counts, shares and lists."""

from contactline.language.texts import (
    ENGLISH,
    MINUS,
    current,
    languages,
    local_number,
    marked,
    say,
    say_as,
    say_many,
    speak,
    speaking,
    texts_of,
)

__all__ = [
    "ENGLISH",
    "MINUS",
    "current",
    "languages",
    "local_number",
    "marked",
    "say",
    "say_as",
    "say_many",
    "speak",
    "speaking",
    "texts_of",
]
