"""What a study would cost, in words."""

from __future__ import annotations

import math

from contactline.language import say, say_many
from contactline.language.phrases import counted, whole
from contactline.study.ahead import Cost

MINUTE_S, HOUR_S = 60, 3600


def cost_rows(cost: Cost) -> list[tuple[str, str]]:
    """Return how many worlds, how long and how much memory, each with its name."""
    return [
        (say("Worlds"), _worlds(cost)),
        (say("Time"), _time(cost)),
        (say("Memory"), _memory(cost)),
    ]


def about(seconds: float) -> str:
    """Return a time as one says it, by its largest unit."""
    if seconds < 1.5 * MINUTE_S:
        return counted(max(1, round(seconds)), "second")
    if seconds < 1.5 * HOUR_S:
        return counted(round(seconds / MINUTE_S), "minute")
    return counted(round(seconds / HOUR_S), "hour")


def _worlds(cost: Cost) -> str:
    said = say_many(
        "{worlds} in {blocks} block", "{worlds} in {blocks} blocks", cost.blocks,
        worlds=whole(cost.worlds), blocks=whole(cost.blocks),
    )  # fmt: skip
    if not cost.kept_blocks:
        return said
    kept = say_many(
        "{blocks} of them with {worlds} worlds is kept from an interrupted run",
        "{blocks} of them with {worlds} worlds are kept from an interrupted run",
        cost.kept_blocks, blocks=whole(cost.kept_blocks), worlds=whole(cost.kept_worlds),
    )  # fmt: skip
    return f"{said}; {kept}"


def _time(cost: Cost) -> str:
    if not cost.tried:
        return say("nothing is left to run")
    return say_many(
        "about {seconds} on {n} process if its core is free, {processor} of processor time (by a "
        "trial here: {tried} in {took})",
        "about {seconds} on {n} processes if as many cores are free, {processor} of processor time "
        "(by a trial here: {tried} in {took})",
        cost.processes, n=whole(cost.processes), seconds=about(cost.seconds),
        processor=about(cost.processor_s), tried=counted(cost.tried, "world"),
        took=counted(math.ceil(cost.tried_s), "second"),
    )  # fmt: skip


def _memory(cost: Cost) -> str:
    client = _megabytes(cost.client_mb)
    if cost.processes == 1 or not cost.worker_mb:
        return say("about {client} MB (by stated rates)", client=client)
    return say(
        "about {client} MB here, {worker} MB in each process (by stated rates)",
        client=client, worker=_megabytes(cost.worker_mb),
    )  # fmt: skip


def _megabytes(number: float) -> str:
    """Return megabytes in tens: more is not known."""
    return whole(max(10, round(number, -1)))
