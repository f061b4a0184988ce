"""Small parts: back-off, addresses, stopping, noticing that the network is back, the settings' token."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.backoff import Backoff
from sync.client import AddressError, checked_address
from sync.run import SetupError, read_token
from sync.sole import only_syncer
from sync.stopping import Stop, StopRequested
from sync.waking import ReturnOfNetwork


@given(st.floats(0, 0.999999), st.integers(1, 2000))
def test_delays_double_up_to_the_ceiling_and_jitter_within_half(draw: float, failures: int) -> None:
    backoff = Backoff(1.0, 60.0, lambda: draw)
    for n in range(failures):
        full = min(60.0, 2.0 ** min(n, 10))
        assert full / 2 <= backoff.next_s() <= full
    backoff.reset()
    assert backoff.next_s() <= 1.0


@pytest.mark.parametrize(
    "url",
    [
        "",
        "district",
        "ftp://district",
        "https://",
        "http://district.example",
        "http://10.0.0.1:8000",
        "https://user:word@district.example",
        "https://district.example?x=1",
        "https://district.example:port",
    ],
)
def test_addresses_that_cannot_be_meant_are_refused(url: str) -> None:
    with pytest.raises(AddressError):
        checked_address(url)


@pytest.mark.parametrize(
    "url", ["https://district.example/kiosk", "http://127.0.0.1:8000", "http://[::1]:8000"]
)
def test_tls_or_this_machine(url: str) -> None:
    assert checked_address(url + "/") == url


@pytest.fixture
def stop() -> Iterator[Stop]:
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    made = Stop()
    made.install()
    yield made
    for number, handler in before.items():
        signal.signal(number, handler)


def test_sigterm_breaks_off_a_wait(stop: Stop) -> None:
    with pytest.raises(StopRequested), stop.interruptible():
        os.kill(os.getpid(), signal.SIGTERM)  # the handler runs before this returns
    assert stop.requested


def test_sigterm_elsewhere_waits_for_the_next_chance(stop: Stop) -> None:
    os.kill(os.getpid(), signal.SIGTERM)
    done = "the transaction went on to its end"
    assert done
    with pytest.raises(StopRequested), stop.interruptible():
        pytest.fail("no exchange may begin after the order to stop")


def test_an_order_to_stop_is_no_exception_that_a_library_swallows() -> None:
    assert not issubclass(StopRequested, Exception)


def test_only_the_step_from_unreachable_to_reachable_counts() -> None:
    now = [0.0]
    answers = iter([True, True, False, False, True, True])
    network_return = ReturnOfNetwork(lambda: next(answers), lambda: now[0])
    seen = []
    for _ in range(6):
        seen.append(network_return.happened())
        assert not network_return.happened(), "probes have a distance"
        now[0] += 10
    assert seen == [False, False, False, False, True, False]


def test_one_syncer_at_a_time_has_the_mark(tmp_path: Path) -> None:
    store = tmp_path / "kiosk.db"
    with only_syncer(store) as first, only_syncer(store) as second:
        assert (first, second) == (True, False)
    with only_syncer(store) as third:
        assert third


def test_a_token_that_others_may_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "token"
    path.write_text("secret\n")
    path.chmod(0o644)
    with pytest.raises(SetupError, match="chmod 600"):
        read_token(path)
    path.chmod(0o600)
    assert read_token(path) == "secret"
    path.write_text("two words")
    with pytest.raises(SetupError, match="no token"):
        read_token(path)
