"""Questions to talk over, in four groups, with the numbers of this run in them."""

from __future__ import annotations

from contactline.evidence import figures
from contactline.language import say
from contactline.language.phrases import per_cent, whole
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
        (say("What happened"), _happened(results)),
        (say("Why"), _why(results, if_ceasefire, base)),
        (say("Reality"), _reality(results, if_ceasefire)),
        (say("So what"), _so_what(if_ceasefire)),
    ]


def _happened(run: Results) -> list[str]:
    counts, worlds = counts_of(run), whole(run.worlds)
    most, least = max(counts, key=counts.__getitem__), min(counts, key=counts.__getitem__)
    begun = int((run.columns["ceasefires"] > 0).sum())
    return [
        say(
            "The most frequent ending was “{most}”, in {often} of {worlds} runs, the rarest "
            "“{least}”, in {seldom}. Where was your guess farthest off, and what had you in mind?",
            most=say(OUTCOMES[most].label), often=whole(counts[most]), worlds=worlds,
            least=say(OUTCOMES[least].label), seldom=whole(counts[least]),
        ),
        say(
            "A ceasefire began in {begun} of {worlds} runs. What surprised you, and what did it "
            "feel like to see a war counted in runs?",
            begun=whole(begun), worlds=worlds,
        ),
    ]  # fmt: skip


def _why(run: Results, if_ceasefire: Results, base: Results | None) -> list[str]:
    how = if_ceasefire.columns["broken_how"]
    escalation, resumption = int((how == "escalation").sum()), int((how == "resumption").sum())
    asked = [
        say(
            "With a ceasefire imposed, {broken} of {worlds} first ceasefires broke: {escalation} "
            "by fire that fed on itself, {resumption} because a side chose to go back to war. "
            "Which levers close the first road, and which the second?",
            broken=whole(escalation + resumption), worlds=whole(if_ceasefire.worlds),
            escalation=whole(escalation), resumption=whole(resumption),
        ),
    ]  # fmt: skip
    twins = _two_worlds(run)
    if twins:
        asked.append(twins)
    if base is not None:
        asked += _beside(base, run)
    return asked


def _beside(base: Results, run: Results) -> list[str]:
    """Return questions on what the scenario changed against base, and on a world that changed."""
    one = compare(base, run)
    same = one.holding.within_noise
    asks = say("What kept so much the same?") if same else say("Which mechanism did that?")
    asked = [f"{flips(base, run)} {asks}"]
    told = twins_of([base, run], one)
    if told:
        flipped = " ".join(flipped_sentences(one, 1))
        read = say("Read one under both (`{command}`): at which event do they part?", command=told)
        asked.append(f"{flipped} {read}")
    return asked


def _two_worlds(run: Results) -> str:
    """Return a question on two worlds that end otherwise, empty if all end alike."""
    ends = run.columns["outcome"]
    first = ends.index[0]
    others = ends.index[ends != ends.iloc[0]]
    if not len(others):
        return ""
    worlds = (first, others[0])
    label, other = (say(OUTCOMES[str(ends.loc[world])].label) for world in worlds)
    one, another = (_replay(run, world) for world in worlds)
    return say(
        "World {world} ends as “{label}”, world {another} as “{otherwise}”, under the same "
        "scenario. Read both (`{command}`, `{another_command}`): at which event do they part, and "
        "was that luck or a stance?",
        world=str(first), label=label, another=str(others[0]), otherwise=other,
        command=one, another_command=another,
    )  # fmt: skip


def _replay(run: Results, world: int) -> str:
    """Return the command that tells one world of a run."""
    words = scenario_words(run.scenario)
    return command("replay", *words, "--world", str(world), "--seed", str(run.seed))


def _reality(run: Results, if_ceasefire: Results) -> list[str]:
    assumed, inputs = count_inputs(run.scenario)
    asked = [
        say(
            "{assumed} of {inputs} inputs are assumptions without a source. Which one of them, if "
            "it is wrong, overturns what you concluded?",
            assumed=whole(assumed), inputs=whole(inputs),
        ),
        say(
            "Elections, the war in the air and at sea, prisoners, nuclear threats and the money "
            "for it all are not in the model. Which of them matters most for your answer, and why?"
        ),
    ]  # fmt: skip
    found, record = share_after(if_ceasefire, A_YEAR), figures()[RECORD]
    if found and isinstance(record.value, float):
        n, share = found
        told = say(
            "Of {n} imposed ceasefires, {share} still held after a year in these runs; of truces "
            "without peacekeepers on record it was {record} ({source}). What is alike in those "
            "cases and this one, and what is not?",
            n=whole(n), share=per_cent(share), record=per_cent(record.value), source=record.source,
        )  # fmt: skip
        asked.insert(0, told)
    return asked


def _so_what(if_ceasefire: Results) -> list[str]:
    losses = range_sentence(
        say("Casualties of the mission"), if_ceasefire.columns["mission_casualties"], "soldiers"
    )
    whose = say("Whose lives are in this number, and whose are in none of the tables?")
    return [
        say(
            "Which of the changes your team chose could one government make alone, and who would "
            "bear its cost?"
        ),
        f"{losses} {whose}",
        say("What would you need to know before you advised anybody on the strength of this?"),
    ]
