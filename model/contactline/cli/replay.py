"""The command that tells one world day by day: `replay`."""

from __future__ import annotations

import click

from contactline.cli.options import as_json, imposed, seed, settings


@click.command()
@click.argument("scenario")
@click.option(
    "--world", default=0, show_default=True, type=click.IntRange(min=0), help="Which world to tell."
)
@click.option("--moves", is_flag=True, help="Tell every move of the bargaining behind each draft.")
@imposed
@seed
@settings
@as_json
def replay(
    scenario: str, world: int, seed: int, settings: tuple[str, ...],
    *, moves: bool, imposed: bool, as_json: bool,
) -> None:  # fmt: skip
    """Tell one world day by day, with the cause of every event.

    It is the same world as in any run of this scenario with this seed.
    """
    from contactline.cli.work.replay import tell_world

    tell_world(scenario, world, seed, settings, moves=moves, imposed=imposed, as_json=as_json)
