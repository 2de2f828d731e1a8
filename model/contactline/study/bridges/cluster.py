"""Studies on a Dask cluster: the blocks of worlds run there, and come back one by one."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager

from contactline.errors import RunError
from contactline.study.bridges.extras import from_extra
from contactline.study.pool import blocks_on

LOCAL = "local"
LOGS = ("distributed", "distributed.client")
"""Where Dask logs at length that it lost its scheduler, which is said here in a sentence."""


@contextmanager
def on_cluster(address: str = LOCAL, **cluster: object) -> Iterator[None]:
    """Let every study inside run on a Dask cluster, with the results it has on one machine.

    address: of a running scheduler, such as `tcp://host:8786`, or `local` for a cluster of
    processes on this machine; cluster: further arguments of `distributed.Client`. Every worker
    needs the same version of contactline. A block lost with its worker is run again by Dask. Needs
    the extra `cluster`. Raises RunError.
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
        processes = max(1, sum(client.nthreads().values()))
        try:
            with blocks_on(executor, processes):
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
