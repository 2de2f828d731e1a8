"""What `sensitivity --method morris` and `--method sobol` do: sample inputs and tell of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING, Any

from contactline.cli.dry_run import tell_cost
from contactline.cli.duration import announcement
from contactline.cli.progress import Watching, watching
from contactline.cli.work.telling import StudyTold, head, tell
from contactline.errors import RunError
from contactline.language import say, say_many
from contactline.language.phrases import counted, whole
from contactline.scenario import Scenario
from contactline.show.sheets.effects import morris_sheet, sobol_sheets
from contactline.show.words.effects import morris_sentences, sobol_sentences
from contactline.study.ahead import rows_ahead, runs_ahead
from contactline.study.design.changes import Change
from contactline.study.ensemble import run
from contactline.study.inputs import mechanism_of
from contactline.study.levels import PRIVATE, refuse_twice, uncertain, value_of
from contactline.study.sensitivity import Morris, Rank, Sobol, check_measure, morris, ranks, sobol

if TYPE_CHECKING:
    from contactline.show.charts.stamp import Stamp
    from contactline.show.charts.subject import Picture
    from contactline.study.sensitivity.sampled import OfASample

WORLDS_OF_A_ROW, SAMPLES = 50, {"morris": 10, "sobol": 64}
WORLDS_TO_CHOOSE = 1200
NONE_STANDS_OUT = (
    "No input that can be set stands out by rank in {worlds:,} worlds. "
    "Name inputs with --dial, or take --groups or --all."
)


def tell_sampled(scenario: Scenario, options: dict[str, Any]) -> None:
    """Print what inputs make of a measure by Morris or Sobol; write or draw it if asked."""
    method = options["method"]
    options = options | {
        "worlds": options["worlds"] or WORLDS_OF_A_ROW,
        "samples": options["samples"] or SAMPLES[method],
    }
    check_measure(options["measure"], scenario)
    refuse_twice(options["dials"])
    for name in options["dials"]:
        value_of(scenario, name)
    if options["dry_run"]:
        _tell_cost(scenario, options)
        return
    with watching(quiet=options["quiet"] or options["as_json"]) as watch:
        inputs, chosen = _inputs(scenario, options, watch)
        _announce(scenario, inputs, options, watch)

        progress = partial(watch.worlds, "Rows")
        numbers = {key: options[key] for key in ("samples", "worlds", "seed", "workers")}
        asked = {"inputs": inputs, "by_group": options["groups"], "progress": progress, **numbers}
        if method == "sobol":
            order = options["second_order"]
            found = sobol(scenario, options["measure"], second_order=order, **asked)
            told = _sobol_told(found, chosen, options)
        else:
            told = _morris_told(morris(scenario, options["measure"], **asked), options)
    tell(told, options)


def _inputs(
    scenario: Scenario, options: dict[str, Any], watch: Watching
) -> tuple[Sequence[str], list[str]]:
    """Return the inputs to sample, and how they were chosen where nobody named them."""
    if _are_stated(options):
        return options["dials"] or uncertain(scenario), []
    watch.say("Choosing inputs by rank")
    numbers = {name: options[name] for name in ("seed", "workers")}
    ranked = ranks(run(scenario, worlds=WORLDS_TO_CHOOSE, **numbers), options["measure"])
    names = to_set(ranked)[: options["top"]]
    if not names:
        raise RunError(NONE_STANDS_OUT.format(worlds=WORLDS_TO_CHOOSE))
    said = say_many(
        "Sampled is the {n} input that stands out most by rank in {worlds}; others are part of "
        "what differs between worlds by luck.",
        "Sampled are the {n} inputs that stand out most by rank in {worlds}; others are part of "
        "what differs between worlds by luck.",
        len(names), n=whole(len(names)), worlds=counted(WORLDS_TO_CHOOSE, "world"),
    )  # fmt: skip
    return names, [said]


def _are_stated(options: dict[str, Any]) -> bool:
    """Return whether it needs no run to say which inputs are sampled."""
    every = options["method"] == "morris" or options["groups"] or options["all_inputs"]
    return bool(options["dials"] or every)


def _tell_cost(scenario: Scenario, options: dict[str, Any]) -> None:
    """Print what a sample would cost, and the run that chooses inputs where one is needed."""
    numbers, note = (options["seed"], options["workers"]), ""
    inputs, ahead = options["dials"] or uncertain(scenario), []
    if not _are_stated(options):
        inputs, ahead = inputs[: options["top"]], runs_ahead([scenario], WORLDS_TO_CHOOSE, *numbers)
        note = say("At most: only inputs that stand out from chance are sampled.")
    rows: list[Change] = [{}] * _rows(inputs, options)
    ahead += rows_ahead(scenario, rows, [options["measure"]], options["worlds"], *numbers)
    tell_cost(ahead, options, note=note)


def to_set(ranked: Sequence[Rank]) -> list[str]:
    """Return what stands out from chance and can be set; what an actor privately wants cannot."""
    return [one.dial for one in ranked if one.stands_out and not one.dial.startswith(PRIVATE)]


def _announce(
    scenario: Scenario, inputs: Sequence[str], options: dict[str, Any], watch: Watching
) -> None:
    """Say how many rows and worlds are ahead, and about how long they take."""
    rows = _rows(inputs, options)
    what = f"{rows:,} rows of {options['worlds']:,} worlds"
    ahead = announcement([scenario], rows * options["worlds"], options["workers"], what=what)
    if ahead:
        watch.say(ahead)


def _rows(inputs: Sequence[str], options: dict[str, Any]) -> int:
    """Return how many rows a sample has."""
    asked = len(dict.fromkeys(map(mechanism_of, inputs))) if options["groups"] else len(inputs)
    times = 2 * asked + 2 if options["second_order"] else asked + 2
    found: int = options["samples"] * (times if options["method"] == "sobol" else asked + 1)
    return found


def _sobol_told(found: Sobol, chosen: Sequence[str], options: dict[str, Any]) -> StudyTold:
    """Return the indices in all their forms. chosen: what is said of how inputs were chosen."""

    def picture(stamp: Stamp | None) -> Picture:
        # Only who draws waits for Matplotlib.
        from contactline.show.charts.effects import sobol_picture

        return sobol_picture(found, stamp)

    record = _record(found, options) | {
        "indices": [asdict(one) | {"within_noise": one.within_noise} for one in found.indices],
        "pairs": [asdict(one) for one in found.pairs],
        "order": [[one.input for one in group] for group in found.order],
        "alone": found.alone,
        "noise": asdict(found.noise),
    }
    sentences = [*chosen, *sobol_sentences(found)]
    return StudyTold("sobol", sentences, sobol_sheets(found), record, found.table, picture)


def _morris_told(found: Morris, options: dict[str, Any]) -> StudyTold:
    """Return the effects in all their forms."""

    def picture(stamp: Stamp | None) -> Picture:
        # Only who draws waits for Matplotlib.
        from contactline.show.charts.effects import morris_picture

        return morris_picture(found, stamp)

    effects = [asdict(one) | {"within_noise": one.within_noise} for one in found.effects]
    record = _record(found, options) | {"effects": effects}
    sheets = [morris_sheet(found)]
    return StudyTold("morris", morris_sentences(found), sheets, record, found.table, picture)


def _record(found: OfASample, options: dict[str, Any]) -> dict[str, Any]:
    """Return what both records begin with: worlds of which rows, and what is left out."""
    return head([found.scenario], options) | {
        "method": options["method"],
        "groups": found.by_group,
        "rows": found.rows,
        "samples": found.sets,
        "left_out": found.left_out,
    }
