"""The command line. Nothing heavy is imported before a command needs it."""

from __future__ import annotations

from typing import Any

import click

from contactline import __version__
from contactline.cli.bargain import bargain
from contactline.cli.check import check
from contactline.cli.claims import claims
from contactline.cli.dials import dials
from contactline.cli.failures import failures_told
from contactline.cli.forecast import forecast
from contactline.cli.ledger import ledger
from contactline.cli.more import app, sensitivity, teach
from contactline.cli.open import open_report
from contactline.cli.replay import replay
from contactline.cli.run import compare, run
from contactline.cli.scenarios import list_scenarios, new, schema, validate

__all__ = ["main"]


class Commands(click.Group):
    """The commands, and how they end."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the commands in the order in which one comes to need them."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; an error that a user may meet is a text and an exit code."""
        with failures_told():
            return super().invoke(ctx)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="contactline %(version)s")
def main() -> None:
    """A model of proposals to stop a war, and of what becomes of them.

    It counts runs built on stated assumptions, for teaching and research, and foretells nothing.
    A forecast card states what the assumptions imply for dated questions, so that the model can be
    held to account.
    """


for _command in (
    run, compare, replay, sensitivity, ledger, check, forecast, bargain, list_scenarios, validate,
    new, dials, claims, schema, teach, app, open_report,
):  # fmt: skip
    main.add_command(_command)
