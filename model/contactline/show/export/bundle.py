"""Modules of the page put into one script: each a function, called once, in a stated order."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from posixpath import basename

IMPORT = re.compile(r'^import \{ ([^}]*) \} from "([^"]*)";$', re.MULTILINE)
EXPORT = re.compile(r"^export (?=async function|function|const|class)", re.MULTILINE)
LEFT = re.compile(r"^(?:import|export)\b.*$", re.MULTILINE)


def bundled(modules: Mapping[str, str], order: Sequence[str]) -> str:
    """Return one script of some modules. modules: text by name. order: after what they import.

    What a module hands on is what another of them imports, and `draw`. Raises ValueError for a
    form of import that is not known.
    """
    wanted = _wanted(modules)
    parts = [_wrapped(name, modules[name], wanted[name]) for name in order]
    return '"use strict";\nconst loaded = {};\n' + "\n".join(parts)


def _wanted(modules: Mapping[str, str]) -> dict[str, list[str]]:
    """Return what each module hands on, in order of first use."""
    drawing = "export function draw("
    found = {name: ["draw"] if drawing in text else [] for name, text in modules.items()}
    for text in modules.values():
        for names, path in IMPORT.findall(text):
            kept = found[basename(path)]
            kept += [one for one in names.split(", ") if one not in kept]
    return found


def _wrapped(name: str, text: str, handed: Sequence[str]) -> str:
    """Return a module as a function that hands out what others import of it."""
    body = IMPORT.sub(lambda one: f'const {{ {one[1]} }} = loaded["{basename(one[2])}"];', text)
    body = EXPORT.sub("", body)
    if left := LEFT.search(body):
        raise ValueError(f"{name}: a form of import or export that is not known: {left[0]}")
    return f'loaded["{name}"] = (() => {{\n{body}\nreturn {{ {", ".join(handed)} }};\n}})();'
