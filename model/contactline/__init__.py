"""contactline: a model of proposals to stop a war, and of what becomes of them.

A scenario is a set of stated assumptions. It is run in many worlds, which differ in what nobody
knew at the time. Luck is looked up by world: world 17 of two scenarios has the same luck, so what
differs between them comes from what was changed. It foretells nothing; it counts runs.

Does a mission twice the size change the quiet, if there were a ceasefire?

    from contactline import compare, difference_sentence, load, run

    planned = load("uk-france-monitors")
    larger = planned.with_dials({"mission.pledge_scale": {"times": 2}})
    a, b = (run(scenario.if_ceasefire(), worlds=100) for scenario in (planned, larger))
    for change in compare(a, b).measures:
        print(difference_sentence(change, "as planned", "twice as large"))

Where to look: `available` and `load` give scenarios, and the methods of `Scenario` change them;
`run` gives `Results`, whose `outcomes` are a table with a row a world and the columns of
`MEASURES`; `replay` tells one world day by day; `compare` sets two runs against each other world
by world; `plan` carries out a plan of scenarios, dials swept and seeds; inside `with keeping():` a
study that is interrupted goes on where it was;
`read_tables` reads a folder of results. `Seat` lets somebody else decide for an actor;
`World` is a world as a Mesa model, for Mesa's own tools. What a result rests on: `swings`,
`ledger`, and `check` against the record. `with speaking("uk"):` says all in another language.
Every error that is meant to be read is a `ContactlineError`.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contactline.bargaining import MODELS
    from contactline.errors import ContactlineError
    from contactline.language import speaking
    from contactline.scenario import Scenario, available, load
    from contactline.show.folder_tables import read_tables
    from contactline.show.tables import contributor_table, outcome_table
    from contactline.show.words import difference_sentence, flips_sentence, likelihood_sentence
    from contactline.study.comparison import Comparison, compare
    from contactline.study.ensemble import Results, replay, run
    from contactline.study.forecast import forecast_card
    from contactline.study.ledger import ledger
    from contactline.study.patterns import check
    from contactline.study.plan import plan
    from contactline.study.sensitivity import swings
    from contactline.study.store.session import keeping
    from contactline.world.actors.seats import OneWorld, Seat
    from contactline.world.outcomes import HOLDING, MEASURES, OUTCOMES
    from contactline.world.world import World

__version__ = "0.1.0"

__all__ = [
    "HOLDING",
    "MEASURES",
    "MODELS",
    "OUTCOMES",
    "Comparison",
    "ContactlineError",
    "OneWorld",
    "Results",
    "Scenario",
    "Seat",
    "World",
    "available",
    "check",
    "compare",
    "contributor_table",
    "difference_sentence",
    "flips_sentence",
    "forecast_card",
    "keeping",
    "ledger",
    "likelihood_sentence",
    "load",
    "outcome_table",
    "plan",
    "read_tables",
    "replay",
    "run",
    "speaking",
    "swings",
]

# Where each name is at home. It is fetched when it is first used, as most need NumPy or more.
_ROOMS = {
    "bargaining": "MODELS",
    "errors": "ContactlineError",
    "language": "speaking",
    "scenario": "Scenario available load",
    "show.folder_tables": "read_tables",
    "show.tables": "contributor_table outcome_table",
    "show.words": "difference_sentence flips_sentence likelihood_sentence",
    "study.comparison": "Comparison compare",
    "study.ensemble": "Results replay run",
    "study.forecast": "forecast_card",
    "study.ledger": "ledger",
    "study.patterns": "check",
    "study.plan": "plan",
    "study.sensitivity": "swings",
    "study.store.session": "keeping",
    "world.actors.seats": "OneWorld Seat",
    "world.outcomes": "HOLDING MEASURES OUTCOMES",
    "world.world": "World",
}
_HOMES = {name: room for room, names in _ROOMS.items() for name in names.split()}


def __getattr__(name: str) -> object:
    """Return a name of `__all__` from its home, which is imported now."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Return the names of the package, also those that have not been fetched yet."""
    return sorted({*globals(), *__all__})
