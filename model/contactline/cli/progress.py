"""How far a run is, on stderr: a bar in a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol

import click

if TYPE_CHECKING:
    from rich.progress import Progress

LINE_EVERY_S = 10.0
AT_ONCE_S = 1.0
"""What is there so soon comes from the store: it says nothing of how fast worlds are run."""


class Watching(Protocol):
    """What a long command reports to."""

    def worlds(self, what: str, done: int, total: int, *, of: str = "worlds") -> None:
        """Take note that `done` of all `total` worlds are there, and what is being run.

        of: what is counted, if not worlds.
        """

    def say(self, text: str) -> None:
        """Take note of a step without worlds."""


class Silence:
    """Reports nothing."""

    def worlds(self, what: str, done: int, total: int, *, of: str = "worlds") -> None:
        """Do nothing."""

    def say(self, text: str) -> None:
        """Do nothing."""


class Pace:
    """How fast worlds are run, without those that were there at once."""

    def __init__(self) -> None:
        """Start the clock."""
        self._started = self._since = time.monotonic()
        self._found = 0

    def speed(self, done: int, total: int) -> float:
        """Return how many are run in a second, once `done` of `total` are there."""
        now = time.monotonic()
        if now - self._started < AT_ONCE_S and done < total:
            self._since, self._found = now, done
        return (done - self._found) / max(now - self._since, 1e-9)


class Lines:
    """Reports in plain lines: one at the end, and one now and then if it takes long."""

    def __init__(self) -> None:
        self.pace, self.last = Pace(), time.monotonic()

    def worlds(self, what: str, done: int, total: int, *, of: str = "worlds") -> None:
        """Print a line if the last one is old, or if all is done."""
        now, speed = time.monotonic(), self.pace.speed(done, total)
        if done < total and now - self.last < LINE_EVERY_S:
            return
        self.last = now
        left = "" if done == total else f", {(total - done) / max(speed, 1e-9):.0f} s left"
        click.echo(f"{done:,} of {total:,} {of}, {rounded(speed)} a second{left}: {what}", err=True)

    def say(self, text: str) -> None:
        """Print the text."""
        click.echo(text, err=True)


class Bar:
    """Reports with a bar that shows worlds per second and the time left."""

    def __init__(self, bar: Progress) -> None:
        self.bar = bar
        self.task = bar.add_task("Starting", total=None, speed="")
        self.pace = Pace()

    def worlds(self, what: str, done: int, total: int, *, of: str = "worlds") -> None:
        """Move the bar."""
        speed = self.pace.speed(done, total)
        told: dict[str, Any] = {"speed": f"{rounded(speed)} {of}/s"} if speed else {}
        self.bar.update(self.task, description=what, completed=done, total=total, **told)

    def say(self, text: str) -> None:
        """Say what is being done next to the bar."""
        self.bar.update(self.task, description=text)


def rounded(speed: float) -> str:
    """Return a speed in whole numbers, one that is below 1 with a decimal."""
    return f"{speed:,.0f}" if speed >= 1 else f"{speed:.1f}"


@contextmanager
def watching(*, quiet: bool, announced: str = "") -> Iterator[Watching]:
    """Give what a run reports to: nothing if quiet, a bar in a terminal, lines elsewhere.

    announced: what is said before, unless quiet.
    """
    if announced and not quiet:
        click.echo(announced, err=True)
    if quiet:
        yield Silence()
    elif not sys.stderr.isatty():
        yield Lines()
    else:
        with _bar() as bar:
            yield Bar(bar)


def _bar() -> Progress:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[speed]}"),
        TimeRemainingColumn(),
    )
    return Progress(*columns, console=Console(stderr=True), transient=True)
