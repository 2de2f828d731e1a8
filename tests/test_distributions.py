"""Distributions: cases worked by hand, and what must hold for every one of them."""

from __future__ import annotations

import pickle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactline.dials import DIALS
from contactline.dials.declaration import Dial, number, option, switch, whole
from contactline.dials.distributions import (
    Choice,
    Distribution,
    Fixed,
    Normal,
    Triangular,
    Uniform,
    short,
)
from contactline.scenario import value_of
from contactline.scenario.values import SettingError

ABOUT = {"kind": "lever", "basis": ("assumption",), "sentence": "A dial."}
LEVEL = number("war.level", unit="points", low=-50, high=50, default=0, **ABOUT)
WEEKS = whole("talks.weeks", unit="weeks", low=-50, high=50, default=0, **ABOUT)

NUMBERS = st.floats(-50, 50).map(lambda value: value + 0.0)
WEIGHTS = st.floats(0.01, 100)
PLAIN = st.one_of(
    NUMBERS,
    st.lists(NUMBERS, min_size=2, max_size=2).map(lambda ends: {"uniform": sorted(ends)}),
    st.lists(NUMBERS, min_size=3, max_size=3).map(lambda ends: {"triangular": sorted(ends)}),
    st.tuples(NUMBERS, WEIGHTS).map(lambda pair: {"normal": list(pair)}),
    st.dictionaries(NUMBERS, WEIGHTS, min_size=1, max_size=5).map(lambda odds: {"choice": odds}),
)


@pytest.mark.parametrize(
    ("distribution", "u", "value"),
    [
        (Fixed(3.0), 0.2, 3.0),
        (Uniform(10.0, 20.0), 0.0, 10.0),
        (Uniform(10.0, 20.0), 0.25, 12.5),
        (Uniform(10.0, 20.0), 1.0, 20.0),
        # Area left of x is (x - 0)^2 / (10 * 4) up to the mode, so 0.1 lies at x = 2.
        (Triangular(0.0, 4.0, 10.0), 0.1, 2.0),
        (Triangular(0.0, 4.0, 10.0), 0.4, 4.0),
        # Area right of x is (10 - x)^2 / (10 * 6), so 0.85 lies at 10 - 3 = 7.
        (Triangular(0.0, 4.0, 10.0), 0.85, 7.0),
        (Triangular(5.0, 5.0, 5.0), 0.5, 5.0),
        (Triangular(0.0, 0.0, 10.0), 0.0, 0.0),
        (Normal(50.0, 10.0, 0.0, 100.0), 0.5, 50.0),
        (Normal(50.0, 10.0, 0.0, 100.0), 0.8413447460685429, 60.0),
        (Normal(50.0, 10.0, 0.0, 55.0), 0.9, 55.0),
        (Choice((0.2, 0.4), (1.0, 3.0)), 0.2499, 0.2),
        (Choice((0.2, 0.4), (1.0, 3.0)), 0.25, 0.4),
        (Choice((0.2, 0.4), (1.0, 3.0)), 1.0, 0.4),
        (Uniform(1.0, 3.0, whole=True), 0.3, 2.0),
        (Fixed(2.0, whole=True), 0.3, 2.0),
    ],
)
def test_quantiles_worked_by_hand(distribution, u, value):
    assert distribution.quantile(np.array([u])) == pytest.approx(value, abs=1e-12)


@pytest.mark.parametrize(
    ("plain", "distribution"),
    [
        (3, Fixed(3.0)),
        ({"uniform": [1, 2.5]}, Uniform(1.0, 2.5)),
        ({"triangular": [1, 2, 3]}, Triangular(1.0, 2.0, 3.0)),
        ({"normal": [1, 2]}, Normal(1.0, 2.0, -50, 50)),
        ({"choice": {2: 1, 0.5: 3}}, Choice((0.5, 2.0), (3.0, 1.0))),
        ({"choice": {"2": 1, "0.5": 3}}, Choice((0.5, 2.0), (3.0, 1.0))),
    ],
)
def test_plain_values_become_distributions(plain, distribution):
    assert value_of(LEVEL, plain) == distribution


