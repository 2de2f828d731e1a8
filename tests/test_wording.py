"""Sentences: every band edge, every gap, singulars, honest zeros, and a lint that catches."""

import re

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from contactline.errors import RunError
from contactline.show.words import (
    CONFIDENCE_RULE,
    NOT_A_FORECAST,
    SCALES,
    confidence_level,
    confidence_sentence,
    difference_sentence,
    find_scale,
    flips_sentence,
    likelihood_sentence,
    range_sentence,
    scale_table,
)
from contactline.study.comparison import Difference
from contactline.study.intervals import paired_share_interval
from words_that_need_numbers import forbidden_words

HOLDS = "the ceasefire still holds after 12 months"
scales = st.sampled_from(sorted(SCALES))
counts = st.integers(1, 2500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def words_for(hits, n, scale="ICD 203"):
    """Return the words of the sentence where the interval is as narrow as the share."""
    share = hits / n
    sentence = likelihood_sentence(HOLDS, hits, n, scale=scale, interval=(share, share))
    return sentence.split("): ", 1)[1].removesuffix(f", {scale}.")


def test_the_whole_sentence():
    assert likelihood_sentence(HOLDS, 41, 100) == (
        "In 41 of 100 runs of the model under this scenario, the ceasefire still holds after 12 "
        "months (41 %, 95 % interval 32 % to 51 %): unlikely (20–45 %), bordering on roughly even "
        "chance (45–55 %), ICD 203."
    )
    assert likelihood_sentence(HOLDS, 8400, 12000, under="`base`", scale="PHIA") == (
        "In 8,400 of 12,000 runs of the model under `base`, the ceasefire still holds after 12 "
        "months (70 %, 95 % interval 69 % to 71 %): likely or probable (≈55–≈75 %), PHIA."
    )


ICD_EDGES = [
    (9, "in fewer than 1 of 100 runs, below the lowest word of the scale"),
    (10, "almost no chance (1–5 %)"),
    (49, "almost no chance (1–5 %)"),
    (50, "very unlikely (5–20 %)"),
    (199, "very unlikely (5–20 %)"),
    (200, "unlikely (20–45 %)"),
    (449, "unlikely (20–45 %)"),
    (450, "roughly even chance (45–55 %)"),
    (549, "roughly even chance (45–55 %)"),
    (550, "likely (55–80 %)"),
    (799, "likely (55–80 %)"),
    (800, "very likely (80–95 %)"),
    (949, "very likely (80–95 %)"),
    (950, "almost certain (95–99 %)"),
    (990, "almost certain (95–99 %)"),
    (991, "in more than 99 of 100 runs, above the highest word of the scale"),
]


@pytest.mark.parametrize(("hits", "words"), ICD_EDGES)
def test_icd_203_edges_belong_to_the_higher_band(hits, words):
    # 44.9 % is printed "just under 45 %"; the words of a point interval must not waver.
    assert words_for(hits, 1000).startswith(words)


PHIA_BANDS = [
    (1, 50, "remote chance (>0–≈5 %)"),
    (100, 200, "highly unlikely (≈10–≈20 %)"),
    (250, 350, "unlikely (≈25–≈35 %)"),
    (400, 499, "realistic possibility (≈40–<50 %)"),
    (550, 750, "likely or probable (≈55–≈75 %)"),
    (800, 900, "highly likely (≈80–≈90 %)"),
    (950, 999, "almost certain (≈95–<100 %)"),
]


@pytest.mark.parametrize(("first", "last", "words"), PHIA_BANDS)
def test_phia_bands_hold_both_ends(first, last, words):
    assert words_for(first, 1000, "PHIA").startswith(words)
    assert words_for(last, 1000, "PHIA").startswith(words)


@pytest.mark.parametrize("index", range(6))
def test_phia_gaps_name_both_neighbours_and_the_nearer(index):
    (_, below, lower), (above, _, upper) = PHIA_BANDS[index], PHIA_BANDS[index + 1]
    below = 500 if below == 499 else below
    for hits, place in [
        (below + 1, "nearer the first"),
        ((below + above) // 2, "midway"),
        (above - 1, "nearer the second"),
    ]:
        assert words_for(hits, 1000, "PHIA") == f"between {lower} and {upper}, {place}"


def test_phia_has_no_word_for_one_half_none_and_all():
    assert words_for(1, 2, "PHIA").startswith("between realistic possibility (≈40–<50 %) and")
    assert words_for(0, 9, "PHIA") == "in none of these runs, below the lowest word of the scale"
    assert words_for(9, 9, "PHIA") == "in all of these runs, above the highest word of the scale"


@pytest.mark.parametrize(
    ("interval", "words"),
    [
        ((0.22, 0.44), "unlikely (20–45 %)"),
        ((0.18, 0.44), "unlikely (20–45 %), bordering on very unlikely (5–20 %)"),
        ((0.22, 0.45), "unlikely (20–45 %), bordering on roughly even chance (45–55 %)"),
        (
            (0.19, 0.46),
            "unlikely (20–45 %); the interval ranges from very unlikely (5–20 %) to roughly even "
            "chance (45–55 %)",
        ),
        ((0.25, 0.6), "unlikely (20–45 %); the interval reaches up to likely (55–80 %)"),
        ((0.03, 0.4), "unlikely (20–45 %); the interval reaches down to almost no chance (1–5 %)"),
    ],
)
def test_straddling_is_named(interval, words):
    assert likelihood_sentence(HOLDS, 3, 10, interval=interval).endswith(f"): {words}, ICD 203.")


def test_straddling_into_a_gap_or_beyond_the_words():
    assert likelihood_sentence(HOLDS, 41, 100, scale="PHIA").endswith(
        "): realistic possibility (≈40–<50 %); the interval ranges from unlikely (≈25–≈35 %) to "
        "the gap below likely or probable (≈55–≈75 %), PHIA."
    )
    assert likelihood_sentence(HOLDS, 7, 500).endswith(
        "): almost no chance (1–5 %), with an interval that reaches below the lowest word of the "
        "scale, ICD 203."
    )


@pytest.mark.parametrize(
    ("hits", "n", "start", "numbers"),
    [
        (0, 500, "In 0 of 500 runs", "(0 %, 95 % interval 0 % to 0.8 %)"),
        (1, 500, "In 1 of 500 runs", "(under 1 %, 95 % interval under 0.1 % to 1.1 %)"),
        (499, 500, "In 499 of 500 runs", "(over 99 %, 95 % interval 98.9 % to over 99.9 %)"),
        (500, 500, "In 500 of 500 runs", "(100 %, 95 % interval 99.2 % to 100 %)"),
        (0, 1, "In 0 of 1 run of", "(0 %, 95 % interval 0 % to 79 %): not in this one run,"),
        (1, 1, "In 1 of 1 run of", "(100 %, 95 % interval 21 % to 100 %): in this one run,"),
        (1, 2, "In 1 of 2 runs", "(50 %, 95 % interval 9 % to 91 %)"),
        (1, 30, "In 1 of 30 runs", "(3 %, 95 % interval under 1 % to 17 %)"),
        (99, 500, "In 99 of 500 runs", "(just under 20 %, 95 % interval 17 % to 24 %)"),
    ],
)
def test_numbers_and_singulars(hits, n, start, numbers):
    sentence = likelihood_sentence(HOLDS, hits, n)
    assert sentence.startswith(start)
    assert numbers in sentence


def test_without_runs_there_is_no_share():
    assert likelihood_sentence(HOLDS, 0, 0) == (
        "There are no runs of the model under this scenario to say how often the ceasefire still "
        "holds after 12 months."
    )


def test_other_levels_are_printed():
    assert "(50 %, 90 % interval 42 % to 58 %)" in likelihood_sentence(HOLDS, 50, 100, level=0.9)


@given(counts, scales)
@example((1, 2500), "PHIA")
@example((2499, 2500), "PHIA")
@settings(max_examples=300)
def test_every_sentence_is_complete(case, scale):
    hits, n = case
    sentence = likelihood_sentence(HOLDS, hits, n, scale=scale)
    assert forbidden_words(sentence) == ()
    assert sentence.startswith(f"In {hits:,} of {n:,} run")
    assert re.search(r" %, 95 % interval [\d.a-z %]+\): ", sentence)
    assert sentence.endswith(f", {scale}.")
    assert (
        any(str(band) in sentence for band in SCALES[scale].bands)
        or "word of the scale" in sentence
    )
    assert "(0 %" not in sentence or hits == 0
    assert "(100 %" not in sentence or hits == n


@given(counts, scales)
@settings(max_examples=200)
def test_the_words_hold_the_share(case, scale):
    position = find_scale(scale).position(100 * case[0] / case[1])
    named = words_for(*case, scale)
    near = {int(np.floor(position)), int(np.ceil(position))}
    for index, band in enumerate(SCALES[scale].bands):
        if index in near:
            assert str(band) in named


def test_a_share_on_a_rounding_edge_keeps_its_word():
    assert "just under 20 %, " in likelihood_sentence(HOLDS, 1998, 10000)
    assert "just over 20 %, " in likelihood_sentence(HOLDS, 2040, 10000, scale="PHIA")


def test_unknown_scales_and_impossible_counts_are_refused():
    with pytest.raises(RunError, match=r"likelihood words 'IPCC'. Use one of: ICD 203, PHIA"):
        likelihood_sentence(HOLDS, 1, 2, scale="IPCC")
    with pytest.raises(RunError, match="hits must lie between 0 and n"):
        likelihood_sentence(HOLDS, 3, 2)


def test_scale_tables_are_those_of_the_standards():
    icd = scale_table()
    assert icd[0] == ("almost no chance", "1–5 %")
    assert icd[-1] == ("almost certain", "95–99 %")
    assert len(icd) == len(scale_table("PHIA")) == 7
    assert scale_table("PHIA")[3] == ("realistic possibility", "≈40–<50 %")
    assert "takes the higher band" in find_scale("ICD 203").rule


@pytest.mark.parametrize(
    ("assumptions", "dials", "sentence"),
    [
        (31, 62, "low: 31 of 62 inputs are assumptions without a source."),
        (11, 27, "low: 11 of 27 inputs are assumptions without a source."),
        (9, 27, "moderate: 9 of 27 inputs are assumptions without a source."),
        (2, 19, "moderate: 2 of 19 inputs are assumptions without a source."),
        (2, 20, "high: 2 of 20 inputs are assumptions without a source."),
        (1, 62, "high: 1 of 62 inputs is an assumption without a source."),
        (0, 62, "high: all 62 inputs have a source."),
        (1, 1, "low: the one input is an assumption without a source."),
        (0, 1, "high: the one input has a source."),
    ],
)
def test_confidence_is_a_sentence_of_its_own(assumptions, dials, sentence):
    got = confidence_sentence(assumptions, dials)
    assert got == f"Confidence in this statement is {sentence}"
    assert forbidden_words(got) == ()
    assert confidence_level(assumptions, dials) in sentence


@pytest.mark.parametrize(("assumptions", "dials"), [(0, 0), (3, 2), (-1, 2)])
def test_confidence_needs_inputs(assumptions, dials):
    with pytest.raises(RunError, match=rf"Got {assumptions} assumptions of {dials} inputs"):
        confidence_sentence(assumptions, dials)


def a_share(gained, lost, n):
    low, high = paired_share_interval(gained, lost, n)
    mean = (gained - lost) / n if n else np.nan
    return Difference("holds", "Holding", "share", 0, 0, mean, low, high, n, 0, 0, gained, lost)


def a_measure(mean, low, high, n, n_a, n_b, unit="troops", moved=9):
    return Difference("x", "Peak", unit, 0, 0, mean, low, high, n, n_a, n_b, moved, 0)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            a_share(63, 11, 500),
            "In the same 500 worlds, `b` turned 63 from collapsed to holding and 11 the other way: "
            "+10.4 points (95 % interval 7.1 to 13.6).",
        ),
        (
            a_share(12, 11, 500),
            "In the same 500 worlds, `b` turned 12 from collapsed to holding and 11 the other way: "
            "+0.2 points (95 % interval −1.8 to +2.2), within noise.",
        ),
        (
            a_share(0, 1200, 5000),
            "In the same 5,000 worlds, `b` turned none from collapsed to holding and 1,200 the "
            "other way: −24.0 points (95 % interval −25.2 to −22.8).",
        ),
        (
            a_share(0, 0, 1),
            "In the same world, `b` turned none from collapsed to holding and none the other way: "
            "0.0 points (95 % interval −92.4 to +92.4), within noise.",
        ),
        (a_share(0, 0, 0), "There are no worlds in which `b` can be compared."),
    ],
)
def test_flips_read_well(change, sentence):
    got = flips_sentence(change, "b", before="collapsed", after="holding")
    assert got == sentence
    assert forbidden_words(got) == ()


