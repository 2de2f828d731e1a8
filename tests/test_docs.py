"""The documentation is current, complete and true: its parts, its links, and its commands."""

import ast
import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner

from contactline import evidence
from contactline.bargaining import MODELS
from contactline.cli import main
from contactline.dials import DIALS, ISSUES
from contactline.scenario import FIELDS, available, load
from contactline.scenario.assumptions import count_inputs
from contactline.scenario.fields import ROLES
from contactline.show.charts import CHARTS
from contactline.world.outcomes import MEASURES, OUTCOMES
from contactline.world.postures import NAMES

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = [ROOT / f"{name}.md" for name in ("README", "CONTRIBUTING", "CHANGELOG")]
PAGES += sorted(DOCS.rglob("*.md"))
PACKAGE = ROOT / "model" / "contactline"
TOLD = "chronicle entries stories wording record tally weekly world"
STATE = (
    "actors/actor actors/seats actors/outlook actors/request call_for_troops estimates "
    "reckoning draft agreement outcomes theatre counts settings"
)
SUBMODELS = sorted(
    name
    for path in (PACKAGE / "world").rglob("*.py")
    if (name := path.relative_to(PACKAGE / "world").with_suffix("").as_posix()) not in TOLD.split()
    and not name.startswith("news/") and path.stem != "__init__"
)  # fmt: skip
RULES = [name for name in SUBMODELS if name not in STATE.split()]
"""The files of the world that hold rules: all but those of its state, and of what is told of it."""
FENCED = re.compile(r"^```(\w+)\n(.*?)^```", re.DOTALL | re.MULTILINE)
GENERATED = re.compile(r"<!-- generated: .*?<!-- end generated -->", re.DOTALL)
FEW_WORLDS = "8"


def text_of(name):
    return (ROOT / name).read_text(encoding="utf-8")


def prose_of(name):
    return GENERATED.sub("", text_of(name))


@pytest.fixture(scope="module")
def generate():
    """The script that writes the generated parts, loaded as a module."""
    sys.path.insert(0, str(DOCS))
    try:
        spec = importlib.util.spec_from_file_location("docs_generate", DOCS / "generate.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(DOCS))
    return module


def test_generated_parts_are_current(generate):
    assert not [page.name for page in generate.stale()], "type `make docs`"


def test_a_stale_part_is_found_and_written_anew(generate, tmp_path):
    page = tmp_path / "page.md"
    page.write_text("a\n<!-- generated: ladder -->\nold\n<!-- end generated -->\nb\n")
    new = generate.stale(tmp_path)[page]
    assert "| `buffer` |" in new
    assert "old" not in new
    assert new.startswith("a\n")
    assert new.endswith("\nb\n")
    assert generate.renewed(new) == new


def test_a_stale_comment_of_base_is_written_anew(generate):
    text = generate.files.BASE.read_text(encoding="utf-8")
    stale = text.replace(
        "  # How tired Ukraine is", "  # An old comment.\n  # How fresh Ukraine is"
    )
    assert stale != text
    assert generate.files.commented(stale) == text


def test_every_part_stands_on_some_page(generate):
    whole = "".join(page.read_text(encoding="utf-8") for page in DOCS.rglob("*.md"))
    assert [name for name in generate.PARTS if f"<!-- generated: {name} -->" not in whole] == []


@pytest.mark.parametrize("name", DIALS)
def test_the_model_page_explains_every_dial_beside_its_rule(name):
    said = re.search(rf"{re.escape(name)}\b", prose_of("docs/model.md"))
    assert said is not None, f"name `{name}` in docs/model.md, beside the rule that reads it"


@pytest.mark.parametrize("module", [*(f"world/{name}" for name in SUBMODELS), "luck"])
def test_the_model_page_links_every_submodel(module):
    assert f"](../model/contactline/{module}.py)" in prose_of("docs/model.md")


def rules():
    """Every public function of a submodel that is nothing but rules, as (module, name)."""
    for module in RULES:
        tree = ast.parse((PACKAGE / "world" / f"{module}.py").read_text(encoding="utf-8"))
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                yield module, node.name


@pytest.mark.parametrize(("module", "rule"), list(rules()))
def test_the_model_page_names_every_rule(module, rule):
    assert re.search(rf"\b{rule}\b", prose_of("docs/model.md")), f"{module}.{rule}"


def test_every_method_that_the_model_page_names_exists():
    methods = {}
    for path in (PACKAGE / "world").rglob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef):
                names = {one.name for one in node.body if isinstance(one, ast.FunctionDef)}
                methods[node.name] = names
    named = re.findall(r"\b([A-Z][a-z][A-Za-z]+)\.([a-z_]+)\b", prose_of("docs/model.md"))
    assert len(named) > 20
    assert [(kind, name) for kind, name in named if name not in methods.get(kind, ())] == []


NAMED = {
    "docs/model.md": [*ROLES, *ISSUES, *NAMES, *MODELS, *FIELDS],
    "docs/measures.md": [*OUTCOMES, *MEASURES],
    "docs/scenarios.md": [f"## {name}\n" for name in available()],
    "docs/claims.md": [*evidence.claims(), *evidence.figures()],
}


@pytest.mark.parametrize("page", NAMED)
def test_a_page_names_all_that_it_is_about(page):
    text = text_of(page)
    assert [name for name in NAMED[page] if name not in text] == []


