"""Workers that start are not cut short by Ctrl-C, and no Ctrl-C is lost."""

import signal

import pytest

from contactline.study.pool import interrupts_wait


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
