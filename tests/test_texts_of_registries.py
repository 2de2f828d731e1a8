"""Every text that a registry holds for people is in the catalogue, and said well in Ukrainian."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from string import Formatter

import pytest

from contactline.bargaining import MODELS
from contactline.dials import DIALS
from contactline.dials.issues import ISSUE_WORDS
from contactline.dials.measures import LASTING
from contactline.evidence import claims, figures
from contactline.language.texts import read_catalogue
from contactline.scenario import available, load
from contactline.scenario.decisions import DECISIONS
from contactline.scenario.fields import FIELDS
from contactline.show.app.drawn import DRAWN
from contactline.show.charts import CHARTS
from contactline.show.questions import BEYOND, QUESTIONS
from contactline.study.forecast.questions import QUESTIONS as QUESTIONS_OF_A_CARD
from contactline.study.patterns.registry import PATTERNS
from contactline.world.outcomes import MEASURES, OUTCOMES
from contactline.world.postures import LADDER
from language_sample import catalogue

REGISTRIES: Mapping[str, object] = {
    "bargaining models": MODELS,
    "charts": CHARTS,
    "charts of the page": DRAWN,
    "decisions": DECISIONS,
    "dials": DIALS,
    "fields": FIELDS,
    "issues": ISSUE_WORDS,
    "measures": MEASURES,
    "measures of lasting": LASTING,
    "outcomes": OUTCOMES,
    "patterns": PATTERNS,
    "postures": LADDER,
    "questions of a card": QUESTIONS_OF_A_CARD,
    "questions of students": QUESTIONS,
    "questions beyond the model": BEYOND,
    "scenarios": [load(name) for name in available()],
}

CODES = {
    "ActorSpec": {"id", "role", "after", "plays", "basis"},
    "Answerable": {"file", "parent", "look_at"},
    "Beyond": {"words"},
    "Chart": {"name"},
    "Content": {"claims", "expect", "expect_if_ceasefire", "dials"},
    "Decision": {"name", "role", "strategies", "prepared_by", "told_by", "actor"},
    "Dial": {"name", "kind", "basis", "moves", "given", "default", "options"},
    "Event": {"id", "claims", "change"},
    "Issue": {"name"},
    "Lasting": {"of"},
    "Measure": {"name", "kind", "lower_bound_where"},
    "Model": {"name", "source", "limit"},
    "Outcome": {"name", "ceasefire"},
    "PageChart": {"key"},
    "Pattern": {"id"},
    "Posture": {"name"},
    "Scenario": {"name", "source"},
    "Stance": {"basis"},
    "Truce": {"by"},
    "Wording": {"id", "kind"},
}
"""What is a code, a name of a file or of a source, by class: nobody translates it."""

UNSHOWN = {
    "Decision": {"sentence", "choices"},  # a part of the sentence of its field
    "Lasting": {"definition"},  # in the codebook of tables, which is English
    "Measure": {"waiting"},  # parts of labels in LASTING, which are said whole
    "Model": {"idea"},  # in docs/bargaining, which is English
    "Pattern": {"setups"},  # parts of a situation, which is said whole
}
"""What people see only as a part of a text that is said, or in pages that are English."""

LATIN = re.compile(r"[A-Za-z]{3,}")
AS_IT_STANDS = re.compile(r"`[^`]*`|\{[^}]*\}|<[^>]*>|/\w+/|--[a-z-]+|https?://\S+")
NAMES_AND_CODES = frozenset(
    "Base CNN Enter HTML JavaScript KTAB Monde PDF SALib SHA Telegraph The base contactline draft "
    "false from join log more pmax quit replay true verify wait".split()
)
CYRILLIC = re.compile(r"[А-Яа-яІіЇїЄєҐґ]")
OF_BLAME = re.compile(
    r"\b(?:ворог\w*|ворож\w*|агрес\w*|загарбни\w*|терорист\w*|режим\w*|злочинн\w*|геро\w*|"
    r"зрад\w*|капітул\w*)",
    re.IGNORECASE,
)
FORETELLING = re.compile(
    r"\b(?:безсумнівн\w*|гарант\w* що|майбутнє покаже|напевне|неминуч\w*|очевидно|"
    r"станеться неодмінно|прогнозує\w*|пророку\w*)",
    re.IGNORECASE,
)
NOT_UKRAINIAN = re.compile(
    r"[ыэёъЫЭЁЪ]|\b(?:являєть?ся|слідуюч\w*|приймати участь|на протязі|на Україні|учбов\w*|"
    r"співпада\w*|по крайній мірі|міроприємств\w*)",
    re.IGNORECASE,
)


def texts(value: object, where: str = "") -> Iterator[tuple[str, str]]:
    """Every text that an entry of a registry holds for people, with the field it stands in."""
    if isinstance(value, str):
        if re.search(r"[A-Za-z]{2}", value):
            yield where, value
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        classes = [one.__name__ for one in type(value).__mro__]
        left_out = set().union(*(CODES.get(one, ()) for one in classes))
        left_out |= set().union(*(UNSHOWN.get(one, ()) for one in classes))
        for field in dataclasses.fields(value):
            if field.name not in left_out:
                yield from texts(getattr(value, field.name), f"{classes[0]}.{field.name}")
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from texts(one, where)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts(one, where)


@cache
def keys() -> frozenset[str]:
    """The English texts of the catalogue."""
    found = [message.id for message in catalogue.template() if message.id]
    return frozenset(one for text in found for one in ([text] if isinstance(text, str) else text))


@cache
def ukrainian() -> tuple[tuple[str, str], ...]:
    """Every English text with what is said for it; of several forms each with the last English."""
    found = []
    for message in read_catalogue("uk"):
        if isinstance(message.id, str):
            found.append((message.id, str(message.string)))
        else:
            found += [(message.id[-1], form) for form in message.string]
    return tuple(pair for pair in found if pair[0])


IDS = re.compile("|".join(map(re.escape, sorted([*claims(), *figures()], key=len)[::-1])))


def plain(text: str) -> str:
    """A text without what stands as it is in every language: codes, places for values, marks."""
    return AS_IT_STANDS.sub(" ", IDS.sub(" ", text))


def places(text: str) -> Counter[str]:
    """What a text leaves open, how often; none where its braces are no places."""
    try:
        return Counter(name for _, name, _, _ in Formatter().parse(text) if name)
    except ValueError:
        return Counter()


@pytest.mark.parametrize("name", sorted(REGISTRIES))
def test_every_text_of_a_registry_is_in_the_catalogue(name):
    missing = [pair for pair in texts(REGISTRIES[name]) if pair[1] not in keys()]
    assert missing == [], "add its field to docs/texts_of_registries.py, or to CODES here"


@pytest.mark.parametrize("name", sorted(REGISTRIES))
def test_what_is_left_out_of_a_registry_is_a_field_of_it(name):
    assert list(texts(REGISTRIES[name])), "nothing of it is for people"


def test_options_and_strategies_are_in_the_catalogue_as_words():
    options = [one for dial in (*DIALS.values(), *FIELDS.values()) for one in dial.options]
    strategies = [one for decision in DECISIONS.values() for one in decision.strategies]
    said = {one.replace("_", " ") for one in (*options, *strategies)}
    assert said <= keys()


def test_every_text_is_said_in_ukrainian():
    assert [text for text, said in ukrainian() if not said] == []


def test_a_ukrainian_text_is_written_in_cyrillic():
    latin = {
        said: sorted(set(words) - NAMES_AND_CODES)
        for text, said in ukrainian()
        if (words := LATIN.findall(plain(said))) and set(words) - NAMES_AND_CODES
    }
    assert latin == {}
    bare = [text for text, said in ukrainian() if said and not CYRILLIC.search(said)]
    assert [text for text in bare if len(LATIN.findall(plain(text))) > 1] == []


def test_a_ukrainian_text_has_the_places_of_the_english_one():
    # A form for one may leave out its count, as English does.
    wrong = [
        (text, said) for text, said in ukrainian() if said and set(places(said)) - set(places(text))
    ]
    assert wrong == []
    single = [one for one in read_catalogue("uk") if isinstance(one.id, str) and one.id]
    assert [
        one.id
        for one in single
        if one.string and set(places(one.id)) != set(places(str(one.string)))
    ] == []


@pytest.mark.parametrize("words", [OF_BLAME, FORETELLING, NOT_UKRAINIAN])
def test_a_ukrainian_text_blames_nobody_foretells_nothing_and_is_ukrainian(words):
    assert [said for _, said in ukrainian() if words.search(plain(said))] == []


def test_a_ukrainian_text_has_ukrainian_signs():
    wrong = [
        said
        for _, said in ukrainian()
        if re.search(r"[А-яіїєґ]['`ʼ][А-яіїєґ]", said) or "“" in plain(said) or '"' in plain(said)
    ]
    assert wrong == [], "the apostrophe is ’, quotes are «»"