def test_flips_fall_back_on_the_label():
    assert "turned 63 from another outcome to “holding” and" in flips_sentence(
        a_share(63, 11, 500), "b"
    )


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            a_measure(1234.5, 912.3, 1503, 500, 500, 500),
            "Peak: +1,230 troops on average under `b` against `a`, in the same 500 worlds "
            "(95 % interval 910 to 1,500).",
        ),
        (
            a_measure(-12.34, -20.2, 3.1, 212, 300, 1, unit="day"),
            "Peak: −12.3 days on average under `b` against `a`, in the same 212 worlds with a "
            "value in both (95 % interval −20.2 to +3.1; `a` has one in 300 worlds, `b` in 1), "
            "within noise.",
        ),
        (
            a_measure(0.031, 0.011, 0.052, 9, 9, 9, unit="share"),
            "Peak: +3.1 points on average under `b` against `a`, in the same 9 worlds "
            "(95 % interval 1.1 to 5.2).",
        ),
        (
            a_measure(0, 0, 0, 500, 500, 500, moved=0),
            "Peak: no difference in the same 500 worlds.",
        ),
        (
            a_measure(5, -np.inf, np.inf, 1, 1, 3),
            "Peak: +5 troops on average under `b` against `a`, in the same world with a value in "
            "both (too few worlds to tell; `a` has one in 1 world, `b` in 3).",
        ),
        (
            a_measure(np.nan, -np.inf, np.inf, 0, 3, 0, moved=0),
            "Peak: no world has a value in both runs to compare (`a` has one in 3 worlds, `b` in "
            "0).",
        ),
    ],
)
def test_differences_read_well(change, sentence):
    got = difference_sentence(change, "a", "b")
    assert got == sentence
    assert forbidden_words(got) == ()