@pytest.mark.parametrize("role", ROLES)
def test_the_model_page_says_what_each_role_is(role):
    said = re.search(rf"\b{role}s?\b", prose_of("docs/model.md"), re.IGNORECASE)
    assert said is not None, f"docs/model.md: say what a {role} decides"


@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_has_an_entry_on_how_to_read_it(name):
    entry = f"- **`{name}`**: "
    told = entry in prose_of("docs/reading-the-charts.md")
    assert told, f"docs/reading-the-charts.md: add how to read it, beginning with {entry}"


def anchors_of(text):
    """The anchors of a page's headings, made as code hosting sites make them."""
    for title in re.findall(r"^#+ (.+)$", FENCED.sub("", text), re.MULTILINE):
        yield re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def links_of(page):
    text = FENCED.sub("", page.read_text(encoding="utf-8"))
    found = re.findall(r"\]\(([^)\s]+)\)", text)
    return [link for link in found if not link.startswith(("http:", "https:"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_relative_links_resolve(page):
    for link in links_of(page):
        file, _, anchor = unquote(link).partition("#")
        target = (page.parent / file).resolve() if file else page
        assert target.exists(), link
        assert target.is_relative_to(ROOT), link
        if anchor:
            assert anchor in anchors_of(target.read_text(encoding="utf-8")), link


def test_what_the_recipes_add_a_line_to_is_declared_where_they_say():
    named = re.findall(
        r"`(\w+)`(?: here)?\s+(?:of|in)\s+\[`[^`]*`\]\(([^)#]+)\)", text_of("CONTRIBUTING.md")
    )
    assert len(named) >= 10
    for name, file in named:
        assert re.search(rf"^{name}(?:: .*)? = ", text_of(file), re.MULTILINE), f"{name} in {file}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_page_names_a_machine_or_a_registry(page):
    text = page.read_text(encoding="utf-8")
    places = r"(?<![\w.\])}])/(?:work|home|root|tmp|usr|opt|Users)/|[A-Z]:\\|localhost|127\.0\.0\.1"
    registries = r"pypi\.|pythonhosted|npmjs|crates\.io|conda\.|\bindex-url|proxy\."
    assert re.findall(f"{places}|{registries}", text) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_that_a_page_names_exists(page):
    text = page.read_text(encoding="utf-8")
    lines = [line for _, block in FENCED.findall(text) for line in block.splitlines()]
    said = "\n".join([*lines, *re.findall(r"`([^`\n]+)`", FENCED.sub("", text))])
    named = re.findall(r"^contactline ([a-z]+)", said, re.MULTILINE)
    assert [name for name in named if name not in main.commands] == []
    targets = re.findall(r"^([a-z]+):", text_of("Makefile"), re.MULTILINE)
    made = re.findall(r"^make ([a-z]+)", said, re.MULTILINE)
    assert [name for name in made if name not in targets] == []


def test_the_share_of_inputs_without_a_source_is_said_as_it_is():
    """Both pages say two in five: a page that says it of another share is wrong."""
    alone, inputs = count_inputs(load("base"))
    assert "about two in five of them without a source" in text_of("README.md")
    assert round(5 * alone / inputs) == 2
    dials = sum(set(one.basis) <= {evidence.ASSUMPTION} for one in DIALS.values())
    assert "about two in five dials rest on no source" in text_of("docs/model.md")
    assert round(5 * dials / len(DIALS)) == 2


def test_the_picture_of_the_readme_is_small():
    assert (DOCS / "images" / "uk-france-monitors.png").stat().st_size < 200_000


def typed(command):
    """A command of the README as arguments, made short: few worlds and days, one process."""
    arguments = shlex.split(command)[1:]
    if arguments[0] in ("run", "compare"):
        arguments[arguments.index("--worlds") + 1] = FEW_WORLDS
        arguments += ["--workers", "1"]
        arguments += ["--set", "horizon_days=140"]
        arguments += [] if "--no-charts" in arguments else ["--no-charts"]
    if arguments[0] == "twins":
        arguments[arguments.index("--worlds") + 1] = "20"
        arguments += ["--set", "horizon_days=365"]
    return [*arguments, "--print"] if arguments[0] == "open" else arguments


def test_the_commands_of_the_readme_run_in_their_order(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shutil.copytree(DOCS / "bargaining", tmp_path / "docs" / "bargaining")
    commands = 0
    for language, block in FENCED.findall(text_of("README.md")):
        if language == "yaml":
            Path("my-question.yaml").write_text(block, encoding="utf-8")
        for line in block.splitlines() if language == "sh" else ():
            if line.startswith("contactline "):
                done = CliRunner().invoke(main, typed(line))
                assert done.exit_code == 0, f"{line}\n{done.output}"
                assert done.stdout.strip(), line
                commands += 1
    assert commands >= 9
    assert len(list(Path("results").glob("*/report.html"))) == 4


def test_the_experiment_of_the_readme_runs(tmp_path):
    blocks = FENCED.findall(text_of("README.md"))
    (script,) = [block for language, block in blocks if language == "python"]
    assert len(script.splitlines()) <= 10
    few = script.replace("worlds=100", f"worlds={FEW_WORLDS}")
    assert few != script
    (tmp_path / "experiment.py").write_text(few, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "experiment.py"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(PACKAGE.parent)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Peak of foreign troops: " in done.stdout
    assert "`twice as large`" in done.stdout
