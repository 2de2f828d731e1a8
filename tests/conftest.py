"""What every test shares: no window for charts, no deadline for slow machines, one server."""

import gc
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import ExitStack
from pathlib import Path

# The processes of the tests share the cores: none of them starts a thread for each core.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import matplotlib
import pytest
from hypothesis import settings

from browser_sample import chromium
from dealing import group_of, rank_of

# What Python compiles is kept for the processes that tests start, and for the next time.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

matplotlib.use("Agg")
settings.register_profile("contactline", deadline=None)
settings.load_profile("contactline")

# What commands keep of unfinished work does not reach the cache of whoever tests.
_STORE = Path(tempfile.gettempdir()) / f"contactline-store-of-tests-{os.getpid()}"
os.environ["CONTACTLINE_STORE"] = str(_STORE)


def pytest_collection_finish():
    """Look for garbage less often, and not in what is imported: it took a twentieth of the time."""
    leave_alone()
    gc.set_threshold(10_000, 20, 10)


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item, nextitem):
    """Nor in what files of tests leave, which piles up."""
    if nextitem is None or nextitem.path != item.path:
        leave_alone()


def leave_alone():
    """Keep what is there now out of the search for garbage."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Files that take long come first."""
    items.sort(key=lambda item: rank_of(item.nodeid))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """With `--dist loadfile`, files that share something go to one process, in their order."""
    if config.getvalue("dist") != "loadfile":
        return None
    from xdist.scheduler import LoadFileScheduling

    class InGroups(LoadFileScheduling):
        def _split_scope(self, nodeid):
            return group_of(nodeid)

    config.option.loadscopereorder = False
    return InGroups(config, log)


@pytest.fixture(scope="session")
def served():
    """The address of the page with levers, served by the command as a user starts it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "contactline", "app", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as server:
        found = f"http://127.0.0.1:{port}/"
        for _ in range(100):
            try:
                urllib.request.urlopen(f"{found}api/charts", timeout=1)
                break
            except OSError:
                time.sleep(0.1)
        yield found
        server.terminate()


_CHROMIUM = []
_ENDS = ExitStack()


@pytest.fixture
def browser():
    """Chromium, opened once for all tests in it that follow each other."""
    if not _CHROMIUM:
        _CHROMIUM.append(_ENDS.enter_context(chromium()))
    return _CHROMIUM[0]


def pytest_runtest_setup(item):
    """Close Chromium before other tests: the loop of Playwright would be in the way of theirs."""
    if "browser" not in item.fixturenames:
        close_chromium()


def pytest_sessionfinish():
    """Leave no browser behind."""
    close_chromium()


def close_chromium():
    """Close Chromium where it is open."""
    _CHROMIUM.clear()
    _ENDS.close()
