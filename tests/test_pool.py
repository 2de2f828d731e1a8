"""Worlds are shared out evenly; workers start whole under Ctrl-C, and no Ctrl-C is lost."""

import gc
import signal
import weakref

import pytest

from contactline.scenario import load
from contactline.study.pool import cut, run_blocks
from contactline.study.workers import interrupts_wait


@pytest.fixture(autouse=True)
def heard():
    """Let Ctrl-C be heard, even where the tests run in the background and nobody would hear it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def interrupted_within(done: list[str]) -> None:
    with interrupts_wait():
        signal.raise_signal(signal.SIGINT)
        done.append("the rest of the work")


def test_what_a_large_block_leaves_is_let_go_before_the_next():
    """A theatre points to itself, so that it would stay until Python looks for such circles."""
    left, alive = [], []

    class Theatre:
        def __init__(self):
            self.itself = self

    def job(_scenario, cut, *, seed):
        left.append(weakref.ref(Theatre()))
        alive.append(sum(one() is not None for one in left))
        return len(cut)

    gc.disable()
    try:
        run_blocks(job, load("base"), [range(300)] * 4, 1, 1, lambda *_: None)
    finally:
        gc.enable()
    assert alive == [1, 1, 1, 1]


def test_an_interrupt_waits_for_the_end_of_the_work():
    done: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        interrupted_within(done)
    assert done == ["the rest of the work"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


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
