"""The options of a bargaining model: a frozen dataclass of words, switches and numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

from contactline.errors import BargainError
from contactline.evidence.fields import is_number


@dataclass(frozen=True)
class Options:
    """What a model can be told. A model with options derives its own class from this one.

    Each field is a Literal of words, a bool, or a number that is 0 or more.
    """

    @property
    def draws_luck(self) -> bool:
        """Return whether the model then draws luck."""
        return False

    def __post_init__(self) -> None:
        """Raise BargainError where a value is not among those allowed."""
        for name, kind in kinds(type(self)).items():
            _check(name, kind, getattr(self, name))


def kinds(options: type[Options]) -> dict[str, Any]:
    """Return the type of each option, in order."""
    hints = _hints(options)  # type: ignore[arg-type]  # a class has a hash, as any object
    return {one.name: hints[one.name] for one in fields(options)}


@cache
def _hints(options: Any) -> dict[str, Any]:
    """Return the types of all fields; Python reads them anew from text each time it is asked."""
    return get_type_hints(options)


def words_of(kind: Any) -> tuple[str, ...]:
    """Return the words an option chooses from; none where it is a switch or a number."""
    return get_args(kind) if get_origin(kind) is Literal else ()


def written(options: type[Options], given: Mapping[str, str]) -> Options:
    """Return options from text, such as {"victory": "square", "turns": "20"}.

    Raises BargainError at an unknown name or a value that does not fit.
    """
    known = kinds(options)
    for name in given:
        if name not in known:
            names = ", ".join(known) or "none"
            raise BargainError(f"There is no option {name!r} here. Options of this model: {names}.")
    return options(**{name: _read(name, known[name], text) for name, text in given.items()})


def _read(name: str, kind: Any, text: str) -> object:
    if words_of(kind):
        return text
    if kind is bool:
        if text not in ("true", "false"):
            raise BargainError(f"{name} must be true or false. Got {text!r}.")
        return text == "true"
    try:
        number = float(text)
    except ValueError:
        raise BargainError(f"{name} must be a number. Got {text!r}.") from None
    return int(number) if kind is int and number.is_integer() else number


def _check(name: str, kind: Any, value: Any) -> None:
    words = words_of(kind)
    if words:
        must, fits = f"one of {', '.join(words)}", value in words
    elif kind is bool:
        must, fits = "true or false", isinstance(value, bool)
    else:
        must = f"{'a whole number' if kind is int else 'a number'}, 0 or more"
        fits = is_number(value) and value >= 0 and (kind is float or float(value).is_integer())
    if not fits:
        raise BargainError(f"{name} must be {must}. Got {value!r}.")
