"""What `dials` does: show every number of the base scenario with its grade and sources."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import click

from contactline.cli.options import check_known
from contactline.cli.terminal import indented, print_json
from contactline.dials import Dial
from contactline.errors import did_you_mean
from contactline.language import marked, say
from contactline.language.texts import local_number
from contactline.scenario import ActorSpec, load
from contactline.show.questions import Answerable, Beyond
from contactline.show.questions import found as questions_with
from contactline.show.sheets.ledger import sources_of
from contactline.show.sheets.markdown import markdown_table
from contactline.study.ledger import Number, in_section, numbers_of, sections_of

KINDS = {
    "lever": marked("lever"),
    "uncertainty": marked("uncertainty"),
    "constant": marked("constant"),
}
HEAD = (
    "name", "unit", "allowed", "default", "base", "kind", "grade", "sources", "sentence",
)  # fmt: skip


def tell_dials(
    words: Sequence[str], section: str | None, *, as_markdown: bool, as_json: bool
) -> None:
    """Print the numbers of base, of one section or with all of some words, in one of three forms.

    Where a word stands in no number and in no question, that is a usage error.
    """
    if as_json and as_markdown:
        raise click.UsageError("--json and --markdown exclude each other.")
    found = _numbers(section)
    asked, beyond = questions_with(words) if words else ([], [])
    if words:
        found = with_words(found, words)
        if not (found or asked or beyond):
            raise click.UsageError(_nothing(words))
    if as_json:
        print_json([_record(one) for one in found])
    elif as_markdown:
        rows = [_row(one) for one in found]
        columns = ([row[name] for row in rows] for name in HEAD)
        click.echo(markdown_table(HEAD, columns), nl=False)
    else:
        _print(found, as_file=bool(words))
        _print_questions(asked, beyond)


def with_words(numbers: Sequence[Number], words: Sequence[str]) -> list[Number]:
    """Return the numbers in whose name, sentence or options all of the words stand."""
    actors = load("base").actors
    return [
        one
        for one in numbers
        if all(word.lower() in _text_of(one, actors).lower() for word in words)
    ]


def _text_of(one: Number, actors: Mapping[str, ActorSpec]) -> str:
    """Return what a word is looked for in: name, sentence, unit, options, and whose it is."""
    section, _, rest = one.name.partition(".")
    actor = actors.get(rest.partition(".")[0]) if section == "actors" else None
    whose = actor.name if actor else ""
    dial = one.dial
    about = (one.name, dial.sentence, say(dial.sentence), dial.unit, *dial.options, whose)
    return " ".join((*about, one.name.replace("_", " ")))


def _nothing(words: Sequence[str]) -> str:
    """Return that no number is about some words, with a near one, and where to look."""
    texts = (f"{one.name} {one.dial.sentence}" for one in numbers_of(load("base")))
    known = sorted({word for text in texts for word in re.findall(r"[a-z]{4,}", text.lower())})
    near = "".join(did_you_mean(word.lower(), known) for word in words)
    said = " and ".join(repr(word) for word in words)
    where = "docs/which-lever.md has the questions that can be asked and those that cannot."
    return f"No number and no question has {said} in it{near or '.'} {where}"


def _print_questions(asked: Sequence[Answerable], beyond: Sequence[Beyond]) -> None:
    """Print questions with their levers as files, and those without one with the reason."""
    if asked:
        _head(say("Questions that can be asked"))
    for one in asked:
        click.echo(f"{say(one.text)} ({say(one.lever)})")
        click.echo("".join(f"    {line}\n" for line in one.yaml.splitlines()))
    if beyond:
        _head(say("Questions that the model cannot be asked"))
    for lacking in beyond:
        click.echo(say(lacking.text))
        told = [say(lacking.why)]
        if lacking.nearest:
            told.append(say("What comes nearest: {nearest}", nearest=say(lacking.nearest)))
        indented(" ".join(told), 4)
        click.echo("")


def _numbers(section: str | None) -> Sequence[Number]:
    """Return the numbers of base, or those of a section; an unknown one is a usage error."""
    found = numbers_of(load("base"))
    if section is None:
        return found
    sections = sections_of(found)
    check_known("section", section, sections)
    return in_section(found, section)


def _record(one: Number) -> dict[str, Any]:
    """Return a number for a program to read: its declaration, its value, its grade and sources."""
    sources = [{**asdict(ground), "in_words": ground.in_words} for ground in one.grounds]
    about = {
        "section": one.section,
        "value": one.value,
        "grade": one.grade,
        "fitted": one.fitted,
        "sources": sources,
    }
    return {**asdict(one.dial), **about}


def _row(one: Number) -> dict[str, str]:
    """Return a number as a row of the reference table."""
    return {
        "name": one.name,
        "unit": say(one.dial.unit),
        "allowed": _allowed(one.dial),
        "default": _written(one.dial.default),
        "base": _written(one.value),
        "kind": say(KINDS[one.dial.kind]),
        "grade": say(one.grade),
        "sources": "; ".join(sources_of(one)),
        "sentence": say(one.dial.sentence),
    }


def _written(value: Any) -> str:
    """Return a value as a scenario file writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    if not hasattr(value, "items"):
        return f"{value:.15g}"
    return json.dumps(dict(value)).replace('"', "")


def _print(found: Sequence[Number], *, as_file: bool) -> None:
    """Print the numbers section by section. as_file: each as a line of a file too."""
    section = ""
    for one in found:
        if one.section != section:
            section = one.section
            _head(section)
        _print_one(one, as_file=as_file)


def _print_one(one: Number, *, as_file: bool) -> None:
    """Print a number with the value base gives it, what it takes, its grade and its sources."""
    default, value = _written(one.dial.default), _written(one.value)
    click.echo(f"{one.name} = {value}")
    indented(say(one.dial.sentence), 4)
    told = [
        say(
            "Takes {allowed}. Kind: {kind}.",
            allowed=_allowed(one.dial),
            kind=say(KINDS[one.dial.kind]),
        )
    ]
    told += [say("Default: {default}.", default=default)] if default != value else []
    told += [say("Read once, at the start.")] if one.dial.at_start else []
    indented(" ".join(told), 4)
    if as_file:
        indented(say("In a file: {line}", line=f"{one.name}: {value}"), 4)
    fitted = f" ({say('fitted to the record')})" if one.fitted else ""
    indented(say("Grade: {grade}. Rests on:", grade=f"{say(one.grade)}{fitted}"), 4)
    for source in sources_of(one):
        indented(f"- {source}", 6)
    click.echo("")


def _head(text: str) -> None:
    """Print a heading, underlined."""
    click.echo(f"{text}\n{'=' * len(text)}\n")


def _allowed(dial: Dial) -> str:
    """Return what a dial takes as a file writes it, in the language spoken."""
    if dial.options:
        return say("one of {options}", options=", ".join(dial.options))
    if dial.switch:
        return say("true or false")
    low, high = (local_number(f"{end:.15g}") for end in (dial.low, dial.high))
    unit = f" ({say(dial.unit)})" if dial.unit else ""
    return say("from {low} to {high}{unit}", low=low, high=high, unit=unit)
