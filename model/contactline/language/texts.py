"""Texts in the language that is spoken: English as it is written, others from their catalogue.

A catalogue is one file in the format of gettext beside this one, `uk.po`, with the English text as
its key. What it does not hold is said in English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from math import copysign
from numbers import Real
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, Any

from contactline.errors import RunError, did_you_mean

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

ENGLISH = "en"
MINUS = "\N{MINUS SIGN}"
BELOW_NOUGHT = re.compile(r"^-(?=[0,.]+(?![\d,.e]))")
"""The sign of a number that was a little below nought before it was rounded: "-0.0 %"."""
FOLDER = Path(__file__).parent

_spoken: ContextVar[str] = ContextVar("language", default=ENGLISH)


def languages() -> tuple[str, ...]:
    """Return the codes of the languages there are, English first: ("en", "uk")."""
    return (ENGLISH, *sorted(path.stem for path in FOLDER.glob("*.po")))


def current() -> str:
    """Return the code of the language that is spoken here and now."""
    return _spoken.get()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a language meanwhile, in this thread or task. Raises RunError where there is none."""
    check_language(language)
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)


def speak(language: str) -> None:
    """Speak a language from now on, as a process does that works for another."""
    check_language(language)
    _spoken.set(language)


def check_language(language: str) -> None:
    """Raise RunError for a language that has no catalogue, with those that have one."""
    if language != ENGLISH and language not in languages():
        near = did_you_mean(language, languages())
        raise RunError(
            f"There is no language {language!r}{near or '.'} Languages are "
            f"{', '.join(languages())}."
        )


def say(text: str, /, **values: object) -> str:
    """Return a text in the language spoken, with its {values} filled in.

    The text is the key of the catalogue: a literal, or one that a registry holds. Without values
    braces stay as they are.
    """
    return filled(_catalogue().gettext(text) if text else "", values)


def say_as(meaning: str, text: str, /, **values: object) -> str:
    """Return a text that other languages say in several ways. meaning: which one is meant here."""
    return filled(_catalogue().pgettext(meaning, text), values)


def say_many(one: str, many: str, count: int, /, **values: object) -> str:
    """Return the text for one or for many, in other languages for as many as there are."""
    return filled(_catalogue().ngettext(one, many, count), values)


def marked(text: str) -> str:
    """Return the text as it is: one that is written here and said in its language elsewhere."""
    return text


def filled(text: str, values: dict[str, Any]) -> str:
    """Return a text with its values; their numbers have the separators of the language."""
    if not values:
        return text
    if current() == ENGLISH and not any(_is_negative(value) for value in values.values()):
        return text.format_map(values)
    return _Local().vformat(text, (), values)


def _is_negative(value: object) -> bool:
    return isinstance(value, Real) and copysign(1, value) < 0


def local_number(text: str) -> str:
    """Return a number as code writes it, "-12,400.5", as readers of the language do: "−12,400.5".

    Below nought it has the sign of minus in every language, and none where it reads as nought;
    what is read back takes no such text.
    """
    return BELOW_NOUGHT.sub("", text).translate(_signs(current()))


def texts_of(language: str, ending: str | tuple[str, ...]) -> dict[str, list[str]]:
    """Return the texts of a language that files of this ending say, by English text.

    ending: such as ".js", or several of them. Each text has one form, or as many as the language
    has plurals.
    """
    if language == ENGLISH:
        return {}
    check_language(language)
    return {
        _forms(message.id)[0]: _forms(message.string)
        for message in read_catalogue(language)
        if message.id and any(file.endswith(ending) for file, _ in message.locations)
    }


def _forms(text: str | Sequence[str] | None) -> list[str]:
    """Return a text as its forms, of which most have one."""
    return [text] if isinstance(text, str) else list(text or ())


def read_catalogue(language: str) -> Catalog:
    """Return the catalogue of a language as its file has it."""
    # Who speaks English waits for none of this.
    from babel.messages.pofile import read_po

    with (FOLDER / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


def _catalogue() -> NullTranslations:
    return _translations(current())


@cache
def _translations(language: str) -> NullTranslations:
    """Return what a language says for each text, read once."""
    if language == ENGLISH:
        return NullTranslations()
    from babel.messages.mofile import write_mo

    compiled = BytesIO()
    write_mo(compiled, read_catalogue(language))
    compiled.seek(0)
    return GNUTranslations(compiled)


@cache
def _signs(language: str) -> dict[int, str]:
    """Return what stands for the hyphen, the comma and the point of a number in code."""
    if language == ENGLISH:
        return {ord("-"): MINUS}
    from babel.numbers import get_decimal_symbol, get_group_symbol

    separators = {ord(","): get_group_symbol(language), ord("."): get_decimal_symbol(language)}
    return {ord("-"): MINUS} | separators


class _Local(Formatter):
    """Fills in values as `str.format` does, but writes numbers as the language does."""

    def format_field(self, value: Any, format_spec: str) -> str:
        """Return one value in its place."""
        text: str = super().format_field(value, format_spec)
        return local_number(text) if isinstance(value, Real) else text
