"""The notebooks run from top to bottom as a reader runs them, and hold no output."""

import os
import re
from pathlib import Path

import pytest

nbformat = pytest.importorskip("nbformat", reason="comes with the extra `dev`")
nbclient = pytest.importorskip("nbclient", reason="comes with the extra `dev`")
jupyter_client = pytest.importorskip("jupyter_client", reason="comes with the extra `dev`")

ROOT = Path(__file__).parents[1]
FEW_WORLDS, FEW_DAYS = 8, 100
BOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)
def test_a_notebook_holds_no_output(path):
    book = nbformat.read(path, as_version=4)
    nbformat.validate(book)
    cells = [cell for cell in book.cells if cell.cell_type == "code"]
    assert [cell.source for cell in cells if cell.outputs or cell.execution_count] == []
    assert book.cells[0].source.startswith("# ")


@pytest.fixture(scope="module")
def kernel(tmp_path_factory):
    """A kernel for all: what one notebook has imported is there for the next, its names are not."""
    place = tmp_path_factory.mktemp("kernel")
    around = {
        "PYTHONPATH": str(ROOT / "model"),
        "IPYTHONDIR": str(place),
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    }
    one = jupyter_client.KernelManager(kernel_name="python3")
    one.start_kernel(env={**os.environ, **around})
    yield one
    one.shutdown_kernel(now=True)


def ran(path, folder, kernel):
    """The notebook with what its cells print and show, short where it says how long."""
    book = nbformat.read(path, as_version=4)
    for cell in book.cells:
        few = re.sub(r"worlds=\d+", f"worlds={FEW_WORLDS}", cell.source)
        few = few.replace('run("base")', f'run("base", worlds={FEW_WORLDS})')
        short = re.sub(r"(load\([^()]+\))(?!\.with_horizon)", r"\1.with_horizon(0)", few)
        cell.source = re.sub(r"with_horizon\(\d+\)", f"with_horizon({FEW_DAYS})", short)
    began = nbformat.v4.new_code_cell(f"%reset -f\n%cd -q {folder}")
    book.cells.insert(0, began)
    nbclient.NotebookClient(book, km=kernel, timeout=300).execute()
    book.cells.remove(began)
    return book


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs(path, tmp_path, kernel):
    book = ran(path, tmp_path, kernel)
    cells = [cell for cell in book.cells if cell.cell_type == "code"]
    shown = [output for cell in cells for output in cell.outputs]
    assert [one.text for one in shown if one.get("name") == "stderr"] == []
    assert any("image/png" in one.get("data", {}) for one in shown)
    if path.stem == "1-first-run":
        (first,) = (one.data for one in cells[0].outputs)
        assert "<table>" in first["text/html"]
        assert "<svg" in first["text/html"]
        assert first["image/png"]


def test_there_are_notebooks():
    assert [path.stem for path in BOOKS] == [
        "1-first-run",
        "2-your-own-study",
        "3-bargaining",
        "4-studies",
    ]
