"""What is declared is used, and what is used is declared: pyproject.toml beside every import."""

import ast
import re
import tomllib
from functools import cache
from importlib.metadata import packages_distributions, requires
from pathlib import Path

import pytest

from test_layering import imported_names, tree_of

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
OF_EXTRAS = [one for found in EXTRAS.values() for one in found]
# Declared, though nothing imports them, and why.
NEEDED_BY_OTHERS = {
    "networkx": "Mesa imports it and does not ask for it",
    "altair": "Mesa's page in the browser draws with it and does not ask for it",
    "httpx": "Starlette's client for tests imports it and does not ask for it",
    "ipykernel": "runs the notebooks that nbclient hands on",
}
# Used, though not declared: what brings them is made for them.
BROUGHT_BY = {
    "mkdocs": "mkdocs-material",
    "dask": "distributed",
    "ipyvuetify": "solara",
    "jupyter-client": "nbclient",
}
# Declared as tools, called by their names.
TOOLS = {
    "ruff": "Makefile",
    "mypy": "Makefile",
    "pytest-xdist": "Makefile",
    "hatchling": "tests/test_packaging.py",
    "mkdocs-material": "mkdocs.yml",
    "mkdocstrings-python": "mkdocs.yml",
}
SAID_AS = {
    "pytest-xdist": "-n ",
    "mkdocs-material": "material",
    "mkdocstrings-python": "mkdocstrings",
}


def plain(name):
    """A name of a package as an index compares it, without version and extras."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\s<>=!~\[;]", name.strip())[0]).lower()


def declared(of):
    return {plain(one) for one in of} - {"contactline"}


def own_names():
    folders = (ROOT / "tests", ROOT / "experiments", ROOT / "docs", ROOT / "experiments/benchmarks")
    files = {path.stem for folder in folders for path in folder.glob("*.py")}
    return files | {"contactline", "plain_mesa"}


installed = cache(packages_distributions)


@cache
def imported(folder):
    """What third-party packages the files of a folder import, by the name of the package."""
    known, own, found = installed(), own_names(), set()
    for path in (ROOT / folder).rglob("*.py"):
        tree = tree_of(path)
        names = {*imported_names(tree, ["contactline"]), *asked_for(tree)}
        for top in {name.split(".")[0] for name in names} - own:
            homes = {plain(one) for one in known.get(top, ())}
            everything = declared([*PROJECT["dependencies"], *OF_EXTRAS])
            found |= ({plain(top), *homes} & everything) or homes
    return found


def asked_for(tree):
    """The modules that a file imports by name: in `from_extra`, `importorskip` and `NEEDS`."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(
                func=ast.Name(id="from_extra") | ast.Attribute(attr="importorskip"),
                args=[ast.Constant(value=str(name)), *_],
            ):
                yield name
            case ast.Tuple(elts=[ast.Constant(value=str(name)), ast.Constant(value=str(extra))]):
                if extra in EXTRAS:
                    yield name


def test_the_package_imports_what_is_declared_and_nothing_else():
    core, extras = declared(PROJECT["dependencies"]), declared(OF_EXTRAS)
    used = imported("model/contactline")
    assert used - core - extras == set(), "declare it in pyproject.toml"
    assert core - used - set(NEEDED_BY_OTHERS) == set(), "nothing imports it: leave it out"


@pytest.mark.parametrize("extra", sorted(set(EXTRAS) - {"dev"}))
def test_an_extra_brings_what_is_used_and_nothing_else(extra):
    used = imported("model/contactline") | imported("experiments") | imported("docs")
    allowed = used | set(NEEDED_BY_OTHERS) | set(TOOLS)
    assert declared(EXTRAS[extra]) - allowed == set()
    assert f"{extra}" in re.search(r"contactline\[([^\]]+)\]", EXTRAS["dev"][0])[1].split(",")


def test_tests_docs_and_experiments_use_what_is_declared_and_nothing_else():
    everything = declared(PROJECT["dependencies"]) | declared(OF_EXTRAS)
    used = imported("tests") | imported("docs") | imported("experiments")
    assert used - everything <= set(BROUGHT_BY)
    assert declared(EXTRAS["dev"]) - used - set(NEEDED_BY_OTHERS) - set(TOOLS) == set()


@pytest.mark.parametrize("tool", TOOLS)
def test_a_tool_is_called(tool):
    said = (ROOT / TOOLS[tool]).read_text(encoding="utf-8")
    assert SAID_AS.get(tool, tool) in said


@pytest.mark.parametrize(("name", "of"), [("networkx", "mesa"), ("httpx", "starlette")])
def test_what_others_need_they_do_not_ask_for(name, of):
    """Once they ask for it themselves, it need not be declared here."""
    asked = [one for one in requires(of) or [] if "extra ==" not in one]
    assert name not in {plain(one) for one in asked}


def test_versions_that_are_too_old_are_not_allowed():
    said = {plain(one): one for one in OF_EXTRAS}
    assert (said["salib"], said["typst"]) == ("SALib>=1.5.1", "typst>=0.14.4")
    everything = [*PROJECT["dependencies"], *OF_EXTRAS]
    assert [
        one for one in everything if ">=" not in one and not one.startswith("contactline")
    ] == []
