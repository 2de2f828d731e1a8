"""The unknowns on which this run leans most, a card each: "break it" begins with them."""

from __future__ import annotations

from typing import Any

from contactline.scenario import Scenario
from contactline.show.app.cards import card
from contactline.show.app.drawn import DRAWN
from contactline.show.app.levers import place_of
from contactline.study.ensemble import Results

MOST = 6
PRIVATE = {
    "what": "Something that only those involved know, and nobody sets.",
    "here": "drawn anew in each world",
    "grade": "assumption",
}


def strongest(run: Results) -> list[dict[str, Any]]:
    """Return what goes along most with a ceasefire that holds, and what each rests on."""
    rows = DRAWN["matters"].data(run, run, False)["rows"]
    return [_told(run, row) for row in rows[:MOST]]


def _behind(scenario: Scenario, name: str) -> dict[str, str]:
    """Return what an unknown is, where the scenario leaves it, and its grade."""
    if place_of(scenario, name) is None:
        return PRIVATE
    found = card(scenario, name)
    return {key: found[key] for key in ("what", "here", "grade")}


def _told(run: Results, row: dict[str, Any]) -> dict[str, Any]:
    low, high, third = (row["after"][key] for key in ("low", "high", "of"))
    return {
        "label": row["label"],
        "name": row["name"],
        **_behind(run.scenario, row["name"]),
        "moves": f"A ceasefire holds at the end in {low} of the {third} worlds where it is lowest, "
        f"in {high} of the {third} where it is highest."
        + ("" if row["stands_out"] else " That is no more than luck would show."),
    }
