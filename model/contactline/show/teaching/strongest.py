"""The unknowns on which this run leans most, a card each: "break it" begins with them."""

from __future__ import annotations

from typing import Any

from contactline.language import marked, say
from contactline.language.phrases import whole
from contactline.scenario import Scenario
from contactline.show.app.cards import card
from contactline.show.app.drawn import DRAWN
from contactline.show.app.levers import place_of
from contactline.show.teaching.cards import stands_at
from contactline.study.ensemble import Results

MOST = 6
PRIVATE = {
    "what": marked("Something that only those involved know, and nobody sets."),
    "here": marked("drawn anew in each world"),
    "grade": marked("assumption"),
}


def strongest(run: Results) -> list[dict[str, Any]]:
    """Return what goes along most with a ceasefire that holds, and what each rests on."""
    found = DRAWN["matters"].data(run, run, False)
    return [_told(run, row, found["of"]) for row in found["rows"][:MOST]]


def _behind(scenario: Scenario, name: str) -> dict[str, str]:
    """Return what an unknown is, where the scenario leaves it, and its grade."""
    known = PRIVATE if place_of(scenario, name) is None else card(scenario, name)
    return {key: say(known[key]) for key in ("what", "here", "grade")}


def _told(run: Results, row: dict[str, Any], of: int) -> dict[str, Any]:
    """Return what a card says of an unknown, one of so many."""
    low, high, third = (whole(row["after"][key]) for key in ("low", "high", "of"))
    moves = say(
        "A ceasefire holds at the end in {low} of the {third} worlds where it is lowest, in {high} "
        "of the {third} where it is highest.",
        low=low, high=high, third=third,
    )  # fmt: skip
    if not row["stands_out"]:
        moves += f" {_by_luck(of)}"
    behind = _behind(run.scenario, row["name"])
    return {
        "label": say(row["label"]),
        "name": row["name"],
        **behind,
        "stands": stands_at(behind["here"]),
        "moves": moves,
        "rests": say("Grade: {grade}.", grade=behind["grade"]),
    }


def _by_luck(of: int) -> str:
    """Return why a card that stands high may still be luck. of: unknowns looked at."""
    return say(
        "Of {of} unknowns that do nothing, luck would let the strongest show as much.", of=whole(of)
    )
