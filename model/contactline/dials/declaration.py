"""How a dial is declared: once, with everything that checks, schemas and tables need."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

type Kind = Literal["lever", "uncertainty", "constant"]
type Written = float | bool | str | Mapping[str, object]


@dataclass(frozen=True, kw_only=True)
class Dial:
    """One quantity of the model that a scenario may set.

    A dial is a number from `low` to `high`, one of `options`, or a `switch`. `default` is
    written as a scenario file would write it (a number may be a distribution). `basis` holds
    ids of claims and figures, or "assumption". `moves` is the outcome column the dial should
    move once the dials in `given` (and the horizon, if it is there) have the values stated there.
    """

    name: str
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


def number(
    name: str,
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
) -> Dial:
    """Return a dial that is a number from low to high."""
    return Dial(
        name=name, unit=unit, low=low, high=high, default=default, kind=kind, basis=basis,
        sentence=sentence, moves=moves, given=given or {},
    )  # fmt: skip


def whole(
    name: str,
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
) -> Dial:
    """Return a dial that is a whole number from low to high; a distribution is rounded."""
    return Dial(
        name=name, unit=unit, low=low, high=high, whole=True, default=default, kind=kind,
        basis=basis, sentence=sentence, moves=moves, given=given or {},
    )  # fmt: skip


def switch(
    name: str,
    *,
    default: bool,
    kind: Kind,
    basis: tuple[str, ...],
    sentence: str,
    moves: str = "",
    given: Mapping[str, object] | None = None,
) -> Dial:
    """Return a dial that is either true or false."""
    return Dial(
        name=name, switch=True, default=default, kind=kind, basis=basis, sentence=sentence,
        moves=moves, given=given or {},
    )  # fmt: skip


def option(
    name: str,
    *,
    options: tuple[str, ...],
    default: str,
    kind: Kind,
    basis: tuple[str, ...],
    sentence: str,
    moves: str = "",
    given: Mapping[str, object] | None = None,
) -> Dial:
    """Return a dial that is one of a few named options."""
    return Dial(
        name=name, options=options, default=default, kind=kind, basis=basis, sentence=sentence,
        moves=moves, given=given or {},
    )  # fmt: skip
