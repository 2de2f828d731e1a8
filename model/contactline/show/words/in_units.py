"""What is asked of runs, as a reader calls it, and its numbers with their unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from contactline.dials.measures import AVERAGED, HOLDING_LABEL, HOLDS, OUTCOMES
from contactline.language import say
from contactline.show.words.numbers import grouped, signed
from contactline.study.intervals import MeanInterval
from contactline.study.measured import check_measure


@dataclass(frozen=True)
class Measured:
    """A measure, or a share of worlds, with its label; numbers come in its own unit.

    share: numbers are shares, printed in per cent, and differences of them in points.
    """

    measure: str

    @property
    def share(self) -> bool:
        """Return whether it is a share of worlds."""
        return bool(check_measure(self.measure))

    @property
    def label(self) -> str:
        """Return what it is called: "A ceasefire collapses", "Days until talks"."""
        if self.measure == HOLDS:
            return say(HOLDING_LABEL)
        outcomes = check_measure(self.measure)
        if outcomes:
            return say(" or ").join(say(OUTCOMES[one].label) for one in outcomes)
        return say(AVERAGED[self.measure].label)

    @property
    def unit(self) -> str:
        """Return the unit of a number: "%" of a share."""
        return "%" if self.share else say(AVERAGED[self.measure].unit)

    @property
    def unit_of_difference(self) -> str:
        """Return the unit of a difference: points of a share."""
        return say("points") if self.share else self.unit

    @property
    def heading(self) -> str:
        """Return what an axis or a panel is called: the label, and the unit unless it says that."""
        return self._headed(self.unit)

    @property
    def heading_of_difference(self) -> str:
        """Return what an axis of differences is called."""
        return self._headed(self.unit_of_difference)

    def _headed(self, unit: str) -> str:
        told = unit and unit.lower() != self.label.lower()
        return f"{self.label} ({unit})" if told else self.label

    def numbers(self, values: Sequence[float]) -> tuple[str, ...]:
        """Return numbers that belong together, rounded alike."""
        return grouped([100 * one for one in values] if self.share else list(values))

    def by_itself(self, one: MeanInterval) -> str:
        """Return a mean without its interval, rounded as it is where that stands beside it."""
        return self.numbers(one[:3])[0]

    def value(self, mean: float, low: float, high: float) -> str:
        """Return a mean with its interval: "31 % (27 to 35)"."""
        middle, start, stop = self.numbers([mean, low, high])
        return say(
            "{number} {unit} ({low} to {high})", number=middle, unit=self.unit, low=start, high=stop
        )

    def difference(self, mean: float, low: float, high: float) -> str:
        """Return a difference with its interval: "+9.6 points (+5.2 to +14.0)"."""
        middle, start, stop = map(signed, self.numbers([mean, low, high]))
        return say(
            "{number} {unit} ({low} to {high})",
            number=middle, unit=self.unit_of_difference, low=start, high=stop,
        )  # fmt: skip
