"""Exploratory modelling: a scenario as a model of the EMA workbench.

Its uncertain dials and numbers of actors become uncertainties over the range the scenario gives
them (every value alike, as exploration asks), levers become levers over all they allow. The
workbench wants names without dots: `broker.backing` is `broker__backing` there, and
`collapsed+no_talks` is `collapsed__or__no_talks`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

from contactline.dials import DIALS, Dial
from contactline.dials.distributions import Distribution
from contactline.dials.measures import HOLDS, LASTING
from contactline.errors import RunError
from contactline.scenario import Scenario
from contactline.study.bridges.extras import from_extra
from contactline.study.design import run_rows
from contactline.study.lasting import HELD
from contactline.study.levels import declared_in, differs, uncertain, value_of
from contactline.study.measured import check_measure

type Kind = Literal["minimize", "maximize", "info"]

NO_DOT, NO_PLUS = "__", "__or__"
IN_EVERY_WORLD = (HOLDS, "collapsed", "soldier_months", "mission_casualties", "area_km2")
"""Shares of worlds, and measures that every world has."""

KINDS: Mapping[str, Kind] = MappingProxyType({HOLDS: "maximize", "mission_casualties": "minimize"})
"""What an optimization seeks if nothing is said; all other outcomes only inform."""


@dataclass(frozen=True)
class Experiment:
    """One experiment: dials in, the mean of each measure out. It can be sent to a process."""

    scenario: Scenario
    measures: tuple[str, ...]
    worlds: int
    seed: int

    def __call__(self, **dials: Any) -> dict[str, float]:
        """Return the mean of each measure in the same worlds, NaN where no world has a value.

        dials: None leaves one as the scenario has it, as the workbench does in an optimization.
        """
        (found,) = self.together([dials])
        return found

    def together(
        self,
        asked: Sequence[Mapping[str, Any]],
        workers: int | None = 1,
    ) -> list[dict[str, float]]:
        """Return what each of several experiments gives, run in full blocks of worlds."""
        rows = run_rows(
            self.scenario, [self.change(dials) for dials in asked], self.measures,
            worlds=self.worlds, seed=self.seed, workers=workers,
        )  # fmt: skip
        means = {outcome_name(name): rows.means(name) for name in self.measures}
        return [{name: float(one[row]) for name, one in means.items()} for row in range(len(rows))]

    def change(self, dials: Mapping[str, Any]) -> dict[str, Any]:
        """Return the dials of one experiment, called and valued as a scenario file does."""
        given = {name.replace(NO_DOT, "."): one for name, one in dials.items() if one is not None}
        return {name: _plain(declared_in(self.scenario, name), one) for name, one in given.items()}


def model(
    scenario: Scenario,
    *,
    dials: Sequence[str] | None = None,
    levers: Sequence[str] | None = None,
    measures: Sequence[str] | None = None,
    kinds: Mapping[str, Kind] = KINDS,
    numbered: bool = False,
    worlds: int = 50,
    seed: int = 1,
) -> Any:
    """Return an `ema_workbench.Model`, ready for an evaluator.

    dials: uncertainties, dials or numbers of actors; all that differ between worlds and are no
    levers if not given. levers: dials or numbers of actors; all dials that are levers but those of
    `assume` if not given. What is named for one is left out of the other. measures: as in `swings`,
    or `ceasefire_holds`; those of `usual_measures` if not given. kinds: of measures, by name.
    numbered: words and switches go by their place from 0 on, as `optimize` needs where it searches
    over numbers too. Needs the extra `experiments`. Raises RunError.
    """
    workbench = from_extra("ema_workbench", "experiments")
    asked = usual_measures(scenario) if measures is None else tuple(measures)
    for name in asked:
        check_measure(name, scenario)
    unsure, moved = _roles(scenario, dials, levers)
    experiment = Experiment(scenario, asked, worlds, seed)
    made = workbench.Model("contactline", function=experiment)
    made.uncertainties = [
        _parameter(workbench, declared_in(scenario, n), bounds(scenario, n), numbered=numbered)
        for n in unsure
    ]
    allowed = [declared_in(scenario, name) for name in moved]
    made.levers = [
        _parameter(workbench, dial, (dial.low, dial.high), numbered=numbered) for dial in allowed
    ]
    made.outcomes = [
        workbench.ScalarOutcome(outcome_name(name), kind=_kind(workbench, name, kinds))
        for name in asked
    ]
    return made


type Keep = Callable[[dict[str, Any], dict[str, float]], None]


def packed(made: Any, *, workers: int | None = 1, keep: Keep | None = None) -> Any:
    """Return an evaluator of the workbench that runs all experiments asked for at once together.

    made: what `model` returned. The same results as one by one, in full blocks of worlds. keep: is
    given the dials and the outcomes of every experiment. Needs the extra `experiments`.
    """
    evaluators = from_extra("ema_workbench.em_framework.evaluators", "experiments")
    experiment: Experiment = made.function

    class Packed(evaluators.BaseEvaluator):  # type: ignore[misc, name-defined]  # loaded late
        def initialize(self) -> None:
            pass

        def finalize(self) -> None:
            pass

        def evaluate_experiments(self, experiments: Any, callback: Any, **_: Any) -> None:
            asked = list(experiments)
            given = [{**one.scenario, **one.policy} for one in asked]
            found = experiment.together(given, workers)
            for one, dials, outcomes in zip(asked, given, found, strict=True):
                callback(one, outcomes)
                if keep:
                    keep(experiment.change(dials), outcomes)

    return Packed(made)


def usual_measures(scenario: Scenario) -> tuple[str, ...]:
    """Return what every world has; where each has a ceasefire, the longest restricted mean too."""
    means = [one for one in LASTING.values() if one.of == HELD and one.kind == "days"]
    known = [one.name for one in means if (one.within or 0) <= scenario.horizon_days]
    return (*IN_EVERY_WORLD, *(known[-1:] if scenario.imposes_ceasefire else ()))


def uncertainties(scenario: Scenario) -> tuple[str, ...]:
    """Return the dials that differ between worlds and are no levers, and the actors' numbers."""
    unsure = uncertain(scenario)
    return tuple(name for name in unsure if name not in DIALS or DIALS[name].kind != "lever")