SPREAD = np.linspace(8000, 22000, 501)


@pytest.mark.parametrize(
    ("values", "unit", "sentence"),
    [
        (
            SPREAD,
            "troops",
            "half of the 501 runs lie between 11,500 and 18,500 troops, nine of ten between 8,700 "
            "and 21,300.",
        ),
        (
            [*SPREAD, np.nan],
            "troops",
            "half of the 501 runs of 502 that have a value lie between 11,500 and 18,500 troops, "
            "nine of ten between 8,700 and 21,300.",
        ),
        (
            np.linspace(0, 1, 101),
            "share",
            "half of the 101 runs lie between 25 and 75 %, nine of ten between 5 and 95 %.",
        ),
        (
            np.arange(101),
            "day",
            "half of the 101 runs lie between day 25 and day 75, nine of ten between day 5 and day "
            "95.",
        ),
        (
            [0] * 98 + [3] * 2,
            "casualties",
            "half of the 100 runs lie at 0 casualties, nine of ten at 0, the others between 0 and "
            "3.",
        ),
        ([0.0] * 500, "troops", "at 0 troops in the 500 runs."),
        ([1.0], "days", "at 1 day in the one run."),
        ([1.0, 9.0, np.nan], "days", "between 1 and 9 days in the 2 runs of 3 that have a value."),
        ([np.nan, 4], "days", "at 4 days in the one run of 2 that has a value."),
        ([np.nan] * 5, "days", "no value in any of 5 runs."),
        ([np.nan], "days", "no value in any of 1 run."),
        ([], "days", "no runs."),
    ],
)
def test_ranges_read_well(values, unit, sentence):
    got = range_sentence("Peak", values, unit)
    assert got == f"Peak: {sentence}"
    assert forbidden_words(got) == ()


