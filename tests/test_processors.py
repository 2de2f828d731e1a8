"""The same bytes from any processor, and a million worlds in little memory."""

from __future__ import annotations

import os
import subprocess
import sys
import tracemalloc
from dataclasses import replace
from hashlib import sha256

import numpy as np
import pandas as pd
import pytest
from numpy._core import _multiarray_umath as found

from cli_sample import environment
from contactline import load
from contactline.show.report.files import tables_of
from contactline.show.tables_as_text import as_written, csv_text
from contactline.study.ensemble import Gathered, simulate
from contactline.study.study import run_study

HASHED = """
from contactline import load
from contactline.show.report.files import tables_of
from contactline.show.tables_as_text import csv_text
from contactline.study.study import run_study
from hashlib import sha256
found = tables_of(run_study([load("base").with_horizon(60)], worlds=12), {})
for name, frame in found.items():
    print(name, sha256(csv_text(frame).encode()).hexdigest())
"""
WITHOUT_A_NUMBER = ("exp", "log", "log1p", "expm1", "power", "log2", "tanh")


def hashes():
    made = tables_of(run_study([load("base").with_horizon(60)], worlds=12), {})
    return {name: sha256(csv_text(one).encode()).hexdigest() for name, one in made.items()}


@pytest.fixture(scope="module")
def here():
    return hashes()


def on_another_processor(real):
    """A function of NumPy whose every second result is the next number above."""

    def other(*given, **named):
        made = real(*given, **named)
        if not isinstance(made, np.ndarray) or made.dtype != np.float64:
            return made
        second = (np.arange(made.size) % 2 == 0).reshape(made.shape) & (made != 0) & (made != 1)
        return np.where(second, np.nextafter(made, np.inf), made)

    return other


def test_files_are_the_same_where_exponentials_end_in_another_digit(here, monkeypatch):
    for name in WITHOUT_A_NUMBER:
        monkeypatch.setattr(np, name, on_another_processor(getattr(np, name)))
    assert np.exp(np.array([1.5]))[0] != pytest.approx(np.e**1.5, rel=1e-17, abs=0)
    assert hashes() == here


def test_files_are_the_same_without_the_kernels_of_newer_processors(here):
    off = [name for name in found.__cpu_dispatch__ if found.__cpu_features__.get(name)]
    done = subprocess.run(
        [sys.executable, "-c", HASHED], capture_output=True, text=True, check=True,
        env={**os.environ, **environment(), "NPY_DISABLE_CPU_FEATURES": " ".join(off)},
    )  # fmt: skip
    assert dict(line.split() for line in done.stdout.splitlines()) == here


def test_fractions_are_written_with_nine_digits():
    frame = pd.DataFrame(
        {
            "share": [1 / 3, 2e-17, np.nan, 1234567.891234],
            "whole": [1.0, 12345678901.0, np.nan, 0.0],
            "mixed": ["x", 2 / 3, True, None],
        }
    )
    assert csv_text(as_written(frame)) == (
        "share,whole,mixed\n0.333333333,1,x\n0,12345678901,0.666666667\n,,TRUE\n1234567.89,0,\n"
    )


def test_a_million_worlds_are_gathered_in_half_a_kilobyte_each():
    block, worlds, size = simulate(load("base").with_horizon(30), range(64)), 6_400, 64
    cuts = [range(at, at + size) for at in range(0, worlds, size)]
    gathered = Gathered(cuts)
    tracemalloc.start()
    for at, cut in enumerate(cuts):
        moved = np.asarray(cut, dtype=np.int64)
        gathered.add(at, replace(block, worlds=moved, samples={} if at else block.samples))
    results = gathered.results(load("base"), 1, 0.0)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert results.worlds == worlds
    assert results.outcomes.index.tolist() == list(range(worlds))
    assert peak / worlds < 800
