"""The ledger of a scenario: every dial moved by itself, several at a time in several processes."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from contactline.errors import RunError
from contactline.scenario import Scenario, scenario_of
from contactline.study.ensemble import BLOCK_WORLDS, check_run, run
from contactline.study.ledger.entries import LedgerEntry
from contactline.study.ledger.findings import Finding, findings
from contactline.study.ledger.one_dial import Situation, entry_of
from contactline.study.ledger.questions import Seen, seen
from contactline.study.levels import VIEW, asked, declared_in
from contactline.study.pool import run_blocks

type Progress = Callable[[int, int], None]

DEFAULT_WORLDS = 200


@dataclass(frozen=True, eq=False)
class Ledger:
    """What the findings of a scenario rest on, dial by dial.

    findings: what the runs say with every dial as written; here: those runs. entries: dials that
    overturn a finding first, those beyond luck before the others, then by the size of their
    effect; dials not in use last. parent: name of the scenario compared with, "" for none.
    """

    scenario: Scenario
    parent: str
    worlds: int
    seed: int
    findings: tuple[Finding, ...]
    here: Seen
    entries: tuple[LedgerEntry, ...]
    seconds: float

    @property
    def moved(self) -> tuple[LedgerEntry, ...]:
        """Return the dials that were moved."""
        return tuple(entry for entry in self.entries if entry.ends is not None)

    @property
    def not_in_use(self) -> tuple[str, ...]:
        """Return the dials that cannot matter, as the rule they belong to is not in use."""
        return tuple(entry.name for entry in self.entries if entry.ends is None)

    @property
    def overturning(self) -> tuple[LedgerEntry, ...]:
        """Return the dials that could each overturn a finding."""
        return tuple(entry for entry in self.entries if entry.turns)


def ledger(
    scenario: Scenario | str | Path,
    parent: Scenario | str | Path | None = None,
    *,
    worlds: int = DEFAULT_WORLDS,
    seed: int = 1,
    dials: Sequence[str] | None = None,
    workers: int | None = 1,
    progress: Progress | None = None,
) -> Ledger:
    """Return the ledger of a scenario, with its worlds run anew for every value of every dial.

    parent: the scenario to compare with, in the same view, None for none; it must have the same
    horizon. dials: all but those of `assume` if not given; numbers of actors can be named too.
    workers: processes, None for one per core. progress: called with dials done and in all. The
    result is the same for any workers. Raises RunError.
    """
    check_run(worlds, seed, workers, BLOCK_WORLDS)
    scenario = scenario_of(scenario)
    names = checked(scenario, dials)
    parent = _compared_with(scenario, scenario_of(parent) if parent else None)
    _check_horizon(scenario, parent)
    began = time.perf_counter()

    def as_written(one: Scenario) -> Seen:
        return seen(run(one, worlds=worlds, seed=seed, workers=1))

    here = as_written(scenario)
    said = findings(here, as_written(parent) if parent else None)
    setting = Situation(scenario, parent, said, worlds, seed)
    entries = _entries(setting, names, workers, progress)
    return Ledger(
        scenario, parent.name if parent else "", worlds, seed, said, here,
        tuple(sorted(entries, key=_place)), time.perf_counter() - began,
    )  # fmt: skip


def checked(scenario: Scenario, dials: Sequence[str] | None) -> tuple[str, ...]:
    """Return the dials named, each once, or all of a ledger; raises RunError for other names."""
    names = asked(scenario) if dials is None else tuple(dict.fromkeys(dials))
    for name in names:
        if declared_in(scenario, name).section == VIEW:
            raise RunError(
                f"{name} only chooses the view or its terms, so it is in no ledger. "
                f"Name another dial; `contactline dials` lists them."
            )
    return names


def _compared_with(scenario: Scenario, parent: Scenario | None) -> Scenario | None:
    """Return the parent in the view of the scenario, None where that is the scenario itself."""
    if parent and scenario.imposes_ceasefire:
        parent = parent.if_ceasefire()
    return None if parent == scenario else parent


def _check_horizon(scenario: Scenario, parent: Scenario | None) -> None:
    """Raise RunError before minutes are spent on runs that cannot be compared."""
    if parent and parent.horizon_days != scenario.horizon_days:
        raise RunError(
            f"{scenario.name} is followed for {scenario.horizon_days} days and {parent.name} for "
            f"{parent.horizon_days}, so their worlds do not pair off. Give both the same horizon."
        )


def _entries(
    setting: Situation, names: Sequence[str], workers: int | None, progress: Progress | None
) -> list[LedgerEntry]:
    """Return one entry a dial, each made in one piece by one process."""
    found: dict[int, LedgerEntry] = {}
    run_blocks(
        partial(_entry, setting, names),
        setting.scenario,
        [range(at, at + 1) for at in range(len(names))],
        setting.seed,
        workers,
        found.__setitem__,
        progress,
    )
    return [found[at] for at in range(len(names))]


def _entry(
    setting: Situation,
    names: Sequence[str],
    _: Scenario,
    cut: range,
    *,
    seed: int,  # noqa: ARG001 - given to every block
) -> LedgerEntry:
    """Return the entry of the dial at the place `cut`; the setting has all the rest."""
    return entry_of(setting, names[cut.start])


def _place(entry: LedgerEntry) -> tuple[bool, bool, bool, float]:
    """Return what entries are sorted by: what could overturn, beyond luck, large effects."""
    return (entry.ends is None, not entry.turns, not entry.is_clear, -entry.size)
