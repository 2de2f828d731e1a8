"""The charts of the pack, each with the words that stand beside it."""

from __future__ import annotations

import base64
from typing import Any

from contactline.language import marked, say
from contactline.show.plots import picture_of
from contactline.study.ensemble import Results

AS_IT_COMES = ("ladder", "outcome_bars", "phases")
IF_CEASEFIRE = ("survival",)
COMPARED = ("flips",)
ASKS = {
    "flips": marked("Which of these worlds would you read first, and what do you expect to find?"),
    "ladder": marked("How sure were you after one world, after five, after all?"),
    "outcome_bars": marked("Which ending did you not expect, and what would bring it about?"),
    "phases": marked("When would you have had to act to change this?"),
    "survival": marked("What breaks a ceasefire early, and what breaks it late?"),
}


def pictures(results: Results, if_ceasefire: Results, base: Results | None) -> list[dict[str, Any]]:
    """Return the charts in the order of the reveal: luck first, shares, what holds, what changed.

    base: to compare the first with, None where there is nothing to compare.
    """
    asked: list[tuple[str, Results, Results | None]]
    asked = [(name, results, None) for name in AS_IT_COMES]
    asked += [(name, if_ceasefire, None) for name in IF_CEASEFIRE]
    asked += [(name, results, base) for name in COMPARED if base is not None]
    return [_told(*one) for one in asked]


def _told(name: str, run: Results, against: Results | None) -> dict[str, Any]:
    # Only who draws waits for Matplotlib.
    from contactline.show.charts.saving import svg_text

    picture = picture_of(run, name, against=against)
    return {
        "name": name,
        "title": picture.title,
        "alt": picture.alt,
        "caption": picture.caption,
        "asks": say(ASKS[name]),
        "svg": svg_text(picture, name.replace("_", "-")),
    }


def as_address(svg: str) -> str:
    """Return an SVG as an address that holds it, so that a page needs nothing outside itself."""
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"