@given(
    st.lists(st.floats(-1e9, 1e9) | st.just(np.nan), max_size=60), st.sampled_from(["", "share"])
)
def test_ranges_read_for_any_numbers(values, unit):
    got = range_sentence("Peak", values, unit)
    assert got.endswith(".")
    assert forbidden_words(got) == ()
    assert "nan" not in got


def test_fixed_sentences_pass_the_lint():
    assert forbidden_words(NOT_A_FORECAST) == ()
    assert forbidden_words(NOT_A_FORECAST.replace(" ", "\n")) == ()
    assert forbidden_words(CONFIDENCE_RULE) == ()
    assert forbidden_words("They are not a forecast of the war.") != ()


GOOD = likelihood_sentence(HOLDS, 41, 100)
PHIA = likelihood_sentence(HOLDS, 41, 100, scale="PHIA")


@pytest.mark.parametrize(
    "word",
    [
        *("probably", "improbable", "probability", "likely", "unlikely", "likelihood", "chance"),
        *("chances", "odds", "possible", "possibly", "impossible", "perhaps", "maybe", "might"),
        *("certain", "certainly", "surely", "inevitable", "doubtless", "remotely", "plausible"),
        *("predict", "predicts", "prediction", "forecast", "future", "will", "won't"),
    ],
)
def test_the_lint_catches_planted_words(word):
    (found,) = forbidden_words(f"{GOOD} The ceasefire {word} holds. {PHIA}")
    assert found.word == word
    assert found.sentence == f"The ceasefire {word} holds."
    assert found.why


