"""Packages that only an extra brings: the package, or a sentence on how to get it."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from contactline.errors import RunError


def from_extra(module: str, extra: str) -> Any:
    """Return an imported module that comes with an extra; raises RunError where it is missing."""
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        raise RunError(
            f"This needs the package {error.name or module}, which is not installed. "
            f"Install it with: pip install 'contactline[{extra}]'"
        ) from error
