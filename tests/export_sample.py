"""A file with one lever and the runs behind it, that the tests in a browser share."""

from __future__ import annotations

from functools import cache

from contactline.cli.progress import Silence
from contactline.cli.work import export as work
from contactline.scenario import load
from contactline.show import export

LEVER = "broker.pressure_on_russia"


def grid():
    """Base with its one lever, in the language spoken."""
    return export.grid(load("base").as_it_comes(), [LEVER])


@cache
def runs():
    """A few worlds of every place of the lever."""
    return work.RunsWhenAsked(work._asked(grid()), Silence(), worlds=6, seed=1, workers=1)


def file_with_a_lever(command=""):
    """The file without a server, in the language spoken."""
    return export.static_file(export.content(grid(), runs(), command))
