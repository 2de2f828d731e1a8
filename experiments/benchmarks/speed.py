"""How much faster are worlds in arrays than one Mesa model per world?

Runs the plain Mesa model and the project's front line in turn on one core, and prints worlds per
second of both, their ratio and their peak memory. A world is 365 days of ceasefire on the whole
line; a world whose ceasefire ends early counts for the days it lasted. Speeds are per second of
processor time, so other work on the machine disturbs them less; trust the ratio most.

    python experiments/benchmarks/speed.py [--rounds 5] [--full]
"""

from __future__ import annotations

import argparse
import contextlib
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator

import numpy as np
from array_line import ArrayLine, default_values
from memory import FamilyMemory, own_peak_mb
from plain_mesa.line_alone import PlainLine

from contactline.evidence import front
from contactline.study.pool import keep_freed_memory

# Every world lasts the year, as a speed should not turn on luck; all rules run all the same.
LASTING = {
    "durability.resumption_log_rate": -14.0,
    "durability.frailty_variance": 0.0,
    "durability.ignition_share": 3.0,
    "durability.tolerance_share": 3.0,
}
VALUES = default_values(LASTING)
DAYS = 365
SCENARIO = "uk-france-monitors"


def plain(worlds: int, seed: int, days: int = DAYS) -> int:
    """Run the plain Mesa model; return the days of ceasefire it went through."""
    intensity = front().sector_intensity.tolist()
    models = [PlainLine(intensity, VALUES, rng=1000 * seed + world) for world in range(worlds)]
    for model in models:
        model.run_for(days)
    return sum(len(model.violations) for model in models)


def array(worlds: int, seed: int, days: int = DAYS) -> int:
    """Run the project's front line; return the days of ceasefire it went through."""
    return int(np.isfinite(ArrayLine(VALUES, worlds, days, seed).run().violations).sum())


KINDS = {"plain": plain, "array": array}


def worlds_per_second(kind: str, worlds: int, seed: int) -> float:
    """Return worlds of 365 days per second of processor time."""
    began = time.process_time()
    days = KINDS[kind](worlds, seed)
    return days / DAYS / (time.process_time() - began)


@contextlib.contextmanager
def one_core() -> Iterator[None]:
    """Keep this process on one core for a while, where the system can do that."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(allowed)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, allowed)


def race(rounds: int, sizes: dict[str, int]) -> dict[str, list[float]]:
    """Return the speeds of every round, both kinds in turn."""
    speeds: dict[str, list[float]] = {kind: [] for kind in KINDS}
    for run in KINDS.values():
        run(2, 0, 5)
    for seed in range(1, rounds + 1):
        for kind, worlds in sizes.items():
            speeds[kind].append(worlds_per_second(kind, worlds, seed))
        print(f"  round {seed}: " + ", ".join(f"{k} {v[-1]:.1f}/s" for k, v in speeds.items()))
    return speeds


def in_child(*arguments: str) -> str:
    """Return what this script prints in a process of its own, whose memory is its own."""
    command = [sys.executable, __file__, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()  # noqa: S603


def ensemble_in_here(worlds: int) -> str:
    """Run a whole ensemble on all cores; return its time and the memory of all its processes."""
    from contactline.scenario import load
    from contactline.study import ensemble

    with FamilyMemory() as family:
        seconds = ensemble.run(load(SCENARIO), worlds=worlds, workers=None).seconds
    return f"{seconds:.1f} s, peak memory {family.peak_mb:.0f} MB in all processes together"


def read_arguments() -> argparse.Namespace:
    """Return the options of the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5, help="rounds, both kinds in each")
    parser.add_argument("--plain-worlds", type=int, default=3, help="plain models a round")
    parser.add_argument("--array-worlds", type=int, default=256, help="worlds of a block")
    parser.add_argument("--full", action="store_true", help="also time whole ensembles")
    parser.add_argument("--memory-of", choices=KINDS, help=argparse.SUPPRESS)
    parser.add_argument("--ensemble", type=int, help=argparse.SUPPRESS)
    return parser.parse_args()


def report(chosen: argparse.Namespace) -> None:
    """Run everything and print it."""
    sizes = {"plain": chosen.plain_worlds, "array": chosen.array_worlds}
    print(f"One core, {DAYS} days, {front().sector_intensity.size} sectors x 2 sides:")
    with one_core():
        speeds = race(chosen.rounds, sizes)
    ratios = [a / p for a, p in zip(speeds["array"], speeds["plain"], strict=True)]
    print("\n| model | worlds/s, median | peak memory of its process |\n| --- | ---: | ---: |")
    for kind, name in (("plain", "plain Mesa"), ("array", "arrays")):
        peak = in_child("--memory-of", kind, f"--{kind}-worlds", str(sizes[kind]))
        print(
            f"| {name}, {sizes[kind]} worlds | {statistics.median(speeds[kind]):.1f} | {peak} MB |"
        )
    low, high = min(ratios), max(ratios)
    print(f"\nRatio {statistics.median(ratios):.0f} (rounds from {low:.0f} to {high:.0f}).")
    if chosen.full:
        print(f"\nWhole model, {SCENARIO}, {os.cpu_count()} cores:")
        for worlds in (1_000, 10_000):
            print(f"  {worlds:,} worlds: {in_child('--ensemble', str(worlds))}", flush=True)


def main() -> None:
    """Do what the command line asks for."""
    chosen = read_arguments()
    if chosen.ensemble:
        print(ensemble_in_here(chosen.ensemble))
        return
    keep_freed_memory()
    if chosen.memory_of:
        KINDS[chosen.memory_of](getattr(chosen, f"{chosen.memory_of}_worlds"), 1, 60)
        print(f"{own_peak_mb():.0f}")
        return
    report(chosen)


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        main()
