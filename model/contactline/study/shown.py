"""How results are shown, kept and drawn: by a room above this one, called when somebody looks.

Runs know nothing of tables for people, charts and files. What they are asked for in a script or a
notebook is looked up by its name here, so that imports still run one way and none waits for it.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any, Protocol

SHOWN_BY = "contactline.show.results"


class DrawnCharts(Protocol):
    """The charts of a run: a method for each entry of the registry."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        """Return the method that draws the chart of this name."""


def shown(name: str) -> Callable[..., Any]:
    """Return a function or class of the room that shows results."""
    found: Callable[..., Any] = getattr(import_module(SHOWN_BY), name)
    return found
