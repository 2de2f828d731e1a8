"""How fast is the package beside the same rules in plain Mesa and in C, and how does it grow?

Everything is measured in one run, in turn, so that other work on the machine bears on all of it
alike: trust the ratios most. Times are processor time (user and system), medians of some rounds.

    python experiments/benchmarks/side_by_side.py [PART ...] [--quick] [--rounds 5]
        [--against PATH]    also measure another checkout, turn about
        [--markdown [PAGE]] print Markdown, or put it between the marks of a page
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import platform
import re
import resource
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from line_in_c import NO_COMPILER
from rich.console import Console
from rich.table import Table

HERE = Path(__file__).resolve()
MARKED = re.compile(r"(<!-- measured -->\n).*(<!-- end measured -->)", re.DOTALL)
HELP = "import sys; sys.argv = ['contactline', '--help']; from contactline.cli import main; main()"


@dataclass(frozen=True)
class Sizes:
    """How much is run. worlds, days, sectors, actors: the steps of each growth."""

    rounds: int = 5
    horizon: int = 730
    block: int = 256
    many_worlds: int = 1000
    plain_worlds: int = 20
    line_days: int = 365
    worlds: tuple[int, ...] = (1, 50, 200, 256, 1000)
    days: tuple[int, ...] = (182, 365, 730, 1460)
    sectors: tuple[int, ...] = (58, 115, 230, 460)
    more_actors: tuple[int, ...] = (0, 8, 24)
    ensemble: int = 10_000


QUICK = Sizes(
    rounds=1,
    horizon=42,
    block=16,
    many_worlds=16,
    plain_worlds=2,
    line_days=30,
    worlds=(1, 16),
    days=(21, 42),
    sectors=(58, 115),
    more_actors=(0, 8),
    ensemble=64,
)


@dataclass(frozen=True)
class Sheet:
    """One table of results: what it shows, the heads of its columns, its rows."""

    title: str
    heads: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]

    def rich(self) -> Table:
        """Return it for a terminal."""
        table = Table(*self.heads)
        for column in table.columns[1:]:
            column.justify = "right"
        for row in self.rows:
            table.add_row(*row)
        return table

    def markdown(self) -> str:
        """Return it in Markdown."""
        dashes = ("---", *["---:"] * (len(self.heads) - 1))
        lines = ["| " + " | ".join(cells) + " |" for cells in (self.heads, dashes, *self.rows)]
        return "\n".join([f"**{self.title}**", "", *lines, ""])


class Checkout:
    """A checkout of the package, with a stopwatch that runs inside it."""

    def __init__(self, root: Path) -> None:
        self.around = {**os.environ, "PYTHONPATH": str(root / "model")}
        self.around.pop("PYTHONDONTWRITEBYTECODE", None)  # as on most machines
        self.command = [sys.executable, str(HERE.with_name("stopwatch.py")), str(root)]
        self.stopwatch: subprocess.Popen[str] | None = None

    def measure(self, task: str, **how: Any) -> dict[str, float]:
        """Return what the stopwatch answers to a task; the first one warms it up.

        But for `memory`: whoever only collects worlds loads nothing that runs them.
        """
        if self.stopwatch is None:
            self.stopwatch = subprocess.Popen(  # noqa: S603
                self.command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                env=self.around,
            )
            if task != "memory":
                self.measure("whole", worlds=2, days=60, seed=0, ceasefire=True)
        self.stopwatch.stdin.write(json.dumps({"task": task, **how}) + "\n")
        self.stopwatch.stdin.flush()
        return json.loads(self.stopwatch.stdout.readline())

    def started(self, *arguments: str, told: str = "") -> float:
        """Return the processor time of a whole Python process."""
        command = [sys.executable, *arguments]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(  # noqa: S603
            command, input=told, text=True, env=self.around, check=True, capture_output=True
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime

    def close(self) -> None:
        """End the stopwatch."""
        if self.stopwatch is not None:
            self.stopwatch.stdin.close()
            self.stopwatch.wait()
            self.stopwatch = None


class Benchmarks:
    """All that is measured. `checkouts`: this one, and the other if there is one."""

    def __init__(self, checkouts: Sequence[Checkout], sizes: Sizes) -> None:
        self.checkouts, self.sizes = checkouts, sizes
        self.here = checkouts[0]

    def whole_model(self) -> Sheet:
        """Compare the whole model with plain Mesa, worlds per second, in both views."""
        sizes, rows = self.sizes, []
        for view, ceasefire in (("as it comes", False), ("if there were a ceasefire", True)):
            how = {"days": sizes.horizon, "ceasefire": ceasefire}
            tasks = {
                "plain": {"task": "plain", "worlds": sizes.plain_worlds, **how},
                "arrays": {"task": "whole", "worlds": sizes.many_worlds, **how},
            }
            speed = worlds_per_second(self.here, tasks, sizes.rounds)
            ratio = speed["arrays"] / speed["plain"]
            rows.append((view, f"{speed['arrays']:.1f}", f"{speed['plain']:.2f}", f"{ratio:.0f}"))
        title = f"Whole model, {sizes.horizon} days: worlds per second of processor time"
        arrays = f"arrays, {sizes.many_worlds:,} worlds"
        return Sheet(title, ("view", arrays, "plain Mesa", "ratio"), rows)

    def line(self) -> Sheet:
        """Compare the line alone with C, plain Mesa, and its random draws alone."""
        sizes = self.sizes
        counts = {"arrays": sizes.block, "C": sizes.block, "draws alone": sizes.block}
        counts["plain Mesa"] = max(1, sizes.plain_worlds // 8)
        if shutil.which("cc") is None:
            counts.pop("C")
        tasks = {
            kind: {"task": "line", "kind": kind, "worlds": worlds, "days": sizes.line_days}
            for kind, worlds in counts.items()
        }
        speed = worlds_per_second(self.here, tasks, sizes.rounds)
        rows = [
            (kind, f"{speed[kind]:.1f}", f"{speed['arrays'] / speed[kind]:.2f}")
            for kind in ("C", "draws alone", "arrays", "plain Mesa")
            if kind in speed
        ]
        if "C" not in speed:
            rows.insert(0, (f"C: {NO_COMPILER}", "", ""))
        title = f"Front line alone, {sizes.block} worlds: worlds of 365 days per second"
        return Sheet(title, ("written in", "worlds per second", "arrays beside it"), rows)

    def growth_with_worlds(self) -> Sheet:
        """Time the whole model for a rising number of worlds."""
        horizon = self.sizes.horizon
        tasks = {
            f"{worlds:,}": {"task": "whole", "worlds": worlds, "days": horizon}
            for worlds in self.sizes.worlds
        }
        return self.growth(f"Growth with worlds, {horizon} days", "worlds", tasks)

    def growth_with_days(self) -> Sheet:
        """Time the whole model for a rising number of days."""
        block = self.sizes.block
        tasks = {
            f"{days:,}": {"task": "whole", "worlds": block, "days": days}
            for days in self.sizes.days
        }
        return self.growth(f"Growth with days, {block} worlds", "days", tasks)

    def growth_with_sectors(self) -> Sheet:
        """Time the line alone for a rising number of sectors; this checkout only."""
        how = {"kind": "arrays", "worlds": self.sizes.block, "days": self.sizes.line_days}
        tasks = {
            str(sectors): {"task": "line", "sectors": sectors, **how}
            for sectors in self.sizes.sectors
        }
        title = (
            f"Growth with sectors, front line alone, {how['worlds']} worlds of {how['days']} days"
        )
        return self.growth(title, "sectors", tasks, self.checkouts[:1])

    def growth_with_actors(self) -> Sheet:
        """Time the whole model for a rising number of actors; those added may send troops."""
        how = {"worlds": self.sizes.block, "days": self.sizes.horizon}
        tasks = {
            str(13 + more): {"task": "whole", "more_actors": more, **how}
            for more in self.sizes.more_actors
        }
        title = f"Growth with actors, {how['worlds']} worlds of {how['days']} days"
        return self.growth(title, "actors", tasks)

    def growth(
        self,
        title: str,
        head: str,
        tasks: Mapping[str, dict[str, Any]],
        checkouts: Sequence[Checkout] = (),
    ) -> Sheet:
        """Return milliseconds of each task, each checkout in turn."""
        checkouts = checkouts or self.checkouts
        rows = []
        for name, task in tasks.items():
            times: list[list[float]] = [[] for _ in checkouts]
            for seed in range(1, self.sizes.rounds + 1):
                for checkout, found in zip(checkouts, times, strict=True):
                    found.append(checkout.measure(seed=seed, **task)["seconds"])
            rows.append((name, *side_by_side(times)))
        return Sheet(f"{title}: milliseconds", (head, *heads_of(checkouts)), rows)

    def start_up(self) -> Sheet:
        """Time the start of a process: Python, the import, the help, a first world."""
        once = json.dumps({"task": "whole", "worlds": 1, "days": self.sizes.horizon, "seed": 1})
        rows = []
        for name, arguments, told in (
            ("Python alone", ("-c", "pass"), ""),
            ("`import contactline`", ("-c", "import contactline"), ""),
            ("`contactline --help`", ("-c", HELP), ""),
            (f"one world of {self.sizes.horizon} days", None, once + "\n"),
        ):
            times: list[list[float]] = [[] for _ in self.checkouts]
            for number in range(self.sizes.rounds + 1):  # the first one writes bytecode
                for checkout, found in zip(self.checkouts, times, strict=True):
                    seconds = checkout.started(*(arguments or checkout.command[1:]), told=told)
                    found.extend([seconds] if number else [])
            rows.append((name, *side_by_side(times)))
        return Sheet("Start-up: milliseconds", ("process", *heads_of(self.checkouts)), rows)

    def large_ensemble(self) -> Sheet:
        """Run a large ensemble on two processes, each checkout once."""
        rows = []
        for name, checkout in zip(heads_of(self.checkouts), self.checkouts, strict=False):
            checkout.close()
            found = checkout.measure("memory", worlds=self.sizes.ensemble, days=self.sizes.horizon)
            rows.append((name, f"{found['seconds']:.1f}", f"{found['peak_mb']:.0f}"))
        title = f"{self.sizes.ensemble:,} worlds of {self.sizes.horizon} days on two processes"
        return Sheet(title, ("checkout", "seconds on the clock", "peak memory of all, MB"), rows)


PARTS: Mapping[str, Callable[[Benchmarks], Sheet]] = {
    "whole": Benchmarks.whole_model,
    "line": Benchmarks.line,
    "worlds": Benchmarks.growth_with_worlds,
    "days": Benchmarks.growth_with_days,
    "sectors": Benchmarks.growth_with_sectors,
    "actors": Benchmarks.growth_with_actors,
    "start": Benchmarks.start_up,
    "memory": Benchmarks.large_ensemble,
}


def worlds_per_second(
    checkout: Checkout, tasks: Mapping[str, dict[str, Any]], rounds: int
) -> dict[str, float]:
    """Return the speed of each kind over all rounds, the kinds in turn."""
    done = {kind: [0.0, 0.0] for kind in tasks}
    for task in tasks.values():
        checkout.measure(seed=0, **{**task, "worlds": 1, "days": 60})
    for seed in range(1, rounds + 1):
        for kind, task in tasks.items():
            found = checkout.measure(seed=seed, **task)
            done[kind][0] += found["worlds"]
            done[kind][1] += found["seconds"]
    return {kind: worlds / seconds for kind, (worlds, seconds) in done.items()}


def heads_of(checkouts: Sequence[Checkout]) -> tuple[str, ...]:
    """Return the heads of the columns that `side_by_side` fills."""
    return ("here",) if len(checkouts) == 1 else ("here", "there", "here / there")


def side_by_side(times: Sequence[Sequence[float]]) -> tuple[str, ...]:
    """Return the median milliseconds here; with another checkout there, and the median ratio."""
    medians = [f"{1000 * statistics.median(one):.0f}" for one in times]
    if len(times) == 1:
        return tuple(medians)
    ratios = [here / there for here, there in zip(*times, strict=True)]
    return (*medians, f"{statistics.median(ratios):.2f}")


def machine() -> str:
    """Return in a sentence on what machine and with which versions this runs."""
    cpus, names = Path("/proc/cpuinfo"), []
    if cpus.exists():
        names = re.findall(r"^model name\s*: (.+)$", cpus.read_text(encoding="utf-8"), re.MULTILINE)
    name = names[0].strip() if names else platform.machine()
    versions = f"Python {platform.python_version()}, NumPy {np.__version__}"
    return f"{os.cpu_count()} cores ({name}), {platform.system()}, {versions}."


def read_arguments() -> argparse.Namespace:
    """Return the options of the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS) + "; else all")
    parser.add_argument("--quick", action="store_true", help="small sizes, one round")
    parser.add_argument("--rounds", type=int, help="rounds of everything")
    parser.add_argument("--against", type=Path, metavar="PATH", help="another checkout")
    parser.add_argument(
        "--markdown", nargs="?", const="-", metavar="PAGE", help="print or fill in Markdown"
    )
    chosen = parser.parse_args()
    if unknown := set(chosen.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}. Choose from {', '.join(PARTS)}.")
    return chosen


