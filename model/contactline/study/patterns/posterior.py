"""What the calibration leaves: the file of ranges, and how each dial moves each pattern."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import StringIO
from typing import Any

from ruamel.yaml import YAML

from contactline.study.patterns.matching import Matched

HEAD = """\
# The ranges of the dials that were fitted to the record. Written by experiments/calibrate.py;
# the base scenario takes its dials marked `calibrated` from here. Not to be edited by hand.
# studies: what was fitted to which figures, in which ranges before, and how many candidates were
# kept. ranges: 5 %, 50 % and 95 % of these. moves: rank correlation of each dial with each
# pattern over the candidates of the last wave, where it is 0.2 or more.
"""
DIGITS = 3
LEAST_TOLD = 0.2


def as_plain(posterior: Mapping[str, tuple[float, float, float]]) -> dict[str, Any]:
    """Return the ranges as a scenario file writes them, to three digits."""
    return {name: {"triangular": [_short(end) for end in ends]} for name, ends in posterior.items()}


def posterior_text(found: Sequence[Matched], seed: int) -> str:
    """Return the text of the file for some studies."""
    told: dict[str, Any] = {
        "seed": seed,
        "studies": {one.study.name: _about(one) for one in found},
        "ranges": {},
        "moves": {},
    }
    for one in found:
        told["ranges"] |= as_plain(one.posterior())
        told["moves"] |= {
            pattern: {
                dial: round(size, 2)
                for dial, size in sorted(dials.items(), key=lambda pair: -abs(pair[1]))
                if abs(size) >= LEAST_TOLD
            }
            for pattern, dials in one.moves().items()
        }
    yaml, text = YAML(), StringIO()
    yaml.default_flow_style = None
    yaml.width = 160
    yaml.dump(told, text)
    return HEAD + text.getvalue()


def _about(one: Matched) -> dict[str, Any]:
    study = one.study
    return {
        "fitted_to": list(study.patterns),
        "before": {name: list(ends) for name, ends in study.ranges.items()},
        "candidates": study.candidates,
        "waves": study.waves,
        "worlds": study.worlds,
        "kept": int(one.kept.shape[1]),
    }


def _short(number: float) -> float:
    return float(f"{number:.{DIGITS}g}")
