"""Studies on a Dask cluster: the blocks of worlds run there, and come back one by one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from contactline.errors import RunError
from contactline.study.bridges.extras import from_extra
from contactline.study.pool import blocks_on

LOCAL = "local"


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
    with client, client.get_executor() as executor:
        processes = max(1, sum(client.nthreads().values()))
        try:
            with blocks_on(executor, processes):
                yield
        except distributed.KilledWorker as error:
            raise RunError(
                f"A block of worlds killed every worker that tried it: {error}. "
                "A worker may be short of memory."
            ) from error
