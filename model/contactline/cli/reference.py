"""Commands that show what the model rests on: `claims` and `dials`."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from contactline.cli.options import as_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactline.dials import Dial
    from contactline.evidence import Claim

HEAD = ("name", "unit", "allowed", "default", "kind", "basis", "sentence")


@click.command()
@as_json
def claims(as_json: bool) -> None:
    """Show what each claim informs, or why not.

    The claims are those of the article the model starts from, in our own words, each with who
    makes it. Below them stand the dials that rest on a claim.
    """
    from contactline.evidence import claims as known

    found = list(known().values())
    if as_json:
        told = {"claims": [asdict(claim) for claim in found], "dials": _by_dial()}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    _print_claims("Claims that inform the model", [one for one in found if one.informs])
    _print_claims("Claims left out, and why", [one for one in found if not one.informs])
    click.echo("Dials that rest on a claim\n")
    for name, ids in _by_dial().items():
        click.echo(f"  {name}: {', '.join(ids)}")


def _by_dial() -> dict[str, list[str]]:
    """Return the claims that each dial cites, of the dials that cite one."""
    from contactline.dials import DIALS
    from contactline.evidence import claims as known

    ids = known()
    cited = {name: [one for one in dial.basis if one in ids] for name, dial in DIALS.items()}
    return {name: found for name, found in cited.items() if found}


def _print_claims(title: str, found: Sequence[Claim]) -> None:
    """Print claims under a title, each with its source, what it informs, and its flag."""
    from contactline.cli.printing import indented

    click.echo(f"{title}\n")
    for claim in found:
        click.echo(f"  {claim.id} ({claim.date})")
        indented(claim.paraphrase, 4)
        indented(f"Says: {claim.said_by} ({claim.how_sure}).", 4)
        if claim.informs:
            indented(f"Informs: {', '.join(claim.informs)}.", 4)
        if claim.left_out:
            indented(f"Left out: {claim.left_out}", 4)
        if claim.flag:
            indented(f"Flag: {claim.flag}", 4)
        click.echo("")


@click.command()
@click.option("--section", help="Show one section only, such as war.")
@click.option("--markdown", "as_markdown", is_flag=True, help="Print a table in Markdown.")
@as_json
def dials(section: str | None, as_markdown: bool, as_json: bool) -> None:
    """Show every dial with range and meaning.

    Kinds: a lever can be pulled by somebody, an uncertainty is not known, a constant is part of
    the rules.
    """
    from contactline.dials import DIALS

    if as_json and as_markdown:
        raise click.UsageError("--json and --markdown exclude each other.")
    found = _section(list(DIALS.values()), section)
    if as_json:
        told = [{**asdict(dial), "section": dial.section} for dial in found]
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    elif as_markdown:
        from contactline.cli.printing import dial_markdown

        click.echo(dial_markdown([_row(dial) for dial in found], HEAD), nl=False)
    else:
        _print_dials(found)


def _section(dials: Sequence[Dial], section: str | None) -> list[Dial]:
    """Return the dials of a section, or all of them; an unknown one is a usage error."""
    from difflib import get_close_matches

    sections = list(dict.fromkeys(dial.section for dial in dials))
    if section is not None and section not in sections:
        near = get_close_matches(section, sections, n=1)
        hint = f" Did you mean '{near[0]}'?" if near else ""
        text = f"No such section: {section!r}.{hint} Sections are {', '.join(sections)}."
        raise click.BadParameter(text, param_hint="--section")
    return [dial for dial in dials if section in (None, dial.section)]


def _row(dial: Dial) -> dict[str, str]:
    """Return a dial as a row of the reference table."""
    return {
        "name": dial.name,
        "unit": dial.unit,
        "allowed": dial.allowed,
        "default": _written(dial.default),
        "kind": dial.kind,
        "basis": ", ".join(dial.basis),
        "sentence": dial.sentence,
    }


def _written(default: Any) -> str:
    """Return a default as a scenario file writes it."""
    if isinstance(default, bool):
        return "true" if default else "false"
    if isinstance(default, str):
        return default
    if not hasattr(default, "items"):
        return f"{default:g}"
    return json.dumps(dict(default)).replace('"', "")


def _print_dials(dials: Sequence[Dial]) -> None:
    """Print the dials section by section."""
    from contactline.cli.printing import indented

    section = ""
    for dial in dials:
        if dial.section != section:
            section = dial.section
            click.echo(f"{section}\n{'=' * len(section)}\n")
        row = _row(dial)
        click.echo(f"{dial.name} = {row['default']}")
        indented(dial.sentence, 4)
        indented(f"Takes {row['allowed']}. Kind: {dial.kind}. Basis: {row['basis']}.", 4)
        click.echo("")
