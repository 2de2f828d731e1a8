"""What a check says: the figure of the record, the same thing measured on the model, a verdict."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from contactline.evidence import Figure


def record_of(figure: Figure) -> tuple[float, float]:
    """Return a figure's value as an interval: both ends alike for a single number."""
    value = figure.value
    if isinstance(value, str):
        raise TypeError(f"{figure.id} is not a number to be checked against.")
    return (value[0], value[-1]) if isinstance(value, tuple) else (value, value)


def tolerance_of(figure: Figure) -> tuple[float, float]:
    """Return the interval that the model has to land in, in the unit of the figure."""
    if figure.tolerance is None:
        raise ValueError(f"{figure.id} has no tolerance to be checked against.")
    return figure.tolerance


@dataclass(frozen=True)
class Verdict:
    """One pattern of the record against the model.

    figure: the entry of `seeds/figures.yaml`, with its value and tolerance. title: a few words.
    setup: in words, the situation the model was put in ("" where it is read from data). model:
    what the model shows. low, high: 95 % interval of it over the worlds run. worlds: how many.
    held_out: the figure was not used to fit the model.
    """

    figure: Figure
    title: str
    setup: str
    model: float
    low: float
    high: float
    worlds: int
    held_out: bool = False

    @property
    def passed(self) -> bool:
        """Return whether the model lies within the tolerance of the figure."""
        low, high = self.tolerance
        return low <= self.model <= high

    @property
    def tolerance(self) -> tuple[float, float]:
        """Return the interval that the model has to land in, in the unit of the figure."""
        return tolerance_of(self.figure)

    @property
    def record(self) -> tuple[float, float]:
        """Return the figure's value as an interval: both ends alike for a single number."""
        return record_of(self.figure)


@dataclass(frozen=True)
class Check:
    """The verdicts on one scenario. scenario_hash: of the scenario that was checked."""

    scenario: str
    scenario_hash: str
    seed: int
    verdicts: tuple[Verdict, ...]

    @property
    def passed(self) -> int:
        """Return how many patterns the model meets."""
        return met(self.verdicts)

    @property
    def fitted(self) -> tuple[Verdict, ...]:
        """Return the verdicts on what the model was fitted to or built from."""
        return tuple(one for one in self.verdicts if not one.held_out)

    @property
    def held_out(self) -> tuple[Verdict, ...]:
        """Return the verdicts on what was not used to fit the model."""
        return tuple(one for one in self.verdicts if one.held_out)


def met(verdicts: Iterable[Verdict]) -> int:
    """Return how many of these patterns the model meets."""
    return sum(one.passed for one in verdicts)
