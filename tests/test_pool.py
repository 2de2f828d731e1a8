"""Worlds are shared out evenly; workers start whole under Ctrl-C, and no Ctrl-C is lost."""

import gc
import os
import signal
import tracemalloc

import numpy as np
import pytest

from contactline.luck import Luck
from contactline.scenario import load
from contactline.study.design.apart import SomeWorlds, simulate_apart
from contactline.study.ensemble import Gathered, outcomes_of, simulate
from contactline.study.pool import cut, restored, run_pieces, squeezed
from contactline.study.workers import born_deaf_to_interrupts, interrupts_wait


@pytest.fixture(autouse=True)
def heard():
    """Let Ctrl-C be heard, even where the tests run in the background and nobody would hear it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def outcomes(scenario, worlds):
    return outcomes_of(scenario, Luck(1, np.array(worlds)))


def parts(scenario, worlds):
    return simulate_apart([SomeWorlds(scenario, worlds)] * 2, seed=1)


def interrupted_within(done: list[str]) -> None:
    with interrupts_wait():
        signal.raise_signal(signal.SIGINT)
        done.append("the rest of the work")


@pytest.mark.parametrize("play", [simulate, outcomes, parts], ids=lambda one: one.__name__)
def test_what_a_theatre_held_is_free_as_soon_as_it_has_been_played(play):
    """Its agents hold it, so that it would stay until Python looks for such circles."""
    scenario = load("base").with_horizon(30)
    play(scenario, range(3))  # what is imported leaves circles too
    gc.collect()
    gc.disable()
    try:
        play(scenario, range(3))
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_where_blocks_are_kept_is_worked_out_once_a_scenario(monkeypatch):
    """It reads the whole scenario, and all rows of a design."""
    asked = []
    monkeypatch.setattr("contactline.study.pool.shelf_of", lambda *given: asked.append(given))
    pieces = [(scenario, range(at, at + 1)) for scenario in ("a", "b") for at in range(5)]
    run_pieces(lambda scenario, cut, seed: (scenario, cut, seed), pieces, 1, 1, lambda *_: None)
    assert [scenario for _, scenario, _ in asked] == ["a", "b"]


def test_an_interrupt_waits_for_the_end_of_the_work():
    done: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        interrupted_within(done)
    assert done == ["the rest of the work"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="signals are not held back here")
def test_an_interrupt_while_processes_are_made_deaf_to_it_is_heard_afterwards():
    with pytest.raises(KeyboardInterrupt), interrupts_wait(), born_deaf_to_interrupts():
        os.kill(os.getpid(), signal.SIGINT)
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())


def test_without_an_interrupt_nothing_is_raised():
    with interrupts_wait():
        pass
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.parametrize(
    ("worlds", "most", "workers", "sizes"),
    [
        (1, 1024, 8, [1]),
        (256, 1024, 2, [256]),
        (500, 1024, 2, [250, 250]),
        (500, 1024, 1, [500]),
        (2049, 1024, 1, [683, 683, 683]),
        (10_000, 1024, 2, [1000] * 10),
        (19, 6, 2, [5, 5, 5, 4]),
        (3, 1, 1, [1, 1, 1]),
    ],
)
def test_worlds_are_cut_into_blocks_of_one_size(worlds, most, workers, sizes):
    cuts = cut(worlds, most, workers)
    assert [len(one) for one in cuts] == sizes
    assert [world for one in cuts for world in one] == list(range(worlds))


def test_what_a_process_hands_over_is_never_there_a_second_time():
    counts = {at: np.full((105, 500), at) for at in range(40)}
    tracemalloc.start()
    told = squeezed(counts)
    packing = tracemalloc.get_traced_memory()[1]
    tracemalloc.reset_peak()
    back = restored(told)
    unpacking = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    size = sum(one.nbytes for one in counts.values())
    assert packing < 0.5 * size
    assert unpacking < 1.5 * size
    assert all(np.array_equal(back[at], one) for at, one in counts.items())


def test_the_weeks_of_two_blocks_are_added_without_a_third_set_of_them():
    block = simulate(load("base").with_horizon(364), range(2))
    gathered = Gathered([range(2), range(2)])
    tracemalloc.start()
    for at in range(2):
        gathered.add(at, restored(squeezed(block)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    size = sum(one.counts.nbytes for one in block.weekly.values())
    assert peak < 2.5 * size
    assert all(
        np.array_equal(gathered.weekly[name].counts, 2 * one.counts)
        for name, one in block.weekly.items()
    )
