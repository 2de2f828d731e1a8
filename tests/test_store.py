"""Finished blocks are kept, an interrupted study goes on, and no damage changes a result."""

from __future__ import annotations

import errno
import json
import multiprocessing
import os
import random
import runpy
import signal
import sys
import time
import zlib
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cli_sample import call
from contactline.cli.progress import Lines
from contactline.errors import RunError
from contactline.scenario import load
from contactline.study import ensemble
from contactline.study.design import run_rows
from contactline.study.ensemble import run, simulate
from contactline.study.ledger import as_plain, ledger
from contactline.study.patterns import check
from contactline.study.patterns.matching import Stage, match
from contactline.study.sensitivity import swings
from contactline.study.store import clear, keeping, store_folder, stored_studies, version
from contactline.study.store import files as stored_files
from contactline.study.store import session as store_session
from contactline.study.store.encoding import NotKeptError, decoded, encoded, identity
from contactline.study.store.files import read_block, write_block
from contactline.study.store.folder import most_bytes, tidy
from contactline.study.workers import METHOD, get_ready, starting

BASE = load("base").with_dials({"horizon_days": 28})
WORLDS, BLOCK = 40, 8


@pytest.fixture(autouse=True)
def _own_store(monkeypatch, tmp_path):
    """A store of this test."""
    monkeypatch.setenv("CONTACTLINE_STORE", str(tmp_path / "store"))


@pytest.fixture(scope="module")
def whole():
    return run(BASE, worlds=WORLDS, block=BLOCK)


def blocks():
    return sorted(store_folder().rglob("*.block"))


def worlds_kept():
    """Every world of every block that is kept, once for each block it is in."""
    for one in blocks():
        start, stop = one.stem.split("-")
        yield from range(int(start), int(stop))


def interrupted(after):
    """A progress that interrupts once so many worlds are done."""

    def progress(done, _):
        if done >= after:
            raise KeyboardInterrupt

    return progress


def leave_blocks(after=24):
    """A run that is interrupted, and leaves the blocks before."""
    with pytest.raises(KeyboardInterrupt), keeping():
        run(BASE, worlds=WORLDS, block=BLOCK, progress=interrupted(after))


def same(one, other):
    pd.testing.assert_frame_equal(one.outcomes, other.outcomes)
    assert encoded({"h": one.histograms, "s": one.samples}) == encoded(
        {"h": other.histograms, "s": other.samples}
    )
    np.testing.assert_array_equal(one.phases, other.phases)
    np.testing.assert_array_equal(one.line_violations, other.line_violations)


def resumed():
    """The run again, how often a block was run, and the session."""
    calls = Counter()

    def counted(scenario, worlds, *, seed=1):
        calls["run"] += 1
        return simulate(scenario, worlds, seed=seed)

    counted.__module__, counted.__qualname__ = simulate.__module__, simulate.__qualname__
    patch = pytest.MonkeyPatch()
    patch.setattr(ensemble, "simulate", counted)
    with patch.context(), keeping() as session:
        found = run(BASE, worlds=WORLDS, block=BLOCK)
    patch.undo()
    return found, calls["run"], session


def test_an_interrupted_run_goes_on_where_it_was_and_leaves_nothing_behind(whole):
    leave_blocks(after=24)
    assert [one.name for one in blocks()] == ["0-8.block", "8-16.block"]
    found, again, session = resumed()
    assert (again, session.found) == (3, 2)
    same(found, whole)
    assert not blocks()
    assert not list(store_folder().iterdir())


def test_a_run_goes_on_with_other_blocks_and_more_worlds(whole):
    leave_blocks(after=24)
    with keeping(keep=True) as session:
        same(run(BASE, worlds=WORLDS, block=15), whole)
    assert (session.found, session.kept) == (2, 2)
    with keeping() as session:
        more = run(BASE, worlds=WORLDS + 5, block=100)
    assert session.found == 4
    same(more, run(BASE, worlds=WORLDS + 5))


