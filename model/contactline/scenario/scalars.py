"""What a plain word of a file stands for, and how a value is shown in an error text.

Reading follows the core schema of YAML 1.2: `no` and `12:30` stay text, only `true` and `false`
are switches, numbers are decimal.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache, reduce
from math import inf, nan

type Scalar = bool | int | float | str | None

_WORDS: Mapping[str, Scalar] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), inf),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), -inf),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), nan),
}
_BREAKS = {"\x85": "\\N", "\u2028": "\\L", "\u2029": "\\P", "\ufeff": "\\uFEFF"}
_BLANKS = "\u115f\u1160\u3164\uffa0\u2800"
"""Letters that are drawn as nothing: fillers of Hangul, and the empty sign of Braille."""

_WHOLE = re.compile(r"[-+]?[0-9]+")
_NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")


def resolve(word: str) -> Scalar:
    """Return the value of an unquoted word: nothing, a switch, a number or the text itself."""
    if word in _WORDS:
        return _WORDS[word]
    if len(word) < 300 and _WHOLE.fullmatch(word):
        return int(word)
    return float(word) if _NUMBER.fullmatch(word) else word


def has_visible_letter(text: str) -> bool:
    """Return whether a reader would see something of a text."""
    return any(
        unicodedata.category(letter)[0] in "LNPS" and letter not in _BLANKS for letter in text
    )


def shown(plain: object) -> str:
    """Return a plain value as an error text shows it, in one line of about 60 characters."""
    if plain is None:
        return "nothing"
    if isinstance(plain, bool):
        return "true" if plain else "false"
    if isinstance(plain, str):
        return f"the text {cut(repr(plain))}"
    if isinstance(plain, Mapping):
        pairs = [f"{_bare(key)}: {_bare(value)}" for key, value in list(plain.items())[:9]]
        return cut("{" + ", ".join(pairs) + "}")
    if isinstance(plain, Sequence):
        return cut("[" + ", ".join(_bare(value) for value in plain[:9]) + "]")
    return _shown_number(plain)


def quoted(text: str) -> str:
    """Return a text in double quotes, as YAML and JSON both read it."""
    inner = json.dumps(text, ensure_ascii=False)
    return "".join(_BREAKS.get(character, character) for character in inner)


def cut_off(text: str, comment: str) -> str:
    """Return what is wrong with a text whose end stands behind a #, and what to write."""
    whole = quoted(f"{text}{comment}".strip())
    return f"a # behind a space begins a comment and cuts the text off. Write {cut(whole, 200)}"


def cut(text: str, most: int = 60) -> str:
    """Return a text cut to the given length, with three dots where something is missing."""
    return text if len(text) <= most else text[: most - 3] + "..."


@lru_cache(maxsize=4096)  # the keys of a scenario are asked for each time it is changed
def named(key: str) -> str:
    """Return a key as an error text names it: itself, or in quotes if it is not one word."""
    return key if re.fullmatch(r"[\w.*-]{1,80}", key) else cut(repr(key))


def joined(path: str, key: str) -> str:
    """Return the dotted path of a key below a path, in one line."""
    return f"{path}.{named(key)}" if path else named(key)


def dotted(path: Sequence[str]) -> str:
    """Return a path of keys as one dotted name, in one line."""
    return reduce(joined, path, "")


def _bare(plain: object) -> str:
    return cut(repr(plain)[1:-1]) if isinstance(plain, str) else shown(plain)


def _shown_number(plain: object) -> str:
    if isinstance(plain, int) and abs(plain) >= 10**18:
        return "an integer of more than 18 digits"
    if isinstance(plain, float) and plain in (inf, -inf):
        return "an infinite or far too large number"
    return cut(f"{plain:.12g}" if isinstance(plain, float) else str(plain))
