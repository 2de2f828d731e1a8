"""Tables about runs: outcomes, measures and contributors, a scenario beside the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from contactline.language import marked, say, say_as
from contactline.language.phrases import in_words, per_cent, whole
from contactline.show.sheets.sheet import NONE, Sheet, share_text, span_text
from contactline.show.tables import (
    BANDS,
    category_table,
    contributor_table,
    count_holding,
    lasting_table,
    measure_table,
    outcome_table,
)
from contactline.show.words.labels import label_of, outcome_label
from contactline.show.words.numbers import (
    ends_of_share,
    grouped,
    is_nought,
    percent_of,
    span_in_cell,
)
from contactline.study.ensemble import Results
from contactline.study.intervals import wilson
from contactline.world.outcomes import HOLDING_LABEL, OUTCOMES, WITHOUT_CEASEFIRE

MOST_COLUMNS = 3
BAND_HEAD = (marked("Median"), marked("Half lie in"), marked("Nine of ten lie in"))


def outcome_sheet(runs: Sequence[Results]) -> Sheet:
    """Return how often each outcome comes: a column a scenario, or a row a scenario if many.

    Where every world has had a ceasefire, the outcomes without one are left out.
    """
    frame = outcome_table(runs)
    texts = {(run.scenario.name, HOLDING_LABEL): _holding_text(run) for run in runs}
    texts |= {
        (row.scenario, row.outcome): share_text(row.worlds, row.n, row.low, row.high)
        for row in frame.itertuples()
    }
    names, shown = [run.scenario.name for run in runs], list(OUTCOMES)
    caption = say(
        "How each world ends, {view}: worlds, share and, in brackets, "
        "95 % intervals in per cent that hold for all outcomes together; the first "
        "line counts all ceasefires that hold as one, with an interval of its own",
        view=say(runs[0].scenario.view),
    )  # fmt: skip
    if all((run.columns["ceasefires"] > 0).all() for run in runs):
        shown = [name for name in shown if name not in WITHOUT_CEASEFIRE]
        number = in_words(len(WITHOUT_CEASEFIRE))
        none = say("The {number} outcomes without a ceasefire cannot come here", number=number)
        caption = f"{caption}. {none}"
    labels = {HOLDING_LABEL: say(HOLDING_LABEL), **{name: outcome_label(name) for name in shown}}
    if len(runs) <= MOST_COLUMNS:
        rows = [(label, *(texts[name, one] for name in names)) for one, label in labels.items()]
        return Sheet(caption, (say("Outcome"), *names), tuple(rows))
    turned = [(name, *(texts[name, one] for one in labels)) for name in names]
    return Sheet(caption, (say("Scenario"), *labels.values()), tuple(turned))


def _holding_text(run: Results) -> str:
    """Return how often a ceasefire holds at the horizon, as text."""
    count = count_holding(run)
    return share_text(count, run.worlds, *wilson(count, run.worlds))


def measure_sheet(runs: Sequence[Results]) -> Sheet:
    """Return the median and the bands of every measure in numbers, scenario by scenario."""
    frame = measure_table(runs)
    order = {name: at for at, name in enumerate(dict.fromkeys(frame["measure"]))}
    found = sorted(frame.itertuples(), key=lambda row: order[row.measure])
    worlds = {run.scenario.name: run.worlds for run in runs}
    rows = [
        (
            label_of(row.measure, row.label),
            row.scenario,
            _worlds_with_one(row.n, worlds[row.scenario]),
            *bands_text(row, row.unit),
        )
        for row in found
    ]
    caption = say(
        "What is measured, {view}: median over the worlds that have a value, "
        "and where half and nine of ten of them lie; a dash where the runs end too soon to say. "
        "Waiting times over all worlds are in the next table",
        view=say(runs[0].scenario.view),
    )  # fmt: skip
    head = (say("Measure"), say("Scenario"), say("Worlds"), *map(say, BAND_HEAD), say("Unit"))
    return Sheet(caption, head, tuple(rows))


def lasting_sheet(runs: Sequence[Results]) -> Sheet:
    """Return how long things last and are waited for, scenario by scenario."""
    frame = lasting_table(runs)
    order = {name: at for at, name in enumerate(dict.fromkeys(frame["measure"]))}
    found = sorted(frame.itertuples(), key=lambda row: order[row.measure])
    rows = [(label_of(row.measure, row.label), row.scenario, *_lasting_text(row)) for row in found]
    caption = say(
        "How long is waited, and how long the first ceasefire lasts, {view}: "
        "restricted means and shares by Kaplan and Meier, as some runs end first, over the worlds "
        "in which it begins, with 95 % intervals; a world that waits in vain counts with all the "
        "days looked at",
        view=say(runs[0].scenario.view),
    )  # fmt: skip
    head = (
        say("What"), say("Scenario"), say("Worlds"), say("Mean"), say("95 % interval"), say("Unit")
    )  # fmt: skip
    return Sheet(caption, head, tuple(rows))


def _lasting_text(row: Any) -> tuple[str, ...]:
    """Return worlds, mean, interval and unit of a row on how long ceasefires last, as text."""
    worlds = say("{worlds} of {n}", worlds=whole(row.n), n=whole(row.worlds))
    if not np.isfinite([row.mean, row.low, row.high]).all():
        mean = NONE if np.isnan(row.mean) else grouped([row.mean])[0]
        return (worlds, mean, NONE, _unit(row.unit))
    if row.unit == "share":
        return (worlds, per_cent(row.mean), span_in_cell(*ends_of_share(row.low, row.high)), "%")
    mean, low, high = grouped([row.mean, row.low, row.high])
    return (worlds, mean, span_text(low, high), _unit(row.unit))


def bands_text(row: Any, unit: str) -> tuple[str, ...]:
    """Return median, middle half, nine of ten and unit of a row with bands, as text."""
    if row.n == 0:
        return (NONE, NONE, NONE, _unit(unit))
    factor = 100 if unit == "share" else 1
    numbers = [factor * getattr(row, name) for name in BANDS]
    known = iter(grouped([number for number in numbers if not np.isnan(number)]))
    texts = [NONE if np.isnan(number) else next(known) for number in numbers]
    median, q25, q75, q05, q95 = ("0" if is_nought(text) else text for text in texts)
    return (median, span_text(q25, q75), span_text(q05, q95), _unit(unit))


def _worlds_with_one(n: int, worlds: int) -> str:
    """Return how many worlds have a value, with their share where not all have one."""
    if n == worlds:
        return whole(n)
    return say(
        "{worlds} of {n}, {share}", worlds=whole(n), n=whole(worlds), share=percent_of(n, worlds)
    )


def _unit(unit: str) -> str:
    return say({"share": "%", "km2": "km²"}.get(unit, unit))


def category_sheet(runs: Sequence[Results]) -> Sheet | None:
    """Return how often each value of a measure in words comes; None where there is none."""
    frame = category_table(runs)
    rows = [
        (
            f"{label_of(row.measure, row.label)}: {_value_text(row.value)}",
            row.scenario,
            share_text(row.worlds, row.n, row.low, row.high),
        )
        for row in frame.itertuples()
    ]
    caption = say(
        "Postures, who sat at the table, who led, and how first ceasefires end, "
        "{view}: of the worlds that have a value, with 95 % intervals",
        view=say(runs[0].scenario.view),
    )  # fmt: skip
    head = (say("What"), say("Scenario"), say("Worlds"))
    return Sheet(caption, head, tuple(rows)) if rows else None


def _value_text(value: str) -> str:
    """Return a value of a measure in words."""
    return say_as("answer", "no") if value == "no" else say(value)


def contributor_sheet(runs: Sequence[Results]) -> Sheet | None:
    """Return who sends troops, scenario by scenario; None where nobody may."""
    frame = contributor_table(runs)
    if frame.empty:
        return None
    order = {key: at for at, key in enumerate(dict.fromkeys(frame["contributor"]))}
    rows = [
        (
            say("{name} (leads)", name=say(row.name)) if row.leads else say(row.name),
            row.scenario,
            share_text(row.worlds, row.n, row.low, row.high),
            *bands_text(row, "soldiers")[:3],
        )
        for row in sorted(frame.itertuples(), key=lambda row: order[row.contributor])
    ]
    caption = say(
        "Who sends troops, {view}: worlds with at least 100 of its soldiers "
        "on the ground (95 % interval), and its peak of soldiers over all worlds",
        view=say(runs[0].scenario.view),
    )  # fmt: skip
    head = (
        say("Contributor"), say("Scenario"), say("Worlds with 100 or more"), *map(say, BAND_HEAD)
    )  # fmt: skip
    return Sheet(caption, head, tuple(rows))
