"""Does a study that is killed at any moment end as one that nobody disturbed, and what is lost?

Every command is begun from an empty store and killed by SIGKILL at a random moment of its life,
again and again until it comes to its end: its files must be the same to the last byte. Blocks that
were finished and yet not kept are counted, unless the files stood already; those that were being
run are lost, one a process.
"""

import argparse
import os
import random
import runpy
import shutil
import subprocess
import sys
import time
from pathlib import Path

import click

from contactline.cli import main
from contactline.study.patterns import matching
from contactline.study.store import session

SHORT = ("--set", "horizon_days=42", "--quiet", "--overwrite", "--out")
COMMANDS = {
    "run": ("run", "base", "--worlds", "3000", "--no-charts", *SHORT, "out"),
    "sensitivity": (
        "sensitivity", "base", "--measure", "area_km2", "--dial", "war.aid_effect", "--dial",
        "broker.backing", "--worlds", "1200", *SHORT, "out/table.json",
    ),
    "calibrate": (
        "calibrate", "--candidates", "4", "--worlds", "2", "--quiet", "--out", "out/table.yaml",
    ),
    "check": (
        "check", "base", "--worlds", "60", "--json", "--pattern", "osce-dispersion", "--pattern",
        "osce-hot-spots", "--pattern", "front-top-fifth", "--pattern", "talks-signed",
    ),
    "ledger": (
        "ledger", "base", "--worlds", "120", "--dial", "war.aid_effect", "--dial", "broker.backing",
        "--dial", "talks.opening_cost", "--dial", "talks.hope_days", *SHORT, "out/table.json",
    ),
}  # fmt: skip


def live(log: int, words: list[str]) -> None:
    """Be the command; note each block that is finished before it is kept."""
    put = session.Shelf.put

    def noted(shelf: session.Shelf, cut: object, result: object) -> None:
        os.write(log, b"f")
        put(shelf, cut, result)

    session.Shelf.put = noted  # type: ignore[method-assign]
    if words[0] != "calibrate":
        main(words, prog_name="contactline")
    # The best quarter is taken, near the record or not: so few worlds are never near it.
    matching.Matched.kept = property(  # type: ignore[assignment, method-assign]
        lambda one: one.tried[:, matching.least_implausible(one.implausible)]
    )
    script = Path(__file__).parents[1] / "calibrate.py"
    sys.argv[0], sys.argv[1:] = str(script), words[1:]
    runpy.run_path(str(script), run_name="__main__")


def started(name: str, folder: Path, workers: int) -> subprocess.Popen[bytes]:
    """Return a command that has just begun, in a folder of its own."""
    (folder / "out").mkdir(parents=True, exist_ok=True)
    words = [sys.executable, __file__, "--live", str(folder / "log"), *COMMANDS[name]]
    with (folder / "said").open("wb") as said, (folder / "told").open("wb") as told:
        return subprocess.Popen(  # noqa: S603 - the commands above
            [*words, "--workers", str(workers)], cwd=folder, stdout=said, stderr=told,
            env={**os.environ, "CONTACTLINE_STORE": str(folder / "store")},
        )  # fmt: skip


def written(folder: Path) -> list[bytes]:
    """Return what a command has printed and written, but for how long it took."""
    files = sorted(one for one in (folder / "out").rglob("*") if one.is_file())
    tables = [one.read_bytes() for one in files if one.name != "manifest.json"]
    return [(folder / "said").read_bytes(), *tables]


def counted(folder: Path) -> tuple[int, int]:
    """Return how many blocks are kept, and how many have been finished in all lives."""
    log = folder / "log"
    finished = log.stat().st_size if log.exists() else 0
    return len(list(folder.glob("store/*/*.block"))), finished


def trial(name: str, folder: Path, kills: int, moments: random.Random) -> str:
    """Return what became of a command that was killed so many times."""
    began = time.monotonic()
    started(name, folder / "whole", 1).wait()
    life, (_, blocks) = time.monotonic() - began, counted(folder / "whole")
    if not blocks:
        sys.exit(f"{name} did not run: {(folder / 'whole' / 'told').read_text()}")
    whole, same, killed, lost, reused = written(folder / "whole"), [], 0, [], 0
    while killed < kills or (folder / "cut").exists():
        before = counted(folder / "cut")
        running = started(name, folder / "cut", moments.choice((1, 2)))
        try:
            running.wait(moments.uniform(0, life) if killed < kills else None)
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait()
            killed += 1
            after = counted(folder / "cut")
            there = written(folder / "cut") == whole
            lost.append(0 if there else before[0] + after[1] - before[1] - after[0])
            continue
        reused += before[0]
        same.append(written(folder / "cut") == whole)
        shutil.rmtree(folder / "cut")
    return (
        f"{name}: {blocks} blocks in {life:.0f} s; {killed} kills, {len(same)} ends, of which "
        f"{sum(same)} the same; {reused} blocks taken from the store at the ends; finished blocks "
        f"that a kill lost: {lost}"
    )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--live"]:
        live(os.open(sys.argv[2], os.O_CREAT | os.O_APPEND | os.O_WRONLY), sys.argv[3:])
        sys.exit()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="a new one, for stores and files")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=COMMANDS, action="append")
    options = parser.parse_args()
    for one in options.only or COMMANDS:
        moments = random.Random(options.seed)  # noqa: S311 - moments to kill, no secret
        click.echo(trial(one, options.folder / one, options.kills, moments))
