"""Questions that students bring and the model cannot be asked, each with why, and what is near."""

from __future__ import annotations

from contactline.show.questions.question import Beyond

BEYOND: tuple[Beyond, ...] = (
    Beyond(
        text="What if European aircraft patrolled the sky, or closed it?",
        words=("air", "aircraft", "patrol", "patrols", "no-fly", "sky", "jets", "missiles"),
        why="The war in the air is not in the model: its fire is that along the contact line.",
    ),
    Beyond(
        text="What if both sides stopped striking power plants (an energy truce)?",
        words=("energy", "power", "electricity", "plants", "infrastructure", "truce"),
        why="Strikes far behind the line, and what they do to people, are not in the model.",
        nearest="A truce of days along the line is an event with `truce`.",
    ),
    Beyond(
        text="What if there were a truce at sea, or a corridor for grain?",
        words=("sea", "naval", "black", "ships", "grain", "ports", "maritime"),
        why="There is no sea in the model, and no trade.",
    ),
    Beyond(
        text="What if prisoners were exchanged?",
        words=("prisoners", "prisoner", "exchange", "captives", "pow"),
        why="Prisoners are not in the model, and no step outside the five issues builds trust.",
        nearest="How far each side believes a text is `talks.belief_ukraine` and "
        "`talks.belief_russia`.",
    ),
    Beyond(
        text="What if there were elections, in Ukraine, in Europe or in the United States?",
        words=("election", "elections", "vote", "parliament", "parties", "referendum"),
        why="The actors are single: no parties, parliaments or voters, and nobody is voted out.",
        nearest="What a new government would want is a stance; opinion on sending soldiers is "
        "`home_support`; a change of course on a day is an event on dials of `broker`.",
    ),
    Beyond(
        text="What if a leader died or was overthrown?",
        words=("leader", "dies", "death", "coup", "overthrown", "putin", "zelensky", "trump"),
        why="No person is in the model, and no state changes its stances half-way.",
        nearest="Other stances from the first day are a scenario of their own.",
    ),
    Beyond(
        text="What if nuclear weapons were used, or threatened?",
        words=("nuclear", "atomic", "bomb", "radiation", "zaporizhzhia"),
        why="The model has no such step, and its numbers would say nothing of it.",
    ),
    Beyond(
        text="What if the war spread to other countries?",
        words=("spread", "moldova", "baltic", "belarus", "article", "nato-russia", "world"),
        why="There is one contact line, between two armies.",
    ),
    Beyond(
        text="What happens in my town, or in a named place?",
        words=("town", "city", "place", "kharkiv", "kherson", "donetsk", "crimea", "kursk"),
        why="The line is schematic and its sectors are no positions; it is not to be used for any "
        "single place.",
    ),
    Beyond(
        text="What if Ukraine got other weapons, or Russia more drones?",
        words=("weapons", "tanks", "drones", "artillery", "shells", "f-16", "taurus", "mines"),
        why="No weapon is in the model by its kind.",
        nearest="Aid as a whole is `broker.aid_to_ukraine`, the tempo of the war "
        "`war.assaults_per_day`, what each side expects to win `war.expected_share_ukraine`.",
    ),
    Beyond(
        text="What if one side mobilised more soldiers, or soldiers came from North Korea?",
        words=("mobilisation", "mobilise", "conscription", "korea", "china", "iran", "recruits"),
        why="The two armies have no number of soldiers, and no allies that fight.",
        nearest="How fast a side tires is `war.exhaustion_per_year_russia` and its like.",
    ),
    Beyond(
        text="How many people are killed, flee or come back?",
        words=("civilians", "refugees", "killed", "victims", "deaths", "return", "displaced"),
        why="The harm that the war does to people is not in the model. Casualties are those of "
        "foreign soldiers alone. It must not be used for decisions about people.",
    ),
    Beyond(
        text="Who pays for rebuilding, or what of frozen assets?",
        words=("money", "rebuilding", "reconstruction", "assets", "economy", "debt", "oil", "gas"),
        why="There is no economy in the model.",
        nearest="Sanctions are an issue of the talks: a stance of each actor.",
    ),
    Beyond(
        text="What of war crimes, courts and amnesty?",
        words=("crimes", "justice", "court", "tribunal", "amnesty", "law", "icc"),
        why="Justice is none of the five issues that the talks are about.",
    ),
    Beyond(
        text="What if Ukraine joined the European Union?",
        words=("eu", "accession", "membership", "union", "joined"),
        why="Alignment runs from neutral to an invitation to NATO; membership of the European "
        "Union is not on it.",
        nearest="`assume.alignment` and the stances on alignment.",
    ),
    Beyond(
        text="What if a breach were punished, by sanctions that snap back or by force?",
        words=("punished", "penalty", "snapback", "breach", "enforcement", "retaliation"),
        why="A report of monitors has no consequence but the little that being named holds back.",
        nearest="`monitors.restraint_from_attribution`; soldiers who would fight are "
        "`mission.proposal: fighting`.",
    ),
    Beyond(
        text="What if both armies pulled back from the line, or heavy weapons were withdrawn?",
        words=("pull", "withdrawal", "demilitarised", "zone", "heavy", "disengagement"),
        why="The line has no depth: nobody can stand ten kilometres further back.",
        nearest="A force between the sides is `mission.proposal: buffer`.",
    ),
    Beyond(
        text="What of winter, mud and the seasons?",
        words=("winter", "season", "seasons", "weather", "mud", "summer"),
        why="The tempo of the war does not follow the year.",
        nearest="An event that changes `war.assaults_per_day` for a time, and another that "
        "changes it back.",
    ),
    Beyond(
        text="What if militias or units disobeyed?",
        words=("militia", "militias", "spoilers", "units", "commanders", "disobey", "rogue"),
        why="Each side is one actor, without commanders or factions.",
        nearest="How far orders to hold fire are kept is `front.discipline`.",
    ),
    Beyond(
        text="What if the United Nations sent the soldiers?",
        words=("un", "united", "nations", "council", "mandate", "peacekeepers", "blue"),
        why="Soldiers wear the badge of a coalition or of NATO; no Security Council decides.",
        nearest="Neutral observers under a text are `mission.neutral_observers`; another country "
        "that sends soldiers is an actor of your file.",
    ),
    Beyond(
        text="What if there were cyber-attacks, sabotage or propaganda?",
        words=("cyber", "sabotage", "propaganda", "hybrid", "disinformation", "spies"),
        why="Nothing happens in it but war, talks, a mission and fire along the line.",
    ),
    Beyond(
        text="Who wins, and when does the war end?",
        words=("win", "wins", "end", "predict", "forecast", "when", "future"),
        why="It counts runs under assumptions and foretells nothing.",
        nearest="What the assumptions imply for dated questions is put on a card that can be "
        "scored: `contactline forecast base`.",
    ),
    Beyond(
        text="Who is right, and who is to blame?",
        words=("right", "wrong", "blame", "guilt", "fair", "just", "moral"),
        why="Stances are a modeller's reading of public statements; reasons and harm are outside "
        "the model. It makes no argument that one side is to blame.",
    ),
)
"""Every question that is known to have no lever."""
