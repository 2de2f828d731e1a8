"""How a dial is declared: once, with everything that checks, schemas, tables and rules need."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal, Self, overload

from contactline.arrays import Array, Chosen

type Kind = Literal["lever", "uncertainty", "constant"]
type Written = float | bool | str | Mapping[str, object]


@dataclass(frozen=True, kw_only=True)
class Dial:
    """One quantity of the model that a scenario may set.

    A dial is a number from `low` to `high`, one of `options`, or a `switch`. `default` is
    written as a scenario file would write it (a number may be a distribution). `basis` holds
    ids of claims and figures, or "assumption". `moves` is the outcome column the dial should
    move once the dials in `given` (and the horizon, if it is there) have the values stated there.
    `at_start`: it is read once, when a world starts, so that no event can change it.
    `name` is what a scenario file calls it; a dial takes it from the place of its declaration.
    """

    default: Written
    kind: Kind
    basis: tuple[str, ...]
    sentence: str
    moves: str = ""
    given: Mapping[str, object] = field(default_factory=dict)
    unit: str = ""
    low: float = 0.0
    high: float = 0.0
    whole: bool = False
    options: tuple[str, ...] = ()
    switch: bool = False
    at_start: bool = False
    name: str = ""

    def __set_name__(self, owner: type[Section], name: str) -> None:
        """Take the name from the place of the declaration, as a frozen dataclass sets its own."""
        object.__setattr__(self, "name", f"{owner.section}.{name}")

    @property
    def section(self) -> str:
        """Return the part of the name before the last dot."""
        return self.name.rpartition(".")[0]

    @property
    def key(self) -> str:
        """Return the part of the name behind the last dot."""
        return self.name.rpartition(".")[2]

    @property
    def is_number(self) -> bool:
        """Return whether the dial is a number (and may be a distribution)."""
        return not self.options and not self.switch

    @property
    def allowed(self) -> str:
        """Return in words what the dial takes, as error texts and tables show it."""
        if self.options:
            return "one of " + ", ".join(self.options)
        if self.switch:
            return "true or false"
        unit = f" ({self.unit})" if self.unit else ""
        return f"from {self.low:.15g} to {self.high:.15g}{unit}"


class Section:
    """The dials of one part of the model: a subclass declares them, an object has their values.

    `FrontDials.discipline` is the declaration, `settings.front.discipline` the value: an array
    (worlds,) of a number, the word of an option, whether a switch is on.
    """

    section: ClassVar[str]

    def __init__(self, values: Mapping[str, object]) -> None:
        """Take the values by key."""
        self.__dict__.update(values)

    @classmethod
    def declared(cls) -> tuple[Dial, ...]:
        """Return the dials of the section in the order of their declaration."""
        return tuple(dial for dial in vars(cls).values() if isinstance(dial, Dial))

    def among(self, chosen: Chosen) -> Self:
        """Return the section with the values of the worlds at the positions `chosen`."""
        some = object.__new__(type(self))
        some.__dict__.update(_all=self, _chosen=chosen)
        return some

    def taken(self, key: str) -> Any:
        """Return a value as it is among some worlds, and keep it: most dials are never asked."""
        value = getattr(self.__dict__["_all"], key)
        some = value if isinstance(value, str | bool) else value.take(self.__dict__["_chosen"])
        return self.__dict__.setdefault(key, some)


class NumberDial(Dial):
    """A dial whose value is a number in each world."""

    @overload
    def __get__(self, section: None, owner: type[Section]) -> Self: ...
    @overload
    def __get__(self, section: Section, owner: type[Section]) -> Array: ...
    def __get__(self, section: Section | None, owner: type[Section]) -> Self | Array:
        """Return the declaration, or the number in each world, (worlds,)."""
        return self if section is None else section.taken(self.key)


class OptionDial(Dial):
    """A dial whose value is one of a few words, the same in every world."""

    @overload
    def __get__(self, section: None, owner: type[Section]) -> Self: ...
    @overload
    def __get__(self, section: Section, owner: type[Section]) -> str: ...
    def __get__(self, section: Section | None, owner: type[Section]) -> Self | str:
        """Return the declaration, or the word."""
        return self if section is None else section.taken(self.key)


class SwitchDial(Dial):
    """A dial that is either on or off, the same in every world."""

    @overload
    def __get__(self, section: None, owner: type[Section]) -> Self: ...
    @overload
    def __get__(self, section: Section, owner: type[Section]) -> bool: ...
    def __get__(self, section: Section | None, owner: type[Section]) -> Self | bool:
        """Return the declaration, or whether it is on."""
        return self if section is None else section.taken(self.key)


def number(
    name: str = "",
    *,
    unit: str,
    low: float,
    high: float,
    default: float | Mapping[str, object],
    kind: Kind,
    basis: tuple[str, ...],
    sentence: str,
    moves: str = "",
    given: Mapping[str, object] | None = None,
    at_start: bool = False,
) -> NumberDial:
    """Return a dial that is a number from low to high."""
    return NumberDial(
        name=name, unit=unit, low=low, high=high, default=default, kind=kind, basis=basis,
        sentence=sentence, moves=moves, given=given or {}, at_start=at_start,
    )  # fmt: skip


def whole(
    name: str = "",
    *,
    unit: str,
    low: int,
    high: int,
    default: int | Mapping[str, object],
    kind: Kind,
    basis: tuple[str, ...],
    sentence: str,
    moves: str = "",
    given: Mapping[str, object] | None = None,
) -> NumberDial:
    """Return a dial that is a whole number from low to high; a distribution is rounded."""
    return NumberDial(
        name=name, unit=unit, low=low, high=high, whole=True, default=default, kind=kind,
        basis=basis, sentence=sentence, moves=moves, given=given or {},
    )  # fmt: skip


def switch(
    name: str = "",
    *,
    default: bool,
    kind: Kind,
    basis: tuple[str, ...],
    sentence: str,
    moves: str = "",
    given: Mapping[str, object] | None = None,
    at_start: bool = False,
) -> SwitchDial:
    """Return a dial that is either true or false."""
    return SwitchDial(
        name=name, switch=True, default=default, kind=kind, basis=basis, sentence=sentence,
        moves=moves, given=given or {}, at_start=at_start,
    )  # fmt: skip


def option(
    name: str = "",
    *,
    options: tuple[str, ...],
    default: str,
    kind: Kind,
    basis: tuple[str, ...],
    sentence: str,
    moves: str = "",
    given: Mapping[str, object] | None = None,
) -> OptionDial:
    """Return a dial that is one of a few named options."""
    return OptionDial(
        name=name, options=options, default=default, kind=kind, basis=basis, sentence=sentence,
        moves=moves, given=given or {},
    )  # fmt: skip
