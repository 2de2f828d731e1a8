"""Data of many points without what they have in common, and as letters for a page."""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Mapping, Sequence
from typing import Any


def apart(points: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return what all points say alike under `same`, and of each the rest under `each`."""
    first = points[0]
    same = {key: first[key] for key in first if all(one.get(key) == first[key] for one in points)}
    each = [{key: value for key, value in one.items() if key not in same} for one in points]
    return {"same": same, "each": each}


def packed(data: object) -> str:
    """Return data as JSON, compressed (gzip, without a time), in letters (base64)."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return base64.b64encode(gzip.compress(text.encode(), 9, mtime=0)).decode("ascii")


def unpacked(letters: str) -> Any:
    """Return the data that `packed` made letters of."""
    return json.loads(gzip.decompress(base64.b64decode(letters)))
