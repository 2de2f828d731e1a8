"""Imports inside the package run one way, from `errors` to `cli`, without a cycle.

All imports count: at the top of a file, inside a function, and those for type checkers only.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "model" / "contactline"
ORDER = (
    "errors language luck arrays dials evidence scenario bargaining world study show cli __main__"
).split()
EMPTY_NAMES = set(
    "util utils helper helpers manager managers handler handlers common misc stuff todo".split()
)
HEAVY = set(
    "mesa numpy pandas scipy matplotlib rich jinja2 networkx pydantic ruamel starlette".split()
)

type Imports = dict[str, set[str]]


def modules(root: Path) -> dict[str, Path]:
    """Every module below a package folder by dotted name; the package itself is ''."""
    found = {}
    for path in sorted(root.rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@cache
def tree_of(path: Path) -> ast.Module:
    """What a file of a package says."""
    return ast.parse(path.read_text("utf-8"))


def imported_names(tree: ast.AST, package: list[str]) -> Iterator[str]:
    """Absolute dotted name of everything that a file imports, wherever the import stands."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=module, names=names, level=level):
                above = package[: len(package) - level + 1] if level else []
                base = [*above, *(module.split(".") if module else [])]
                yield from (".".join([*base, alias.name]) for alias in names)
            case ast.Call(
                func=ast.Name(id="import_module") | ast.Attribute(attr="import_module"),
                args=[ast.Constant(value=str(name)), *_],
            ):
                yield name.replace(".", f"{'.'.join(package)}.", 1) if name[0] == "." else name


def imports(root: Path) -> Imports:
    """The modules of the package that each of its modules imports."""
    known = modules(root)
    return {
        module: {
            target
            for name in imported_names(tree_of(path), package_of(root, path))
            if (target := nearest(name, known, root.name)) is not None
        }
        for module, path in known.items()
    }


def package_of(root: Path, path: Path) -> list[str]:
    """The dotted parts of the package in which a file's relative imports start."""
    return [root.name, *path.relative_to(root).parent.parts]


def nearest(name: str, known: dict[str, Path], package: str) -> str | None:
    """The module that an imported name lies in; None outside the package or for its version."""
    first, *parts = name.split(".")
    if first != package or parts == ["__version__"]:
        return None
    while (module := ".".join(parts)) not in known:
        parts.pop()
    return module


def top(module: str) -> str:
    """The module or folder directly below the package that a module belongs to."""
    return module.split(".")[0]


def faults(root: Path) -> list[str]:
    """One sentence for each breach of the rules: names, places in the order, steps back, cycles."""
    graph = imports(root)
    graph.pop("", None)  # the package itself hands out names lazily, from everywhere
    return [*name_faults(graph), *order_faults(graph), *cycle_faults(graph)]


def name_faults(graph: Imports) -> Iterator[str]:
    """A sentence for each module without a place in the order, or with a name that says nothing."""
    for name in dict.fromkeys(map(top, graph)):
        if name not in ORDER:
            yield f"{name} has no place in the order of imports: add it to ORDER"
    for module in graph:
        if EMPTY_NAMES & set(module.lower().replace("_", ".").split(".")):
            yield f"{module}: name it after its subject"


def order_faults(graph: Imports) -> Iterator[str]:
    """A sentence for each import that goes to the right, or to the package as a whole."""
    rank = {name: place for place, name in enumerate(ORDER)}
    for module, targets in graph.items():
        for target in sorted(targets):
            if not target:
                yield f"{module} imports the package itself: import from the module instead"
            elif rank.get(top(target), -1) > rank.get(top(module), len(ORDER)):
                yield f"{module} imports {target}, which stands to its right in the order"


