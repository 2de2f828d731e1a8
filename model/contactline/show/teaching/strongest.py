"""The unknowns on which this run leans most, a card each: "break it" begins with them."""

from __future__ import annotations

from typing import Any

from contactline.show.app.cards import card
from contactline.show.app.drawn import DRAWN
from contactline.study.ensemble import Results

MOST = 6


def strongest(run: Results) -> list[dict[str, Any]]:
    """Return what goes along most with a ceasefire that holds, and what each rests on."""
    rows = DRAWN["matters"].data(run, run, False)["rows"]
    return [_told(run, row) for row in rows[:MOST]]


def _told(run: Results, row: dict[str, Any]) -> dict[str, Any]:
    low, high, third = (row["after"][key] for key in ("low", "high", "of"))
    found = card(run.scenario, row["name"])
    return {
        "label": row["label"],
        "name": row["name"],
        "what": found["what"],
        "here": found["here"],
        "grade": found["grade"],
        "moves": f"A ceasefire holds at the end in {low} of the {third} worlds where it is lowest, "
        f"in {high} of the {third} where it is highest."
        + ("" if row["stands_out"] else " That is no more than luck would show."),
    }
