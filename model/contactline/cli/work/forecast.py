"""What `forecast` does: put answers to dated questions on record, and score them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

import click

from contactline.cli.columns import print_sheet
from contactline.cli.dry_run import tell_cost
from contactline.cli.duration import announcement
from contactline.cli.files import write_whole
from contactline.cli.options import check_destination
from contactline.cli.progress import watching
from contactline.cli.selection import BASE, chosen
from contactline.cli.terminal import json_text, paragraph, print_json
from contactline.cli.work.stances import tell_guesses
from contactline.language import marked, say, say_many
from contactline.language.phrases import decimal, whole
from contactline.scenario import Scenario, load
from contactline.show.sheets.forecast import (
    SCALE,
    bands_text,
    beside_sheet,
    calibration_sheet,
    chance_sheet,
    mean_sheet,
    score_sheet,
)
from contactline.show.words import find_scale
from contactline.show.words.numbers import percent_of
from contactline.study.ahead import runs_ahead
from contactline.study.ensemble import run
from contactline.study.forecast import (
    CardEntry,
    Wording,
    WrittenCard,
    beside_as_plain,
    calibration,
    forecast_card,
    form_text,
    is_card,
    means,
    questions_for,
    read_answers,
    read_card,
    read_people,
    score_as_plain,
    scored,
    written,
)
from contactline.study.forecast.contradictions import Truth, incoherent
from contactline.study.forecast.scoring import EVEN, mean_brier

OF_A_RUN = ("worlds", "seed", "workers", "settings")
# With more cards than these, a row a question is too wide to read; their means are told.
MOST_BESIDE = 5
HANGING_TOGETHER = marked(
    "Questions on one topic hang together, so few of them count for less than they seem to; a "
    "single course of events says little about how good the shares are."
)


def tell_forecast(names: Sequence[str], answers: Path | None, options: dict[str, Any]) -> None:
    """Print the cards of scenarios, files and people with their scores; write one if asked."""
    _refuse_twice(names)
    tables = [name for name in names if Path(name).suffix.lower() == ".csv"]
    kept = {name: read_card(Path(name)) for name in names if is_card(Path(name))}
    runs = [name for name in names if name not in kept and name not in tables]
    _check(runs, names, options)
    found = dict(zip(runs, chosen(runs, options["settings"]), strict=True))
    questions = _questions(found, kept)
    if options["dry_run"]:
        ahead = [] if options["form"] else list(found.values())
        numbers = (options[name] for name in ("worlds", "seed", "workers"))
        tell_cost(runs_ahead(ahead, *numbers), options)
        return
    if options["form"]:
        write_whole(options["form"], form_text(questions_for(found[runs[0]])))
        click.echo(f"{say('Blank card')}  {options['form']}")
        return
    people = {name: read_people(Path(name), questions, _tell_guess) for name in tables}
    truths = read_answers(answers, questions) if answers else {}
    made = {name: written(forecast_card(_run(one, options))) for name, one in found.items()}
    cards = _told_apart(names, made, kept, people)
    _tell(cards, truths if answers else None, options)


def _tell_guess(text: str) -> None:
    tell_guesses([text])


def _refuse_twice(names: Sequence[str]) -> None:
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise click.UsageError(f"{twice} is named twice. Name each scenario and card once.")


def _check(runs: Sequence[str], names: Sequence[str], options: Mapping[str, Any]) -> None:
    """Refuse options that do not go with what is named. Raises a usage error."""
    for option, kind in (("out", ".json"), ("form", ".csv")):
        path = options[option]
        if path and len(names) != len(runs):
            raise click.UsageError(f"--{option} is for a scenario, not for a card that is written.")
        if path and len(names) > 1:
            raise click.UsageError(f"--{option} takes one scenario, got {len(names)}.")
        if path or (option == "out" and not options["form"]):
            check_destination(f"--{option}", path, (kind,), overwrite=options["overwrite"])
    if options["out"] and options["form"]:
        raise click.UsageError("--form runs nothing, so --out has no card to write. Give one.")
    context = click.get_current_context()
    given = click.core.ParameterSource.COMMANDLINE
    for name in OF_A_RUN if not runs else ():
        if context.get_parameter_source(name) == given:
            option = "set" if name == "settings" else name
            raise click.UsageError(f"--{option} changes no card that is written. Leave it out.")


def _questions(
    found: Mapping[str, Scenario], kept: Mapping[str, WrittenCard]
) -> dict[str, Wording]:
    """Return all that may be answered: what the cards ask, and base where people alone do."""
    scenarios = list(found.values()) or ([] if kept else [load(BASE)])
    asked: dict[str, Wording] = {}
    for card in kept.values():
        asked |= {name: entry.question for name, entry in card.entries.items()}
    for scenario in scenarios:
        asked |= questions_for(scenario)
    return asked


def _run(found: Scenario, options: Mapping[str, Any]) -> Any:
    """Return the results of a scenario, run as it comes."""
    numbers = {name: options[name] for name in ("worlds", "seed", "workers")}
    quiet = options["quiet"] or options["as_json"]
    ahead = announcement([found], options["worlds"], options["workers"])
    with watching(quiet=quiet, announced=ahead) as watch:
        progress = partial(watch.worlds, found.name)
        return run(found, progress=progress, **numbers)


def _told_apart(
    names: Sequence[str], made: Mapping[str, WrittenCard], kept: Mapping[str, WrittenCard],
    people: Mapping[str, Sequence[WrittenCard]],
) -> list[WrittenCard]:  # fmt: skip
    """Return the cards in the order of the command line, each with a name of its own."""
    several = len(people) > 1
    cards: list[WrittenCard] = []
    for name in names:
        if name in made:
            cards.append(made[name])
        elif name in kept:
            cards.append(_called(kept[name], name if len(names) > 1 else kept[name].name))
        else:
            cards += [_called(one, f"{one.name} ({name})" if several else one.name)
                      for one in people[name]]  # fmt: skip
    return cards


def _called(card: WrittenCard, name: str) -> WrittenCard:
    return WrittenCard(name, card.entries, card.plain)


def _tell(
    cards: Sequence[WrittenCard], truths: Mapping[str, Truth] | None, options: Mapping[str, Any]
) -> None:
    """Print or write the cards, with their scores where there are answers."""
    plain = [
        _plain(card) | {"score": None if truths is None else score_as_plain(card, truths)}
        for card in cards
    ]
    beside = None if truths is None else beside_as_plain(cards, truths)
    record = plain[0] if len(cards) == 1 else {"cards": plain, "score": beside}
    if options["out"]:
        write_whole(options["out"], json_text(record) + "\n")
    if options["as_json"]:
        print_json(record)
    elif len(cards) == 1:
        _print_one(cards[0], truths)
    else:
        _print_beside(cards, truths)


def _plain(card: WrittenCard) -> dict[str, Any]:
    """Return a card for a program to read: as it was written, or what a person said."""
    if card.plain:
        return {**card.plain}
    said = {name: entry.answer.chance for name, entry in card.entries.items()}
    return {"name": card.name, "probabilities": said}


def _print_one(card: WrittenCard, truths: Mapping[str, Truth] | None) -> None:
    """Print one card, and how it did."""
    if card.plain:
        _print_card(card)
    else:
        print_sheet(beside_sheet([card], truths or {}))
        _print_incoherent(card)
    if truths is not None:
        _print_scores(card, truths)


def _print_card(card: WrittenCard) -> None:
    """Print a card of a scenario: whose it is, how to read it, and each topic with its rule."""
    plain = card.plain
    card_of = say(
        "Forecast card of {scenario}: {title}", scenario=plain["scenario"],
        title=say(plain["title"]),
    )  # fmt: skip
    click.echo(f"{card_of}\n")
    for name, value in _facts(plain).items():
        click.echo(f"  {name:<9}  {value}")
    click.echo("")
    for caution in plain["cautions"]:
        paragraph(say(caution))
    ends = say("In brackets: 95 % intervals in per cent.")
    words = say("Words: {scale}.", scale=SCALE)
    paragraph(f"{words} {say(find_scale(SCALE).rule)} {ends}")
    for topic, group in groupby(card.entries.values(), key=lambda entry: entry.question.topic):
        title = say(topic.title)
        click.echo(f"{title}\n{'-' * len(title)}\n")
        _print_topic(list(group))


def _facts(plain: Mapping[str, Any]) -> dict[str, str]:
    """Return which runs a card rests on: of what, from when, how many, and knowing until when."""
    days, worlds = plain["horizon_days"], plain["worlds"]
    starts = say_many(
        "{date}, {days} days", "{date}, {days} days", days, date=plain["date"], days=days
    )
    runs = say_many(
        "{worlds} worlds, seed {seed}, version {version}",
        "{worlds} worlds, seed {seed}, version {version}",
        worlds, worlds=whole(worlds), seed=str(plain["seed"]), version=plain["version"],
    )  # fmt: skip
    return {
        say("digest"): plain["digest"],
        say("starts"): starts,
        say("runs"): runs,
        say("knowledge"): say("up to {date}", date=plain["cut_off"]),
    }


def _print_topic(entries: Sequence[CardEntry]) -> None:
    """Print numbers in a sentence, shares in a table, the rule, and why an answer is missing."""
    for question, answer in entries:
        if question.kind == "quantity" and answer.quantiles:
            paragraph(f"`{question.id}`: {bands_text(answer, question.unit)}.")
    chances = [entry for entry in entries if entry.question.kind == "chance"]
    if chances:
        print_sheet(chance_sheet(chances))
    for question, answer in entries:
        if answer.reason:
            why = say(answer.reason)
            paragraph(say("`{question}` has no answer: {reason}", question=question.id, reason=why))


def _print_scores(card: WrittenCard, truths: Mapping[str, Truth]) -> None:
    """Print the score of every question answered, the mean, and what it is worth."""
    scores = scored(card, truths)
    print_sheet(score_sheet(card, scores))
    mean = mean_brier(scores)
    if mean is None:
        paragraph(
            say("No question with a share has been settled, so there is no mean Brier score.")
        )
        return
    count = sum(one.brier is not None for one in scores)
    score = say(
        "Mean Brier score {mean} over {count}: 0 is best, 1 worst, and one half for all "
        "would score {even}.",
        mean=decimal(mean, 3), count=count, even=EVEN,
    )  # fmt: skip
    paragraph(f"{score} {say(HANGING_TOGETHER)}")
    print_sheet(mean_sheet(means([card], truths)))
    print_sheet(calibration_sheet(calibration(card, truths)))


def _print_beside(cards: Sequence[WrittenCard], truths: Mapping[str, Truth] | None) -> None:
    """Print several cards side by side, and how each did over what all of them answer."""
    if len(cards) <= MOST_BESIDE:
        print_sheet(beside_sheet(cards, truths or {}))
    else:
        told = say_many(
            "{n} cards; `--json` has what each says.", "{n} cards; `--json` has what each says.",
            len(cards), n=len(cards),
        )  # fmt: skip
        paragraph(told)
    for card in cards:
        if not card.plain:
            _print_incoherent(card)
    if truths is None:
        return
    found = means(cards, truths)
    if found[0].count:
        print_sheet(mean_sheet(found))
        paragraph(say(HANGING_TOGETHER))
    else:
        paragraph(
            say("No settled question is answered by every card, so no means are set side by side.")
        )


def _print_incoherent(card: WrittenCard) -> None:
    """Print where a person gives more to a thing than to what it cannot be without."""
    said = {key: one.answer.chance for key, one in card.entries.items()}
    chances = {key: chance for key, chance in said.items() if chance is not None}
    for first, then in incoherent(chances):
        given = [percent_of(round(1e6 * chances[name]), 10**6) for name in (first, then)]
        told = say(
            "{card} gives {first_chance} to `{first}` and {then_chance} to `{then}`, without "
            "which it cannot be true.",
            card=card.name, first_chance=given[0], first=first, then_chance=given[1], then=then,
        )  # fmt: skip
        paragraph(told)
