"""The generated parts that say what the model holds: postures, actors, dials, measures, charts."""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

import contactline
from contactline.bargaining import MODELS, Model
from contactline.cli import COMMANDS
from contactline.dials import DIALS, Dial
from contactline.dials.measures import LASTING, Lasting
from contactline.scenario import FIELDS, ActorSpec, Scenario, load
from contactline.scenario.decisions import DECISIONS, STRATEGIES
from contactline.show.charts import CHARTS
from contactline.world.outcomes import MEASURES, OUTCOMES
from contactline.world.postures import LADDER

Cells = Iterable[object]


def table(head: Cells, rows: Iterable[Cells]) -> str:
    """Return a table in Markdown, with an empty line before and after it."""
    names = list(head)
    lines = [names, ["---"] * len(names), *map(list, rows)]
    return "\n" + "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines) + "\n\n"


def _cell(value: object) -> str:
    return " ".join(str(value).split()).replace("|", "\\|")


def code(names: Iterable[str]) -> str:
    """Return names as code, separated by commas."""
    return ", ".join(f"`{name}`" for name in names)


def written(value: Any) -> str:
    """Return a value of a dial in words: a number, or a distribution with its numbers."""
    plain = value.to_plain() if hasattr(value, "to_plain") else value
    if isinstance(plain, bool):
        return "true" if plain else "false"
    if not isinstance(plain, Mapping):
        return "none" if plain is None else str(plain)
    ((kind, numbers),) = plain.items()
    if isinstance(numbers, Mapping):
        return f"{kind} " + ", ".join(f"{one}: {weight}" for one, weight in numbers.items())
    return f"{kind} {', '.join(f'{number:g}' for number in numbers)}"


def ladder() -> str:
    """Return the postures."""
    rows = [
        (f"`{p.name}`", p.label, f"{p.level:g}", "yes" if p.on_line else "no",
         p.armed, p.effort, p.reassures, p.fights)
        for p in LADDER
    ]  # fmt: skip
    head = ("posture", "what it is", "level", "on the line", "armed", "effort", "reassures")
    return table((*head, "fights"), rows)


def actors() -> str:
    """Return the actors of base by role."""
    rows = [
        (f"`{key}`", actor.name, actor.role + (", leads" if actor.leads else ""),
         written(actor.capability), *_as_contributor(actor), ", ".join(actor.stances))
        for key, actor in load("base").actors.items()
    ]  # fmt: skip
    head = ("actor", "name", "role", "capability", "deployable troops", "days to an option")
    return table((*head, "pledges only", "has a stance on"), rows)


def _as_contributor(actor: ActorSpec) -> tuple[str, str, str]:
    if actor.role != "contributor":
        return "", "", ""
    met = [f"after {actor.after}"] if actor.after != "nothing" else []
    met += ["with US backing"] if actor.needs_backing else []
    met += ["after a leader"] if actor.needs_leader and not actor.leads else []
    return written(actor.deployable_troops), written(actor.option_days), ", ".join(met)


def bargaining() -> str:
    """Return the bargaining models, each with its source and its page."""
    rows = []
    for name, model in MODELS.items():
        page = f"bargaining/{page_of(name)}.md"
        rows.append((f"`{name}`", model.title, model.source, how_found(model), f"[{page}]({page})"))
    return table(("model", "what it is", "source", "draft found", "page"), rows)


def rivals() -> str:
    """Return the bargaining models, each with its idea and its page."""
    rows = []
    for name, model in MODELS.items():
        page = page_of(name)
        rows.append((f"`{name}`", model.idea, how_found(model), f"[{page}]({page}.md)"))
    return table(("model", "idea", "outcome found", "page"), rows)


def page_of(model: str) -> str:
    """Return the name of a model's page; readings of one paper share it."""
    return model.partition("_")[0]


def how_found(model: Model) -> str:
    """Return how a model comes to its draft, in words."""
    return "in rounds of offers and moves" if model.rounds else "at once, by a formula"


