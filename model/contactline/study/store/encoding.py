"""Results of blocks as bytes and back, and what a block depends on as bytes.

Only what results are made of can be written: numbers, texts, dates, arrays, lists, mappings and
the dataclasses of this package. Nothing that is read is ever called, so a file that somebody else
put into the store can do no more than be wrong.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import partial
from importlib import import_module
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from contactline.scenario import Scenario

PACKAGE = "contactline."
FAST = 1  # zlib's level: counts are mostly noughts, and more effort saves little
PLAIN_KINDS = "biufU"

type Arrays = list[NDArray[Any]]
type Form = Callable[[Any, Arrays], object]


class NotKeptError(TypeError):
    """A value that cannot be written to the store."""


def encoded(value: object) -> bytes:
    """Return a value as bytes that `decoded` reads. Raises NotKeptError for what it cannot hold."""
    return zlib.compress(_laid_out(value, _form), FAST)


def identity(value: object) -> bytes:
    """Return bytes that are the same for what gives the same results, and for nothing else.

    A scenario stands for its name and the digest of its content, a function for its place in this
    package. Raises NotKeptError for a function of somebody else, as nobody knows what it does.
    """
    return _laid_out(value, _identity)


def decoded(content: bytes) -> Any:
    """Return the value of some bytes. Raises ValueError, LookupError, TypeError or zlib.error."""
    stream = io.BytesIO(zlib.decompress(content))
    size = int.from_bytes(stream.read(8), "big")
    told = json.loads(stream.read(size))
    arrays = [np.lib.format.read_array(stream, allow_pickle=False) for _ in range(told["arrays"])]
    return _value(told["value"], arrays)


def _laid_out(value: object, form: Form) -> bytes:
    arrays: Arrays = []
    told = json.dumps({"value": form(value, arrays), "arrays": len(arrays)})
    stream = io.BytesIO()
    stream.write(len(told.encode()).to_bytes(8, "big") + told.encode())
    for one in arrays:
        np.lib.format.write_array(stream, one, allow_pickle=False)
    return stream.getvalue()


def _identity(value: Any, arrays: Arrays) -> object:
    """Return the form of something that a block depends on."""
    if isinstance(value, Scenario):
        return ["scenario", value.name, value.digest]
    if isinstance(value, partial):
        given = [value.func, list(value.args), value.keywords]
        return ["call", [_identity(one, arrays) for one in given]]
    if callable(value) and not is_dataclass(value):
        return ["function", _place_of(value)]
    return _form(value, arrays, _identity)


def _form(value: Any, arrays: Arrays, form: Form | None = None) -> object:
    """Return a value as JSON holds it; arrays are set aside. form: of what is inside it."""
    form = form or _form
    if value is None or type(value) in (bool, int, float, str):
        return value
    if isinstance(value, np.ndarray | np.generic):
        return _array(value, arrays)
    if isinstance(value, tuple | list):
        kind = "tuple" if isinstance(value, tuple) else "list"
        return [kind, [form(one, arrays) for one in value]]
    if isinstance(value, Mapping):
        return ["dict", [[form(key, arrays), form(one, arrays)] for key, one in value.items()]]
    if isinstance(value, range):
        return ["range", [value.start, value.stop, value.step]]
    if isinstance(value, dt.date):
        return ["date", value.isoformat()]
    if is_dataclass(value) and not isinstance(value, type):
        inside = {one.name: form(getattr(value, one.name), arrays) for one in fields(value)}
        return ["object", _place_of(type(value)), inside]
    raise NotKeptError(f"{type(value).__name__} cannot be kept.")


def _array(value: NDArray[Any] | np.generic, arrays: Arrays) -> object:
    """Return the place of an array; one of objects, such as words or None, is a list."""
    if value.dtype.kind == "O" and isinstance(value, np.ndarray):
        return ["objects", list(value.shape), [_form(one, arrays) for one in value.flat]]
    if value.dtype.kind not in PLAIN_KINDS:
        raise NotKeptError(f"An array of {value.dtype} cannot be kept.")
    arrays.append(np.asarray(value))
    return ["scalar" if isinstance(value, np.generic) else "array", len(arrays) - 1]


def _place_of(made: Any) -> str:
    """Return where a class or a function of this package is defined."""
    module, name = getattr(made, "__module__", ""), getattr(made, "__qualname__", "<>")
    if not module.startswith(PACKAGE) or "<" in name:
        raise NotKeptError(f"{module}.{name} is not of this package.")
    return f"{module}:{name}"


def _value(told: Any, arrays: Arrays) -> Any:
    """Return what a form stands for."""
    if not isinstance(told, list):
        return told
    kind, *rest = told
    return _READ[kind](rest, arrays)


def _read_objects(rest: Any, arrays: Arrays) -> NDArray[np.object_]:
    shape, values = rest
    found = np.empty(shape, dtype=object)
    for place, one in zip(product(*map(range, shape)), values, strict=True):
        found[place] = _value(one, arrays)
    return found


def _read_object(rest: Any, arrays: Arrays) -> Any:
    """Return a dataclass of this package with its fields as they were; nothing of it is called."""
    place, inside = rest
    module, name = place.split(":")
    kind = getattr(import_module(module), name) if module.startswith(PACKAGE) else None
    if not (isinstance(kind, type) and is_dataclass(kind)):
        raise ValueError(f"{place} is no dataclass of this package.")
    found = object.__new__(kind)
    for one in fields(kind):
        object.__setattr__(found, one.name, _value(inside[one.name], arrays))
    return found


_READ: Mapping[str, Callable[[Any, Arrays], Any]] = {
    "tuple": lambda rest, arrays: tuple(_value(one, arrays) for one in rest[0]),
    "list": lambda rest, arrays: [_value(one, arrays) for one in rest[0]],
    "dict": lambda rest, arrays: {_value(k, arrays): _value(v, arrays) for k, v in rest[0]},
    "range": lambda rest, _: range(*rest[0]),
    "date": lambda rest, _: dt.date.fromisoformat(rest[0]),
    "array": lambda rest, arrays: arrays[rest[0]],
    "scalar": lambda rest, arrays: arrays[rest[0]][()],
    "objects": _read_objects,
    "object": _read_object,
}
