"""Plain values of a file made into the values of dials, or refused in one sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import isfinite

from contactline.dials.declaration import Dial
from contactline.dials.distributions import (
    Choice,
    Distribution,
    Fixed,
    Normal,
    Triangular,
    Uniform,
)
from contactline.errors import ContactlineError, did_you_mean
from contactline.evidence.calibration import CALIBRATED, posterior
from contactline.scenario.meant import number_meant
from contactline.scenario.scalars import cut, resolve, shown

type Value = Distribution | str | bool

FORMS: Mapping[str, str] = {
    "uniform": "[low, high]",
    "triangular": "[low, mode, high]",
    "normal": "[mean, sd]",
    "choice": "{value: weight, ...}",
}
"""Each kind of distribution with what a file writes behind its name."""

RELATIVE = ("times", "plus")
"""How a file changes what its parent says: `{times: 2}`, `{plus: 0.2}`."""

ALLOWED = ", ".join(f"{{{kind}: {form}}}" for kind, form in FORMS.items())


class SettingError(ContactlineError):
    """A value that a dial refuses. The text says what is wrong, got what; not where."""


def value_of(dial: Dial, plain: object) -> Value:
    """Return what a plain value means for a dial, or raise SettingError.

    plain: a number or a mapping such as {"uniform": [1, 2]} for a number, or `calibrated` for one
    that was fitted to the record; true or false for a switch, one of its options for an option.
    """
    if dial.switch:
        return _switch(plain)
    if dial.options:
        return _option(dial, plain)
    distribution = distribution_of(dial, fitted(dial) if plain == CALIBRATED else plain)
    for number in distribution.stated:
        if not dial.low <= number <= dial.high or (dial.whole and not number.is_integer()):
            inside = f" in {shown(plain)}" if isinstance(plain, Mapping) else ""
            what = "a whole number " if dial.whole else ""
            raise SettingError(f"must be {what}{dial.allowed}, got {shown(number)}{inside}")
    return distribution


def is_distribution(plain: object) -> bool:
    """Return whether a plain value is a distribution, as against a mapping of keys."""
    return isinstance(plain, Mapping) and len(plain) == 1 and next(iter(plain)) in FORMS


def is_relative(plain: object) -> bool:
    """Return whether a plain value changes what the parent says, as `{times: 2}` does."""
    return isinstance(plain, Mapping) and len(plain) == 1 and next(iter(plain)) in RELATIVE


def fitted(dial: Dial) -> object:
    """Return the range that the calibration found for a dial, or raise SettingError."""
    found = posterior()
    if dial.name not in found:
        must = f"{CALIBRATED} is only for the dials of seeds/calibration/posterior.yaml"
        raise SettingError(f"{must}, which are {', '.join(found)}")
    return found[dial.name]


def distribution_of(dial: Dial, plain: object) -> Distribution:
    """Return the distribution a plain value stands for; its range is not checked."""
    if not isinstance(plain, Mapping):
        must = f"must be a number or one of {ALLOWED}"
        return Fixed(_finite(plain, must, dial), whole=dial.whole)
    if len(plain) != 1:
        one = "" if any(way in plain for way in RELATIVE) else f" distribution of {ALLOWED}"
        raise SettingError(f"must name one{one}, got {shown(plain)}")
    kind, written = next(iter(plain.items()))
    if kind not in FORMS:
        near = did_you_mean(str(kind), (*FORMS, *RELATIVE))
        raise SettingError(f"no such distribution, got {shown(plain)}, allowed are {ALLOWED}{near}")
    return _KINDS[kind](dial, written)


def _switch(plain: object) -> bool:
    if isinstance(plain, bool):
        return plain
    yes_or_no = {"yes": "true", "on": "true", "no": "false", "off": "false"}
    meant = yes_or_no.get(plain.lower()) if isinstance(plain, str) else None
    near = f". Did you mean {meant}?" if meant else ""
    if isinstance(plain, str) and isinstance(resolve(plain), bool):
        near = f". Leave out the quotes: {plain}"
    raise SettingError(f"must be true or false, got {shown(plain)}{near}")


def _option(dial: Dial, plain: object) -> str:
    if isinstance(plain, str) and plain in dial.options:
        return plain
    near = did_you_mean(plain, dial.options) if isinstance(plain, str) else ""
    raise SettingError(f"must be {dial.allowed}, got {shown(plain)}{near}")


def _finite(plain: object, must: str, dial: Dial | None = None) -> float:
    if isinstance(plain, bool) or not isinstance(plain, int | float):
        meant = number_meant(plain, dial) if isinstance(plain, str) else ""
        raise SettingError(f"{must}, got {shown(plain)}{meant}")
    if not (abs(plain) < 1e300 and isfinite(plain)):
        raise SettingError(f"must be a finite number, got {shown(plain)}")
    return float(plain) + 0.0  # -0.0 becomes 0.0


def _numbers(kind: str, written: object) -> list[float]:
    must = f"{kind} must be {FORMS[kind]}"
    count = FORMS[kind].count(",") + 1
    if not isinstance(written, Sequence) or isinstance(written, str) or len(written) != count:
        points = isinstance(written, Sequence) and len(written) == 2 * count
        commas = ". Write decimals with a point" if points else ""
        raise SettingError(f"{must}, got {shown(written)}{commas}")
    return [_finite(number, f"{must} in numbers") for number in written]


def _uniform(dial: Dial, written: object) -> Distribution:
    low, high = _rising("uniform", written)
    return Uniform(low, high, whole=dial.whole)


def _triangular(dial: Dial, written: object) -> Distribution:
    low, mode, high = _rising("triangular", written)
    return Triangular(low, mode, high, whole=dial.whole)


def _rising(kind: str, written: object) -> list[float]:
    numbers = _numbers(kind, written)
    if numbers != sorted(numbers):
        raise SettingError(f"{kind} {FORMS[kind]} must not fall, got {shown(written)}")
    return numbers


def _normal(dial: Dial, written: object) -> Distribution:
    mean, sd = _numbers("normal", written)
    if sd <= 0:
        raise SettingError(f"normal [mean, sd] needs an sd above 0, got {shown(sd)}")
    return Normal(mean, sd, dial.low, dial.high, whole=dial.whole)


def _choice(dial: Dial, written: object) -> Distribution:
    if not isinstance(written, Mapping) or not written:
        raise SettingError(f"choice must be {FORMS['choice']}, got {shown(written)}")
    pairs = sorted((_key(key), _weight(weight)) for key, weight in written.items())
    values, weights = tuple(value for value, _ in pairs), tuple(weight for _, weight in pairs)
    if len(set(values)) < len(values):
        raise SettingError(f"choice must name each value once, got {shown(written)}")
    return Choice(values, weights, whole=dial.whole)


def _key(key: object) -> float:
    return _finite(resolve(key) if isinstance(key, str) else key, "choice needs numbers as values")


def _weight(weight: object) -> float:
    number = _finite(weight, "choice needs numbers as weights")
    if number <= 0:
        raise SettingError(f"choice needs weights above 0, got {cut(shown(weight))}")
    return number


_KINDS: Mapping[str, Callable[[Dial, object], Distribution]] = {
    "uniform": _uniform,
    "triangular": _triangular,
    "normal": _normal,
    "choice": _choice,
}
