"""A study for a program to read: plain values with names, as the tables have them."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from contactline.language import say
from contactline.show import tables
from contactline.show.report.folder import places
from contactline.show.report.headlines import headlines, paired_sentences
from contactline.show.words import NOT_A_FORECAST, expectation_sentence
from contactline.study.comparison import Comparison
from contactline.study.expectations import BASE, Expectation, expectations
from contactline.study.study import Study

if TYPE_CHECKING:
    import pandas as pd

CLAIM = ("name", "label", "says", "runs_say", "agrees")


def study_as_json(study: Study, folder: Path) -> dict[str, Any]:
    """Return what a study says, for a program to read."""
    return {
        "caution": say(NOT_A_FORECAST),
        "command": study.command,
        "seed": study.seed,
        "worlds": study.worlds,
        "reference": study.reference,
        "sentences": [
            {"view": view.name, "scenario": name, "sentences": sentences}
            for view in study.views
            for name, sentences in headlines(study, view)
        ],
        "outcomes": _rows(tables.outcome_table(study.runs)),
        "measures": _rows(tables.measure_table(study.runs)),
        "lasting": _rows(tables.lasting_table(study.runs)),
        "contributors": _rows(tables.contributor_table(study.runs)),
        "differences": _rows(tables.difference_table(study.comparisons)),
        "paired": [_pair_as_json(study, one) for one in study.comparisons],
        "folder": str(folder),
        "files": places(folder),
    }


def _pair_as_json(study: Study, one: Comparison) -> dict[str, Any]:
    """Return a paired comparison in sentences, the claims set against it, and the flips."""
    return {
        "view": one.view,
        "scenario": one.b,
        "reference": one.a,
        "sentences": paired_sentences(one),
        "claims": [_claim_as_json(found) for found in against_base(study, one)],
        "worlds_that_change": one.flipped,
        "worlds_by_change": [asdict(flip) for flip in one.flipping],
        "flips": {str(before): counts.to_dict() for before, counts in one.flips.iterrows()},
    }


def against_base(study: Study, one: Comparison) -> tuple[Expectation, ...]:
    """Return what the claims of a scenario say against its runs; they are meant against base."""
    scenario = next(found for found in study.scenarios if found.name == one.b)
    return expectations(scenario, one) if one.a == BASE else ()


def _claim_as_json(found: Expectation) -> dict[str, Any]:
    """Return what a claim leads to and what the runs say."""
    return {name: getattr(found, name) for name in CLAIM} | {
        "runs_say": say(found.runs_say),
        "sentence": expectation_sentence(found),
    }


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(key): value for key, value in row.items()} for row in frame.to_dict("records")]
