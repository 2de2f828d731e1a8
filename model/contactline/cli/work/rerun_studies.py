"""Charts of studies, made anew by the command in their stamp."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from contextlib import redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import click

from contactline.cli.attribute import attribute
from contactline.cli.discover import discover
from contactline.cli.enough import enough
from contactline.cli.plan import plan
from contactline.cli.robust import robust
from contactline.cli.sensitivity import sensitivity
from contactline.cli.sweep import sweep
from contactline.cli.twins import twins
from contactline.cli.work.rerun import stamped_context
from contactline.cli.work.telling import AS_STAMPED
from contactline.errors import RunError
from contactline.language import speaking
from contactline.show.verifying import SHORT, Verified, check_stamp

if TYPE_CHECKING:
    from contactline.show.charts.stamp import Stamp

STUDIES: Mapping[str, click.Command] = {
    "sweep": sweep,
    "discovery": discover,
    "attribution": attribute,
    "enough": enough,
    "frontier": robust,
    "morris": sensitivity,
    "sobol": sensitivity,
    "plan": plan,
    "twins": twins,
}
"""Which command draws the chart of a study, by the name of the chart."""


def verify_study(path: Path, stamp: Stamp, given: Sequence[Path], workers: int | None) -> Verified:
    """Return whether the chart of a study has the numbers its command gives. Raises RunError."""
    with TemporaryDirectory() as folder:
        again = Path(folder) / f"again{path.suffix.lower()}"
        options = {"chart": again, "workers": workers}
        _run(path, stamp, given, options)
        drawn = check_stamp(again, STUDIES)
        redrawn = again.read_bytes() == path.read_bytes()
    for (name, digest), (_, now) in zip(stamp.scenarios, drawn.scenarios, strict=False):
        if digest != now:
            raise RunError(
                f"{path} was drawn of a `{name}` with the hash {digest[:SHORT]}, and its command "
                f"now runs one with {now[:SHORT]}: it was changed since. Give the file it was "
                "drawn of with --scenario FILE."
            )
    return Verified(path, stamp, drawn.data == stamp.data, redrawn)


def _run(path: Path, stamp: Stamp, given: Sequence[Path], options: Mapping[str, Any]) -> None:
    """Run the command of a stamp, which draws its chart and prints nothing."""
    silent = {"out": None, "overwrite": True, "quiet": True, "as_json": False, "no_store": True}
    with (
        stamped_context(path, stamp, STUDIES[stamp.chart]) as context,
        speaking(stamp.language),
        redirect_stdout(io.StringIO()),
    ):
        context.meta[AS_STAMPED] = stamp.command
        context.params |= {**silent, "dry_run": False, **options}
        for one in context.command.params:
            if isinstance(one, click.Argument):
                context.params[str(one.name)] = _found(context.params[str(one.name)], given)
        context.command.invoke(context)


def _found(names: Any, given: Sequence[Path]) -> Any:
    """Return scenarios, or a plan, as named in a command, each a file given with its name."""
    files = {path.stem: str(path) for path in given}
    if isinstance(names, tuple):
        return tuple(files.get(Path(name).stem, name) for name in names)
    return type(names)(files.get(Path(names).stem, names))
