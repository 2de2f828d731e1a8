"""How long does the first ceasefire hold? Survival curves with bands over a risk table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from contactline.language import marked, say
from contactline.language.phrases import listing, per_cent, whole
from contactline.scenario import AS_IT_COMES
from contactline.show.charts.figure import TEXT_WIDTH_IN, fitted
from contactline.show.charts.labels import spread
from contactline.show.charts.places import AXIS_NAME_IN, NUMBERS_IN, axes_at, name_at, numbers_in
from contactline.show.charts.style import QUIET_INK, SMALL_PT, ScenarioLook, house_settings, looks
from contactline.show.charts.subject import Picture, Subject, title_of
from contactline.show.charts.telling import Telling, telling
from contactline.show.sheets.sheet import NONE, Sheet
from contactline.show.words.findings import Hits, found_in, no_ceasefire_in, share_against
from contactline.show.words.numbers import interval_text
from contactline.study.ensemble import Results
from contactline.study.intervals import KaplanMeier
from contactline.study.lasting import survival_of

LABEL_WIDTH_IN = 2.2
QUESTION = marked("How long does the first ceasefire hold?")
ROWS_PAD_IN = 0.33
LABEL_LINE_IN = 1.2 * SMALL_PT / 72
BELOW_IN = 0.4
"""How far names beside the curves may reach below their axes."""
ROW_IN = 0.27
STEPS_DAYS = (1, 7, 14, 30, 90, 180, 365, 730)
AT_RISK = marked("at risk")
EVENT = marked(
    "event: the first ceasefire of a world breaks down; ceasefires unbroken at the end of the run "
    "are censored there, and nothing is said beyond it"
)
MOST = 3
NO_CEASEFIRE = marked("No world sees a ceasefire, so there is no survival to show.")


@dataclass(frozen=True)
class Life:
    """The survival of one scenario's first ceasefires: daily, at the ticks, on the day read out."""

    scenario: str
    daily: KaplanMeier
    table: KaplanMeier
    read_out: KaplanMeier


@dataclass(frozen=True)
class Survival:
    """The lives to compare, and where the axis has its ticks; days since the ceasefire began."""

    lives: tuple[Life, ...]
    ticks: tuple[int, ...]
    horizon_days: int
    read_out_day: int


def survival_data(runs: Sequence[Results]) -> Survival:
    """Return the survival of the first ceasefire of up to three runs, with 95 % bands.

    The day read out in words is one year, or the last tick where the horizon is shorter.
    """
    horizon = max(run.scenario.horizon_days for run in runs)
    step = next((step for step in STEPS_DAYS if horizon / step <= 9), STEPS_DAYS[-1])
    ticks = tuple(range(0, horizon + 1, step))
    day = 365 if horizon >= 365 else ticks[-1]
    lives = tuple(_life(run, ticks, day, horizon) for run in runs)
    return Survival(lives, ticks, horizon, day)


def _life(run: Results, ticks: Sequence[int], day: int, horizon: int) -> Life:
    """Return the survival of one run."""
    daily, table, read_out = (
        survival_of(run, at) for at in (np.arange(horizon + 1), np.array(ticks), np.array([day]))
    )
    return Life(title_of(run), daily, table, read_out)


def draw(ax: Axes, data: Survival) -> Axes:
    """Return the axes with one step curve, band and direct label per scenario."""
    drawn = [
        (life, look)
        for life, look in zip(data.lives, looks(len(data.lives)), strict=True)
        if life.daily.n
    ]
    for life, look in drawn:
        _draw_curve(ax, life, look, shade=0.18 if len(drawn) < MOST else 0.11)
    _label_ends(ax, data, drawn)
    ax.set_xlim(0, data.horizon_days)
    ax.set_ylim(0, 1.02)
    ax.set_yticks(np.linspace(0, 1, 6), [f"{tick}" for tick in range(0, 101, 20)])
    ax.set_ylabel(say("still holding\n(% of ceasefires)"))
    ax.set_xticks(data.ticks)
    ax.set_xlabel(say("days since the ceasefire began"))
    ax.grid(axis="y")
    return ax


def _draw_curve(ax: Axes, life: Life, look: ScenarioLook, *, shade: float) -> None:
    """Draw one curve in its band, with the scenario's own marker at each tick."""
    curve, colour = life.daily, look.colour
    band: dict[str, Any] = {"step": "post", "color": colour, "alpha": shade, "linewidth": 0}
    ax.fill_between(curve.at, curve.low, curve.high, **band)
    for bound in (curve.low, curve.high):
        ax.step(curve.at, bound, where="post", color=colour, lw=0.7, alpha=0.6)
    ax.step(curve.at, curve.share, where="post", color=colour, ls=look.dash, lw=2.4)
    marks: dict[str, Any] = {
        "ls": "",
        "marker": look.marker,
        "color": colour,
        "ms": 6,
        "clip_on": False,
    }
    ax.plot(life.table.at, life.table.share, **marks)