def test_a_design_goes_on_with_another_number_of_workers():
    changes = [{"broker.backing": at / 200} for at in range(160)]
    alone = run_rows(BASE, changes, ["area_km2"], worlds=4)
    with pytest.raises(KeyboardInterrupt), keeping():
        run_rows(BASE, changes, ["area_km2"], worlds=4, workers=3, progress=interrupted(400))
    (first,) = blocks()  # any of the three: the one that was done soonest
    with keeping(keep=True) as session:
        again = run_rows(BASE, changes, ["area_km2"], worlds=4, workers=1)
    assert session.found == 1
    assert first in blocks()
    assert sorted(worlds_kept()) == list(range(640))
    np.testing.assert_array_equal(again.values("area_km2"), alone.values("area_km2"))
    with keeping() as session:
        run_rows(BASE, changes[1:], ["area_km2"], worlds=4)
    assert session.found == 0


DAMAGES = {
    "cut short": lambda told: told[: len(told) // 2],
    "empty": lambda _: b"",
    "a flipped bit": lambda told: told[:-9] + bytes([told[-9] ^ 4]) + told[-8:],
    "a flipped bit in the head": lambda told: bytes([told[0] ^ 1]) + told[1:],
    "more behind it": lambda told: told + b"x",
    "noughts": lambda told: bytes(len(told)),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_block_is_thrown_away_and_run_anew(whole, damage):
    leave_blocks()
    spoilt = blocks()[1]
    spoilt.write_bytes(damage(spoilt.read_bytes()))
    found, again, session = resumed()
    assert (again, session.found) == (4, 1)
    same(found, whole)


def test_any_flipped_bit_is_seen(tmp_path):
    file = tmp_path / "a.block"
    write_block(file, {"numbers": np.arange(5.0), "word": "none"})
    told = file.read_bytes()
    for at in range(len(told)):
        file.write_bytes(told[:at] + bytes([told[at] ^ (1 << at % 8)]) + told[at + 1 :])
        with pytest.raises(stored_files.FAULTY):
            read_block(file)


def test_a_full_disk_is_said_once_and_the_run_goes_on(whole, monkeypatch):
    left = [2]

    def fsync(_):
        left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.ENOSPC, "No space left on device")

    said = []
    monkeypatch.setattr(stored_files.os, "fsync", fsync)
    with keeping(say=said.append):
        found = run(BASE, worlds=WORLDS, block=BLOCK)
    same(found, whole)
    assert len(said) == 1
    assert "cannot be kept" in said[0]
    assert "No space left on device. The run goes on" in said[0]
    assert not list(store_folder().rglob("*.part"))


def test_a_folder_that_cannot_be_is_said_once_too(whole, tmp_path):
    (tmp_path / "file").write_text("")
    said = []
    with keeping(tmp_path / "file" / "store", say=said.append):
        same(run(BASE, worlds=WORLDS, block=BLOCK), whole)
    assert len(said) == 1


def test_what_gives_other_results_is_kept_elsewhere(monkeypatch):
    def found_in(scenario=BASE, seed=1):
        with keeping(keep=True) as session:
            run(scenario, worlds=WORLDS, block=BLOCK, seed=seed)
        return session.found

    assert [found_in(), found_in()] == [0, 5]
    assert found_in(seed=2) == 0
    assert found_in(BASE.with_dials({"broker.backing": 0.4})) == 0
    assert found_in(BASE.if_ceasefire()) == 0
    monkeypatch.setattr(store_session, "version_digest", lambda: "another version")
    assert found_in() == 0
    assert len(stored_studies()) == 5


def test_the_version_is_another_when_a_rule_is(monkeypatch, tmp_path):
    before = version.version_digest.__wrapped__()
    assert before == version.version_digest.__wrapped__()
    for name in version.OF_THE_RULES:
        (tmp_path / name).mkdir() if "." not in name else (tmp_path / name).write_text("")
    monkeypatch.setattr(version, "PACKAGE", tmp_path)
    (tmp_path / "world" / "rule.py").write_text("A = 1")
    first = version.version_digest.__wrapped__()
    (tmp_path / "world" / "rule.py").write_text("A = 2")
    assert len({before, first, version.version_digest.__wrapped__()}) == 3


def test_a_study_outside_of_a_session_writes_nothing(whole):
    same(run(BASE, worlds=WORLDS, block=BLOCK), whole)
    assert not store_folder().exists()


def test_every_block_is_on_the_disk_as_soon_as_it_is_finished():
    """A kill in the first second of a study, too, loses only what was being run."""
    kept = []

    def progress(done, _):
        kept.append((done // BLOCK - 1, len(blocks())))

    with keeping():
        run(BASE, worlds=WORLDS, block=BLOCK, progress=progress)
    assert kept == [(at, at) for at in range(WORLDS // BLOCK)]


def test_a_job_of_somebody_else_is_not_kept():
    def policy(view):
        return view

    with pytest.raises(NotKeptError, match="is not of this package"):
        identity(policy)
    with pytest.raises(NotKeptError):
        identity(lambda: None)
    with pytest.raises(NotKeptError, match="set cannot be kept"):
        encoded({1, 2})


STUDIES = {
    "swings": lambda: [
        one.change.difference
        for one in swings(BASE, "area_km2", worlds=8, dials=["broker.backing"])
    ],
    "ledger": lambda: json.dumps(
        {
            key: one
            for key, one in as_plain(ledger(BASE, worlds=8, dials=["broker.backing"])).items()
            if key != "seconds"
        }
    ),
    "check": lambda: repr(check(BASE, worlds=8, patterns=["osce-hot-spots"], workers=1)),
    "match": lambda: match(
        Stage("line", {"front.burst_shape": (0.1, 0.2)}, ("front-top-fifth",), 4, 4, 1),
        BASE, workers=1,
    ).found.tolist(),
    "design": lambda: run_rows(
        BASE, [{"broker.backing": at} for at in (0.2, 0.4, 0.6)], ["area_km2"], worlds=8, block=5
    ).values("area_km2").tolist(),
}  # fmt: skip


@pytest.mark.parametrize("study", STUDIES.values(), ids=STUDIES)
def test_every_study_takes_what_is_there(study):
    with keeping(keep=True) as first:
        alone = study()
    with keeping(keep=True) as second:
        again = study()
    assert again == alone
    assert first.kept > 0
    assert (second.found, second.kept) == (first.kept, 0)


def test_what_is_kept_comes_back_as_it_was():
    told = {
        "float": 0.1 + 0.2, "nan": np.array([np.nan, -0.0]), "word": np.array(["a", "bcd"]),
        "seen": np.array([True, None, False], dtype=object), "none": None,
        "scalar": np.float64(0.1), "pair": (1, [2, "3"]), "range": range(3),
        "day": BASE.date, "grid": np.zeros((2, 0, 3), dtype=np.int8), 4: True,
    }  # fmt: skip
    back = decoded(encoded(told))
    assert repr(back) == repr(told)
    assert [type(one) for one in back.values()] == [type(one) for one in told.values()]


def test_a_file_of_somebody_else_calls_nothing():
    forged = encoded(BASE.dials["broker.backing"])
    assert decoded(forged) == BASE.dials["broker.backing"]
    for place in ("os:system", "contactline.study.ensemble:run", "contactline.errors:RunError"):
        told = json.dumps({"value": ["object", place, {}], "arrays": 0}).encode()
        with pytest.raises(ValueError, match="no dataclass of this package"):
            decoded(zlib.compress(len(told).to_bytes(8, "big") + told))


def test_the_store_is_bounded_and_touches_nothing_else():
    leave_blocks(after=40)
    (stranger := store_folder() / "photos").mkdir()
    (stranger / "a.block").write_bytes(b"mine")
    (folder,) = [one.folder for one in stored_studies()]
    size = blocks()[0].stat().st_size
    abandoned, fresh = folder / "x.block-1.part", folder / "y.block-2.part"
    for file, age in ((abandoned, 7200), (fresh, 10)):
        file.write_bytes(b"half")
        os.utime(file, (time.time() - age,) * 2)
    for at, file in enumerate(sorted(folder.glob("*.block"))):
        os.utime(file, (time.time() - 1000 + at,) * 2)
    tidy(store_folder(), int(2.5 * size))
    assert len(list(folder.glob("*.block"))) == 2
    assert [one.exists() for one in (abandoned, fresh)] == [False, True]
    for file in folder.glob("*.block"):
        os.utime(file, (time.time() - 31 * 86_400,) * 2)
    fresh.unlink()
    tidy(store_folder(), 10**9)
    assert not folder.exists()
    assert (stranger / "a.block").read_bytes() == b"mine"
    assert clear() == 0
    assert stranger.exists()


def test_the_folder_follows_the_customs_of_the_system(monkeypatch, tmp_path):
    monkeypatch.setenv("CONTACTLINE_STORE", "~/there")
    assert store_folder() == Path.home() / "there"
    monkeypatch.delenv("CONTACTLINE_STORE")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert store_folder() == tmp_path / "contactline" / "blocks"
    monkeypatch.setenv("XDG_CACHE_HOME", "not/absolute")
    assert store_folder() == Path.home() / ".cache" / "contactline" / "blocks"
    monkeypatch.setattr(sys, "platform", "darwin")
    assert store_folder() == Path.home() / "Library" / "Caches" / "contactline" / "blocks"
    monkeypatch.setenv("CONTACTLINE_STORE_MB", "3")
    assert most_bytes() == 3_000_000
    monkeypatch.setenv("CONTACTLINE_STORE_MB", "much")
    with pytest.raises(RunError, match="whole number of megabytes, got 'much'"), keeping():
        pass


def test_the_command_shows_and_clears():
    assert "No finished blocks are kept in" in call("store").stdout
    with pytest.raises(KeyboardInterrupt), keeping(command="contactline run base"):
        run(BASE, worlds=WORLDS, block=BLOCK, progress=interrupted(24))
    shown = call("store").stdout
    assert "contactline run base" in shown
    assert "2 finished blocks of runs that were interrupted or go on" in shown
    told = json.loads(call("store", "--json").stdout)
    assert (told["studies"][0]["scenario"], told["studies"][0]["blocks"]) == ("base", 2)
    assert call("store", "--clear").stdout.startswith("Removed 2 finished blocks")
    assert "No finished blocks" in call("store").stdout


def test_a_store_may_be_cleared_while_a_study_runs(whole):
    def progress(done, _):
        if done == 24:
            folder = blocks()[0].parent
            (folder / "other.block-1-aa.part").write_bytes(b"being written")
            assert clear() == 2
            assert [one.name for one in folder.iterdir()] == ["other.block-1-aa.part"]

    with keeping(keep=True, command="contactline run base") as session:
        same(run(BASE, worlds=WORLDS, block=BLOCK, progress=progress), whole)
    assert session.kept == 5
    (left,) = stored_studies()
    assert (left.blocks, left.command) == (3, "contactline run base")


SENSITIVITY = (
    "sensitivity", "base", "--measure", "area_km2", "--dial", "war.aid_effect", "--worlds", "10",
    "--set", "horizon_days=28", "--workers", "1", "--json",
)  # fmt: skip


def test_a_command_keeps_until_it_has_ended_unless_told_otherwise(monkeypatch):
    kept = []
    put = store_session.Shelf.put

    def noted(self, cut, result):
        put(self, cut, result)
        kept.extend(blocks())

    monkeypatch.setattr(store_session.Shelf, "put", noted)
    first = call(*SENSITIVITY)
    assert first.exit_code == 0
    assert kept
    assert not blocks()
    kept.clear()
    assert call(*SENSITIVITY, "--no-store").stdout == first.stdout
    assert not kept


SMALL = ("--workers", "1", "--json", "--worlds")
IN_BLOCKS = {
    "ledger": (
        "ledger", "base", "--dial", "war.aid_effect", "--dial", "talks.hope_days", "--set",
        "horizon_days=28", *SMALL, "4",
    ),
    "check": ("check", "--pattern", "osce-hot-spots", "--pattern", "front-top-fifth", *SMALL, "4"),
}  # fmt: skip


WRITTEN = {
    "run": ("run", "base", "--no-charts", "--quiet", "--out", "out"),
    "sensitivity": ("sensitivity", "base", "--groups", "--measure", "area_km2", "--out", "out.csv"),
    "compare": ("compare", "base", "no-uk-troops", "--no-charts", "--out", "out"),
}


@pytest.mark.parametrize("words", WRITTEN.values(), ids=WRITTEN)
def test_blocks_are_let_go_only_once_the_results_stand_in_their_place(words, tmp_path, monkeypatch):
    """Whenever a command is killed, its blocks are there or its files are."""
    out, stood = tmp_path / words[-1], []
    forget = store_session.Keeping.forget
    monkeypatch.setattr(
        store_session.Keeping, "forget", lambda one: (stood.append(out.exists()), forget(one))
    )
    few = ("--worlds", "60", "--set", "horizon_days=28", "--workers", "1")
    assert call(*words[:-1], out, *few).exit_code == 0
    assert stood == [True]


@pytest.mark.parametrize("words", IN_BLOCKS.values(), ids=IN_BLOCKS)
def test_a_command_that_dies_has_kept_what_was_finished(words, monkeypatch):
    """One that is killed leaves what one leaves that dies of anything: it has no time for more."""
    put, alone = store_session.Shelf.put, call(*words)

    def dies(self, cut, result):
        put(self, cut, result)
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(store_session.Shelf, "put", dies)
        patch.setattr(store_session.Keeping, "leave", lambda _: None)
        assert call(*words).exit_code != 0
    (kept,) = blocks()
    found = []
    take = store_session.read_block
    monkeypatch.setattr(store_session, "read_block", lambda one: (take(one), found.append(one))[0])
    assert call(*words).stdout == alone.stdout
    assert kept in found
    assert not blocks()


def test_blocks_from_the_store_do_not_make_the_run_look_fast(monkeypatch, capsys):
    clock = [100.0]
    monkeypatch.setattr("contactline.cli.progress.time.monotonic", lambda: clock[0])
    lines = Lines()
    clock[0] += 0.5
    lines.worlds("base", 8_000, 10_000)
    clock[0] += 10
    lines.worlds("base", 9_000, 10_000)
    assert capsys.readouterr().err == "9,000 of 10,000 worlds, 100 a second, 10 s left: base\n"


SCRIPT = """
import os
os.environ["CONTACTLINE_STORE"] = {store!r}
from contactline.scenario import load
from contactline.study.ensemble import run
from contactline.study.store import keeping
scenario = load("base").with_dials({{"horizon_days": 28}})
with keeping() as session:
    found = run(scenario, worlds=600, block=30, workers={workers})
found.outcomes.to_csv({out!r})
with open({said!r}, "w") as file:
    file.write(str(session.found))
"""


def started(folder, workers):
    """The script in a process of its own, which has the package loaded from the first moment."""
    places = {"store": folder / "store", "out": folder / "out.csv", "said": folder / "said.txt"}
    script = folder / "study.py"
    script.write_text(SCRIPT.format(workers=workers, **{k: str(v) for k, v in places.items()}))
    get_ready()
    process = multiprocessing.get_context(METHOD).Process(
        target=runpy.run_path, args=(str(script),), kwargs={"run_name": "__main__"}
    )
    with starting(with_script=False):
        process.start()
    return process


def kill_within(folder, workers, moments):
    """Whether the script ended before it was killed, a moment after some more blocks were kept."""
    wanted = len(list((folder / "store").rglob("*.block"))) + moments.randint(1, 4)
    running = started(folder, workers)
    while running.is_alive():
        if len(list((folder / "store").rglob("*.block"))) >= wanted:
            time.sleep(moments.uniform(0, 0.1))
            running.kill()
            break
        time.sleep(0.01)
    running.join()
    assert running.exitcode in (0, -signal.SIGKILL)
    return running.exitcode == 0


@pytest.fixture(scope="module")
def uninterrupted():
    """The table of the study that is killed, all of whose worlds are run at once."""
    return run(BASE, worlds=600).outcomes


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is not of Windows")
@pytest.mark.parametrize("workers", [1, 2])
def test_killed_at_any_moment_a_study_ends_with_the_same_table(uninterrupted, tmp_path, workers):
    uninterrupted.to_csv(tmp_path / "whole.csv")
    moments, out = random.Random(workers), tmp_path / "out.csv"
    for _ in range(3):
        if kill_within(tmp_path, workers, moments):
            break
        assert not out.exists()
    else:
        running = started(tmp_path, workers)
        running.join(300)
        assert running.exitcode == 0
        assert int((tmp_path / "said.txt").read_text()) >= 3
    assert out.read_bytes() == (tmp_path / "whole.csv").read_bytes()
    assert not list((tmp_path / "store").rglob("*.block"))
