"""What a shell offers when Tab is pressed: scenarios, dials, measures and models, by name.

Each is a `shell_complete` of a parameter and loads no more than the names it offers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import click
from click.shell_completion import CompletionItem

PACKAGE = Path(__file__).resolve().parents[1]
# Where `evidence.scenarios_folder` looks; a shell cannot wait for what that imports.
BUNDLED = (PACKAGE / "_data" / "scenarios", PACKAGE.parents[1] / "scenarios")

type Offers = Iterable[str] | Mapping[str, str]
type Complete = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def offering(names: Callable[[str], Offers], *, files: bool = False) -> Complete:
    """Return what offers names to a shell: those that begin as typed.

    names: gives them for what is typed, or maps them to a line of help. files: where no name
    fits, any file does.
    """

    def complete(_: click.Context, __: click.Parameter, typed: str) -> list[CompletionItem]:
        found = names(typed)
        said = found if isinstance(found, Mapping) else {}
        fitting = [
            CompletionItem(one, help=said.get(one)) for one in found if one.startswith(typed)
        ]
        return fitting or ([CompletionItem(typed, type="file")] if files else [])

    return complete


def _scenarios(typed: str) -> list[str]:
    """Return the bundled scenarios, and the scenario files of the folder that is being typed."""
    bundled = sorted(path.stem for folder in BUNDLED for path in folder.glob("*.yaml"))
    folder = typed[: typed.rfind("/") + 1]
    try:
        there = sorted(path.name for path in Path(folder or ".").iterdir())
    except OSError:
        there = []
    return [*bundled, *(folder + name for name in there if name.endswith((".yaml", ".yml")))]


def _dials(_: str) -> dict[str, str]:
    """Return every dial with what it is."""
    from contactline.dials import DIALS

    return {name: dial.sentence for name, dial in DIALS.items()}


def _settings(typed: str) -> Offers:
    """Return every dial, ready for a value; where one that takes words is typed, its words."""
    from contactline.dials import DIALS

    name, sign, _ = typed.partition("=")
    if sign:
        return [f"{name}={word}" for word in (DIALS[name].options if name in DIALS else ())]
    return {f"{name}=": said for name, said in _dials(typed).items()}


def _sections(_: str) -> list[str]:
    """Return the sections of `contactline dials`."""
    return [*dict.fromkeys(name.partition(".")[0] for name in _dials("")), "actors", "events"]


def _measures(typed: str) -> list[str]:
    """Return the outcomes, and the measures that have a mean; behind a +, outcomes alone."""
    from contactline.dials.measures import AVERAGED, HOLDS, OUTCOMES

    before, plus, _ = typed.rpartition("+")
    return [f"{before}{plus}{name}" for name in (*OUTCOMES, *(() if plus else (*AVERAGED, HOLDS)))]


def _models(_: str) -> Iterable[str]:
    """Return the bargaining models."""
    from contactline.dials import DIALS

    return DIALS["bargaining.model"].options


def _plans(typed: str) -> list[str]:
    """Return the YAML files of the folder that is being typed."""
    folder = typed[: typed.rfind("/") + 1]
    return [one for one in _scenarios(typed) if one.startswith(folder) and one.endswith("ml")]


scenarios = offering(_scenarios, files=True)
plans = offering(_plans, files=True)
dials = offering(_dials)
settings = offering(_settings)
sections = offering(_sections)
measures = offering(_measures)
models = offering(_models)
