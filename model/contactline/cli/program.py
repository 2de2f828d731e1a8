"""The program `contactline`: its commands, each imported when it is called or asked for help."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any

import click

from contactline import __version__
from contactline.cli.failures import (
    draw_into_files,
    failures_told,
    let_every_letter_pass,
    printing_told,
    refuse_lost_folder,
    signals_stop,
)

TYPED = "contactline.typed"
"""Where a context of click holds the words with which the program was called."""

# Each is in the file of its name, in the order in which one comes to need them.
COMMANDS = {
    "run": "Run scenarios: tables, charts and a report.",
    "compare": "Compare two scenarios in the same worlds.",
    "replay": "Tell one world day by day, with the cause of every event.",
    "twins": "Tell one world under two scenarios side by side.",
    "play": "Take a seat at the table in one world, turn by turn.",
    "verify": "Run figures again and say whether their numbers are the same.",
    "sweep": "Move one dial, or two, over their values in the same worlds.",
    "plan": "Carry out a plan: scenarios, cases, dials swept and seeds.",
    "attribute": "Put a difference down to the changes that make it.",
    "discover": "Say in which worlds something happens.",
    "enough": "Say how many worlds are enough.",
    "robust": "Search levers for settings that do well at several goals at once.",
    "sensitivity": "Say what moves a measure most.",
    "ledger": "Say what a result rests on, dial by dial.",
    "check": "Set the model against the record.",
    "forecast": "Say what a scenario implies for dated questions, and score cards.",
    "bargain": "Play a bargain over the stances in a table.",
    "stances": "Write any table of stances as a plain one.",
    "list": "List the scenarios that come with the program.",
    "validate": "Check scenario files and name every fault with its place.",
    "new": "Write NAME.yaml, a commented scenario file to start from.",
    "dials": "Show every number of base with its grade and sources.",
    "claims": "Show what each claim informs, or why not.",
    "schema": "Print the JSON Schema of scenario files, for an editor.",
    "teach": "Write a pack for a class: plans, roles, guesses, results, a key.",
    "export": "Write a scenario as one file with levers.",
    "app": "Open the page with levers on this machine.",
    "store": "Show or clear the finished blocks of interrupted runs.",
    "open": "Open the last report in the browser, and print its path.",
}


EXIT_CODES = (
    "Ends with 0 if all went well, with 1 if it could not be done or a check failed, with 2 if it "
    "was typed wrongly, with 3 if a file has faults, with 130 if it was interrupted, and with 143 "
    "or 129 if it was asked to end."
)


class Commands(Mapping[str, click.Command]):
    """The commands by name, each imported when it is looked up."""

    def __getitem__(self, name: str) -> click.Command:
        if name not in COMMANDS:
            raise KeyError(name)
        found = vars(import_module(f"contactline.cli.{name}")).values()
        one = next(one for one in found if isinstance(one, click.Command) and one.name == name)
        one.epilog = EXIT_CODES
        return one

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


class Program(click.Group):
    """The program: what its commands are, and how they end."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names of the commands in their order."""
        return list(COMMANDS)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the commands with their help in one line, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Remember what was typed, so that a command can say how to go on."""
        ctx.meta[TYPED] = shlex.join(["contactline", *args])
        return super().parse_args(ctx, args)

    def main(self, *args: Any, **named: Any) -> Any:
        """Run the program with output that every letter passes."""
        let_every_letter_pass()
        draw_into_files()
        with printing_told():
            return super().main(*args, **named)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; an error that a user may meet is a text and an exit code."""
        with failures_told(), signals_stop():
            refuse_lost_folder()
            return super().invoke(ctx)


@click.group(
    cls=Program,
    commands=Commands(),
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=EXIT_CODES,
)
@click.version_option(__version__, message="contactline %(version)s")
def main() -> None:
    """A model of proposals to stop a war, and of what becomes of them.

    It counts runs built on stated assumptions, for teaching and research, and foretells nothing.
    A forecast card states what the assumptions imply for dated questions, so that the model can be
    held to account.
    """
