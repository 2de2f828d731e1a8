"""The names a script may rely on: which they are, that they are lazy, and that help tells them."""

from __future__ import annotations

import ast
import inspect
import pydoc
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import contactline
from cli_sample import environment

NAMES = """
HOLDING MEASURES MODELS OUTCOMES Comparison ContactlineError OneWorld Results Scenario Seat World
available check compare contributor_table difference_sentence flips_sentence forecast_card
keeping ledger likelihood_sentence load outcome_table plan read_tables replay run speaking
swings
""".split()


def test_the_names_are_these():
    """A name that goes is a new major version; a new one is a promise."""
    assert contactline.__all__ == NAMES
    assert set(NAMES) <= set(dir(contactline))
    assert re.fullmatch(r"\d+\.\d+\.\d+", contactline.__version__)


def imported_for_types():
    """The home of each name, as type checkers are told."""
    tree = ast.parse(Path(contactline.__file__).read_text(encoding="utf-8"))
    (block,) = [node for node in tree.body if isinstance(node, ast.If)]
    return {alias.name: node.module for node in block.body for alias in node.names}


def test_type_checkers_are_told_the_same():
    homes = imported_for_types()
    assert sorted(homes) == sorted(NAMES)
    for name, home in homes.items():
        assert getattr(contactline, name) is getattr(import_module(home), name), name


def test_an_unknown_name_is_an_error():
    with pytest.raises(AttributeError, match="module 'contactline' has no attribute 'runs'"):
        contactline.runs  # noqa: B018


def test_importing_the_package_loads_nothing_else_of_it(tmp_path):
    script = (
        "import contactline, sys\n"
        "print(*(name for name in sys.modules if name.startswith('contactline')))\n"
        "contactline.ContactlineError\n"
        "print(*(name for name in sys.modules if name.startswith('contactline')))"
    )
    shown = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=tmp_path,
        env=environment(),
    )  # fmt: skip
    assert shown.stdout.splitlines() == ["contactline", "contactline contactline.errors"]


def test_help_has_every_name_with_what_it_says_of_itself():
    text = pydoc.plain(pydoc.render_doc(contactline))
    assert inspect.getdoc(contactline).partition("\n\n")[2].splitlines()[0] in text
    for name in NAMES:
        one = getattr(contactline, name)
        assert re.search(rf"\b{name}\b", text)
        if callable(one):
            assert inspect.getdoc(one)
            assert one.__name__ == name
            assert inspect.getdoc(one).splitlines()[0] in text


def test_help_the_readme_and_the_page_show_one_example():
    root, told = Path(contactline.__file__).parents[2], contactline.__doc__.replace("\n    ", "\n")
    for page in ("README.md", "docs/scripts.md"):
        text = (root / page).read_text(encoding="utf-8")
        (script,) = re.findall(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
        assert script in told, page