def cycle_faults(graph: Imports) -> Iterator[str]:
    """A sentence that names one cycle, if there is any."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        yield f"cycle: {' -> '.join(reversed(error.args[1]))}"


def write_tree(folder: Path, files: dict[str, str]) -> Path:
    """A made-up package `contactline` with the given files."""
    root = folder / "contactline"
    for name, text in {"__init__.py": "", **files}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def test_imports_of_the_package_run_one_way() -> None:
    graph = imports(ROOT)
    assert "errors" in graph
    assert any("errors" in targets for targets in graph.values())
    assert faults(ROOT) == []


def test_the_package_has_at_most_twelve_names_at_its_top() -> None:
    names = {top(module) for module in modules(ROOT)} - {"", "__main__"}
    assert names <= set(ORDER)  # what `python -m` starts has no choice of its name
    assert len(names) <= 12


def test_no_two_classes_have_one_name() -> None:
    places: dict[str, list[str]] = {}
    for module, path in modules(ROOT).items():
        for node in tree_of(path).body:
            if isinstance(node, ast.ClassDef):
                places.setdefault(node.name, []).append(module)
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


def test_importing_the_package_loads_nothing_heavy() -> None:
    script = "import contactline, sys; print(*sys.modules)"
    command = [sys.executable, "-c", script]
    shown = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT.parent)
    assert "contactline" in shown.stdout.split()
    assert HEAVY.isdisjoint(shown.stdout.split())


SLOW = {"babel", "jinja2", "matplotlib", "mesa", "openpyxl", "pandas", "rich", "scipy", "starlette"}
SLOW_FOR_HELP = SLOW | {"numpy", "pydantic", "ruamel"}  # a help text waits for none of these
NOT_EVERYWHERE = {"multiprocessing.forkserver"}
LIGHT = {"evidence": {"numpy", "ruamel"}}  # rooms that are of use without what is cheap elsewhere


@cache
def parts_of(tree: ast.Module) -> tuple[list[ast.AST], list[ast.AST]]:
    """What a file does when it is imported, and what it does later or for type checkers only."""
    now: list[ast.AST] = []
    later: list[ast.AST] = []
    waiting: list[ast.AST] = [tree]
    while waiting:
        for node in ast.iter_child_nodes(waiting.pop()):
            checked = isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING"
            if checked or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                later.append(node)
                continue
            waiting.append(node)
            if isinstance(node, ast.Import | ast.ImportFrom):
                now.append(node)
    return now, later


def slow_modules(root: Path, libraries: set[str] = SLOW) -> set[str]:
    """The modules of the package that load one of these libraries when they are imported."""
    known, slow = modules(root), set[str]()
    names = {
        module: {
            name
            for node in parts_of(tree_of(path))[0]
            for name in imported_names(node, package_of(root, path))
        }
        for module, path in known.items()
    }
    while more := {
        module
        for module, found in names.items()
        if module not in slow
        and any(is_slow(name, known, slow, root.name, libraries) for name in found)
    }:
        slow |= more
    return slow


def is_slow(
    name: str, known: dict[str, Path], slow: set[str], package: str, libraries: set[str]
) -> bool:
    """Whether an imported name is from a slow library, or its module or a package of that is."""
    words = (nearest(name, known, package) or "").split(".")
    homes = {".".join(words[:many]) for many in range(1, len(words) + 1)}
    return name.split(".")[0] in libraries or not homes.isdisjoint(slow)


def slow_in(room: str) -> set[str]:
    """The libraries that a room may import late, with what needs them."""
    return SLOW_FOR_HELP if room == "cli" else SLOW


def late_faults(root: Path) -> list[str]:
    """One sentence for each import that waits for a function, or for type checkers, in vain."""
    known = modules(root)
    usual, slow = slow_modules(root), {"cli": slow_modules(root, SLOW_FOR_HELP)}
    return [
        f"{module} imports {name} late: import it at the top"
        for module, path in known.items()
        if module  # the package itself hands out names lazily, from everywhere
        for node in parts_of(tree_of(path))[1]
        for name in imported_names(node, package_of(root, path))
        if name not in NOT_EVERYWHERE
        and name.split(".")[0] not in LIGHT.get(top(module), ())
        and not is_slow(name, known, slow.get(top(module), usual), root.name, slow_in(top(module)))
    ]


def test_only_what_is_slow_to_come_is_imported_late() -> None:
    assert {"world.theatre", "show.charts.style", "show.app.server"} <= slow_modules(ROOT)
    assert late_faults(ROOT) == []


def test_what_is_not_slow_is_found_where_it_is_imported_late(tmp_path: Path) -> None:
    files = {
        "show.py": "from pandas import x",
        "study.py": "from contactline import show",
        "arrays.py": "",
        "world.py": "def f():\n    import scipy.stats\n    from contactline.show import x\n",
        "cli.py": (
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from .arrays import x\n"
            "    import re\ndef f():\n    from contactline import study\n"
        ),
    }
    root = write_tree(tmp_path, files)
    assert slow_modules(root) == {"show", "study"}
    assert late_faults(root) == [
        "cli imports contactline.arrays.x late: import it at the top",
        "cli imports re late: import it at the top",
    ]


STEPS_BACK = {
    "at the top": "from contactline.world import x",
    "of a module": "import contactline.world",
    "of a module by name": "from contactline import world",
    "relative": "from .world import x",
    "relative of a module": "from . import world",
    "in a function": "def f():\n    from contactline.world import x\n",
    "for type checkers": (
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from contactline.world import x\n"
    ),
    "by string": "import importlib\nimportlib.import_module('contactline.world')",
    "by relative string": (
        "from importlib import import_module\nimport_module('.world', __package__)"
    ),
}


@pytest.mark.parametrize("text", STEPS_BACK.values(), ids=STEPS_BACK)
def test_a_step_back_is_found(tmp_path: Path, text: str) -> None:
    root = write_tree(tmp_path, {"luck.py": text, "world.py": "x = 1"})
    assert faults(root) == ["luck imports world, which stands to its right in the order"]


def test_a_step_back_out_of_a_folder_is_found(tmp_path: Path) -> None:
    root = write_tree(tmp_path, {"dials/__init__.py": "", "dials/a.py": "from ..world import x"})
    (root / "world.py").write_text("x = 1", encoding="utf-8")
    assert faults(root) == ["dials.a imports world, which stands to its right in the order"]


def test_steps_forward_and_siblings_are_allowed(tmp_path: Path) -> None:
    files = {
        "__init__.py": "__version__ = '0'\ndef __getattr__(name):\n    from . import cli\n",
        "errors.py": "import numpy",
        "dials/__init__.py": "from contactline.dials.war import x",
        "dials/war.py": "from contactline.errors import y\nfrom .plain import z",
        "dials/plain.py": "",
        "cli.py": "from contactline import __version__, dials, errors",
    }
    assert faults(write_tree(tmp_path, files)) == []


def test_a_cycle_of_siblings_is_found(tmp_path: Path) -> None:
    files = {"show/a.py": "from .b import x", "show/b.py": "def f():\n    from .a import y\n"}
    (fault,) = faults(write_tree(tmp_path, files))
    assert fault.startswith("cycle: show.")


def test_the_package_itself_is_not_imported_from_inside(tmp_path: Path) -> None:
    root = write_tree(tmp_path, {"world.py": "from contactline import run"})
    assert faults(root) == [
        "world imports the package itself: import from the module instead",
    ]


@pytest.mark.parametrize("name", ["show/utils.py", "show/event_handler.py", "show/TODO.py"])
def test_a_name_that_says_nothing_is_found(tmp_path: Path, name: str) -> None:
    (fault,) = faults(write_tree(tmp_path, {name: ""}))
    assert fault.endswith(": name it after its subject")


def test_a_module_without_a_place_is_found(tmp_path: Path) -> None:
    (fault,) = faults(write_tree(tmp_path, {"weather.py": ""}))
    assert fault == "weather has no place in the order of imports: add it to ORDER"
