"""Questions to talk over, in four groups, with the numbers of this run in them."""

from __future__ import annotations

from contactline.evidence import figures
from contactline.language.phrases import per_cent
from contactline.scenario.assumptions import count_inputs
from contactline.show.tables import counts_of
from contactline.show.teaching.reveal import A_YEAR, flips, share_after
from contactline.show.words import range_sentence
from contactline.show.words.commands import command, scenario_words
from contactline.show.words.flips import flipped_sentences, twins_of
from contactline.study.comparison import compare
from contactline.study.ensemble import Results
from contactline.world.outcomes import OUTCOMES

RECORD = "truce-survival-1-year"


def debrief(
    results: Results, if_ceasefire: Results, base: Results | None
) -> list[tuple[str, list[str]]]:
    """Return (group, questions): what happened, why, reality, so what."""
    return [
        ("What happened", _happened(results)),
        ("Why", _why(results, if_ceasefire, base)),
        ("Reality", _reality(results, if_ceasefire)),
        ("So what", _so_what(if_ceasefire)),
    ]


def _happened(run: Results) -> list[str]:
    counts = counts_of(run)
    most, least = max(counts, key=counts.__getitem__), min(counts, key=counts.__getitem__)
    begun = int((run.outcomes["ceasefires"] > 0).sum())
    return [
        f"The most frequent ending was “{OUTCOMES[most].label}”, in {counts[most]:,} of "
        f"{run.worlds:,} runs, the rarest “{OUTCOMES[least].label}”, in {counts[least]:,}. "
        "Where was your guess farthest off, and what had you in mind?",
        f"A ceasefire began in {begun:,} of {run.worlds:,} runs. What surprised you, and what "
        "did it feel like to see a war counted in runs?",
    ]


def _why(run: Results, if_ceasefire: Results, base: Results | None) -> list[str]:
    how = if_ceasefire.outcomes["broken_how"]
    escalation, resumption = int((how == "escalation").sum()), int((how == "resumption").sum())
    asked = [
        f"With a ceasefire imposed, {escalation + resumption:,} of {if_ceasefire.worlds:,} first "
        f"ceasefires broke: {escalation:,} by fire that fed on itself, {resumption:,} because a "
        "side chose to go back to war. Which levers close the first road, and which the second?",
    ]
    twins = _two_worlds(run)
    if twins:
        asked.append(twins)
    if base is not None:
        asked += _beside(base, run)
    return asked


def _beside(base: Results, run: Results) -> list[str]:
    """Return questions on what the scenario changed against base, and on a world that changed."""
    one = compare(base, run)
    asks = (
        "What kept so much the same?" if one.holding.within_noise else "Which mechanism did that?"
    )
    asked = [f"{flips(base, run)} {asks}"]
    told = twins_of([base, run], one)
    if told:
        flipped = " ".join(flipped_sentences(one, 1))
        asked.append(f"{flipped} Read one under both (`{told}`): at which event do they part?")
    return asked


def _two_worlds(run: Results) -> str:
    """Return a question on two worlds that end otherwise, empty if all end alike."""
    ends = run.outcomes["outcome"]
    first = ends.index[0]
    others = ends.index[ends != ends.iloc[0]]
    if not len(others):
        return ""
    labels = [OUTCOMES[str(ends.loc[world])].label for world in (first, others[0])]
    told = command("replay", *scenario_words(run.scenario), "--world", str(others[0]))
    told += f" --seed {run.seed}"
    return (
        f"World {first} ends as “{labels[0]}”, world {others[0]} as “{labels[1]}”, under the same "
        f"scenario. Read both (`{told}`): at which event do they part, and was that luck or a "
        "stance?"
    )


def _reality(run: Results, if_ceasefire: Results) -> list[str]:
    assumed, inputs = count_inputs(run.scenario)
    asked = [
        f"{assumed} of {inputs} inputs are assumptions without a source. Which one of them, if it "
        "is wrong, overturns what you concluded?",
        "Elections, the war in the air and at sea, prisoners, nuclear threats and the money for "
        "it all are not in the model. Which of them matters most for your answer, and why?",
    ]
    found, record = share_after(if_ceasefire, A_YEAR), figures()[RECORD]
    if found and isinstance(record.value, float):
        n, share = found
        asked.insert(
            0,
            f"Of {n:,} imposed ceasefires, {per_cent(share)} still held after a year in these "
            f"runs; of truces without peacekeepers on record it was {per_cent(record.value)} "
            f"({record.source}). What is alike in those cases and this one, and what is not?",
        )
    return asked


def _so_what(if_ceasefire: Results) -> list[str]:
    losses = range_sentence(
        "Casualties of the mission", if_ceasefire.outcomes["mission_casualties"], "soldiers"
    )
    return [
        "Which of the changes your team chose could one government make alone, and who would bear "
        "its cost?",
        f"{losses} Whose lives are in this number, and whose are in none of the tables?",
        "What would you need to know before you advised anybody on the strength of this?",
    ]
