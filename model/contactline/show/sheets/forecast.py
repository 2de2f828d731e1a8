"""The forecast card as tables to read: shares with a word, numbers in bands, and scores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import isfinite

from contactline.language import local_number, say, say_many
from contactline.language.phrases import decimal, whole
from contactline.show.sheets.sheet import NONE, Sheet
from contactline.show.words import find_scale
from contactline.show.words.numbers import grouped, interval_text, percent_of
from contactline.show.words.units import unit_of
from contactline.study.forecast import (
    Answer,
    Bin,
    CardEntry,
    Mean,
    Score,
    WrittenCard,
)
from contactline.study.forecast.scoring import Answered

SCALE = "ICD 203"
FINE = 10**6


def chance_sheet(entries: Sequence[CardEntry]) -> Sheet:
    """Return a row a question: runs, share with interval, word with range; below it the rule."""
    rows = [(question.id, *_chance_cells(answer)) for question, answer in entries]
    rule = say(entries[0].question.topic.rule).removesuffix(".")
    head = (say("Question"), say("Runs"), say("Share of runs"), say("Word ({scale})", scale=SCALE))
    return Sheet(say("Settled so: {rule}", rule=rule), head, tuple(rows))


def _chance_cells(answer: Answer) -> tuple[str, str, str]:
    """Return the runs, the share and the word of one answer."""
    if answer.chance is None:
        return (NONE, NONE, NONE)
    runs = say("of {n}", n=whole(answer.of))
    if answer.runs is not None:
        runs = say("{runs} of {n}", runs=whole(answer.runs), n=whole(answer.of))
    return (runs, chance_text(answer), word_of(answer))


def chance_text(answer: Answer) -> str:
    """Return "18 % (14–23)", or "at most 1 in 2,002 (0–0.2)" where none of the runs show it."""
    text = percent_of(*_counts(answer))
    if answer.is_most:
        text = say("all but at most 1 in {n}", n=whole(answer.of + 2))
    elif answer.is_least:
        text = say("at most 1 in {n}", n=whole(answer.of + 2))
    if answer.low is None or answer.high is None:
        return text
    return f"{text} ({interval_text(answer.low, answer.high)})"


def word_of(answer: Answer) -> str:
    """Return the likelihood word of a chance with its range, or that the scale has none."""
    scale, (hits, n) = find_scale(SCALE), _counts(answer)
    at = scale.position(Fraction(100 * hits, n))
    if 0 <= at < scale.above:
        return str(scale.bands[int(at)])
    return say("no word: below 1 %") if at < 0 else say("no word: above 99 %")


def _counts(answer: Answer) -> tuple[int, int]:
    """Return hits and runs of a chance; one that is no plain count becomes parts of a million."""
    if answer.is_least or answer.is_most:
        return (1 if answer.is_least else answer.of + 1), answer.of + 2
    if answer.runs is not None:
        return answer.runs, answer.of
    return round((answer.chance or 0.0) * FINE), FINE


def _bands(answer: Answer) -> tuple[str, ...]:
    """Return median, q25, q75, q05, q95 as text; one that no run reaches is more than the last."""
    levels = answer.quantiles or {}
    known = [levels.get(name) for name in ("median", "q25", "q75", "q05", "q95")]
    texts = iter(grouped([level for level in known if level is not None], whole=True))
    beyond = say("more than {number}", number=local_number(f"{answer.up_to:,.0f}"))
    return tuple(beyond if level is None else next(texts) for level in known)


def bands_text(answer: Answer, unit: str) -> str:
    """Return the median, and where half and nine of ten lie, with the runs they rest on."""
    median, q25, q75, q05, q95 = _bands(answer)
    return say_many(
        "median {median} {unit}; half lie in {q25} to {q75}, nine of ten in {q05} to {q95} "
        "({n} runs)",
        "median {median} {unit}; half lie in {q25} to {q75}, nine of ten in {q05} to {q95} "
        "({n} runs)",
        answer.of, median=median, unit=unit_of(median, unit), q25=q25, q75=q75, q05=q05, q95=q95,
        n=whole(answer.of),
    )  # fmt: skip


def score_sheet(card: Answered, scores: Sequence[Score]) -> Sheet:
    """Return a row a question answered: what happened, what the card said, and the score."""
    rows = tuple((one.id, truth_text(one.answer), *_score_cells(card, one)) for one in scores)
    head = (say("Question"), say("What happened"), say("The card said"), say("Score"))
    return Sheet(say("Scores against what happened, as the file of answers has it"), head, rows)


def truth_text(answer: bool | float) -> str:
    """Return what happened as it is written in a file of answers."""
    if isinstance(answer, bool):
        return "true" if answer else "false"
    return whole(answer)


def _score_cells(card: Answered, one: Score) -> tuple[str, str]:
    """Return what the card said, and the score or why there is none."""
    answer = card.entries[one.id].answer
    if one.brier is not None:
        score = say("Brier {brier}, log {log}", brier=decimal(one.brier, 3), log=loss_text(one.log))
        return chance_text(answer), score
    if one.place is None:
        return NONE, say("none: {reason}", reason=say(one.reason or ""))
    loss = ""
    if one.pinball is not None:
        loss = say(", pinball loss {loss}", loss=whole(one.pinball))
    return say("median {median}", median=_bands(answer)[0]), f"{say(one.place)}{loss}"


def loss_text(loss: float | None) -> str:
    """Return a log score as text; what was held to be impossible has no bound."""
    if loss is None:
        return NONE
    return decimal(loss, 3) if isfinite(loss) else say("without bound")


def mean_sheet(found: Sequence[Mean]) -> Sheet:
    """Return a row a card, the baselines last: its mean Brier and log scores."""
    rows = tuple(
        (one.name, NONE if one.brier is None else decimal(one.brier, 3), loss_text(one.log))
        for one in found
    )
    count = found[0].count
    caption = say_many(
        "Mean scores over the {n} settled question of yes or no that every card answers; 0 is best",
        "Mean scores over the {n} settled questions of yes or no that every card answers; 0 is "
        "best",
        count, n=whole(count),
    )  # fmt: skip
    return Sheet(caption, (say("Card"), say("Brier"), say("Log")), rows)


def calibration_sheet(bins: Sequence[Bin]) -> Sheet:
    """Return a row a bin: how many questions, what the card said on average, what happened."""
    rows = tuple(
        (
            f"{100 * one.low:.0f}–{100 * one.high:.0f} %", whole(one.count),
            f"{100 * one.said:.0f} %", f"{100 * one.happened:.0f} %",
        )
        for one in bins
    )  # fmt: skip
    head = (say("The card said"), say("Questions"), say("Said on average"), say("Came true"))
    caption = say("Calibration: both last columns agree in the long run, not over a few")
    return Sheet(caption, head, rows)


def beside_sheet(cards: Sequence[WrittenCard], answers: Mapping[str, bool | float]) -> Sheet:
    """Return a row a question of yes or no: what each card says, and what happened if settled."""
    asked = dict.fromkeys(
        name
        for card in cards
        for name, entry in card.entries.items()
        if entry.question.kind == "chance"
    )
    rows = []
    for name in asked:
        said = [
            chance_text(card.entries[name].answer) if _says(card, name) else NONE for card in cards
        ]
        happened = [truth_text(answers[name]) if name in answers else NONE] if answers else []
        rows.append((name, *said, *happened))
    happened = [say("What happened")] if answers else []
    head = (say("Question"), *(card.name for card in cards), *happened)
    return Sheet(say("What each card says"), head, tuple(rows))


def _says(card: WrittenCard, name: str) -> bool:
    return name in card.entries and card.entries[name].answer.chance is not None
