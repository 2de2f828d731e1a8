"""What travels inside a wheel, and what the lock file may hold."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as it is built."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_a_wheel_carries_every_scenario_and_seed(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        names = set(packed.namelist())
    carried = [
        path.relative_to(ROOT).as_posix()
        for folder in ("scenarios", "seeds")
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
    ]
    assert "scenarios/base.yaml" in carried
    assert {f"contactline/_data/{name}" for name in carried} <= names
    assert "contactline/py.typed" in names


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_a_lock_has_hashes_and_no_address(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^-", text, re.MULTILINE)
    pins = re.findall(r"^\S+==", text, re.MULTILINE)
    hashed = re.findall(r"^\S+==.* \\\n    --hash=sha256:[0-9a-f]{64}", text, re.MULTILINE)
    assert len(hashed) == len(pins) > 30


def test_what_runs_is_locked_as_what_is_checked() -> None:
    run, dev = (
        set(re.findall(r"^\S+==\S+", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE))
        for name in ("requirements.txt", "requirements-dev.txt")
    )
    assert run < dev


def test_the_readme_stands_alone_on_a_package_index(wheel: Path) -> None:
    """No link leads to a file that an index does not have, and the index shows all of it."""
    with zipfile.ZipFile(wheel) as packed:
        (name,) = (one for one in packed.namelist() if one.endswith("METADATA"))
        head, _, text = packed.read(name).decode("utf-8").partition("\n\n")
    assert "Description-Content-Type: text/markdown" in head
    links = re.findall(r"\]\(([^)\s]+)\)", text)
    assert [link for link in links if not link.startswith(("https://", "#"))] == []
    assert "it foretells nothing" in text
    assert "*Picture: Stacked bars" in text
    markdown = pytest.importorskip("readme_renderer.markdown", reason="comes with the extra `dev`")
    shown = markdown.render(text)
    assert shown is not None
    assert "<h2" in shown
    anchors = {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
               for title in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}  # fmt: skip
    assert {link[1:] for link in links if link.startswith("#")} <= anchors
