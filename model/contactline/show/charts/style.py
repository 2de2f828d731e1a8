"""The look of every chart: colours, hatches, dashes and sizes."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import matplotlib

FONT = "DejaVu Sans"
WIDTH_IN = 10.67
DOTS_PER_IN = 150
HEIGHT_IN = 6.0
"""Of a chart that is shown as a slide; no text is smaller than a fortieth of it."""
MARGIN_IN = 0.25

TITLE_PT = 18.0
TEXT_PT = 13.0
BOLD_WIDER = 1.13
"""Width of bold text over that of plain text of the same size."""
SMALL_PT = 11.5
CAPTION_PT = 11.0

INK = "#222222"
QUIET_INK = "#595959"
HAIRLINE = "#BFBFBF"
NOISE_GREY = "#A6A6A6"


@dataclass(frozen=True)
class ScenarioLook:
    """How one scenario is drawn: never by colour alone."""

    colour: str
    dash: tuple[float, tuple[float, ...] | None]
    marker: str


SCENARIO_LOOKS = (
    ScenarioLook("#767676", (0, (5, 2)), "s"),
    ScenarioLook("#0072B2", (0, None), "o"),
    ScenarioLook("#D55E00", (0, (1.5, 1.5)), "D"),
)
LONE_LOOK = SCENARIO_LOOKS[1]


@dataclass(frozen=True)
class Fill:
    """How an area is filled: a colour, and a hatch that survives a grey print."""

    colour: str
    hatch: str = ""
    hatch_colour: str = INK
    text: str = INK


OUTCOME_FILLS = {
    "holds_with_troops_on_line": Fill("#364B9A", text="#FFFFFF"),
    "holds_with_troops_away_from_line": Fill("#6699CC"),
    "holds_with_observers_only": Fill("#A2D0E6"),
    "holds_without_foreign_troops": Fill("#E3F2F8"),
    "collapsed": Fill("#FDB366", "..", "#B36A1E"),
    "talks_without_agreement": Fill("#A50026", text="#FFFFFF"),
    "no_talks": Fill("#EBC6CE", "////", "#A50026"),
}
UNKNOWN_OUTCOME_FILL = Fill("#E0E0E0", "xx")


def outcome_fill(name: str) -> Fill:
    """Return how an outcome is filled; one that has no fill of its own is grey and crossed."""
    return OUTCOME_FILLS.get(name, UNKNOWN_OUTCOME_FILL)


PHASE_FILLS = {
    "ceasefire": Fill("#364B9A", text="#FFFFFF"),
    "talks": Fill("#F4E3B2", "", INK),
    "war": Fill("#9A9A9A"),
}


def looks(scenarios: int) -> tuple[ScenarioLook, ...]:
    """Return one look per scenario: grey, blue, vermilion, or blue for a scenario alone.

    scenarios: 1 to 3.
    """
    return (LONE_LOOK,) if scenarios == 1 else SCENARIO_LOOKS[:scenarios]


SETTINGS: dict[Any, Any] = {
    "font.family": [FONT],
    "font.size": TEXT_PT,
    "text.color": INK,
    "text.parse_math": False,
    "text.hinting": "no_hinting",
    "axes.labelcolor": INK,
    "axes.labelsize": TEXT_PT,
    "axes.titlesize": TEXT_PT,
    "axes.titlelocation": "left",
    "axes.titley": 1.0,
    "axes.edgecolor": QUIET_INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.linewidth": 0.8,
    "axes.axisbelow": True,
    "axes.unicode_minus": True,
    "grid.color": "#E3E3E3",
    "xtick.color": QUIET_INK,
    "ytick.color": QUIET_INK,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "xtick.labelsize": SMALL_PT,
    "ytick.labelsize": SMALL_PT,
    "hatch.linewidth": 0.7,
    "svg.fonttype": "none",
    "svg.hashsalt": "contactline",
    "path.simplify": True,
}


@contextmanager
def house_settings() -> Iterator[None]:
    """Return a context in which matplotlib draws and saves the way this project does.

    What a user has set up for matplotlib on this machine does not count inside it. A letter that
    the font lacks is drawn as a box, without a word.
    """
    with matplotlib.rc_context(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(SETTINGS)
        yield
