"""Blocks of worlds on any executor: threads, processes of one's own, or a Dask cluster."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, as_completed
from contextlib import contextmanager

from contactline.errors import RunError
from contactline.scenario import Scenario
from contactline.study.bridges.extras import from_extra
from contactline.study.ensemble import Gathered, Results, check_run, simulate
from contactline.study.pool import WORTH_A_PROCESS

type Progress = Callable[[int, int], None]


def run_on(
    executor: Executor,
    scenario: Scenario,
    *,
    worlds: int = 500,
    seed: int = 1,
    block: int = WORTH_A_PROCESS,
    progress: Progress | None = None,
) -> Results:
    """Return what `ensemble.run` returns, each block computed by the executor.

    executor: anything whose `submit` gives futures of `concurrent.futures`, such as a thread or
    process pool, mpi4py's, or that of `dask_executor`. The caller closes it. Raises RunError.
    """
    worlds, seed, _, block = check_run(worlds, seed, None, block)
    began = time.perf_counter()
    cuts = [range(at, min(at + block, worlds)) for at in range(0, worlds, block)]
    jobs = {executor.submit(simulate, scenario, cut, seed=seed): at for at, cut in enumerate(cuts)}
    gathered, done = Gathered(cuts), 0
    for job in as_completed(jobs):
        at = jobs.pop(job)
        gathered.add(at, job.result())
        done += len(cuts[at])
        if progress:
            progress(done, worlds)
    return gathered.results(scenario, seed, time.perf_counter() - began)


@contextmanager
def dask_executor(address: str | None = None, **cluster: object) -> Iterator[Executor]:
    """Give an executor on a Dask cluster and close the connection at the end.

    address: of a running scheduler; without one a cluster is started on this machine, from the
    arguments that `distributed.Client` takes. A block lost with its worker is run again by Dask.
    Needs the extra `cluster`. Raises RunError.
    """
    distributed = from_extra("distributed", "cluster")
    try:
        client = distributed.Client(address, **cluster)
    except (OSError, TimeoutError) as error:
        raise RunError(
            f"No Dask scheduler answers at {address}: {error}. Start one, or give no address."
        ) from error
    with client, client.get_executor() as executor:
        try:
            yield executor
        except distributed.KilledWorker as error:
            raise RunError(
                f"A block of worlds killed every worker that tried it: {error}. "
                "Try smaller blocks, such as block=64; a worker may be short of memory."
            ) from error
