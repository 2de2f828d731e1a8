"""Moves in words: who moves where, through which offer, at what odds and gains."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactline.bargaining import OFFERS, Move
from contactline.bargaining.explaining import (
    decimals_of,
    in_a_sentence,
    sentence,
    signed,
    visible,
    what,
    why,
    written,
    written_step,
)
from contactline.language.phrases import per_cent
from words_that_need_numbers import forbidden_words

ACTORS, YEARS = ("Belgium", "France", "Greece"), (4, 10)
ISSUES = ("emissions", "trade")
NAN = float("nan")
MOVE = Move(1, 0, 1, 1, "compromise", (0,), (50,), (73.6,), 0.42, -0.1148, 0.2433)


def test_a_move_by_hand():
    assert sentence(MOVE, ACTORS, ISSUES, YEARS) == (
        "Round 1: Belgium moves from 7.00 to 8.42 on emissions, through a compromise offered by "
        "France (Belgium at 42 % to prevail; gain −0.115 for Belgium, +0.243 for France)."
    )
    assert what(MOVE, ACTORS, ISSUES) == "Belgium moves from 50.0 to 73.6 on emissions."
    assert why(MOVE, ACTORS) == (
        "a compromise offered by France (Belgium at 42 % to prevail; gain −0.115 for Belgium, "
        "+0.243 for France)"
    )


def test_moves_on_several_issues_are_one_sentence():
    move = replace(MOVE, issues=(1, 0), before=(0.0, 10.0), after=(5.0, 10.04))
    expected = "Belgium moves from 0.0 to 5.0 on trade and from 10.00 to 10.04 on emissions."
    assert what(move, ACTORS, ISSUES) == expected


OFFERED = {
    "bargain": ("a bargain offered by France", "a bargain of its own with France"),
    "compromise": ("a compromise offered by France", "a compromise of its own with France"),
    "exchange": ("an exchange with France, which yields on another issue",) * 2,
    "confrontation": ("a confrontation with France that it would lose",) * 2,
    "capitulation": ("a demand of France that it gives in to",) * 2,
    "conflict": ("a dispute with France that it loses",) * 2,
}


@pytest.mark.parametrize("offer", OFFERS[1:])
def test_every_offer_has_words_of_its_own(offer):
    quiet = replace(MOVE, offer=offer, odds=NAN, gain=NAN, partner_gain=NAN)
    for maker, expected in zip((1, 0), OFFERED[offer], strict=True):
        move = replace(quiet, maker=maker)
        assert why(move, ACTORS) == expected
        told = sentence(move, ACTORS, ISSUES)
        assert told.endswith(f"on emissions, through {expected}.")
        assert forbidden_words(sentence(replace(move, odds=0.42), ACTORS, ISSUES)) == ()


def test_what_the_model_does_not_say_is_left_out():
    assert why(replace(MOVE, odds=NAN, gain=NAN), ACTORS) == (
        "a compromise offered by France (gain +0.243 for France)"
    )
    assert why(replace(MOVE, gain=NAN, partner_gain=NAN), ACTORS) == (
        "a compromise offered by France (Belgium at 42 % to prevail)"
    )
    assert why(replace(MOVE, partner=-1, offer="exchange"), ACTORS).startswith(
        "an exchange with nobody"
    )


@pytest.mark.parametrize(
    ("share", "text"),
    [(0, "0 %"), (0.001, "under 1 %"), (0.42, "42 %"), (0.999, "over 99 %"), (1, "100 %")],
)
def test_a_share_is_never_all_or_nothing_unless_it_is(share, text):
    assert per_cent(share) == text


@pytest.mark.parametrize(
    ("gain", "text"),
    [(0.0, "0"), (1e-5, "0"), (-0.0004, "0"), (0.0123, "+0.012"), (-6000 / 7, "−857.14")],
)
def test_a_gain_has_its_sign(gain, text):
    assert signed(gain) == text


def test_decimals_follow_the_scale():
    scales = [(0, 100), (4, 10), (0, 1), (0, 0.001), (0, 1e9), (0, 1e-300)]
    assert [decimals_of(scale) for scale in scales] == [1, 2, 2, 5, 1, 12]
    assert written(50.0, (0, 1)) == "0.50"
    assert written(-0.0) == "0.0"
    assert written_step(10.0, 10.004) == ("10.000", "10.004")
    assert written_step(10.0, 10.0) == ("10.0", "10.0")


@given(st.floats(0, 100), st.floats(0, 100))
def test_two_positions_that_differ_read_differently(before, after):
    start, end = written_step(before, after)
    assert (start != end) == (abs(before - after) > 1e-12) or np.isclose(before, after, atol=1e-11)


def test_a_name_that_would_read_as_several_stands_in_quotes():
    names = ["A, Kyiv", "B; east", "War and peace", "C"]
    shown = list(map(in_a_sentence, names))
    assert shown == ["“A, Kyiv”", "“B; east”", "“War and peace”", "C"]
    assert in_a_sentence("Sandland") == "Sandland"
    odd = ("C", "A, Kyiv", "B")
    assert "“A, Kyiv”" in why(MOVE, odd)


def test_what_cannot_be_seen_is_written_as_an_escape():
    assert visible("a\nb\x1b[31m\u2028\u202e") == "a\\nb\\x1b[31m\\u2028\\u202e"
    assert visible('"Bob" Ünal, 日本 😀') == '"Bob" Ünal, 日本 😀'
    odd = ("{partner} %", "{0}", "C")
    assert why(MOVE, odd).startswith("a compromise offered by {0} ({partner} % at 42 %")
