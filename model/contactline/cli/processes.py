"""Processes that run worlds and draw, loaded beside the command while it reads what is asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from contactline.study.workers import WORTH_A_PROCESS, get_ready

DRAWING = "contactline.show.report.pictures"


def load_processes(options: Mapping[str, Any]) -> None:
    """Let what the processes of `run` or `compare` need be loaded, where they will be wanted."""
    if options["workers"] == 1 or options["dry_run"]:
        return
    if not options["no_charts"]:
        get_ready(DRAWING)
    elif options["worlds"] > WORTH_A_PROCESS:
        get_ready()
