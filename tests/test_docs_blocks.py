"""Every block of code on the pages is run or loaded, made short: few worlds, few days, one dial.

Those of the README, of other tools and of bargaining have tests of their own beside this one.
"""

import re
import runpy
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cli_sample import call, environment
from contactline.scenario import load, parse
from contactline.study.forecast import questions_for, read_answers
from contactline.study.seat import GameSetup, parse_script

ROOT = Path(__file__).parents[1]
FENCED = re.compile(r"^ *```(\w+)\n(.*?)^ *```", re.DOTALL | re.MULTILINE)
ELSEWHERE = {"README.md", "docs/other-tools.md", "docs/bargaining/README.md"}
# What no test runs, or another one does: text, tables, and R, which is not on every machine.
SHOWN = {"text", "csv", "r"}
HEAD = "from: base\ntitle: A block of a page\n"
DATED = "from: base\ntitle: Mine\nhorizon_days: 84\n"


def blocks(language):
    """Every block of this language, with the page that it stands on."""
    pages = (ROOT / "CONTRIBUTING.md", *ROOT.glob("*/README.md"), *(ROOT / "docs").rglob("*.md"))
    for page in sorted(pages):
        name = page.relative_to(ROOT).as_posix()
        found = FENCED.findall(page.read_text(encoding="utf-8")) if name not in ELSEWHERE else ()
        yield from ((name, text) for kind, text in found if kind == language)


def named(found):
    return [f"{name}-{number}" for number, (name, _) in enumerate(found)]


def test_every_block_has_a_language_that_is_run_or_shown():
    pages = [*ROOT.glob("*.md"), *ROOT.glob("*/README.md"), *(ROOT / "docs").rglob("*.md")]
    kinds = {kind for page in pages for kind, _ in FENCED.findall(page.read_text("utf-8"))}
    assert kinds == SHOWN | {"yaml", "python", "sh"}


SCENARIOS = list(blocks("yaml"))


@pytest.mark.parametrize(("page", "text"), SCENARIOS, ids=named(SCENARIOS))
def test_a_block_of_yaml_is_read(page, text, tmp_path):
    if page == "docs/forecast.md":
        (tmp_path / "answers.yaml").write_text(text, encoding="utf-8")
        assert read_answers(tmp_path / "answers.yaml", questions_for(load("base")))
        return
    if page == "docs/play.md":
        assert parse_script(text, page, GameSetup(load("base"), 0, 1, ("uk",)))
        return
    whole = text if text.startswith("from:") else HEAD + text
    assert parse(whole) != load("base")


SCRIPTS = list(blocks("python"))


@pytest.mark.parametrize(("page", "text"), SCRIPTS, ids=named(SCRIPTS))
def test_a_block_of_python_runs(page, text, tmp_path, monkeypatch):
    if text in (ROOT / "README.md").read_text(encoding="utf-8"):
        return  # run there
    few = re.sub(r"worlds=\d+", "worlds=4", text)
    (tmp_path / "script.py").write_text(few, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    runpy.run_path("script.py", run_name="__main__")


COMMANDS = [
    (page, line.strip())
    for page, text in blocks("sh")
    for line in text.replace("\\\n", " ").splitlines()
    if line.strip()
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with the files that the pages speak of."""
    place = tmp_path_factory.mktemp("pages")
    for name in ("my-question.yaml", "mine.yaml"):
        (place / name).write_text(DATED, encoding="utf-8")
    ((_, answers),) = (one for one in SCENARIOS if one[0] == "docs/forecast.md")
    (place / "answers.yaml").write_text(answers, encoding="utf-8")
    (people,) = (text for page, text in blocks("csv") if page == "docs/forecast.md")
    (place / "class.csv").write_text(people, encoding="utf-8")
    return place


def shortened(line):
    """The words of a command behind its name, so that it is soon done."""
    words = shlex.split(line.partition(" > ")[0], comments=True)[1:]
    if "--worlds" in words:
        at = words.index("--worlds")
        del words[at : at + 2]
    if words[0] in RUNNING or words[:2] == ["forecast", "base"]:
        worlds = "100" if "--groups" in words else FEWEST.get(words[0], "2")
        words += ["--worlds", worlds, "--workers", "1", "--quiet"]
    if words[0] in RUNNING - WHOLE and not re.search("365|--groups", line):
        words += ["--set", "horizon_days=70"]
    return [*words, *LIGHTER.get(words[0], ())] if LIGHT.isdisjoint(words) else words


RUNNING = {
    *("run", "compare", "sensitivity", "ledger", "check"),
    *("sweep", "plan", "attribute", "discover", "enough", "robust"),
}
WHOLE = {"check", "discover", "enough", "plan"}
FEWEST = {"enough": "50", "discover": "200"}
# What makes a command quick, unless it says already what it looks at.
LIGHTER = {
    "run": ("--no-charts",),
    "compare": ("--no-charts",),
    "check": ("--pattern", "truce-shape"),
    "ledger": ("--dial", "front.initial_cut"),
    "sensitivity": ("--dial", "front.initial_cut"),
    "robust": ("--tries", "10"),
    "discover": ("--set", "horizon_days=200"),
    "twins": ("--worlds", "20", "--set", "horizon_days=365"),
}
LIGHT = {"--no-charts", "--pattern", "--dial", "--groups", "--above"}


@pytest.mark.parametrize(
    ("page", "line"),
    COMMANDS,
    ids=[f"{page}-{number}" for number, (page, _) in enumerate(COMMANDS)],
)
def test_a_command_of_a_page_runs(page, line, folder, monkeypatch):
    first = line.split()[0]
    if first == "make":
        return  # the targets are looked up elsewhere; each of them is run by hand and by CI
    if first == "python":
        assert (ROOT / line.split()[1]).exists()
        return
    if first != "contactline":
        run_in_bash(line, folder)
        return
    monkeypatch.chdir(folder)
    done = call(*shortened(line))
    assert done.exit_code in ((0, 1) if " check" in line else (0,)), done.output
    assert done.stdout.strip() or line.split()[1] in ("schema",)


def run_in_bash(line, folder):
    """Run a line that switches completion on, and see that Tab has something to offer."""
    bash, program = shutil.which("bash"), Path(sys.executable).with_name("contactline")
    if not bash or not program.exists():
        pytest.skip("there is no bash here, or contactline is not installed as a program")
    home = {"HOME": str(folder), "PATH": f"{program.parent}:/usr/bin:/bin"}
    (folder / ".config/fish/completions").mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        [bash, "-ec", f"{line}\ncomplete -p contactline || cat ~/.config/fish/completions/*"],
        env=environment(**home), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "contactline" in done.stdout
