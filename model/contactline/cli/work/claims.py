"""What `claims` does: show what each claim of the article informs."""

from __future__ import annotations

from collections.abc import Sequence

import click

from contactline import evidence
from contactline.cli.terminal import indented, print_json
from contactline.dials import DIALS
from contactline.evidence import Claim
from contactline.language import say


def tell_claims(*, as_json: bool) -> None:
    """Print the claims and the dials that rest on one, or hand them on as JSON."""
    found = list(evidence.claims().values())
    if as_json:
        print_json({"claims": [claim.model_dump() for claim in found], "dials": _by_dial()})
        return
    _print_claims(say("Claims that inform the model"), [one for one in found if one.informs])
    _print_claims(say("Claims left out, and why"), [one for one in found if not one.informs])
    click.echo(f"{say('Dials that rest on a claim')}\n")
    for name, ids in _by_dial().items():
        click.echo(f"  {name}: {', '.join(ids)}")


def _by_dial() -> dict[str, list[str]]:
    """Return the claims that each dial cites, of the dials that cite one."""
    ids = evidence.claims()
    cited = {name: [one for one in dial.basis if one in ids] for name, dial in DIALS.items()}
    return {name: found for name, found in cited.items() if found}


def _print_claims(title: str, found: Sequence[Claim]) -> None:
    """Print claims under a title, each with its source, what it informs, and its flag."""
    click.echo(f"{title}\n")
    for claim in found:
        click.echo(f"  {claim.id} ({claim.date})")
        indented(say(claim.paraphrase), 4)
        said = {"who": say(claim.said_by), "sure": say(claim.how_sure)}
        indented(say("Says: {who} ({sure}).", **said), 4)
        if claim.informs:
            indented(say("Informs: {names}.", names=", ".join(claim.informs)), 4)
        if claim.left_out:
            indented(say("Left out: {why}", why=say(claim.left_out)), 4)
        if claim.flag:
            indented(say("Flag: {note}", note=say(claim.flag)), 4)
        click.echo("")
