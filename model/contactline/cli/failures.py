"""How a command ends when something is wrong: one clear text on stderr and an exit code."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

import click

from contactline.errors import ContactlineError, FileError

RUN_FAILED = 1
FILE_INVALID = 3
INTERRUPTED = 130


class Failure(click.ClickException):
    """What a command ends with: a text for stderr and an exit code."""

    exit_code: int  # type: ignore[misc]

    def __init__(self, text: str, exit_code: int) -> None:
        super().__init__(text)
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
    except FileError as error:
        raise Failure(str(error), FILE_INVALID) from error
    except ContactlineError as error:
        raise Failure(f"contactline: {error}", RUN_FAILED) from error
    except KeyboardInterrupt:
        stop_children()
        raise Failure("Interrupted: nothing was written.", INTERRUPTED) from None
    except OSError as error:
        if error.errno != errno.EPIPE:
            raise
        stop_printing()
        raise Failure("", 0) from error


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
