"""The ranges of the dials that were fitted to the record by `experiments/calibrate.py`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from contactline.errors import EvidenceError
from contactline.evidence.folders import seeds_folder
from contactline.evidence.reading import parse, read_text

CALIBRATED = "calibrated"
"""What a scenario writes where a dial takes its range from the calibration."""

AGAIN = "Run experiments/calibrate.py to write it anew."


@cache
def posterior() -> Mapping[str, object]:
    """Return the fitted range of each calibrated dial, as a scenario file would write it."""
    return read_posterior(seeds_folder() / "calibration" / "posterior.yaml")


def read_posterior(path: Path) -> Mapping[str, object]:
    """Return what stands under `ranges` in a file; raises EvidenceError where it holds none."""
    ranges = parse(path.name, read_text(path)).get("ranges")
    if not isinstance(ranges, Mapping) or not ranges:
        raise EvidenceError(f"{path.name}: ranges: must hold dials and their ranges. {AGAIN}")
    return MappingProxyType({str(name): value for name, value in ranges.items()})
