"""The tables of a folder of results read back, each column as its codebook says."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from contactline.bargaining.tables.formulas import restored
from contactline.errors import RunError
from contactline.show.codebook import CODEBOOK

if TYPE_CHECKING:
    import pandas as pd


def read_tables(folder: str | os.PathLike[str]) -> dict[str, pd.DataFrame]:
    """Return every table of a folder of results by its name, such as `outcomes`.

    A text stays a text: a scenario called NA, 123 or true comes back so. Truth is pandas' own kind
    that may be unknown. Raises RunError where the folder has no codebook of contactline.
    """
    source = Path(folder)
    try:
        about = json.loads((source / CODEBOOK).read_text(encoding="utf-8"))
        return {one["name"]: _table(source / one["path"], one) for one in about["resources"]}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RunError(
            f"{source} holds no tables that can be read: {error}. "
            "Name a folder that contactline run has written."
        ) from error


def _table(path: Path, about: Mapping[str, Any]) -> pd.DataFrame:
    """Return one table with the types of its codebook."""
    import pandas as pd

    kinds = {one["name"]: one["type"] for one in about["schema"]["fields"]}
    texts = [name for name, kind in kinds.items() if kind in ("string", "date")]
    frame = pd.read_csv(
        path,
        dtype={name: "boolean" for name, kind in kinds.items() if kind == "boolean"}
        | dict.fromkeys(texts, object),
        keep_default_na=False,
        na_values={name: [""] for name in kinds if name not in texts},
        encoding="utf-8",
    ).rename(columns=restored)
    for name in texts:
        frame[name] = frame[name].map(restored)
    return frame
