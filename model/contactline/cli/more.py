"""Commands around the runs: `sensitivity`, `teach` and `app`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from contactline.cli.destinations import check_destination
from contactline.cli.options import as_json, imposed, seed, settings

if TYPE_CHECKING:
    from contactline.scenario import Scenario

_worlds = click.option(
    "--worlds", default=300, show_default=True, type=click.IntRange(2, 100_000),
    help="How many worlds to run each time.",
)  # fmt: skip
_workers = click.option(
    "--workers", type=click.IntRange(1, 256), default=None,
    help="How many processes to use.  [default: one per core]",
)  # fmt: skip
_quiet = click.option("--quiet", is_flag=True, help="No progress and no messages, only results.")


@click.command()
@click.argument("scenario")
@click.option(
    "--measure",
    required=True,
    help="A measure such as days_held, an outcome such as collapsed, or outcomes joined by +.",
)
@imposed
@click.option("--dial", "dials", multiple=True, help="A dial to swing; may be given again.")
@click.option(
    "--top",
    default=8,
    show_default=True,
    type=click.IntRange(1, 200),
    help="Without --dial: how many dials to swing, those with the strongest rank correlation.",
)
@_worlds
@seed
@_workers
@settings
@_quiet
@as_json
def sensitivity(scenario: str, **options: Any) -> None:
    """Say which dials move a measure most.

    One run gives the rank correlation of every uncertain dial. Then each of the strongest, or
    each dial named, is swung from its low to its high end in the same worlds.
    """
    from contactline.cli.selection import chosen
    from contactline.cli.sensitivity_sheets import as_plain, print_both

    (found,) = chosen([scenario], options["settings"], imposed=options["imposed"])
    ranked, swung = _sensitivity(found, options)
    if options["as_json"]:
        said = as_plain(found, options, ranked, swung)
        click.echo(json.dumps(said, ensure_ascii=False, indent=2))
    else:
        print_both(found, options, ranked, swung)


def _sensitivity(found: Scenario, options: dict[str, Any]) -> tuple[Any, Any]:
    """Return ranks and swings, the swings of the dials named or of those ranked first."""
    from contactline.cli.progress import watching
    from contactline.study.ensemble import run
    from contactline.study.levels import known_dial
    from contactline.study.sensitivity import check_measure, ranks, swings

    check_measure(options["measure"])
    for name in options["dials"]:
        known_dial(name)
    rest = {name: options[name] for name in ("worlds", "seed", "workers")}
    with watching(quiet=options["quiet"] or options["as_json"]) as watch:
        ranked = ranks(run(found, **rest), options["measure"])
        named = options["dials"] or [rank.dial for rank in ranked[: options["top"]]]

        def progress(done: int, total: int) -> None:
            watch.worlds("Swinging dials", done * options["worlds"], total * options["worlds"])

        return ranked, swings(found, options["measure"], dials=named, progress=progress, **rest)


@click.command()
@click.argument("scenario")
@click.option(
    "--out",
    required=True,
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write it: a page if it ends in .html, a PDF if it ends in .pdf.",
)
@click.option("--overwrite", is_flag=True, help="Replace the file if it is there.")
@_worlds
@seed
@_workers
@settings
@_quiet
def teach(scenario: str, out: Path, *, overwrite: bool, quiet: bool, **options: Any) -> None:
    """Write a hand-out for a class of 50 minutes.

    Both views of the scenario are run, and base in the same worlds to compare with. A PDF needs
    the extra `teaching`.
    """
    from contactline.cli.selection import chosen
    from contactline.show import teaching

    check_destination("--out", out, (".html", ".pdf"), overwrite=overwrite)
    kind = out.suffix.lower()
    if kind == ".pdf":
        teaching.need_typst()
    (found,) = chosen([scenario], options.pop("settings"))
    runs = _three_runs(found, quiet=quiet, **options)
    made = teaching.handout(*runs).encode() if kind == ".html" else teaching.pdf(*runs)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(made)
    click.echo(str(out))


def _three_runs(found: Scenario, *, quiet: bool, **rest: Any) -> tuple[Any, Any, Any]:
    """Return the scenario as it comes, if there were a ceasefire, and base (None if it is base)."""
    from contactline.cli.progress import watching
    from contactline.scenario import load
    from contactline.study.ensemble import run

    found = found.as_it_comes()
    base = load("base").with_horizon(found.horizon_days)
    asked = [found, found.if_ceasefire()] + ([] if found == base else [base])
    runs = []
    with watching(quiet=quiet) as watch:
        for at, one in enumerate(asked, start=1):
            runs.append(run(one, **rest))
            watch.worlds(one.name, at * rest["worlds"], len(asked) * rest["worlds"])
    return runs[0], runs[1], runs[2] if len(runs) > 2 else None


@click.command()
@click.option(
    "--port",
    default=8724,
    show_default=True,
    type=click.IntRange(1, 65535),
    help="Where on this machine the page is found.",
)
def app(port: int) -> None:
    """Open the page with levers on this machine. Ends with Ctrl-C; needs the extra `app`."""
    from contactline.show.app import serve

    serve(port, lambda address: click.echo(f"{address}  (Ctrl-C ends it)"))
