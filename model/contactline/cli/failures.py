"""How a command ends when something is wrong: one clear text on stderr and an exit code."""

from __future__ import annotations

import errno
import io
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import IO, Any

import click

from contactline.errors import ContactlineError, FileError, shortened

RUN_FAILED = 1
FILE_INVALID = 3
NO_ROOM = {errno.ENOSPC, errno.EFBIG, errno.EIO, errno.EDQUOT}


class Failure(click.ClickException):
    """What a command ends with: a text for stderr and an exit code."""

    exit_code: int  # type: ignore[misc]

    def __init__(self, text: str, exit_code: int) -> None:
        super().__init__(shortened(text))
        self.exit_code = exit_code

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the text on stderr as it is."""
        if self.message:
            click.echo(self.message, file=file or sys.stderr)


@contextmanager
def failures_told() -> Iterator[None]:
    """Turn every error that a user may meet into a failure with its exit code."""
    try:
        yield
    except click.UsageError as error:
        told = error.format_message()
        if shortened(told) == told:
            raise
        raise click.UsageError(shortened(told), error.ctx) from error
    except FileError as error:
        raise Failure(str(error), FILE_INVALID) from error
    except ContactlineError as error:
        raise Failure(f"contactline: {error}", RUN_FAILED) from error
    except KeyboardInterrupt as error:
        stop_children()
        number = error.number if isinstance(error, AskedToEnd) else signal.SIGINT
        raise Failure("Interrupted: nothing was written.", 128 + number) from None
    except OSError as error:
        raise _ended_by_system(error) from error


def _ended_by_system(error: OSError) -> Failure:
    """Return how a command ends when the system refuses something, most often to print."""
    if error.errno == errno.EPIPE:
        stop_printing()
        return Failure("", 0)
    if error.errno in NO_ROOM and error.filename is None:
        stop_printing()
        text = f"contactline: what is printed cannot be written: {error.strerror}."
        return Failure(text, RUN_FAILED)
    return Failure(f"contactline: {error}.", RUN_FAILED)


@contextmanager
def printing_told() -> Iterator[None]:
    """End with a text, not a traceback, where help or a message cannot be printed."""
    try:
        yield
    except OSError as error:
        failure = _ended_by_system(error)
        failure.show()
        sys.exit(failure.exit_code)


class AskedToEnd(KeyboardInterrupt):
    """A signal asked this process to end; it stops in order, as after Ctrl-C."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


@contextmanager
def signals_stop() -> Iterator[None]:
    """Let SIGTERM and SIGHUP stop a command in order, where they would end it at once."""
    numbers = [
        number
        for name in ("SIGTERM", "SIGHUP", "SIGBREAK")
        if (number := getattr(signal, name, None)) is not None
        and signal.getsignal(number) == signal.SIG_DFL
    ]
    if threading.current_thread() is not threading.main_thread():
        numbers = []
    for number in numbers:
        signal.signal(number, _ask_to_end)
    try:
        yield
    finally:
        for number in numbers:
            signal.signal(number, signal.SIG_DFL)


def _ask_to_end(number: int, _: FrameType | None) -> None:
    """Stop what is going on; asked again, it goes on to stop."""
    signal.signal(number, signal.SIG_IGN)
    raise AskedToEnd(number)


def refuse_lost_folder() -> None:
    """Raise a usage error where the current folder has been deleted: nothing can be found there."""
    try:
        Path.cwd()
    except FileNotFoundError as error:
        text = "The current folder has been deleted. Go to another one, for example with `cd ~`."
        raise click.UsageError(text) from error


def draw_into_files() -> None:
    """Let Matplotlib draw into files, whatever window it was told to draw into elsewhere."""
    if "MPLBACKEND" in os.environ:
        os.environ["MPLBACKEND"] = "agg"


def let_every_letter_pass() -> None:
    """Print in UTF-8 what goes to a file or a pipe; on a terminal escape what it cannot show."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = None if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def stop_children() -> None:
    """End the worker processes of this one, if it has any."""
    multiprocessing = sys.modules.get("multiprocessing")
    for child in multiprocessing.active_children() if multiprocessing else ():
        child.terminate()


def stop_printing() -> None:
    """Send what is still to be printed nowhere: whoever read it has gone, as `head` does."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