def dials() -> str:
    """Return every dial, one table for each section."""
    base = load("base")
    parts = []
    for section, found in groupby(DIALS.values(), key=lambda dial: dial.section):
        rows = [_dial_row(dial, base) for dial in found]
        head = ("dial", "unit", "range", "default", "base", "kind", "basis", "meaning")
        parts.append(f"\n### `{section}`\n" + table(head, rows).rstrip("\n") + "\n")
    return "".join(parts) + "\n"


def _dial_row(dial: Dial, base: Scenario) -> Cells:
    in_base = written(base.dials[dial.name])
    default = written(dial.default)
    base_cell = "as default" if in_base == default else in_base
    meaning = dial.sentence + (" Read once, at the start." if dial.at_start else "")
    return (f"`{dial.name}`", dial.unit, _range(dial), default, base_cell, dial.kind,
            ", ".join(dial.basis), meaning)  # fmt: skip


def _range(dial: Dial) -> str:
    return f"{dial.low:g} to {dial.high:g}" if dial.is_number else dial.allowed


def fields() -> str:
    """Return the fields of actors, events and files."""
    rows = [(f"`{one.name}`", one.unit, _range(one), one.sentence) for one in FIELDS.values()]
    return table(("field", "unit", "range", "meaning"), rows)


def seats() -> str:
    """Return the decisions that can be played, by role."""
    rows = [
        (one.role, f"`{one.name}`", one.sentence, code(one.choices), code(one.strategies),
         f"{one.facts[0].upper()}{one.facts[1:]}.")
        for one in DECISIONS.values()
    ]  # fmt: skip
    head = ("role", "decision", "who plays it says", "choices", "strategies", "what binds a player")
    return table(head, rows)


def strategies() -> str:
    """Return the strategies a scenario file can name."""
    return table(("strategy", "whoever plays it"), [(f"`{n}`", w) for n, w in STRATEGIES.items()])


def outcomes() -> str:
    """Return the outcomes, best first."""
    rows = [(f"`{one.name}`", one.label, one.definition) for one in OUTCOMES.values()]
    return table(("outcome", "label", "definition"), rows)


def measures() -> str:
    """Return the measures."""
    rows = [
        (f"`{one.name}`", one.label, one.kind, one.unit, one.definition)
        for one in MEASURES.values()
    ]
    return table(("measure", "label", "kind", "unit", "definition"), rows)


def lasting() -> str:
    """Return what is said of things that may outlast a run."""
    return _lasting([one for one in LASTING.values() if not MEASURES[one.of].waiting])


def waited() -> str:
    """Return what is said of events that the end of a run may come before."""
    return _lasting([one for one in LASTING.values() if MEASURES[one.of].waiting])


def _lasting(found: list[Lasting]) -> str:
    rows = [(f"`{one.name}`", one.label, one.unit, one.definition) for one in found]
    return table(("measure", "label", "unit", "definition"), rows)


def charts() -> str:
    """Return the charts, each with the question it answers."""
    rows = [(f"`{one.name}`", one.question) for one in CHARTS.values()]
    return table(("chart", "question"), rows)


def example() -> str:
    """Return the example that `help(contactline)` shows."""
    _, _, rest = inspect.getdoc(contactline).partition("\n    ")
    script, _, _ = f"    {rest}".partition("\n\nWhere")
    return f"\n```python\n{textwrap.dedent(script)}\n```\n\n"


def commands() -> str:
    """Return the commands, each with its help in one line."""
    return table(
        ("command", "what it does"), [(f"`{name}`", said) for name, said in COMMANDS.items()]
    )


def public_names() -> str:
    """Return the names a script may rely on, each with what it says of itself."""
    named = {name: getattr(contactline, name) for name in contactline.__all__}
    rows = [
        (f"`{name}`", inspect.getdoc(one).split("\n\n")[0])
        for name, one in named.items()
        if callable(one)
    ]
    rest = code(name for name, one in named.items() if not callable(one))
    return table(("name", "what it is"), rows) + f"By name, in their order: {rest}.\n\n"
