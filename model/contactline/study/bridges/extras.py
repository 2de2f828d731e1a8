"""Packages that only an extra brings: the package, or a sentence on how to get it."""

from __future__ import annotations

import warnings
from importlib import import_module
from typing import Any

from contactline.errors import RunError


def from_extra(module: str, extra: str) -> Any:
    """Return an imported module that comes with an extra; raises RunError where it is missing."""
    try:
        # What a library warns of as it loads, such as parts that it lacks, is nobody's fault here.
        with warnings.catch_warnings(action="ignore"):
            return import_module(module)
    except ModuleNotFoundError as error:
        raise RunError(
            f"This needs the package {error.name or module}, which is not installed. "
            f"Install it with: pip install 'contactline[{extra}]'"
        ) from error