@settings(max_examples=150, deadline=None)
@given(plain=PLAIN, draws=st.lists(st.floats(0, 1), min_size=1, max_size=8))
def test_quantiles_never_fall_and_stay_in_the_support(plain, draws):
    distribution = value_of(LEVEL, plain)
    assert isinstance(distribution, Distribution)
    values = distribution.quantile(np.sort(np.array(draws)))
    low, high = distribution.support
    assert np.all(np.diff(values) >= 0)
    assert LEVEL.low <= low <= values.min()
    assert values.max() <= high <= LEVEL.high


@settings(max_examples=100, deadline=None)
@given(plain=PLAIN)
def test_every_distribution_is_written_as_it_is_read(plain):
    distribution = value_of(LEVEL, plain)
    assert value_of(LEVEL, distribution.to_plain()) == distribution
    assert pickle.loads(pickle.dumps(distribution)) == distribution


@settings(max_examples=50, deadline=None)
@given(plain=PLAIN, u=st.lists(st.floats(0, 1), min_size=2, max_size=30))
def test_a_world_draws_the_same_alone_as_among_others(plain, u):
    distribution = value_of(LEVEL, plain)
    together = distribution.quantile(np.array(u))
    alone = [float(distribution.quantile(np.array([one]))[0]) for one in u]
    assert together.tolist() == alone


@settings(max_examples=50, deadline=None)
@given(low=st.integers(-50, 50), width=st.integers(0, 20), u=st.floats(0, 1))
def test_whole_dials_draw_whole_numbers(low, width, u):
    high = min(50, low + width)
    drawn = value_of(WEEKS, {"uniform": [low, high]}).quantile(np.array([u]))[0]
    assert drawn.is_integer()
    assert low <= drawn <= high


def test_shares_of_a_choice_follow_the_weights():
    u = (np.arange(4000) + 0.5) / 4000
    values = Choice((1.0, 2.0, 5.0), (1.0, 2.0, 1.0)).quantile(u)
    assert [(values == value).mean() for value in (1, 2, 5)] == [0.25, 0.5, 0.25]


def test_any_shape_of_draws_keeps_its_shape():
    for plain in (1, {"uniform": [0, 1]}, {"normal": [0, 1]}, {"choice": {1: 1}}):
        assert value_of(LEVEL, plain).quantile(np.full((3, 2), 0.5)).shape == (3, 2)


@pytest.mark.parametrize(
    ("number_", "text"), [(3.0, "3"), (0.5, "0.5"), (-0.0, "0"), (1e20, "1e+20")]
)
def test_short_numbers(number_, text):
    assert str(short(number_)) == text


def test_minus_nought_is_nought():
    assert str(value_of(LEVEL, -0.0).value) == "0.0"


def test_switches_and_options_take_only_their_own():
    consent = option("mission.consent", options=("given", "withheld"), default="given", **ABOUT)
    led = switch("mission.led", default=True, **ABOUT)
    assert value_of(consent, "given") == "given"
    assert value_of(led, False) is False
    for dial, plain in [(consent, "gift"), (consent, True), (led, 1), (led, "true"), (led, None)]:
        with pytest.raises(SettingError, match=r"^must be .+, got .+"):
            value_of(dial, plain)


@pytest.mark.parametrize(
    ("dial", "allowed"),
    [
        (LEVEL, "from -50 to 50 (points)"),
        (option("a.b", options=("x", "y"), default="x", **ABOUT), "one of x, y"),
        (switch("a.b", default=True, **ABOUT), "true or false"),
    ],
)
def test_dials_say_what_they_allow(dial: Dial, allowed):
    assert dial.allowed == allowed


@pytest.mark.parametrize("dial", DIALS.values(), ids=lambda dial: dial.name)
def test_every_default_is_allowed_and_written_back(dial):
    value = value_of(dial, dial.default)
    assert isinstance(value, Distribution) == dial.is_number
    if isinstance(value, Distribution):
        assert value_of(dial, value.to_plain()) == value
    assert dial.name == f"{dial.section}.{dial.key}"
