"""Which ranges of the uncertain constants does the record leave?

History matching in four studies, each with what the ones before have found: the line, how wars
come to terms, the life of a ceasefire that settles nothing, and who sends troops. The ranges that
come within every tolerance are written to a file, from which base takes them.
"""

import argparse
import sys
from functools import partial
from pathlib import Path

from click import ClickException

from contactline import keeping, load
from contactline.cli.files import write_whole
from contactline.cli.options import check_destination
from contactline.cli.progress import Watching, watching
from contactline.evidence import seeds_folder
from contactline.study.patterns.matching import Stage, match
from contactline.study.patterns.posterior import as_plain, posterior_text

LINE = {
    "front.sector_spread": (0.3, 1.4),
    "front.neighbour_correlation": (0.3, 0.8),
    "front.burst_shape": (0.06, 0.2),
    "front.day_shape": (1.5, 5),
    "front.return_fire": (0.2, 0.65),
    "front.spill_over": (0.01, 0.07),
    "front.initial_cut": (0.75, 1.0),
    "front.wearoff_days": (3, 20),
}
TABLE = {
    "war.exhaustion_cost": (0.3, 0.8),
    "talks.signing_cost": (0, 0.14),
    "talks.opening_cost": (0, 0.12),
    "talks.exposure_ukraine": (0, 0.5),
    "talks.belief_from_alignment": (0.1, 0.5),
    "talks.hope_days": (60, 250),
    "talks.concession_days": (40, 200),
}
LIFE = {
    "durability.resumption_log_rate": (-7.5, -4.5),
    "durability.frailty_variance": (0.2, 3),
    "durability.trust_log": (0, 2),
    "durability.tolerance_share": (0.1, 0.5),
    "durability.armed_force_log": (0.2, 2.6),
}
TROOPS = {
    "mission.stance_weight": (0.6, 1.4),
    "mission.consent_weight": (2.5, 5),
    "mission.backing_weight": (1, 3.5),
    "mission.cascade": (0.5, 2.5),
    "mission.reluctance": (0.8, 3),
}
ON_THE_LINE = (
    "front-top-fifth", "front-neighbours", "osce-truce-drop", "osce-truce-return",
    "osce-hot-spots", "osce-dispersion",
)  # fmt: skip
OF_TRUCES = (
    "truce-survival-90-days", "truce-survival-1-year", "truce-survival-5-years", "truce-shape",
    "fortna-hazard-ratio",
)  # fmt: skip

OF_TALKS = ("long-wars-end", "talks-signed", "talks-to-signature", "guarantees-buy-land")
OF_PLEDGES = (
    "force-that-both-want", "proposal-40000", "opposed-stay-out", "no-pledges-in-war",
)  # fmt: skip


def told(watch: Watching, name: str, done: int, total: int) -> None:
    """Tell how many candidates of a study have been run."""
    watch.worlds(name, done, total, of="candidates")


def main(options: argparse.Namespace) -> None:
    """Fit one study after the other, each with what is fitted so far; write all."""
    out = Path(options.out)
    check_destination("--out", out, (".yaml",), overwrite=True)
    many, few = options.candidates, max(options.candidates // 2, 1)
    more = options.worlds * 3 // 2
    studies = (
        Stage("the line", LINE, ON_THE_LINE, many, options.worlds),
        Stage("coming to terms", TABLE, OF_TALKS, few, more),
        Stage("the life of a ceasefire", LIFE, OF_TRUCES, few, more),
        Stage("who sends troops", TROOPS, OF_PLEDGES, few, more),
    )
    scenario, found = load("base"), []
    for study in studies:
        with watching(quiet=options.quiet) as watch:
            matched = match(
                study, scenario, seed=options.seed, workers=options.workers,
                progress=partial(told, watch, study.name),
            )  # fmt: skip
        found.append(matched)
        scenario = scenario.with_dials(as_plain(matched.posterior()))
    write_whole(out, posterior_text(found, options.seed))
    print(out)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", default=str(seeds_folder() / "calibration" / "posterior.yaml"))
    parser.add_argument("--candidates", type=int, default=96, help="in each wave of the line")
    parser.add_argument("--worlds", type=int, default=112, help="for each candidate of the line")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=None, help="default: one per core")
    parser.add_argument("--quiet", action="store_true")
    try:
        with keeping(
            command="python experiments/calibrate.py", say=partial(print, file=sys.stderr)
        ):
            main(parser.parse_args())
    except ClickException as error:
        parser.error(error.message)
