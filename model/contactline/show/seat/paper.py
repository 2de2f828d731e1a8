"""A game on paper for a room without machines: role sheets, decision cards, umpire's table."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import timedelta
from importlib.resources import as_file, files
from typing import Any

import numpy as np

from contactline import __version__
from contactline.dials.distributions import Distribution
from contactline.dials.issues import ISSUE_WORDS
from contactline.errors import RunError
from contactline.language import current, marked, say
from contactline.language.phrases import half_up, long_date, whole
from contactline.scenario import ActorSpec, Scenario
from contactline.scenario.decisions import DECISIONS
from contactline.show.seat.wording import LEFT, WORDS
from contactline.show.teaching import need_typst
from contactline.show.teaching.interests import interests
from contactline.show.templates import rendered
from contactline.show.words import NOT_A_FORECAST
from contactline.study.seat.game import TURN_DAYS
from contactline.study.seat.rounds import TURNS_A_ROUND, Rounds, RoundShare, rounds_in
from contactline.world.postures import LADDER

ROUND_DAYS = TURNS_A_ROUND * TURN_DAYS
FEW = 20
"""From so few rounds no number is made."""
CHANCE_WORDS = {
    "open_with_plan": marked(
        "Talks open, where both sides come and an American plan lies on the table"
    ),
    "open_without_plan": marked("Talks open, where both sides come and there is no plan"),
    "sign": marked(
        "A text is written and signed, where both sides sign and have talked since the last round"
    ),
    "fire_with_soldiers": marked(
        "A ceasefire is lost to fire on the line, with foreign soldiers there"
    ),
    "fire_without_soldiers": marked(
        "A ceasefire is lost to fire on the line, without foreign soldiers"
    ),
}
"""What nobody decides, as an umpire reads it."""
SHEET_WORDS = {
    "how": marked("How it is played"),
    "rounds": marked("The rounds"),
    "round": marked("Round"),
    "from": marked("From"),
    "to": marked("To"),
    "events": marked("On a date"),
    "decide": marked("What you decide"),
    "decision": marked("Decision"),
    "means": marked("What it means"),
    "binds": marked("What binds you"),
    "leave": marked("Leave it"),
    "do": marked("Do it"),
    "or": marked("Or"),
    "as_model": marked("As the model would"),
    "umpire": marked("Umpire's table"),
    "nobody": marked("What nobody decides"),
    "may": marked("What may happen in a round"),
    "below": marked("Below"),
    "counted": marked("Counted"),
    "own": marked("As the model would: where the decision comes up, the actor does it"),
    "who": marked("Who"),
    "issues": marked("The issues of a text, each from 0 to 100"),
    "issue": marked("Issue"),
}
"""What stands fixed on the sheets, by where it does."""
HOW = (
    marked(
        "The umpire reads out the date and what happens on it. Teams talk for as long as there "
        "is time to, with whom they like."
    ),
    marked(
        "Each team fills in the card of the round in secret and hands it in. “As the model "
        "would” lets the umpire throw dice for it."
    ),
    marked(
        "The umpire crosses out what the facts do not allow, throws for what is left to the "
        "model and for roles that nobody plays, and then for what nobody decides."
    ),
    marked("The umpire tells everybody what happened, not why: talks, texts, pledges, attacks."),
    marked(
        "After the last round each team says what it would do again, and then reads the role "
        "sheets of the others."
    ),
)
RULES = (
    marked(
        "Two ten-sided dice give a number from 00 to 99. Something happens if it is below the "
        "number in the table."
    ),
    marked(
        "Talks go on from round to round until a text is signed or a side stays away. After "
        "talks that failed nobody sits down in the next round."
    ),
    marked(
        "The first text is drawn up by the umpire, between what both role sheets want on each "
        "issue; who gives way moves it a step towards the other. Nobody signs beyond a red "
        "line of the other side."
    ),
    marked("An attack that is decided begins in the next round and ends the ceasefire."),
    marked(
        "Soldiers pledged arrive over the next two rounds of a ceasefire whose text holds "
        "them, or to which Ukraine invites them."
    ),
)


def paper(scenario: Scenario, actors: Sequence[str], rounds: Rounds, seed: int) -> dict[str, Any]:
    """Return all that stands in a game on paper. actors: keys of those played, in order."""
    every = interests(scenario)
    wants = {one["name"]: one["wants"] for one in every}
    return {
        "language": current(),
        "words": {name: say(text) for name, text in SHEET_WORDS.items()},
        "title": say("A game on paper: {title}", title=say(scenario.title)),
        "caution": say(NOT_A_FORECAST),
        "summary": say(scenario.summary),
        "question": say(scenario.question),
        "how": [say(one) for one in HOW],
        "rules": [say(one) for one in RULES],
        "rounds": _rounds(scenario),
        "roles": [
            _role(scenario.actors[key], wants[say(scenario.actors[key].name)], rounds.own[key])
            for key in actors
        ],
        "own": _own(scenario, rounds),
        "chance": [
            [say(CHANCE_WORDS[name]), *_number(share)] for name, share in rounds.chance.items()
        ],
        "left": say(LEFT),
        "made": _made(scenario, rounds, seed),
        "issues": [[say(text) for text in (one.label, *one.ends)] for one in ISSUE_WORDS.values()],
        "ladder": say(
            "The ladder of foreign forces: {rungs}.",
            rungs="; ".join(say(one.label) for one in LADDER),
        ),
        "shares": say(
            "These numbers are shares of rounds in the runs of a model, over all its worlds; a "
            "room that plays is one world more."
        ),
    }


def _made(scenario: Scenario, rounds: Rounds, seed: int) -> str:
    """Return what the numbers were counted in."""
    return say(
        "Counted in {n} worlds of {scenario}, content {digest}, seed {seed}, contactline "
        "{version}.",
        n=whole(rounds.worlds), scenario=scenario.name, digest=scenario.digest[:16],
        seed=str(seed), version=__version__,
    )  # fmt: skip


def paper_html(said: dict[str, Any]) -> str:
    """Return a game on paper as a page in HTML to print."""
    return str(rendered("contactline.show.seat", "paper.html", **said))


def paper_pdf(said: dict[str, Any]) -> bytes:
    """Return a game on paper as a tagged PDF; needs the extra `teaching`. Raises RunError."""
    typst = need_typst()
    words = {"said": json.dumps(said, ensure_ascii=False)}
    try:
        with as_file(files("contactline.show.seat").joinpath("paper.typ")) as template:
            made: bytes = typst.compile(template, sys_inputs=words, pdf_standards=["ua-1"])
    except typst.TypstError as error:
        raise RunError(f"The game could not be set as a PDF: {error}.") from error
    return made


def _rounds(scenario: Scenario) -> list[dict[str, Any]]:
    """Return the rounds, each with its dates and what happens on a date in it."""
    found = []
    for at in range(rounds_in(scenario)):
        first, after = at * ROUND_DAYS, (at + 1) * ROUND_DAYS
        last = at + 1 == rounds_in(scenario)
        end = scenario.horizon_days if last else after
        found.append(
            {
                "number": at + 1,
                "span": say(
                    "round {number}: {first} to {last}",
                    number=at + 1,
                    first=_day(scenario, first),
                    last=_day(scenario, end),
                ),
                "from": _day(scenario, first),
                "to": _day(scenario, end),
                "events": [
                    f"{_day(scenario, one.day)}: {say(one.title)}."
                    for one in scenario.events
                    if first <= one.day < end
                ],
            }
        )
    return found


def _role(spec: ActorSpec, wants: list[str], own: Mapping[str, RoundShare]) -> dict[str, Any]:
    """Return a role sheet with those decisions of an actor that come up under this scenario."""
    names = [name for name, share in own.items() if share.of]
    return {
        "name": say(spec.name),
        "sheet": say("Role sheet: {name}", name=say(spec.name)),
        "cards": say("Decision cards: {name}", name=say(spec.name)),
        "alone": say("{role}. For this team alone.", role=_capital(say(spec.role))),
        "wants": wants,
        "knows": _knows(spec),
        "decisions": [
            {
                "title": say(WORDS[name].title),
                "ask": say(WORDS[name].ask),
                "leave": say(WORDS[name].leave),
                "do": say(WORDS[name].do),
                "costs": say(WORDS[name].costs),
                "facts": _capital(say(DECISIONS[name].facts)),
            }
            for name in names
        ],
    }


def _knows(spec: ActorSpec) -> list[str]:
    """Return what an actor knows of itself alone, at the middle of what the scenario says."""
    if spec.role != "contributor":
        return []
    rounds = _middle(spec.option_days) / ROUND_DAYS
    return [
        say(
            "You could commit some {troops} soldiers in all, before rotation.",
            troops=whole(_middle(spec.deployable_troops)),
        ),
        say(
            "Support for it at home: {n} of 100 people.",
            n=half_up(100 * _middle(spec.home_support)),
        ),
        say("An option takes your staff about {n} rounds of work.", n=max(1, half_up(rounds))),
    ]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _middle(value: Distribution) -> float:
    return float(value.quantile(np.array([0.5]))[0])


def _own(scenario: Scenario, rounds: Rounds) -> list[list[str]]:
    """Return a row a decision of each actor: below which number it acts by itself."""
    return [
        [say(scenario.actors[key].name), say(WORDS[name].title), *_number(share)]
        for key, decisions in rounds.own.items()
        for name, share in decisions.items()
        if share.of
    ]


def _number(share: RoundShare) -> list[str]:
    """Return a number from 0 to 100 for the dice, and what it was counted in."""
    hits, of = whole(share.hits), whole(share.of)
    if share.of < FEW:
        return [say("umpire"), say("{hits} of {of} rounds: too few", hits=hits, of=of)]
    counted = say("{hits} of {of} rounds", hits=hits, of=of)
    return [str(half_up(100 * share.hits / share.of)), counted]


def _day(scenario: Scenario, day: int) -> str:
    return long_date(scenario.date + timedelta(days=day))
