"""On what the answer leans: unknowns in which worlds that hold differ from those that do not."""

from __future__ import annotations

import numpy as np

from contactline.language import say, say_as
from contactline.show.app.drawn.drawing import Data, heads, sides, table
from contactline.show.app.titles import title_of_unknown
from contactline.study.ensemble import Results
from contactline.study.sensitivity import ranks
from contactline.world.outcomes import HOLDING

MOST_ROWS = 12
THIRD = 3


def data(before: Results, after: Results, changed: bool) -> Data:
    """Return the unknowns that go along most with a ceasefire that holds, the strongest first.

    An unknown is what differs between the worlds before anything happens.
    """
    found = ranks(after, "+".join(HOLDING))
    runs = sides(before, after) if changed else (("after", after),)
    shares = {side: _by_thirds(run) for side, run in runs}
    rows = [
        {
            "name": one.dial,
            "label": title_of_unknown(after.scenario, one.dial),
            "stands_out": one.stands_out,
        }
        | {side: known[one.dial] for side, known in shares.items() if one.dial in known}
        for one in found[:MOST_ROWS]
    ]
    told = sum(one.stands_out for one in found)
    finding = _finding(rows, told, len(found))
    return {
        "rows": rows, "of": len(found), "finding": finding,
        "table": _table(rows, heads(before, after)),
        "alt": say(
            "Shares of worlds that hold, by low and high values of unknowns. {finding}",
            finding=finding,
        ),
        "note": say(
            "Hollow: the third of the worlds where it is lowest; full: where it is highest. "
            "Grey: no more than the strongest of as many that do nothing would show."
        ),
    }  # fmt: skip


def _by_thirds(run: Results) -> dict[str, Data]:
    """Return worlds that hold in the lowest and in the highest third of each unknown."""
    held = run.columns["outcome"].isin(HOLDING).to_numpy()
    inputs, third = run.drawn(), max(1, run.worlds // THIRD)
    order = np.argsort(inputs.values, axis=1, kind="stable")
    low, high = held[order[:, :third]].sum(axis=1), held[order[:, -third:]].sum(axis=1)
    return {
        name: {"low": int(few), "high": int(many), "of": third}
        for name, few, many in zip(inputs.names, low, high, strict=True)
    }


def _finding(rows: list[Data], told: int, of: int) -> str:
    if not told:
        return say("None of {of} unknowns stands out from luck; take more worlds.", of=of)
    first = rows[0]
    low, high, third = (first["after"][key] for key in ("low", "high", "of"))
    return say(
        "{told} of {of} unknowns stand out from luck, most of all “{label}”: a "
        "ceasefire holds in {low} of {third} worlds where it is low, in {high} where it is high.",
        told=told, of=of, label=first["label"], low=low, high=high, third=third,
    )  # fmt: skip


def _table(rows: list[Data], both: tuple[str, str]) -> Data:
    head = [say("Unknown")]
    columns = (say("hold where low"), say("hold where high"), say("worlds each"))
    for who in both:
        head += [f"{who}: {word}" for word in columns]
    cells = [
        [row["label"]]
        + [
            row.get(side, {}).get(key)
            for side in ("before", "after")
            for key in ("low", "high", "of")
        ]
        + [say("yes") if row["stands_out"] else say_as("answer", "no")]
        for row in rows
    ]
    caption = say(
        "Worlds that hold in the third where an unknown is lowest, and where it is highest"
    )
    return table(caption, (*head, say("Stands out")), cells)
