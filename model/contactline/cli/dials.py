"""The command that shows every number of the base scenario with its grade and sources: `dials`."""

from __future__ import annotations

import click

from contactline.cli import completion
from contactline.cli.options import as_json, language


@click.command()
@click.argument("words", nargs=-1, metavar="[WORD]...")
@click.option(
    "--section",
    shell_complete=completion.sections,
    help="Show one section only, such as war, actors or actors.uk.",
)
@click.option("--markdown", "as_markdown", is_flag=True, help="Print a table in Markdown.")
@language
@as_json
def dials(words: tuple[str, ...], section: str | None, *, as_markdown: bool, as_json: bool) -> None:
    """Show every number of base with its grade and sources.

    WORD shows those alone that have it in their name, their sentence or the words they take, and
    the questions that ask for it, with their levers, or that the model cannot be asked.

    These are the dials, the numbers of the actors and of their stances, and the dated events.
    Kinds: a lever can be pulled by somebody, an uncertainty is not known, a constant is part of
    the rules. Grades: measured, published, expert judgement, or assumption; a number has that of
    the weakest thing it rests on.
    """
    from contactline.cli.work.dials import tell_dials

    tell_dials(words, section, as_markdown=as_markdown, as_json=as_json)
