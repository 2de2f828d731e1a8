"""The command that plays a model of collective decisions on a table: `bargain`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from contactline.cli.destinations import check_destination
from contactline.cli.options import as_json, seed

if TYPE_CHECKING:
    from contactline.bargaining import Model, Options
    from contactline.show.sheets.bargain import Bargain

PICTURES = (".png", ".svg")


@click.command()
@click.argument("table", metavar="TABLE.csv")
@click.option(
    "--model",
    "name",
    default="smp",
    show_default=True,
    help="smp, exchange, challenge_scholz, challenge_masad, compromise, median or nash.",
)
@click.option(
    "--option",
    "options",
    multiple=True,
    metavar="NAME=VALUE",
    help="An option of the model; may be given again.",
)
@click.option(
    "--scale",
    nargs=2,
    type=float,
    default=(0, 100),
    show_default=True,
    metavar="LOW HIGH",
    help="The ends of the scale of the positions.",
)
@seed
@click.option("--why", metavar="ACTOR", help="Tell only how this actor moved, and why.")
@click.option(
    "--chart",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Draw the path of positions, as .png or .svg.",
)
@click.option("--overwrite", is_flag=True, help="Replace the chart if it is there.")
@as_json
def bargain(
    table: str, name: str, options: tuple[str, ...], scale: tuple[float, float], seed: int,
    why: str | None, chart: Path | None, *, overwrite: bool, as_json: bool,
) -> None:  # fmt: skip
    """Play a bargain over the stances in a table.

    TABLE.csv has the columns actor, capability, position and salience, and issue if there are
    several; or it is a table of KTAB. See docs/bargaining. Ends with 3 if the table has faults.
    """
    model = _model(name)
    settings = _options(model, options)
    check_destination("--chart", chart, PICTURES, overwrite=overwrite)
    played = _played(table, model, settings, scale, seed)
    actor = None if why is None else _actor(why, played.stances.actors)
    if chart:
        _draw(played, chart)
    _tell(played, actor, chart, as_json=as_json)


def _tell(played: Bargain, actor: int | None, chart: Path | None, *, as_json: bool) -> None:
    """Print a bargain, or one actor's story, as text or as JSON."""
    from contactline.cli.bargain_text import print_bargain, print_story
    from contactline.show.sheets.bargain_json import as_plain

    if as_json:
        told = as_plain(played, actor=actor, chart=chart)
        click.echo(json.dumps(told, ensure_ascii=False, indent=2, allow_nan=False))
        return
    if actor is None:
        print_bargain(played)
    else:
        print_story(played, actor)
    if chart:
        click.echo(f"Chart  {chart}")


def _model(name: str) -> Model:
    """Return a model by name; an unknown one is a usage error."""
    from contactline.bargaining import MODELS

    if name not in MODELS:
        text = (
            f"No such model: {name!r}.{_near(name, tuple(MODELS))} Models are {', '.join(MODELS)}."
        )
        raise click.BadParameter(text, param_hint="--model")
    return MODELS[name]


def _near(word: str, words: Sequence[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word[:200], words, n=1, cutoff=0.5)
    return f" Did you mean {near[0]!r}?" if near else ""


def _options(model: Model, texts: Sequence[str]) -> Options:
    """Return the options of a model from texts such as "victory=square"."""
    from contactline.bargaining.options import written
    from contactline.errors import BargainError

    given: dict[str, str] = {}
    for text in texts:
        name, sign, value = (part.strip() for part in text.partition("="))
        if not (name and sign and value):
            wrong = f"must be NAME=VALUE, got {text!r}."
            raise click.BadParameter(wrong, param_hint="--option")
        if name in given:
            raise click.BadParameter(f"{name} is set twice. Give it once.", param_hint="--option")
        given[name] = value
    try:
        return written(model.options, given)
    except BargainError as error:
        raise click.BadParameter(str(error), param_hint="--option") from error


def _played(
    table: str, model: Model, options: Options, scale: tuple[float, float], seed: int
) -> Bargain:
    """Return the bargain over the stances of a file."""
    from contactline.bargaining.model import lucky
    from contactline.bargaining.tables.reading import read_table
    from contactline.bargaining.tables.stances import checked_scale
    from contactline.errors import BargainError
    from contactline.show.sheets.bargain import Bargain

    try:
        scale = checked_scale(scale)
    except BargainError as error:
        raise click.BadParameter(str(error), param_hint="--scale") from error
    stances = read_table(table, scale)
    path = model.path(stances.table, options, lucky([0], seed))
    file = table.encode("utf-8", "replace").decode()
    return Bargain(file, stances, model, options, seed, path)


def _actor(name: str, actors: Sequence[str]) -> int:
    """Return the number of an actor, whatever its capitals; an unknown one is a usage error."""
    if name in actors:
        return actors.index(name)
    alike = [at for at, one in enumerate(actors) if one.casefold() == name.strip().casefold()]
    if len(alike) == 1:
        return alike[0]
    near = _near(name, actors) or f" There are {', '.join(actors[:12])}."
    raise click.BadParameter(f"No such actor: {name!r}.{near}", param_hint="--why")


def _draw(played: Bargain, chart: Path) -> None:
    """Draw the path of positions into a file."""
    from contactline.show.charts.bargain.path import picture, write

    drawn = picture(played.stances, played.model, played.path)
    try:
        chart.parent.mkdir(parents=True, exist_ok=True)
        write(drawn, chart)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise click.UsageError(f"{chart} cannot be written: {why}.") from error
