"""Plans of a class by its length; a third of each is debrief, or it is better not run."""

from __future__ import annotations

from dataclasses import dataclass

DEBRIEF = "Debrief"


@dataclass(frozen=True)
class Step:
    """A part of a class: minutes from its start, phase, what is done, what comes of it."""

    begins: int
    ends: int
    phase: str
    done: str
    product: str = ""

    @property
    def minutes(self) -> str:
        """Return "0–5"."""
        return f"{self.begins}–{self.ends}"


@dataclass(frozen=True)
class Plan:
    """A plan for a class, said in its language where it is shown. note: what it needs besides."""

    title: str
    note: str
    steps: tuple[Step, ...]


FIFTY = Plan(
    "A plan for 50 minutes",
    "One room, one screen; a proposal takes half a minute to run.",
    (
        Step(0, 5, "Brief", "The question, the actors, what the model is and is not."),
        Step(5, 10, "Guess", "Everyone fills in the guess sheet alone; then hands up.",
             "Sealed guesses"),
        Step(10, 17, "Reveal",
             "One world first, then five, then all: luck before shares. Compare with the guesses.",
             "One sentence each"),
        Step(17, 29, "Teams", "Each team moves three levers; two proposals are run.", "A proposal"),
        Step(29, 44, DEBRIEF, "What happened, why, reality, so what.", "Notes"),
        Step(44, 47, "Break it", "Which single assumption would change your conclusion?", "A vote"),
        Step(47, 50, "Exit ticket", "What would survive; what is not said.", "Two answers"),
    ),
)  # fmt: skip

TWENTY = Plan(
    "A plan for 20 minutes",
    "A demonstration: the teacher moves the levers, the class guesses.",
    (
        Step(0, 3, "Brief", "The question, and what the model is and is not."),
        Step(3, 6, "Guess", "One share only: in how many of 100 worlds does a ceasefire hold?",
             "Hands up"),
        Step(6, 10, "Reveal", "One world, five, all.", "One sentence each"),
        Step(10, 13, "One change", "The lever most named is moved and run beside it."),
        Step(13, 20, DEBRIEF, "What happened, why, and what the model leaves out.", "Exit ticket"),
    ),
)  # fmt: skip

TWICE_FIFTY = Plan(
    "A plan for twice 50 minutes",
    "Between both, teams read the situation and their role sheet, and choose their proposal.",
    (
        Step(0, 10, "Brief", "The question, the actors; roles are handed out, observers too."),
        Step(10, 18, "Guess", "The guess sheet alone, then in pairs.", "Sealed guesses"),
        Step(18, 32, "Reveal", "One world is read aloud; then five, then all, in both views.",
             "One sentence each"),
        Step(32, 50, DEBRIEF, "What happened, and why.", "A question to test"),
        Step(50, 72, "Teams", "Proposals of three changes are argued in role and run.",
             "A proposal"),
        Step(72, 82, "Break it", "Each team overturns another team's conclusion by one assumption.",
             "A vote"),
        Step(82, 98, DEBRIEF, "Reality and so what; a world under both, side by side.", "Notes"),
        Step(98, 100, "Exit ticket", "What would survive; what is not said.", "Two answers"),
    ),
)  # fmt: skip

THREE_HOURS = Plan(
    "A plan for three hours",
    "With roles: teams negotiate, and the model answers for everybody who is not in the room.",
    (
        Step(0, 15, "Brief", "The question, the model, the role sheets; observers are named."),
        Step(15, 25, "Guess", "The guess sheet alone.", "Sealed guesses"),
        Step(25, 40, "Reveal", "One world, five, all, in both views.", "One sentence each"),
        Step(40, 60, "In roles", "Each team writes what it wants, and what it does not sign.",
             "A position"),
        Step(60, 70, "Break", "Out of the roles; nobody argues."),
        Step(70, 105, "Negotiation", "Teams meet and put forward proposals of three changes.",
             "Proposals"),
        Step(105, 117, "Runs", "Up to four proposals are run beside the scenario.", "Differences"),
        Step(117, 177, DEBRIEF,
             "Out of the roles first. What happened, why, reality, so what.", "Notes"),
        Step(177, 180, "Exit ticket", "What would survive; what is not said.", "Two answers"),
    ),
)  # fmt: skip

PLANS = (FIFTY, TWENTY, TWICE_FIFTY, THREE_HOURS)
