"""A stopwatch inside one checkout of the package: told what to run, it answers how long it took.

`side_by_side.py` starts it once for each checkout and sends a task a line; so what is measured runs
in a process that has warmed up, and two checkouts can take turns. Times are seconds of processor
time (user and system), but for `memory`, which uses two processes and tells seconds on the clock.
"""

from __future__ import annotations

import importlib.util
import json
import sys
import tempfile
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from memory import FamilyMemory

SCENARIO = "uk-france-monitors"
ENSEMBLES = ("contactline.study.ensemble", "contactline.ensemble")
"""Where a checkout may keep `run`."""

# Every world lasts the year, as a speed should not turn on luck; all rules run all the same.
LASTING = {
    "durability.resumption_log_rate": -14.0,
    "durability.frailty_variance": 0.0,
    "durability.ignition_share": 3.0,
    "durability.tolerance_share": 3.0,
}
ANOTHER_ACTOR = """
  extra{}:
    {{name: Extra, role: contributor, capability: 0.1, deployable_troops: 900,
      stances: {{foreign_force: {{position: {{uniform: [30, 70]}}, salience: 0.5}}}}}}"""

Answer = dict[str, float]


@cache
def ensemble() -> ModuleType:
    """Return the module that runs ensembles."""
    name = next(name for name in ENSEMBLES if importlib.util.find_spec(name.rpartition(".")[0]))
    return importlib.import_module(name)


@cache
def scenario(days: int, more_actors: int, ceasefire: bool) -> Any:
    """Return the scenario measured: its days, its actors, and whether a ceasefire is imposed."""
    from contactline.scenario import load

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "measured.yaml"
        actors = "".join(ANOTHER_ACTOR.format(number) for number in range(more_actors))
        text = f"from: {SCENARIO}\ntitle: Measured\n" + (f"actors:{actors}\n" if actors else "")
        path.write_text(text, encoding="utf-8")
        day = min(60, days // 2)
        changes = {"assume.ceasefire": ceasefire, "assume.ceasefire_day": day}
        return load(path).with_dials(changes | {"horizon_days": days})


class Timed:
    """Seconds of processor time of what runs inside a `with`."""

    seconds = 0.0

    def __enter__(self) -> Timed:
        self.began = time.process_time()
        return self

    def __exit__(self, *_: object) -> None:
        self.seconds = time.process_time() - self.began


def whole(
    worlds: int, days: int, seed: int, more_actors: int = 0, ceasefire: bool = False
) -> Answer:
    """Run the whole model in arrays."""
    subject = scenario(days, more_actors, ceasefire)
    with Timed() as timed:
        ensemble().run(subject, worlds=worlds, seed=seed)
    return {"worlds": worlds, "seconds": timed.seconds}


def plain(worlds: int, days: int, seed: int, ceasefire: bool = False) -> Answer:
    """Run the whole model in plain Mesa."""
    from plain_mesa.world import PlainWorld

    subject = scenario(days, 0, ceasefire)
    with Timed() as timed:
        for world in range(worlds):
            PlainWorld(subject, 1000 * seed + world).play()
    return {"worlds": worlds, "seconds": timed.seconds}


def line(kind: str, worlds: int, days: int, seed: int, sectors: int = 0) -> Answer:
    """Run the front line alone; a world counts for the share of a year that its ceasefire held."""
    from array_line import default_values

    intensity = stretched(sectors)
    with Timed() as timed:
        days_held = LINES[kind](default_values(LASTING), worlds, days, seed, intensity)
    return {"worlds": days_held / 365, "seconds": timed.seconds}


def stretched(sectors: int) -> np.ndarray | None:
    """Return intensities of so many sectors; nothing for the line as it is."""
    from contactline.evidence import front

    if not sectors:
        return None
    intensity = np.resize(front().sector_intensity, sectors)
    return intensity / intensity.sum()


def line_in_arrays(values: Any, worlds: int, days: int, seed: int, intensity: Any) -> int:
    """Return the days of ceasefire that the package's own line went through."""
    from array_line import ArrayLine

    more = {} if intensity is None else {"intensity": intensity}
    return int(np.isfinite(ArrayLine(values, worlds, days, seed, **more).run().violations).sum())


def line_in_c(values: Any, worlds: int, days: int, seed: int, intensity: Any) -> int:
    """Return the days of ceasefire that the line in C went through."""
    from line_in_c import LineInC

    return int(np.isfinite(LineInC(values, worlds, days, seed, intensity).run().violations).sum())


def line_in_plain_mesa(values: Any, worlds: int, days: int, seed: int, intensity: Any) -> int:
    """Return the days of ceasefire that plain Mesa models went through."""
    from plain_mesa.line_alone import PlainLine

    from contactline.evidence import front

    shares = (front().sector_intensity if intensity is None else intensity).tolist()
    models = [PlainLine(shares, values, 1000 * seed + world) for world in range(worlds)]
    for model in models:
        model.run_for(days)
    return sum(len(model.violations) for model in models)


def draws_of_the_line(values: Any, worlds: int, days: int, seed: int, intensity: Any) -> int:
    """Draw the luck that the line needs, and do nothing with it."""
    from contactline.evidence import front
    from contactline.luck import Luck

    del values
    shares = front().sector_intensity if intensity is None else intensity
    luck = Luck(seed, np.arange(worlds))
    for day in range(days):
        luck.uniform("fire", day, (2, shares.size))
        luck.uniform("loud day", day)
        if day % 7 == 0:
            luck.uniform("resume the war", day, (2,))
    return worlds * days


LINES: dict[str, Callable[[Any, int, int, int, Any], int]] = {
    "C": line_in_c,
    "arrays": line_in_arrays,
    "plain Mesa": line_in_plain_mesa,
    "draws alone": draws_of_the_line,
}


def memory(worlds: int, days: int) -> Answer:
    """Run an ensemble on two processes, with the peak of the memory of all of them together."""
    subject = scenario(days, 0, False)
    with FamilyMemory() as family:
        done = ensemble().run(subject, worlds=worlds, workers=2)
    return {"worlds": worlds, "seconds": done.seconds, "peak_mb": family.peak_mb}


TASKS: dict[str, Callable[..., Answer]] = {
    "whole": whole,
    "plain": plain,
    "line": line,
    "memory": memory,
}


def main() -> None:
    """Answer each line of input by a line of output.

    The benchmarks of the checkout named on the command line are found before those beside this.
    """
    sys.path.insert(0, str(Path(sys.argv[1]) / "experiments" / "benchmarks"))
    for text in sys.stdin:
        task = json.loads(text)
        print(json.dumps(TASKS[task.pop("task")](**task)), flush=True)


if __name__ == "__main__":
    main()
