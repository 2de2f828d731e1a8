"""The command that gives people a seat at the table: `play`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from contactline.cli import completion
from contactline.cli.options import imposed, language, out, overwrite, quiet, seed, settings

FILE = click.Path(path_type=Path)


@click.command()
@click.argument("scenario", required=False, shell_complete=completion.scenarios)
@click.option(
    "--as", "actors", multiple=True, metavar="ACTOR",
    help="Which actor is played, such as uk; may be given again for several teams.",
)  # fmt: skip
@click.option(
    "--world",
    default=None,
    type=click.IntRange(min=0),
    help="Which world to play.  [default: the first in which, left to itself, a ceasefire begins]",
)
@imposed
@seed
@settings
@click.option(
    "--save", metavar="FILE", type=FILE, help="Save the game to this file after every turn."
)
@click.option("--resume", metavar="FILE", type=FILE, help="Go on with a game that was saved.")
@click.option(
    "--script", metavar="FILE", type=FILE,
    help="Take the decisions from this file, a list with an item a turn, and ask nobody.",
)  # fmt: skip
@click.option(
    "--paper", metavar="FILE", type=FILE,
    help="Play nothing: write a game on paper, a page if it ends in .html, a PDF if in .pdf.",
)  # fmt: skip
@click.option(
    "--others", default=200, show_default=True, type=click.IntRange(0, 5000),
    help="With how many others in the same seat each order is compared at the end.",
)  # fmt: skip
@out("FOLDER", "At the end write the game, its history and its orders to this folder.")
@overwrite("the saved game, the folder or the paper")
@language
@quiet
def play(scenario: str | None, **options: Any) -> None:
    """Take a seat at the table in one world, turn by turn.

    Every four weeks you are told what your actor can know, and decide for it until the next
    turn; everybody else decides as in any run. At the end your history lies beside that of the same
    world without you. Answers can be piped in, one a line.
    """
    from contactline.cli.work.play import play_game

    play_game(scenario, options)
