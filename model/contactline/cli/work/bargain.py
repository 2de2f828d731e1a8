"""What `bargain` does: play a model of collective decisions on a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from contactline import bargaining
from contactline.bargaining import Model, Options
from contactline.bargaining.ending import ending
from contactline.bargaining.explaining import visible
from contactline.bargaining.model import lucky
from contactline.bargaining.options import written
from contactline.bargaining.tables import Stances
from contactline.cli.columns import print_sheet
from contactline.cli.files import write_picture
from contactline.cli.options import check_destination, check_known, named_values
from contactline.cli.terminal import indented, paragraph, print_json
from contactline.cli.work.stances import READING, stances_of, tell_guesses
from contactline.errors import BargainError, did_you_mean
from contactline.language import local_number, say
from contactline.language.phrases import counted
from contactline.show.sheets.bargain import (
    CAUTION,
    Bargain,
    chances_told,
    doubts_told,
    ending_told,
    option_told,
    outcome_told,
    position_sheet,
    rounds_told,
    story,
)
from contactline.show.sheets.bargain_json import as_plain
from contactline.show.words.commands import command, handed_round

if TYPE_CHECKING:
    from contactline.show.charts.subject import Picture

PICTURES = (".png", ".svg")


def play(
    table: str, name: str, options: tuple[str, ...], seed: int, why: str | None,
    chart: Path | None, reading: dict[str, Any], *, overwrite: bool, as_json: bool,
) -> None:  # fmt: skip
    """Print a bargain over the stances of a file, or one actor's part in it.

    reading: how the file is to be read, by the names of `table_options`.
    """
    check_known("model", name, bargaining.MODELS)
    model = bargaining.MODELS[name]
    settings = options_of(model, options)
    check_destination("--chart", chart, PICTURES, overwrite=overwrite)
    bargain = played(stances_of(table, **reading), _readable(table), model, settings, seed)
    tell_guesses(doubts_told(bargain))
    actor = None if why is None else _actor(why, bargain.stances.actors)
    if chart:
        _draw(bargain, _again(table, bargain, options, reading), chart)
    _tell(bargain, actor, chart, as_json=as_json)


def _tell(played: Bargain, actor: int | None, chart: Path | None, *, as_json: bool) -> None:
    """Print a bargain, or one actor's story, as text or as JSON."""
    if as_json:
        print_json(as_plain(played, actor=actor, chart=chart))
        return
    if actor is None:
        _print_bargain(played)
    else:
        _print_story(played, actor)
    if chart:
        click.echo(f"{say('Chart')}  {chart}")


def options_of(model: Model, texts: Sequence[str]) -> Options:
    """Return the options of a model from texts such as "victory=square"."""
    given = named_values(texts, "--option", "VALUE")
    try:
        return written(model.options, given)
    except BargainError as error:
        raise click.BadParameter(str(error), param_hint="--option") from error


def _readable(table: str) -> str:
    """Return the name of a file with only letters that can be printed."""
    return table.encode("utf-8", "replace").decode()


def played(stances: Stances, file: str, model: Model, options: Options, seed: int) -> Bargain:
    """Return the bargain over the stances of a file."""
    draws = lucky([0], seed)
    path = model.path(stances.table, options, draws)
    end = ending(model, stances.table, path, options, draws)
    return Bargain(file, stances, model, options, seed, path, end)


def _actor(name: str, actors: Sequence[str]) -> int:
    """Return the number of an actor, whatever its capitals; an unknown one is a usage error."""
    if name in actors:
        return actors.index(name)
    alike = [at for at, one in enumerate(actors) if one.casefold() == name.strip().casefold()]
    if len(alike) == 1:
        return alike[0]
    near = did_you_mean(name, actors) or f". There are {', '.join(actors[:12])}."
    raise click.BadParameter(f"No such actor: {name!r}{near}", param_hint="--why")


def _again(table: str, played: Bargain, options: Sequence[str], reading: dict[str, Any]) -> str:
    """Return the command that plays a bargain anew."""
    words = [handed_round(_readable(table)), "--model", played.model.name]
    words += [word for one in options for word in ("--option", one)]
    for name in READING:
        given, option = reading[name], f"--{name.replace('_', '-')}"
        if name == "scale" and given:
            words += [option, *map(repr, given)]
        elif name == "columns":
            words += [word for one in given for word in (option, one)]
        elif given is not None:
            words += [option, str(given)]
    return command("bargain", *words, "--seed", str(played.seed))


def chart_of(played: Bargain, again: str) -> tuple[object, list[Picture]]:
    """Return the numbers of the path of positions, and its picture. again: what plays it anew."""
    # Only who draws waits for Matplotlib.
    from contactline.show.charts.bargain.path import data_of, picture, stamp_of_bargain

    path, stances = played.path, played.stances
    stamp = stamp_of_bargain(stances, path, seed=played.seed, command=again)
    return data_of(path), [picture(stances, played.model, path, stamp)]


def _draw(played: Bargain, again: str, chart: Path) -> None:
    """Draw the path of positions into a file."""
    # Only who draws waits for Matplotlib.
    from contactline.show.charts.bargain.path import NAME

    _, (picture,) = chart_of(played, again)
    write_picture(picture, chart, NAME)


def _print_bargain(played: Bargain) -> None:
    """Print the positions at the start and the end, every move, and the outcome."""
    _print_head(played)
    for issue in range(len(played.stances.issues)):
        on = say("Positions on {issue}", issue=visible(played.stances.issues[issue]))
        click.echo(f"{on}\n")
        print_sheet(position_sheet(played, issue), foot=True)
    moves = played.path.moves()
    if moves:
        click.echo(f"{say('Moves')}\n")
        for move in moves:
            indented(played.told(move), 2)
        click.echo("")
    paragraph(f"{rounds_told(played)} {ending_told(played)}{outcome_told(played)}")
    if told := chances_told(played.stances, played.path, played.options):
        paragraph(told)
    paragraph(say(CAUTION))


def _print_head(played: Bargain) -> None:
    """Print what is bargained over, by whom, and under which model."""
    stances = played.stances
    low, high = (local_number(f"{end:g}") for end in stances.scale)
    click.echo(
        say(
            "{title}: {actors}, {issues}, positions from {low} to {high}",
            title=visible(stances.title), actors=counted(len(stances.actors), "actor"),
            issues=counted(len(stances.issues), "issue"), low=low, high=high,
        )
    )  # fmt: skip
    model, source = say(played.model.title), played.model.source
    click.echo(say("Model: {model} ({source})", model=model, source=source))
    options = ", ".join(
        f"{name}={option_told(value)}" for name, value in asdict(played.options).items()
    )
    if options:
        indented(say("Options: {options}; seed {seed}", options=options, seed=str(played.seed)), 0)
    click.echo("")


def _print_story(played: Bargain, actor: int) -> None:
    """Print how one actor moved and why, and where it ends."""
    _print_head(played)
    for line in [*story(played, actor), ending_told(played).strip()]:
        if line:
            paragraph(line)
    paragraph(say(CAUTION))
