"""Asks the players of a game at the terminal what they order, turn by turn."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

import click

from contactline.cli.terminal import indented
from contactline.language import marked, say
from contactline.show.seat.briefing import AgendaItem, Briefing, briefing
from contactline.show.seat.wording import LEFT, word_for
from contactline.study.seat import GameTable, Orders

MORE, WAIT, HELP, LEAVE = ("more", "m"), ("wait", "w"), ("?", "help", "h"), ("quit", "q")
HOW = marked(
    "Answer with a number, or press Enter for what is marked. ? tells what binds a decision, "
    "wait lets turns pass until you can decide something, quit saves the game and leaves."
)


class LeftTable(Exception):  # noqa: N818  # it is no error to leave
    """A player has left the game, or there is nobody to ask any more."""


def scripted(table: GameTable, script: Sequence[Orders], *, quiet: bool) -> Orders:
    """Return what a script orders for the turn; what it does not say is left to the actors."""
    turn = len(table.played)
    orders = script[turn] if turn < len(script) else {}
    for key in () if quiet else table.setup.actors:
        _print(briefing(table, key))
        _print_orders(orders.get(key, {}))
    return orders


def asked(table: GameTable, patient: set[str]) -> Orders:
    """Return what all players say for the turn.

    patient: those who let turns pass until they can decide something; changed here.
    """
    said: dict[str, dict[str, str]] = {}
    for at, key in enumerate(table.setup.actors):
        told = briefing(table, key)
        if key in patient and not told.open_items:
            _print_news(told)
            said[key] = {item.decision: item.standing for item in told.agenda}
            continue
        patient.discard(key)
        if len(table.setup.actors) > 1:
            _read(f"\n{say('{name} alone at the screen now. Enter:', name=told.name)} ", "")
        _print(told, how=not table.played and at == 0)
        said[key], waits = _ask_all(told)
        patient |= {key} if waits else set()
    return said


def _print_news(told: Briefing) -> None:
    """Print what has happened while a player waits."""
    click.echo(f"\n=== {say('{head} waits', head=_head(told))}")
    for date, text in told.news:
        indented(f"{date}: {text}", 2)


def _head(told: Briefing) -> str:
    return say(
        "Turn {turn} of {turns}, {date}: {name}",
        turn=told.turn, turns=told.turns, date=told.date, name=told.name,
    )  # fmt: skip


def _print(told: Briefing, *, how: bool = False) -> None:
    """Print what a player is told at the beginning of a turn."""
    click.echo(f"\n=== {_head(told)}")
    click.echo(told.stage)
    if told.news:
        click.echo(f"\n{say('Since last time')}")
        for date, text in told.news:
            indented(f"{date}: {text}", 2)
    for head, said in told.sections:
        click.echo(f"\n{head}")
        for one in said:
            indented(one, 2)
    if told.own:
        click.echo(f"\n{say('Your actor itself in the last four weeks')}")
        for one in told.own:
            indented(one, 2)
    click.echo(f"\n{say('Until {date} you decide', date=told.until)}")
    if how:
        indented(say(HOW), 2)
    if not told.open_items:
        indented(say("Nothing can be decided now."), 2)


def _print_orders(said: Mapping[str, str]) -> None:
    for decision, says in said.items():
        indented(f"{word_for(decision, says)} ({decision}: {says})", 2)
    if not said:
        indented(say("{left} in everything.", left=say(LEFT)), 2)


def _ask_all(told: Briefing) -> tuple[dict[str, str], bool]:
    """Return what one player orders, also in advance if it wants to, and whether it waits."""
    said = {item.decision: item.standing for item in told.agenda}
    for item in told.open_items:
        said[item.decision] = _ask(item)
    rest = [item for item in told.agenda if not item.now]
    names = ", ".join(item.title.lower() for item in rest)
    passes = (
        say("Enter lets the weeks pass; more gives orders in advance ({names}):", names=names)
        if rest
        else say("Enter lets the weeks pass:")
    )
    again = say("Press Enter, or say wait or more:") if rest else say("Press Enter, or say wait:")
    answer = _read(f"\n{passes} ", "")
    while answer and answer not in (*WAIT, *(MORE if rest else ())):
        answer = _read(f"{again} ", "")
    if answer in MORE:
        for item in rest:
            said[item.decision] = _ask(item)
    return said, answer in WAIT


def _ask(item: AgendaItem) -> str:
    """Return what is ordered for one decision."""
    click.echo("")
    indented(f"{item.title}. {item.ask}", 2)
    for one in item.weighed:
        indented(one, 4)
    words = [choice.says for choice in item.choices]
    for number, choice in enumerate(item.choices, start=1):
        mark = f"  <- {say('stands')}" if choice.says == item.standing else ""
        click.echo(f"    {number}  {choice.words}{mark}")
    standing = str(words.index(item.standing) + 1)
    while True:
        answer = _read(f"  {say('Your choice [{standing}]:', standing=standing)} ", standing)
        if answer in HELP:
            indented(item.costs, 4)
            indented(say("What binds you: {facts}.", facts=item.facts), 4)
        elif answer.isdecimal() and 1 <= int(answer) <= len(words):
            return words[int(answer) - 1]
        elif answer in words:
            return answer
        else:
            said = ", ".join(words)
            many = say("Say a number from 1 to {n}, or {words}.", n=len(words), words=said)
            click.echo(f"  {many}")


def _read(prompt: str, default: str) -> str:
    """Return a line that was typed or piped in; raises LeftTable where there is none."""
    click.echo(prompt, nl=False)
    line = sys.stdin.readline()
    if not sys.stdin.isatty():
        click.echo(line.rstrip("\n"))
    if not line:
        raise LeftTable(say("The input has ended in turn {turn} of {turns}."))
    answer = line.strip().lower()
    if answer in LEAVE:
        raise LeftTable(say("You have left in turn {turn} of {turns}."))
    return answer or default
