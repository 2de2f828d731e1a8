"""The parts of the pack that are the same for every scenario, written with care by hand.

They stand here in English, and are said in the language of the pack where they are shown.
"""

IN_ALL = 100
"""Worlds of which a guess speaks, on paper as on the page."""

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

SET_UP = (
    "Try it offline before class: the pack, the slides and the page ask nothing of any network.",
    "One screen for all. The page has a large view for the back row; slides are read from there.",
    "Print the students' part once a head, the role sheets once a team, the results not before "
    "the guesses are sealed. The teacher's part stays with you.",
    "Charts are told in words beside them; the HTML can be read by a screen reader, and so can "
    "the PDF.",
    "Fewer worlds are quicker and less exact: a hundred answer within a minute on most machines.",
)

GLOSSARY = (
    ("World", "One run of the model from the first day to the last, with its own luck."),
    ("Scenario", "What is given to all worlds: stances, levers, dated events."),
    ("As it comes", "A ceasefire comes only if both sides sign one."),
    ("If there were a ceasefire", "One is put in force on a day, to see what would hold it."),
    ("Contact line", "Where the two armies face each other."),
    ("Horizon", "The last day of a run: its ending is read off then."),
    ("Neutral observers", "People without arms, of neither side, who report who fires."),
    ("Instructors", "Foreign soldiers who train in the rear, away from the contact line."),
    (
        "Military monitors",
        "Foreign soldiers along the contact line who watch whether the fire stops.",
    ),
    ("Buffer force", "Armed foreign soldiers between the two armies."),
    ("Backing", "The promise to stand behind soldiers if they are attacked."),
    ("Red line", "What an actor signs under no circumstances."),
    ("Lever", "A number or word of the scenario that somebody could change."),
    ("Assumption", "A number for which there is no source; it is drawn from a range."),
    ("95 % interval", "How far luck alone can move a share of so many worlds."),
)

TASK = (
    "You are a delegation. Propose three changes to this scenario, no more. For each say who could "
    "make it, what it costs whom, and what you expect it to change.",
    "Before it is run write down: in how many of 100 worlds does a ceasefire hold at the end then?",
    "Afterwards say in one sentence what the change turned, and whether it is beyond noise.",
)

FORM = ("Change", "Who could make it", "What it costs, and whom", "What we expect")

EXIT_TICKET = (
    "Name one conclusion that would survive a change of your weakest assumption.",
    "Name one thing that this model cannot say.",
)

MISREADINGS = (
    ("A band taken as a bound", "Ask for a world outside it; there are some in every hundred."),
    ("A share of runs taken as a share of futures",
     "Ask: a share of what? Of runs, under assumptions."),
    ("One world taken as the result", "Read a second one aloud, under the same scenario."),
    ("A difference within noise taken as found", "Run the same with another seed, and look again."),
    ("Monitors credited with what the parties brought along",
     "Compare both views: imposing is not selecting."),
    ("What is missing from the model taken as nought",
     "List what is not in it, and say which way each would push."),
)  # fmt: skip

STALLS = (
    ("“It is all assumptions.”", "So is every plan. Which one carries the conclusion, and how "
     "would you find out about it?"),
    ("“My side would never.”", "Move that red line on the page, and see what else moves."),
    ("“So nothing works.”", "Ask which ending changed at all, and for whom that matters."),
    ("Silence after the reveal", "Begin with the guess that was farthest off, and ask what "
     "its author had in mind."),
)  # fmt: skip

MEMO = (
    "Write 600 words to a minister who has not seen the model. Recommend one change, say what it "
    "turned in the runs with count and interval, name the assumption that could overturn it, and "
    "say what may not be concluded."
)

RUBRIC = (
    ("Uses the numbers", "Shares without a base", "Counts with intervals",
     "Paired differences, noise named"),
    ("Explains why", "Names a lever", "Names the mechanism", "Follows a world to where it parts"),
    ("Doubts the model", "Says that models simplify", "Names a weak assumption",
     "Tests it, and says what would change"),
    ("Language", "Promises or blames", "Careful", "Careful, and says whose words for a share"),
)  # fmt: skip
RUBRIC_HEAD = ("What is looked at", "Begins", "Does it", "Does it well")
