"""The front line in C: `line.c`, compiled on the spot and run as `array_line` runs the arrays."""

from __future__ import annotations

import ctypes
import hashlib
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np
from scipy.special import gammaincinv, ndtr

from contactline.evidence import front
from contactline.luck import Luck

SOURCE = Path(__file__).with_name("line.c")
NO_COMPILER = "no C compiler (cc) found: the line in C is left out"
FLAGS = ("-O3", "-march=native", "-shared", "-fPIC")
BURST_STEPS, LADDER_ANCHOR = 4096, 0.1
ENDS = ("", "escalation", "resumption")
PURPOSES = ("sector weight", "last fire", "fire", "loud day", "resume the war")
DIALS = """
    war.assaults_per_day front.violations_per_assault front.russian_share
    front.sector_spread front.neighbour_correlation front.return_fire front.spill_over
    front.initial_cut front.wearoff_days front.recommitment_days
    front.resting_share front.resting_spread
    front.discipline front.discipline_wearoff_days front.discipline_wearoff_shape
    front.discipline_on_first_fire front.discipline_on_return_fire
    monitors.observers monitors.km_seen_per_patrol monitors.technology
    monitors.access_ukrainian_side monitors.access_russian_side
    monitors.attributed_by_patrol monitors.attributed_by_technology
    monitors.restraint_from_attribution
    durability.resumption_log_rate durability.trust_log durability.trust_days
    durability.tolerance_share durability.ignition_share
    durability.erosion_per_day durability.repair_per_day durability.answer_without_restraint
""".split()
"""The dials in the order of `Dials` in `line.c`."""


@cache
def compiled() -> ctypes.CDLL | None:
    """Return the library made of `line.c`, None where there is no compiler."""
    compiler = shutil.which("cc")
    if compiler is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        library = str(Path(folder) / "line.so")
        command = [compiler, *FLAGS, str(SOURCE), "-lm", "-o", library]
        subprocess.run(command, check=True)  # noqa: S603
        return ctypes.CDLL(library)


class LineInC:
    """A block of worlds in a ceasefire, as `array_line.ArrayLine`: the same worlds, day by day."""

    def __init__(
        self,
        values: Mapping[str, float],
        worlds: int,
        days: int,
        seed: int = 1,
        intensity: np.ndarray | None = None,
    ) -> None:
        self.values, self.seed = values, seed
        self.intensity = front().sector_intensity if intensity is None else intensity
        self.want_of_quiet = Luck(seed, np.arange(worlds)).normal("want of quiet")
        self.in_worlds = np.full((worlds, days), np.nan)
        self.by_sector_in_worlds = np.zeros((worlds, self.intensity.size))
        self.ends = np.zeros(worlds, dtype=np.int32)

    def run(self) -> LineInC:
        """Let all days pass."""
        worlds, days = self.in_worlds.shape
        dials = (ctypes.c_double * len(DIALS))(*(self.values[name] for name in DIALS))
        words = [word_of(f"seed {self.seed}"), *map(word_of, PURPOSES)]
        failed = compiled().run_line(
            dials,
            (ctypes.c_uint64 * len(words))(*words),
            self.intensity.size,
            numbers(self.intensity),
            ctypes.c_double(front().length_km),
            numbers(burst_table(self.values["front.burst_shape"])),
            numbers(burst_table(self.values["front.day_shape"])),
            worlds,
            numbers(self.want_of_quiet),
            numbers(frailty(self.want_of_quiet, self.values["durability.frailty_variance"])),
            days,
            numbers(self.in_worlds),
            numbers(self.by_sector_in_worlds),
            self.ends.ctypes.data_as(ctypes.c_void_p),
        )
        if failed:
            raise MemoryError("no room for the worlds of the line in C")
        return self

    @property
    def violations(self) -> np.ndarray:
        """Return violations, (days, worlds), NaN once the ceasefire is over."""
        return self.in_worlds.T

    @property
    def by_sector(self) -> np.ndarray:
        """Return violations of all days, (sectors, worlds)."""
        return self.by_sector_in_worlds.T

    @property
    def ended(self) -> np.ndarray:
        """Return "" while the ceasefire holds, else how it ended, (worlds,)."""
        return np.array(ENDS)[self.ends]


def numbers(array: np.ndarray) -> ctypes.c_void_p:
    """Return where C finds the numbers of an array."""
    return np.ascontiguousarray(array, dtype=np.float64).ctypes.data_as(ctypes.c_void_p)


def word_of(text: str) -> int:
    """Return the 64 bits under which luck knows a text."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")


@cache
def burst_table(shape: float) -> np.ndarray:
    """Return gamma quantiles of mean one, for the nearest shape on a ladder of ten per cent."""
    rung = np.rint(np.log(shape / LADDER_ANCHOR) / np.log(1.1))
    steps = (np.arange(BURST_STEPS) + 0.5) / BURST_STEPS
    quantiles = gammaincinv(LADDER_ANCHOR * 1.1**rung, steps)
    return quantiles / quantiles.mean()


def frailty(want_of_quiet: np.ndarray, variance: float) -> np.ndarray:
    """Return by what the risk of each world is multiplied: gamma, of mean one."""
    if variance <= 0:
        return np.ones_like(want_of_quiet)
    return gammaincinv(1 / variance, ndtr(-want_of_quiet)) * variance
