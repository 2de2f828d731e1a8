"""The generated parts that say what the model rests on: claims, figures, scenarios."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from parts_of_model import code, table, written

from contactline import evidence
from contactline.dials import DIALS, ISSUES
from contactline.scenario import Scenario, available, load
from contactline.scenario.fields import CONTRIBUTOR_FIELDS
from contactline.show.words.checks import met_sentence, said_of, title_with_unit, verdict_word
from contactline.study.patterns.stored import kept_check

STANCE_FIELDS = ("position", "salience", "flexibility", "at_least", "at_most", "aim")
ACTOR_FIELDS = ("role", "capability", *CONTRIBUTOR_FIELDS)
VIEWS = {"expect": "as it comes", "expect_if_ceasefire": "if there were a ceasefire"}


def claims() -> str:
    """Return the claims that inform something, each with source, flag and what it informs."""
    rows = [
        (f"`{one.id}`", one.date, one.paraphrase, f"{one.said_by} ({one.how_sure})",
         code(one.informs), one.flag)
        for one in evidence.claims().values() if one.informs
    ]  # fmt: skip
    return table(("claim", "date", "what is claimed", "who says it", "informs", "doubtful"), rows)


def left_out() -> str:
    """Return the claims that inform nothing, and why."""
    rows = [
        (f"`{one.id}`", one.date, one.paraphrase, f"{one.said_by} ({one.how_sure})", one.left_out)
        for one in evidence.claims().values() if not one.informs
    ]  # fmt: skip
    return table(("claim", "date", "what is claimed", "who says it", "why left out"), rows)


def figures() -> str:
    """Return the published figures, each with its source and what rests on it."""
    used: dict[str, list[str]] = {}
    for place, basis in _bases():
        for one in basis:
            used.setdefault(one, []).append(place)
    rows = [
        (f"`{one.id}`", one.what, _value(one), one.unit, f"{one.source}; {one.year}", one.sure,
         code(used.get(one.id, [])), one.note)
        for one in evidence.figures().values()
    ]  # fmt: skip
    head = ("figure", "what", "value", "unit", "source; year", "sure", "informs", "note")
    return table(head, rows)


def _bases() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield every place that names a basis, with that basis."""
    for name, dial in DIALS.items():
        yield name, dial.basis
    for key, actor in load("base").actors.items():
        yield f"actors.{key}", actor.basis
        for issue, stance in actor.stances.items():
            yield f"actors.{key}.{issue}", stance.basis


def _value(figure: evidence.Figure) -> str:
    value = figure.value
    text = ", ".join(f"{one:g}" for one in value) if isinstance(value, tuple) else value
    said = [f"{text:.15g}" if isinstance(text, float) else str(text)]
    if figure.range:
        said.append(f"range {figure.range[0]:g} to {figure.range[1]:g}")
    if figure.tolerance:
        said.append(f"tolerance {figure.tolerance[0]:g} to {figure.tolerance[1]:g}")
    return "; ".join(said)


def unsourced() -> str:
    """Return the dials that rest on no source."""
    alone = [name for name, dial in DIALS.items() if dial.basis == (evidence.ASSUMPTION,)]
    return f"\n{len(alone)} of {len(DIALS)} dials rest on assumption alone: {code(alone)}.\n\n"


def scenarios() -> str:
    """Return every scenario with its question, its claims, its changes and what it should move."""
    base = load("base")
    return "\n" + "\n".join(_scenario(load(name), base) for name in available()) + "\n"


def _scenario(one: Scenario, base: Scenario) -> str:
    file = f"[`scenarios/{one.name}.yaml`](../scenarios/{one.name}.yaml)"
    said = [f"**{one.title}** ({file})", one.summary, f"*Question:* {one.question}"]
    said.append(f"*Claims:* {code(one.claims)}")
    if one.name == base.name:
        said.append("Every other scenario is a change to this one.")
    else:
        rows = [(f"`{name}`", written(old), written(new)) for name, old, new in changes(one, base)]
        said.append(table(("changes", "in base", "here"), rows).strip("\n"))
        said += _expected(one)
    return f"## {one.name}\n\n" + "\n\n".join(said) + "\n"


def _expected(one: Scenario) -> Iterator[str]:
    for field, view in VIEWS.items():
        moves = [f"{direction} `{name}`" for name, direction in getattr(one, field).items()]
        if moves:
            yield f"*Should move against base, {view}:* {', '.join(moves)}"


def changes(one: Scenario, base: Scenario) -> Iterator[tuple[str, Any, Any]]:
    """Yield what differs between a scenario and base: its name, the value there and here."""
    there, here = _flat(base), _flat(one)
    for name in dict.fromkeys([*there, *here]):
        if there.get(name) != here.get(name):
            yield name, there.get(name), here.get(name)


def _flat(one: Scenario) -> dict[str, Any]:
    """Return everything that a scenario says in numbers, by its name."""
    flat: dict[str, Any] = {"date": one.date, "horizon_days": one.horizon_days, **one.dials}
    for key, actor in one.actors.items():
        flat |= {f"actors.{key}.{field}": getattr(actor, field) for field in ACTOR_FIELDS}
        for issue in filter(actor.stances.__contains__, ISSUES):
            for field in STANCE_FIELDS:
                flat[f"actors.{key}.{issue}.{field}"] = getattr(actor.stances[issue], field)
    for event in one.events:
        flat[f"events.{event.id}"] = f"day {event.day}: {event.title}"
    return flat


def check() -> str:
    """Return the kept check of base against the record, the patterns it was not fitted to last."""
    kept = kept_check()
    if kept is None:
        return "No check is kept.\n"
    rows = [
        (title_with_unit(one, said_of(one).unit), f"`{one.figure.id}`", said_of(one).record,
         said_of(one).tolerance, said_of(one).model_and_interval, verdict_word(one),
         "no" if one.held_out else "yes")
        for one in kept.verdicts
    ]  # fmt: skip
    head = ("pattern", "figure", "record", "tolerance", "model (95 %)", "verdict", "used to fit")
    return f"{met_sentence(kept)} Seed {kept.seed}.\n\n" + table(head, rows)
