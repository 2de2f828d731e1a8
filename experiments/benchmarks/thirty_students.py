"""Thirty students on one page: does each get its own answer, how soon, and does the memory stay?

    python experiments/benchmarks/thirty_students.py --minutes 10

Each student moves a lever every few seconds, as a reader does, and waits for the first answer of
50 worlds; some then stay for 200. Every answer must be of the very scenario that was asked, which
its digest tells; at the end a few are run again outside the server and must be the same.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import random
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from contactline import load, run

LEVERS = (
    "broker.pressure_on_russia",
    "broker.backing",
    "front.discipline",
    "broker.aid_to_ukraine",
)
READS_SECONDS = (4.0, 12.0)
STAYS = 0.3
CHECKED = 5


@dataclass
class Seen:
    """What all students saw."""

    seconds: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    answers: list[tuple[str, dict[str, float], list[int]]] = field(default_factory=list)


@contextlib.contextmanager
def served() -> Iterator[tuple[str, int]]:
    """Yield the address of a page served for this, and the number of its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "contactline", "app", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:  # noqa: S603  # our own
        try:
            yield f"http://127.0.0.1:{port}", server.pid
        finally:
            server.terminate()


async def up(client: httpx.AsyncClient) -> None:
    """Wait until the page answers from the model."""
    while True:
        with contextlib.suppress(httpx.TransportError):
            await client.get("/api/charts")
            return
        await asyncio.sleep(0.05)


async def student(client: httpx.AsyncClient, name: int, until: float, seen: Seen) -> None:
    """Move levers until the time is over."""
    luck = random.Random(name)  # noqa: S311  # it only chooses levers
    await asyncio.sleep(luck.uniform(0, READS_SECONDS[1]))
    while time.monotonic() < until:
        changes = {luck.choice(LEVERS): luck.randrange(101) / 100}
        sizes = (50, 200) if luck.random() < STAYS else (50,)
        for worlds in sizes:
            began = time.monotonic()
            body = {"scenario": "base", "changes": changes, "worlds": worlds, "page": str(name)}
            answer = await client.post("/api/run", json=body)
            if worlds == sizes[0]:
                seen.seconds.append(time.monotonic() - began)
            note(answer, changes, worlds, seen)
        await asyncio.sleep(luck.uniform(*READS_SECONDS))


def note(answer: httpx.Response, changes: dict[str, float], worlds: int, seen: Seen) -> None:
    """Keep an answer, or what is wrong with it."""
    if answer.status_code != 200:
        seen.faults.append(f"{answer.status_code}: {answer.text[:200]}")
        return
    told = answer.json()
    wanted = load("base").with_dials(changes).digest
    if (told["digest"], told["worlds"]) != (wanted, worlds):
        seen.faults.append(f"asked {changes}, {worlds} worlds; was told of another run")
    counts = [row["after"]["count"] for row in told["charts"]["outcomes"]["rows"]]
    seen.answers.append((f"{worlds}", changes, counts))


def of_all(process: int) -> tuple[float, float]:
    """Return memory in MB and processor seconds of a process and all below it; Linux alone tells.

    Processes that have ended are not in it.
    """
    told = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = stat.read_text().rpartition(")")[2].split()
            parent, ticks, pages = int(fields[1]), int(fields[11]) + int(fields[12]), fields[21]
            told[int(stat.parent.name)] = (parent, ticks, int(pages))
    below = [process]
    for one in below:
        below += [number for number, (parent, *_) in told.items() if parent == one]
    ticks, pages = (sum(told[one][at] for one in below if one in told) for at in (1, 2))
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6, ticks / os.sysconf("SC_CLK_TCK")


async def class_of(students: int, minutes: float, address: str, process: int) -> Seen:
    """Let the students work, and print each minute what they cost."""
    seen = Seen()
    async with httpx.AsyncClient(base_url=address, timeout=120) as client:
        await up(client)
        begun, until = of_all(process)[1], time.monotonic() + 60 * minutes
        tasks = [asyncio.create_task(student(client, at, until, seen)) for at in range(students)]
        while not all(task.done() for task in tasks):
            memory, processor = of_all(process)
            load = os.getloadavg()[0]
            print(
                f"{len(seen.seconds):6} first answers, {memory:6.0f} MB, {processor:6.0f} s of the "
                f"processors; load of the machine {load:.1f}",
                flush=True,
            )
            await asyncio.wait(tasks, timeout=60)
        await asyncio.gather(*tasks)
        each = (of_all(process)[1] - begun) / max(len(seen.seconds), 1)
        print(f"{each:.2f} s of the processors for each first answer and what grows from it")
    return seen


def check_some(seen: Seen) -> None:
    """Run a few of the questions outside the server; they must count the same."""
    for worlds, changes, counts in seen.answers[:: max(1, len(seen.answers) // CHECKED)]:
        results = run(load("base").with_dials(changes), worlds=int(worlds))
        found = results.outcomes["outcome"].value_counts().to_dict()
        if sorted(found.values()) != sorted(one for one in counts if one):
            seen.faults.append(f"{changes}: the server counts {counts}, a run of its own {found}")


def main() -> None:
    """Ask how many students and for how long, and print what they saw."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--students", type=int, default=30)
    asked.add_argument("--minutes", type=float, default=10)
    given = asked.parse_args()
    with served() as (address, process):
        seen = asyncio.run(class_of(given.students, given.minutes, address, process))
    check_some(seen)
    cuts = statistics.quantiles(seen.seconds, n=20)
    print(f"{len(seen.seconds)} first answers: median {cuts[9]:.2f} s, p95 {cuts[18]:.2f} s")
    print("\n".join(seen.faults) or "no fault, no mixed answer")
    sys.exit(bool(seen.faults))


if __name__ == "__main__":
    main()