def _label_ends(ax: Axes, data: Survival, drawn: Sequence[tuple[Life, ScenarioLook]]) -> None:
    """Write each scenario's name and its reading beside the end of its curve."""
    ends = [float(life.daily.share[~np.isnan(life.daily.share)][-1]) for life, _ in drawn]
    texts = [
        f"{fitted(say(life.scenario), LABEL_WIDTH_IN, SMALL_PT, 3)}\n"
        f"{_reading(life, data.read_out_day)}"
        for life, _ in drawn
    ]
    high_in = float(ax.bbox.height / ax.figure.dpi)
    sizes = [(text.count("\n") + 1.4) * LABEL_LINE_IN / high_in for text in texts]
    places = spread(ends, sizes, -BELOW_IN / high_in, 1.05)
    for (_, look), text, place in zip(drawn, texts, places, strict=True):
        ax.text(
            1.03,
            place,
            text,
            transform=ax.get_yaxis_transform(),
            color=look.colour,
            fontsize=SMALL_PT,
            va="center",
        )


def _reading(life: Life, day: int) -> str:
    """Return the share that still holds on the day read out, with its interval."""
    share, low, high = (
        float(x[0]) for x in (life.read_out.share, life.read_out.low, life.read_out.high)
    )
    if np.isnan(share):
        return say("day {day}: not observed", day=str(day))
    shown = f"{per_cent(share)} ({interval_text(low, high)})"
    return say("day {day}: {share}", day=str(day), share=shown)


def draw_table(ax: Axes, data: Survival) -> Axes:
    """Return the axes with the number at risk at each tick, a row a scenario in its colour."""
    for line, (life, look) in enumerate(zip(data.lives, looks(len(data.lives)), strict=True)):
        for tick, count in zip(data.ticks, life.table.at_risk, strict=True):
            _write(ax, tick, line, whole(int(count)), ha="center", color=look.colour)
    rows = len(data.lives)
    ax.set_ylim(rows - 0.4, -0.6)
    ax.set_yticks(range(rows), [say(AT_RISK)] * rows, color=QUIET_INK)
    ax.tick_params(axis="x", length=0, labelbottom=False)
    ax.tick_params(axis="y", length=0, pad=72 * ROWS_PAD_IN)
    ax.spines[:].set_visible(False)
    return ax


def _write(ax: Axes, x: float, y: float, text: str, **more: Any) -> None:
    ax.text(x, y, text, fontsize=SMALL_PT, va="center_baseline", **more)


def describe(data: Survival) -> str:
    """Return the alt text: how many ceasefires still hold on the day read out."""
    counts = listing([whole(life.daily.n) for life in data.lives])
    found = [
        say("{share} under {scenario}", share=per_cent(float(life.read_out.share[0])),
            scenario=say(life.scenario))
        for life in data.lives
        if not np.isnan(life.read_out.share[0])
    ]  # fmt: skip
    where = (
        say("where the ceasefire still holds after {days} days in {shares}",
            days=str(data.read_out_day), shares=say(" against ").join(found))
        if found
        else say("where none was watched long enough to be counted")
    )  # fmt: skip
    return say(
        "Survival curve of {counts} first ceasefires with a 95 % band and the numbers at risk, "
        "{where}.", counts=counts, where=where,
    )  # fmt: skip


def draw_on(ax: Axes, subject: Subject) -> Axes:
    """Return axes of others with the curves on them, without the risk table."""
    return draw(ax, survival_data(subject.runs))


def data(subject: Subject) -> Survival:
    """Return the numbers that are drawn of a subject."""
    return survival_data(subject.runs)


def finding(subject: Subject, found: Survival) -> str:
    """Return the share that still holds on the day read out, against the reference."""
    pairs = zip(subject.names, found.lives, strict=True)
    shares = [(name, float(life.read_out.share[0])) for name, life in pairs]
    if not any(life.daily.n for life in found.lives):
        return no_ceasefire_in(subject.focus.worlds)
    if any(np.isnan(share) for _, share in shares):
        begun = [Hits(run.scenario.name, _began(run)) for run in subject.runs]
        return found_in(begun, say("A ceasefire comes"))
    clause = say("of first ceasefires are unbroken after {days} days", days=str(found.read_out_day))
    return share_against(shares, clause, _noise(subject, found))


