"""A ledger for a program to read: plain values, null for what is unknown; and rows of a table."""

from __future__ import annotations

from dataclasses import asdict
from math import isfinite
from typing import Any

from contactline.study.comparison import Difference
from contactline.study.ledger.assembling import Ledger
from contactline.study.ledger.entries import LedgerEntry, Turn
from contactline.study.ledger.findings import Finding
from contactline.study.ledger.numbers import counted


def as_plain(one: Ledger) -> dict[str, Any]:
    """Return a ledger with everything it says; effects are shares of worlds, not points."""
    return {
        "scenario": one.scenario.name,
        "digest": one.scenario.as_written.digest,
        "parent": one.parent or None,
        "worlds": one.worlds,
        "seed": one.seed,
        "imposed": one.scenario.imposes_ceasefire,
        "horizon_days": one.scenario.horizon_days,
        "outcomes": dict(one.here.counts),
        "findings": [_finding(finding) for finding in one.findings],
        "moved": len(one.moved),
        "could_overturn": [entry.name for entry in one.overturning],
        "grades": dict(counted(entry.number for entry in one.entries)),
        "dials": [_entry(entry) for entry in one.entries],
    }


def _entry(entry: LedgerEntry) -> dict[str, Any]:
    """Return a dial with its grade, its ends, effects and turns."""
    number, ends = entry.number, entry.ends
    return {
        "dial": entry.name,
        "unit": number.dial.unit,
        "kind": number.dial.kind,
        "value": number.value,
        "grade": number.grade,
        "basis": list(number.dial.basis),
        "sources": [asdict(ground) for ground in number.grounds],
        "in_use": ends is not None,
        "levels": list(ends.levels) if ends else [],
        "levels_from": ends.origin if ends else None,
        "figure": (ends.figure or None) if ends else None,
        "moved_alone": entry.alone,
        "effects": [
            {"from": effect.low, "to": effect.high, **_change(effect.change)}
            for effect in entry.effects
        ],
        "overturns": [_turn(turn) for turn in entry.turns],
    }


def _turn(turn: Turn) -> dict[str, Any]:
    return {
        "finding": turn.finding.name,
        "break_even": turn.at,
        "side": turn.side,
        "end": turn.end,
        "instead": turn.instead,
        "clear": turn.clear,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    told: dict[str, Any] = {"kind": finding.kind, "name": finding.name}
    if finding.change is None:
        return {**told, "worlds": finding.worlds}
    return {**told, "sign": finding.sign, **_change(finding.change)}


def _change(change: Difference) -> dict[str, Any]:
    """Return a difference of shares with its interval."""
    found = {"name": change.name, "difference": change.difference, "low": change.low,
             "high": change.high, "share_before": change.a, "share_after": change.b,
             "within_noise": change.within_noise}  # fmt: skip
    return {
        key: None if isinstance(value, float) and not isfinite(value) else value
        for key, value in found.items()
    }


def rows_of(one: Ledger) -> list[dict[str, Any]]:
    """Return one row a dial for a table: main effects in columns, turns in text."""
    return [{"scenario": one.scenario.name, **_row(entry)} for entry in one.entries]


def _row(entry: LedgerEntry) -> dict[str, Any]:
    number, ends = entry.number, entry.ends
    row: dict[str, Any] = {
        "dial": entry.name,
        "unit": number.dial.unit,
        "grade": number.grade,
        "sources": "; ".join(ground.in_words for ground in number.grounds),
        "value": str(number.value),
        "low": ends.levels[0] if ends else None,
        "high": ends.levels[-1] if ends else None,
        "levels_from": ends.origin if ends else "not in use",
    }
    for effect in entry.effects:
        name = effect.change.name
        row |= {f"{name}_effect": effect.change.difference, f"{name}_low": effect.change.low,
                f"{name}_high": effect.change.high}  # fmt: skip
    row["overturns"] = "; ".join(
        f"{turn.finding.name} {turn.side}{'' if turn.at is None else f' {turn.at}'}: {turn.instead}"
        for turn in entry.turns
    )
    return row