@pytest.mark.parametrize(
    ("text", "word", "why"),
    [
        ("The line may well ignite.", "may well", "without its range"),
        ("A remote prospect.", "remote", "without its range"),
        ("It is bound to fail.", "bound to", "without its range"),
        (GOOD.replace("(20–45 %)", ""), "unlikely", "without its range"),
        (GOOD.replace("(20–45 %)", "(25–35 %)"), "unlikely", "without its range"),
        (GOOD.replace(": unlikely", ": very unlikely"), "very", "the word without this one"),
        (GOOD.replace(", ICD 203", ""), "roughly even chance", "does not name the scale"),
        (GOOD.replace("ICD 203", "PHIA"), "roughly even chance", "does not name the scale"),
        (GOOD.replace("95 % interval ", ""), "roughly even chance", "has no interval"),
        (GOOD.replace("In 41 of 100 runs", "In runs"), "roughly even chance", "no count of runs"),
        (
            GOOD.replace(", ICD 203", " with low confidence, ICD 203"),
            "confidence",
            "confidence level",
        ),
        ("We are confident: 3 of 500 runs hold.", "confident", "a confidence level"),
        (
            GOOD.replace(
                "roughly even chance (45–55 %), ICD 203", "unlikely (≈25–≈35 %), ICD 203 PHIA"
            ),
            "unlikely",
            "mixes two scales",
        ),
    ],
)
def test_the_lint_catches_broken_forms(text, word, why):
    found = forbidden_words(text)
    assert [one.word for one in found] == [word]
    assert why in found[0].why


@pytest.mark.parametrize(
    "text",
    [
        GOOD.replace("–", "-"),
        GOOD.replace(" ", "\n", 6),
        f"{GOOD} {confidence_sentence(3, 9)} {PHIA}",
        f"Confidence\n\n{GOOD}\n\n- {PHIA}\n- {confidence_sentence(3, 9)}",
        "The scenario `likely-will-hold` runs for 730 days, uncertainty and risk included.",
        "Words follow the PHIA Probability Yardstick.",
        "The parties lack political will, and the will to fight remains in May 2025.",
        "",
    ],
)
def test_the_lint_lets_proper_prose_pass(text):
    assert forbidden_words(text) == ()
