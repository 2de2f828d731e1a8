"""The command that opens the page with levers: `app`."""

from __future__ import annotations

import click

from contactline.show import app as page


@click.command()
@click.option(
    "--port", default=8724, show_default=True, type=click.IntRange(1, 65535),
    help="Where on this machine the page is found.",
)  # fmt: skip
def app(port: int) -> None:
    """Open the page with levers on this machine.

    Ends with Ctrl-C; needs the extra `app`.
    """
    page.serve(port, lambda address: click.echo(f"{address}  (Ctrl-C ends it)"))
