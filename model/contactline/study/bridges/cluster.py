"""Studies on a Dask cluster: the blocks of worlds run there, and come back one by one."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any

from contactline.errors import RunError
from contactline.study.bridges.extras import from_extra
from contactline.study.pool import blocks_on

LOCAL = "local"
LOGS = ("distributed", "distributed.client")
"""Where Dask logs at length that it lost its scheduler, which is said here in a sentence."""

ALONE_S = 5.0
"""After so long without a single worker that is said: no block will ever come back."""


@contextmanager
def on_cluster(
    address: str = LOCAL, *, tell: Callable[[str], None] = warnings.warn, **cluster: object
) -> Iterator[None]:
    """Let every study inside run on a Dask cluster, with the results it has on one machine.

    address: of a running scheduler, such as `tcp://host:8786`, or `local` for a cluster of
    processes on this machine; cluster: further arguments of `distributed.Client`. Every worker
    needs the same version of contactline. A block lost with its worker is run again by Dask. A
    scheduler without workers is waited for, and `tell` told so. Needs the extra `cluster`. Raises
    RunError.
    """
    distributed = from_extra("distributed", "cluster")
    named = {} if address == LOCAL else {"address": address}
    usual = (
        {"dashboard_address": None, "silence_logs": "ERROR"}
        if address == LOCAL
        else {"timeout": 10}
    )
    try:
        client = distributed.Client(**named, **{**usual, **cluster})
    except (OSError, TimeoutError, ValueError) as error:
        raise RunError(
            f"No Dask scheduler answers at {address}: {error}. Start one, or give `{LOCAL}`."
        ) from error
    with _unlogged(), client, client.get_executor() as executor:
        try:
            with _told_if_alone(client, address, tell):
                client.wait_for_workers(1)
                with blocks_on(executor, sum(client.nthreads().values())):
                    yield
        except distributed.KilledWorker as error:
            raise RunError(
                f"A block of worlds killed every worker that tried it: {error}. "
                "A worker may be short of memory."
            ) from error
        except (CancelledError, distributed.comm.CommClosedError) as error:
            raise RunError(
                f"The Dask cluster at {address} is gone: its scheduler answers no more. Start it "
                "again, or take none."
            ) from error


@contextmanager
def _told_if_alone(client: Any, address: str, tell: Callable[[str], None]) -> Iterator[None]:
    """Tell, whenever a scheduler is without workers for some seconds, that it is waited for."""
    over = Event()
    watch = Thread(target=_tell_if_alone, args=(client, address, tell, over), daemon=True)
    watch.start()
    try:
        yield
    finally:
        over.set()


def _tell_if_alone(client: Any, address: str, tell: Callable[[str], None], over: Event) -> None:
    was_alone = False
    while not over.wait(ALONE_S):
        try:
            alone = not client.nthreads()
        except (OSError, ValueError, CancelledError):  # it is gone, which is said elsewhere
            return
        if alone and not was_alone:
            tell(
                f"The Dask scheduler at {address} has no workers, so nothing runs; it is waited "
                "for them. Start one: dask worker ADDRESS --nthreads 1"
            )
        was_alone = alone


@contextmanager
def _unlogged() -> Iterator[None]:
    """Let Dask log nothing of a scheduler that is gone."""
    loggers = [logging.getLogger(name) for name in LOGS]
    before = [one.level for one in loggers]
    for one in loggers:
        one.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for one, level in zip(loggers, before, strict=True):
            one.setLevel(level)