def all_levers() -> tuple[str, ...]:
    """Return the levers somebody could move; those of `assume` only choose the view."""
    return tuple(
        n for n, dial in DIALS.items() if dial.kind == "lever" and dial.section != "assume"
    )


def bounds(scenario: Scenario, name: str) -> tuple[float, float]:
    """Return the range the scenario gives a dial, or all it allows where it is fixed."""
    value, dial = value_of(scenario, name), declared_in(scenario, name)
    if isinstance(value, Distribution) and differs(scenario, name):
        return value.support
    return dial.low, dial.high


def _roles(
    scenario: Scenario, dials: Sequence[str] | None, levers: Sequence[str] | None
) -> tuple[Sequence[str], Sequence[str]]:
    """Return uncertainties and levers, none of them twice; raises RunError if one is named so."""
    both = [name for name in dials or () if name in (levers or ())]
    if both:
        raise RunError(f"{', '.join(both)}: must be an uncertainty or a lever, not both.")
    unsure = [name for name in uncertainties(scenario) if name not in (levers or ())]
    moved = [name for name in all_levers() if name not in (dials or ())]
    return unsure if dials is None else dials, moved if levers is None else levers


def outcome_name(name: str) -> str:
    """Return the workbench's name of a measure."""
    return name.replace("+", NO_PLUS)


def _kind(workbench: Any, name: str, kinds: Mapping[str, Kind]) -> Any:
    """Return the workbench's word for what is sought of a measure; raises RunError."""
    kind, outcome = kinds.get(name, "info"), workbench.ScalarOutcome
    words = {"minimize": outcome.MINIMIZE, "maximize": outcome.MAXIMIZE, "info": outcome.INFO}
    if kind not in words:
        raise RunError(f"The kind of {name} must be one of {', '.join(words)}, got {kind!r}.")
    return words[kind]


def _parameter(workbench: Any, dial: Dial, ends: tuple[float, float], *, numbered: bool) -> Any:
    """Return the workbench's parameter for a dial."""
    name = dial.name.replace(".", NO_DOT)
    low, high = ends
    if numbered and not dial.is_number:
        return workbench.IntegerParameter(name, 0, len(dial.options or (False, True)) - 1)
    if dial.switch:
        return workbench.BooleanParameter(name)
    if dial.options:
        return workbench.CategoricalParameter(name, list(dial.options))
    if dial.whole:
        return workbench.IntegerParameter(name, int(low), int(high))
    return workbench.RealParameter(name, low, high)


def _plain(dial: Dial, value: Any) -> float | bool | str:
    """Return a sampled value as a scenario file would write it; a word may go by its place."""
    if dial.switch:
        return bool(value)
    if dial.options:
        return str(value) if isinstance(value, str) else dial.options[int(value)]
    return float(value)
