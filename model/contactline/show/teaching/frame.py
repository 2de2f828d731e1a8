"""What stands around the numbers of a pack: headings, heads of tables, instructions.

The page, the slides and the paper say the same, each in its own form.
"""

from __future__ import annotations

from typing import Any

from contactline.language import say
from contactline.language.phrases import counted

MONTHS = (1, 3, 6, 12, 18, 24)


def frame(cover: dict[str, Any], in_all: int) -> dict[str, str]:
    """Return every such text by name. cover: as the pack has it. in_all: worlds of a guess."""
    return {
        **_of_the_cover(cover),
        **_of_the_teacher(),
        **_of_the_situation(),
        **_of_the_guess(in_all),
        **_of_the_task(),
        **_of_the_levers(),
        **_of_the_results(),
        **_of_what_it_rests_on(cover),
        **_of_the_end(),
        **_of_the_slides(cover, in_all),
    }


def _of_the_cover(cover: dict[str, Any]) -> dict[str, str]:
    runs = counted(cover["worlds"], "run")
    return {
        "pack": say("Class pack: {title}", title=cover["title"]),
        "made": say(
            "The model leaves reality on {date}: nothing later is in it. It follows each world to "
            "{last}. Scenario `{name}`, content {digest}, seed {seed}, {runs}, contactline "
            "{version}.",
            runs=runs, **_stated(cover, "date", "last", "name", "digest", "version"),
            seed=str(cover["seed"]),
        ),
        "parts": say("Parts"),
        "teacher_has": say("plans, care, set-up"),
        "students": say("For students"),
        "students_have": say("the situation, roles, guesses, levers, the task"),
        "results_have": say("once all guesses are sealed"),
        "key_has": say("answers, misreadings, assessment, limits, sources"),
    }  # fmt: skip


def _of_the_teacher() -> dict[str, str]:
    return {
        "teacher": say("For the teacher"),
        "aims": say("Aims"),
        "care": say("A word of care"),
        "minutes": say("Minutes"),
        "phase": say("Phase"),
        "done": say("What is done"),
        "product": say("What comes of it"),
        "set_up": say("Set-up and what to print"),
    }


def _of_the_situation() -> dict[str, str]:
    return {
        "situation": say("The situation"),
        "words": say("Words you meet"),
        "wants": say("What it wants"),
        "moves": say("What it can move"),
        "fears": say("What it fears"),
        "asks": say("What to ask the others"),
        "secret": say("For your team alone"),
        "actors": say("All actors and what they want"),
        "actors_note": say(
            "Read from the scenario: each position lies from 0 to 100 on a printed scale. The "
            "three issues each cares about most; red lines stand on the role sheets alone."
        ),
    }


def _of_the_guess(in_all: int) -> dict[str, str]:
    return {
        "guess": say("Your guess, before you see anything"),
        "guess_shares": say(
            "Of {in_all} worlds, how many end so? The numbers add up to {in_all}.", in_all=in_all
        ),
        "ending": say("Ending"),
        "means": say("What it means"),
        "your_guess": say("Your guess"),
        "guess_months": say(
            "Of {in_all} first ceasefires, how many still hold after so many months? They can only "
            "fall.",
            in_all=in_all,
        ),
        "months": say("Months"),
        "still_hold": say("Still hold"),
        "guess_lever": say("Which lever changes most how the worlds end, and why that one?"),
        "guess_sure": say("How sure are you, from 0 (it is a guess) to 10 (quite sure)?"),
        "guess_mind": say("What would make you change your mind?"),
    }


def _of_the_task() -> dict[str, str]:
    return {"task": say("The team's task"), "proposal": say("Our proposal")}


def _of_the_levers() -> dict[str, str]:
    return {
        "levers": say("Levers"),
        "levers_note": say("A thick frame: this scenario sets the lever otherwise than base does."),
    }


def _of_the_results() -> dict[str, str]:
    return {
        "results": say("What the runs show"),
        "results_note": say("Hand this page out only once all guesses are sealed."),
        "counts": say(
            "How the runs end; 95 % intervals that hold for all endings together; the first line "
            "counts all ceasefires that hold as one, with an interval of its own."
        ),
        "runs": say("Runs"),
        "interval": say("Interval"),
        "talk": say("To talk over"),
    }


def _of_what_it_rests_on(cover: dict[str, Any]) -> dict[str, str]:
    return {
        "break": say("Break it: what this rests on"),
        "break_note": say(
            "The unknowns that go along most with a ceasefire that holds in these {runs}. Choose "
            "one, and say what your conclusion would be if it lay at its other end.",
            runs=counted(cover["worlds"], "run"),
        ),
        "thirds": say(
            "Each card counts a third of the worlds against another, and in them all other "
            "unknowns differ too. That is no break-even: `contactline ledger {name}` moves one "
            "number at a time in the same worlds, and finds where the result turns.",
            name=cover["name"],
        ),
        "no_ledger": say(
            "Break-evens stand here where the pack is made with a ledger: `contactline ledger "
            "{name} --out ledger.json`, then `contactline teach {name} --ledger ledger.json`.",
            name=cover["name"],
        ),
        "break_evens": say("Break-evens: where one number alone turns the result"),
    }


def _of_the_end() -> dict[str, str]:
    return {
        "exit_ticket": say("Exit ticket"),
        "key": say("The teacher's key"),
        "answers": say("What these runs bear out"),
        "misreadings": say("Common misreadings"),
        "stalls": say("Where discussions stall"),
        "assessment": say("Assessment"),
        "limits": say("What this cannot tell you"),
        "sources": say("Sources of the scenario"),
    }


def _of_the_slides(cover: dict[str, Any], in_all: int) -> dict[str, str]:
    return {
        "slides": say("Slides: {title}", title=cover["title"]),
        "title": say("Title"),
        "predict": say("Predict"),
        "made_short": say(
            "The model leaves reality on {date}. `{name}`, content {digest}, seed {seed}, {runs}, "
            "contactline {version}.",
            runs=counted(cover["worlds"], "run"), seed=str(cover["seed"]),
            **_stated(cover, "date", "name", "digest", "version"),
        ),
        "first": say("First, what do you expect?"),
        "first_asks": say(
            "Of {in_all} worlds, in how many is a ceasefire in force at the end?", in_all=in_all
        ),
        "first_alone": say("Write a number and a reason. Nobody is asked to show it."),
        "first_care": say(
            "You foretell what a model does, not what happens in the war. People in the room may "
            "be affected by it."
        ),
        "which": say("Which assumption would change this most?"),
        "break_it": say("Break it"),
        "other_end": say("What would you conclude if it lay at its other end?"),
    }  # fmt: skip


def _stated(cover: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: cover[name] for name in names}
