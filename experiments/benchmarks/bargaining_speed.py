"""How long do the bargaining models that are played in rounds take?

Times one draft of every such model on a random table of 12 actors, 5 issues and 1,000 worlds (20
turns of the Spatial Model of Politics), and of that model on 13 actors, 2 issues and one world.
Times are seconds of processor time, the median of all rounds.

    python experiments/benchmarks/bargaining_speed.py [--rounds 3]
"""

from __future__ import annotations

import argparse
import statistics
import time

import numpy as np

from contactline.bargaining import MODELS, Options, SmpOptions, Table

LARGE, SMALL = (12, 5, 1000), (13, 2, 1)
FEWER_TURNS = {"smp": SmpOptions(turns=20)}


def random_table(actors: int, issues: int, worlds: int, seed: int = 1) -> Table:
    """Return stances at random; the saliences of an actor sum to 0.9."""
    rng = np.random.default_rng(seed)
    saliences = rng.random((actors, issues, worlds))
    saliences *= 0.9 / saliences.sum(axis=1, keepdims=True)
    positions = rng.random((actors, issues, worlds)) * 100
    return Table.checked(positions, saliences, rng.random((actors, worlds)) + 0.1)


def seconds(model: str, size: tuple[int, int, int], options: Options | None, rounds: int) -> float:
    """Return the median time of a draft, with the luck that its options need."""
    table, times = random_table(*size), []
    for _ in range(rounds):
        began = time.process_time()
        MODELS[model].draft(table, options)
        times.append(time.process_time() - began)
    return statistics.median(times)


def main() -> None:
    """Time all models and print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3, help="drafts of each model")
    rounds = parser.parse_args().rounds
    played = [name for name, model in MODELS.items() if model.rounds]
    runs = [(name, LARGE, FEWER_TURNS.get(name)) for name in played] + [("smp", SMALL, None)]
    print("| model | actors x issues x worlds | seconds |\n| --- | --- | ---: |")
    for name, size, options in runs:
        shape = " x ".join(map(str, size))
        print(f"| {name} | {shape} | {seconds(name, size, options, rounds):.3f} |")


if __name__ == "__main__":
    main()
