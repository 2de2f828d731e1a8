"""The command that shows what each claim of the article informs: `claims`."""

from __future__ import annotations

import click

from contactline.cli.options import as_json, language


@click.command()
@language
@as_json
def claims(*, as_json: bool) -> None:
    """Show what each claim informs, or why not.

    The claims are those of the article the model starts from, in our own words, each with who
    makes it. Below them stand the dials that rest on a claim.
    """
    from contactline.cli.work.claims import tell_claims

    tell_claims(as_json=as_json)