def measured(chosen: argparse.Namespace) -> Iterator[Sheet]:
    """Yield each table that the command line asks for, as soon as it is there."""
    sizes = QUICK if chosen.quick else Sizes()
    if chosen.rounds:
        sizes = Sizes(**{**vars(sizes), "rounds": chosen.rounds})
    roots = [HERE.parents[2], *([chosen.against.resolve()] if chosen.against else [])]
    with contextlib.ExitStack() as stack:
        checkouts = [Checkout(root) for root in roots]
        for checkout in checkouts:
            stack.callback(checkout.close)
        benchmarks = Benchmarks(checkouts, sizes)
        for part in chosen.parts or PARTS:
            yield PARTS[part](benchmarks)


def main() -> None:
    """Measure, and print every table as soon as it is there."""
    chosen = read_arguments()
    if not chosen.markdown:
        console = Console()
        console.print(machine())
        for sheet in measured(chosen):
            console.print(f"\n{sheet.title}", sheet.rich(), sep="\n")
        return
    if chosen.markdown == "-":
        print(machine() + "\n")
        for sheet in measured(chosen):
            print(sheet.markdown(), flush=True)
        return
    text = "\n".join([machine(), "", *(sheet.markdown() for sheet in measured(chosen))])
    page = Path(chosen.markdown)
    filled = MARKED.sub(lambda part: part[1] + text + part[2], page.read_text(encoding="utf-8"))
    page.write_text(filled, encoding="utf-8")


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        main()