def _noise(subject: Subject, found: Survival) -> bool | None:
    """Return whether the difference on the day read out lies within noise, None if unknown."""
    if subject.comparison is None or len(subject.runs) != 2:
        return None
    wanted = f"still_holding_after_{found.read_out_day}"
    measures = subject.comparison.measures
    return next((one.within_noise for one in measures if one.name == wanted), None)


def _began(run: Results) -> NDArray[np.bool_]:
    began: NDArray[np.bool_] = (run.columns["ceasefires"] > 0).to_numpy(dtype=bool)
    return began


def picture(subject: Subject) -> Picture | None:
    """Return the survival of the first ceasefire, or None for more than three runs."""
    if len(subject.runs) > MOST:
        return None
    found = data(subject)
    told = telling(
        "survival", subject, found, finding=finding(subject, found), question=QUESTION,
        note=_interval(found, subject), more=say(EVENT), alt=describe(found),
    )  # fmt: skip
    with house_settings():
        figure = _figure(found, told)
    return told.picture(figure)


def _figure(data: Survival, told: Telling) -> Figure:
    """Return the curves, and below them who is at risk on the same days; a sentence for none."""
    if not any(life.daily.n for life in data.lives):
        return told.empty(say(NO_CEASEFIRE))
    figure, high_in = told.slide()
    table_in = ROW_IN * len(data.lives)
    left, below = numbers_in([say(AT_RISK)]) + ROWS_PAD_IN, NUMBERS_IN + AXIS_NAME_IN + 0.1
    wide = TEXT_WIDTH_IN - left - LABEL_WIDTH_IN - 0.3
    upper = axes_at(figure, left, 0.05, wide, high_in - table_in - below)
    name_at(upper.yaxis, numbers_in(["100"]))
    draw(upper, data)
    draw_table(axes_at(figure, left, high_in - table_in, wide, table_in, sharex=upper), data)
    return figure


def _interval(data: Survival, subject: Subject) -> str:
    """Return what the band is, what it rests on, and what the curves may not be used for."""
    counts = listing([whole(life.daily.n) for life in data.lives])
    said = say(
        "bands: pointwise 95 % intervals (Kaplan-Meier, Greenwood, log-log); ceasefires: {counts}",
        counts=counts,
    )
    if subject.view == AS_IT_COMES and len(data.lives) > 1:
        said += say(
            "; each curve follows the worlds in which a ceasefire came, not the same worlds"
        )
    return said


def sheets(subject: Subject) -> list[Sheet]:
    """Return what the chart shows as a table."""
    data = survival_data(subject.runs)
    tables = [life.table for life in data.lives]
    rows = [
        (
            str(day),
            *(
                _holding(one.share[at], one.low[at], one.high[at], one.at_risk[at])
                for one in tables
            ),
        )
        for at, day in enumerate(data.ticks)
    ]
    caption = say(
        "Share of first ceasefires that still hold, {view}: with a 95 % interval in per cent, and "
        "how many are still watched", view=say(subject.view),
    )  # fmt: skip
    head = (say("Days since it began"), *subject.names)
    return [Sheet(caption, head, tuple(rows)), _risk(subject)]


def _risk(subject: Subject) -> Sheet:
    """Return the risk table: how many are watched, cut off by the end of the run, and broken."""
    found = survival_data(subject.runs)
    tables = [life.table for life in found.lives]
    rows = [(str(day), *(_counts(one, at) for one in tables)) for at, day in enumerate(found.ticks)]
    caption = say(
        "Risk table, {view}: first ceasefires still watched, cut off by the end of the run so far "
        "(censored), and broken so far", view=say(subject.view),
    )  # fmt: skip
    return Sheet(caption, (say("Days since it began"), *subject.names), tuple(rows))


def _counts(one: KaplanMeier, at: int) -> str:
    watched, censored, broken = (
        whole(int(row[at])) for row in (one.at_risk, one.censored, one.events)
    )
    return say(
        "{watched} watched, {censored} censored, {broken} broken",
        watched=watched, censored=censored, broken=broken,
    )  # fmt: skip


def _holding(share: float, low: float, high: float, at_risk: int) -> str:
    if np.isnan(share):
        return NONE
    shown = f"{per_cent(share)} ({interval_text(float(low), float(high))})"
    return say("{share}, {count} watched", share=shown, count=whole(at_risk))
