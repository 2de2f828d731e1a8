"""The pack as a PDF to print, set by Typst; needs the extra `teaching`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.resources import as_file, files
from typing import Any

from contactline.errors import RunError
from contactline.language import marked, say
from contactline.show.teaching.handout import PARTS, content
from contactline.study.bridges.extras import from_extra
from contactline.study.ensemble import Results

LACKING = marked(
    "No font at hand has all letters of this page: boxes stand for those that are missing. The "
    "pack as HTML shows them in a browser."
)


def pdf(
    results: Results,
    results_if_ceasefire: Results,
    base: Results | None = None,
    parts: Sequence[str] = PARTS,
) -> bytes:
    """Return the pack as a tagged PDF; arguments as for `handout`. Raises RunError."""
    need_typst()
    return as_pdf(content(results, results_if_ceasefire, base), parts)


def as_pdf(said: dict[str, Any], parts: Sequence[str] = PARTS) -> bytes:
    """Return what a pack says as a tagged PDF. parts: for whom, of `PARTS`. Raises RunError."""
    typst = need_typst()
    said = said | {"parts": list(parts)}
    try:
        return _set(typst, said, ["ua-1"])
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise RunError(f"The pack could not be set as a PDF: {error}.") from error
        return _set(typst, said | {"lacking": say(LACKING)}, [])


def _set(typst: Any, said: dict[str, Any], standards: list[str]) -> bytes:
    """Return what is said as a PDF that keeps to some standards."""
    words = {"said": json.dumps(said, ensure_ascii=False)}
    with as_file(files("contactline.show.teaching").joinpath("handout.typ")) as template:
        made: bytes = typst.compile(template, sys_inputs=words, pdf_standards=standards)
    return made


def need_typst() -> Any:
    """Return Typst; raises RunError with what to install where it is missing."""
    return from_extra("typst", "teaching")
