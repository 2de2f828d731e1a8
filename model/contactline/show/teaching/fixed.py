"""The parts of the hand-out that are the same for every scenario, written with care by hand."""

PLAN = (
    ("0–5", "Brief", "The question, the actors, what the model is and is not.", ""),
    ("5–10", "Guess", "Everyone fills in the guess sheet alone; then hands up.", "Sealed guesses"),
    (
        "10–17",
        "Reveal",
        "One run first, then five, then all: luck before shares. Compare with the guesses.",
        "One sentence each",
    ),
    ("17–29", "Teams", "Each team moves three levers; two proposals are run.", "A proposal"),
    ("29–44", "Debrief", "What happened, why, reality, so what.", "Notes"),
    ("44–47", "Break it", "Which single assumption would change your conclusion?", "A vote"),
    ("47–50", "Exit ticket", "One thing learned, one thing doubted.", "Two answers"),
)
"""Minutes, phase, what is done, what comes of it; fifty minutes, fifteen of them debrief."""

GOALS = (
    "Explain why a ceasefire that both sides sign is harder to reach than to wish for.",
    "Compare what monitors, an armed force and return-fire discipline each do for the quiet.",
    "Criticise a model: say which of its assumptions carries a conclusion, and how to test it.",
)

LIMITS = (
    "A share of runs is a share of the model's runs under one scenario. It is not how often the "
    "world would do so.",
    "Intervals show the luck of a limited number of runs. They do not show that an assumption or "
    "a rule may be wrong.",
    "Stances are drawn from wide ranges that people chose. Nobody knows them.",
    "Nothing in the scenario is later than the date on the cover. What happened afterwards is "
    "for the class to bring in.",
    "One run is a story, not the result. A band is not a promise.",
)

CARE = (
    "This war is going on. Students may have family in it, may have fled from it, or may have "
    "served. Say so at the start.",
    "Nobody has to play a side. Offer the role of observer, and let people leave without giving a "
    "reason.",
    "Keep to plain names for states and places. Do not award points for casualties or land.",
    "Leave time for the debrief; a simulation without one is better not played.",
)
