"""The command that opens the page with levers: `app`."""

from __future__ import annotations

import contextlib

import click

from contactline.cli.options import language
from contactline.errors import RunError
from contactline.show import app as page
from contactline.show.app.codes import qr_as_text


@click.command()
@click.option(
    "--port", default=8724, show_default=True, type=click.IntRange(1, 65535),
    help="Where on this machine the page is found.",
)  # fmt: skip
@click.option(
    "--class", "for_class", is_flag=True,
    help="Let others in the same network join, by a link with a code.",
)  # fmt: skip
@language
def app(port: int, *, for_class: bool) -> None:
    """Open the page with levers on this machine.

    Ends with Ctrl-C; needs the extra `app`.
    """
    page.serve(port, _tell, for_class=for_class)


def _tell(address: str, link: str) -> None:
    """Print where the page is, and how a class joins it."""
    click.echo(f"{address}  (Ctrl-C ends it)")
    if not link:
        return
    click.echo(f"{link}  (for the class; whoever has this link may ask)")
    with contextlib.suppress(RunError):
        click.echo(qr_as_text(link))
