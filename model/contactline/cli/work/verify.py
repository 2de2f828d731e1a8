"""What `verify` does: run again what figures were drawn of, and say whether they show it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from contactline.cli.progress import watching
from contactline.cli.terminal import paragraph, print_json
from contactline.cli.work.rerun import AGAIN, verify_alone
from contactline.cli.work.rerun_studies import STUDIES, verify_study
from contactline.language.phrases import counted, listing_of_names
from contactline.show.verifying import Verified, Verifier, check_stamp, figures_in

if TYPE_CHECKING:
    from contactline.show.charts.stamp import Stamp

OTHER_NUMBERS = 1


def verify_and_tell(paths: Sequence[Path], options: dict[str, Any]) -> None:
    """Print whether the numbers of each figure are the same; end with 1 if those of one are not."""
    stamps = [(path, check_stamp(path, {*AGAIN, *STUDIES})) for path in figures_in(paths)]
    quiet = options["quiet"] or options["as_json"]
    with watching(quiet=quiet, announced="") as watch:
        verifier = Verifier(options["scenarios"], options["workers"], watch.worlds)
        found = [_verified(verifier, path, stamp) for path, stamp in stamps]
    if options["as_json"]:
        print_json([_record(one) for one in found])
    else:
        for one in found:
            paragraph(sentence(one))
    if not all(one.same for one in found):
        click.get_current_context().exit(OTHER_NUMBERS)


def _verified(verifier: Verifier, path: Path, stamp: Stamp) -> Verified:
    """Return whether a figure has the numbers that its scenarios, or its command, give."""
    if stamp.chart in AGAIN:
        return verify_alone(path, stamp, verifier.given, verifier.workers)
    if stamp.chart in STUDIES:
        return verify_study(path, stamp, verifier.given, verifier.workers)
    return verifier.verify(path, stamp)


def sentence(one: Verified) -> str:
    """Return what is said of one figure."""
    stamp = one.stamp
    names = listing_of_names([name for name, _ in stamp.scenarios])
    worlds = f"{stamp.view}, {counted(stamp.worlds, 'world')}, " if stamp.worlds else ""
    of = f"{stamp.chart} of {names}, {worlds}seed {stamp.seed}"
    if not one.same:
        return (
            f"{one.path}: other numbers. The runs of {of}, give other numbers than those the "
            "figure is stamped with."
        )
    file = (
        "The file is that of the chart drawn anew, byte for byte."
        if one.redrawn
        else "The file is not that of the chart drawn anew: another Matplotlib drew it, another "
        "program saved it, or it was changed."
    )
    return f"{one.path}: the same numbers ({of}). {file}"


def _record(one: Verified) -> dict[str, Any]:
    """Return what became of one figure for a program to read."""
    stamp = one.stamp
    return {
        "figure": str(one.path),
        "same_numbers": one.same,
        "same_file": one.redrawn,
        "chart": stamp.chart,
        "view": stamp.view,
        "scenarios": [{"name": name, "sha256": digest} for name, digest in stamp.scenarios],
        "seed": stamp.seed,
        "worlds": stamp.worlds,
        "world": stamp.world,
        "version": stamp.version,
        "command": stamp.command,
        "data": stamp.data,
    }
