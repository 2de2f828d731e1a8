"""What `play` does: a game at the terminal, turn by turn, and its end."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from contactline.cli.columns import print_sheet
from contactline.cli.failures import AskedToEnd, Failure
from contactline.cli.files import write_whole
from contactline.cli.options import check_destination
from contactline.cli.progress import watching
from contactline.cli.selection import chosen
from contactline.cli.terminal import indented, paragraph
from contactline.cli.work.asking import LeftTable, asked, scripted
from contactline.errors import RunError
from contactline.language import say
from contactline.show.seat import debrief
from contactline.show.seat.paper import paper, paper_html, paper_pdf
from contactline.show.sheets.twins import twin_page, twin_sheet, twin_table
from contactline.show.tables_as_text import as_written, csv_text
from contactline.show.teaching import need_typst
from contactline.show.words import NOT_A_FORECAST
from contactline.show.words.commands import command, file_word
from contactline.study.seat import (
    Game,
    GameSetup,
    GameTable,
    game_text,
    read_game,
    read_script,
    table_of,
)
from contactline.study.seat.ending import GameEnding, ending
from contactline.study.seat.game import eventful_world, playable
from contactline.study.seat.rounds import rounds_of

ROUND_WORLDS = 200


def play_game(scenario: str | None, options: dict[str, Any]) -> None:
    """Play a game from its beginning, or from where it was saved, to its end; or print it."""
    save: Path | None = options["save"]
    _check(options)
    game = _game(scenario, options)
    if options["paper"]:
        _write_paper(options["paper"], game, quiet=options["quiet"])
        return
    script = read_script(options["script"], game.setup) if options["script"] else None
    if script is not None and len(script) < game.turn:
        script = (*script, *({},) * (game.turn - len(script)))
    table = table_of(game)
    _welcome(game, quiet=options["quiet"])
    patient: set[str] = set()
    try:
        while not game.over:
            orders = (
                asked(table, patient)
                if script is None
                else scripted(table, script, quiet=options["quiet"])
            )
            table.play(orders)
            game = game.then(orders)
            _save(save, game)
    except LeftTable as left:
        _leave(str(left), game, save)
        return
    except KeyboardInterrupt as error:
        raise _interrupted(error, game, save) from None
    _end(game, table, options)


def _check(options: dict[str, Any]) -> None:
    """Refuse files that could not be written before anything is played."""
    save, out = options["save"], options["out"]
    resumes = save is not None and save == options["resume"]
    if save and not resumes:
        check_destination("--save", save, (".yaml", ".yml"), overwrite=options["overwrite"])
    if out and out.exists() and not out.is_dir():
        raise click.UsageError(f"{out} is a file. Name a folder.")
    if out and out.exists() and not options["overwrite"] and any(out.iterdir()):
        raise click.UsageError(f"{out} is there already. Name another folder, or --overwrite.")
    if options["paper"]:
        _check_paper(options)
    elif options["overwrite"] and not (save or out):
        raise click.UsageError("--overwrite needs --save, --out or --paper.")


def _check_paper(options: dict[str, Any]) -> None:
    """Refuse a paper that cannot be written, or what a paper does not need."""
    for name in ("save", "resume", "script", "out"):
        if options[name]:
            raise click.UsageError(f"--paper plays nothing: leave out --{name}.")
    check_destination(
        "--paper", options["paper"], (".html", ".pdf"), overwrite=options["overwrite"]
    )
    if options["paper"].suffix.lower() == ".pdf":
        need_typst()


def _write_paper(path: Path, game: Game, *, quiet: bool) -> None:
    """Write a game on paper, with numbers counted in the worlds of its scenario."""
    setup = game.setup
    scenario = setup.scenario
    always = [key for key, one in scenario.actors.items() if one.role != "contributor" or one.leads]
    counted = [key for key in playable(scenario) if key in (*always, *setup.actors)]
    with watching(quiet=quiet) as watch:
        watch.say(f"Counting what happens in {ROUND_WORLDS} worlds.")
        rounds = rounds_of(scenario, counted, worlds=ROUND_WORLDS, seed=setup.seed)
    said = paper(scenario, setup.actors, rounds, setup.seed)
    is_page = path.suffix.lower() == ".html"
    write_whole(path, paper_html(said) if is_page else paper_pdf(said))
    click.echo(str(path))


def _game(scenario: str | None, options: dict[str, Any]) -> Game:
    """Return the game to be played: a new one, or the one of a file."""
    context = click.get_current_context()
    if options["resume"]:
        said = [
            f"--{'as' if name == 'actors' else 'set' if name == 'settings' else name}"
            for name in ("actors", "world", "seed", "imposed", "settings")
            if context.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE
        ]
        if scenario or said:
            named = ", ".join([*(["SCENARIO"] if scenario else []), *said])
            raise click.UsageError(f"--resume takes all of it from the file: leave out {named}.")
        return read_game(options["resume"])
    if not scenario:
        raise click.UsageError("Missing argument 'SCENARIO', or --resume FILE.")
    if not options["actors"]:
        raise click.UsageError("Missing option '--as': which actor is played, such as --as uk?")
    (found,) = chosen([scenario], options["settings"], imposed=options["imposed"])
    try:
        setup = GameSetup(found, options["world"] or 0, options["seed"], options["actors"])
    except RunError as error:
        raise click.UsageError(str(error)) from error
    if options["world"] is None and not options["paper"]:
        setup = replace(setup, world=eventful_world(found, options["seed"]))
    return Game(setup)


def _welcome(game: Game, *, quiet: bool) -> None:
    setup = game.setup
    names = ", ".join(say(setup.scenario.actors[key].name) for key in setup.actors)
    click.echo(
        say(
            "World {world} of {scenario}, {view}, seed {seed}. Played: {names}.",
            world=str(setup.world), scenario=setup.scenario.name, view=say(setup.scenario.view),
            seed=str(setup.seed), names=names,
        )
    )  # fmt: skip
    if quiet:
        return
    paragraph(say(NOT_A_FORECAST))
    if game.turn:
        paragraph(say("{n} of {of} turns have been played.", n=game.turn, of=setup.turns))


def _save(save: Path | None, game: Game) -> None:
    if save:
        write_whole(save, game_text(game))


def _leave(why: str, game: Game, save: Path | None) -> None:
    """Say where the game stands, and how to go on with it."""
    where = save or _unused(game)
    write_whole(where, game_text(game))
    left = why.format(turn=game.turn + 1, turns=game.setup.turns)
    click.echo(f"\n{left} {_saved(where)}")


def _interrupted(error: KeyboardInterrupt, game: Game, save: Path | None) -> Failure:
    where = save or _unused(game)
    write_whole(where, game_text(game))
    number = error.number if isinstance(error, AskedToEnd) else 2
    text = f"\nInterrupted in turn {game.turn + 1} of {game.setup.turns}. {_saved(where)}"
    return Failure(text, 128 + number)


def _saved(where: Path) -> str:
    again = command("play", "--resume", file_word(where), "--save", file_word(where))
    return say("The game is saved in {file}. Go on with: {command}", file=where, command=again)


def _unused(game: Game) -> Path:
    """Return a name in this folder under which a game can be saved."""
    setup = game.setup
    stem = f"{Path(setup.scenario.name).name}-{'-'.join(setup.actors)}-world-{setup.world}"
    names = (f"{stem}{'' if at == 1 else f'-{at}'}.game.yaml" for at in range(1, 10_000))
    return next(path for name in names if not (path := Path(name)).exists())


def _end(game: Game, table: GameTable, options: dict[str, Any]) -> None:
    """Print how the game ended, and write it if asked."""
    with watching(quiet=options["quiet"]) as watch:
        end = ending(
            game,
            table,
            count=options["others"],
            progress=lambda done, of: watch.worlds("others in the same seat", done, of),
        )
    _print_end(end, quiet=options["quiet"])
    if out := options["out"]:
        _write(out, end)
        click.echo(f"{say('Game')}  {out}")
    if options["save"]:
        click.echo(f"{say('Saved')}  {options['save']}")


def _print_end(end: GameEnding, *, quiet: bool) -> None:
    setup = end.game.setup
    head = say(
        "The end, {scenario}, world {world}, seed {seed}",
        scenario=setup.scenario.name, world=str(setup.world), seed=str(setup.seed),
    )  # fmt: skip
    click.echo(f"\n=== {head}\n")
    for one in (*debrief.summary(end), *debrief.turning_points(end)):
        paragraph(one)
    short = debrief.in_short(debrief.beside(end))
    if short.told and not quiet:
        click.echo(say("What happened only with the players, and what only without them"))
        print_sheet(twin_sheet(short))
    if end.orders:
        click.echo(f"\n{say('Your orders, and what others did in the same weeks')}")
        print_sheet(debrief.orders_sheet(end))
        paragraph(say(debrief.HOW_UNDONE))
    if end.others:
        for one in debrief.others_sentences(end):
            paragraph(one)
        paragraph(say(debrief.HOW_OTHERS))
    for head, said in debrief.looking_back(end):
        click.echo(head)
        for one in said:
            indented(one, 2)
    click.echo(say("The events of one world; others take another course."))


def _write(out: Path, end: GameEnding) -> None:
    """Write the game, its history as a page and a table, and its orders."""
    out.mkdir(parents=True, exist_ok=True)
    pages = debrief.beside(end)
    write_whole(out / "game.yaml", game_text(end.game))
    write_whole(out / "history.html", twin_page(pages))
    history = twin_table(debrief.beside(end, whole=True))
    for name, table in (("history", history), ("orders", debrief.orders_table(end))):
        write_whole(out / f"{name}.csv", csv_text(as_written(table)))
