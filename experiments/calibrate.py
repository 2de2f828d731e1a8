"""Which ranges of the uncertain constants does the record leave?

History matching in four studies (`contactline.study.patterns.stages`). The ranges that come within
every tolerance are written to a file, from which base takes them.
"""

import argparse
import sys
from functools import partial
from pathlib import Path

from click import ClickException

from contactline import keeping, load
from contactline.cli.files import write_whole
from contactline.cli.options import check_destination
from contactline.cli.progress import watching
from contactline.evidence import seeds_folder
from contactline.study.patterns.matching import match
from contactline.study.patterns.posterior import as_plain, posterior_text
from contactline.study.patterns.stages import stages


def main(options: argparse.Namespace) -> None:
    """Fit one study after the other, each with what is fitted so far; write all."""
    out = Path(options.out)
    check_destination("--out", out, (".yaml",), overwrite=True)
    scenario, found = load("base"), []
    for study in stages(options.candidates, options.worlds):
        with watching(quiet=options.quiet) as watch:
            told = partial(watch.worlds, study.name, of="candidates")
            numbers = {"seed": options.seed, "workers": options.workers}
            found.append(match(study, scenario, progress=told, **numbers))
        scenario = scenario.with_dials(as_plain(found[-1].posterior()))
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
