"""Tests that share a server run in one worker: else each worker would start a server of its own."""

import pytest


@pytest.mark.xdist_group("postgres")
def test_a_group_is_known_to_whoever_hands_out_the_tests(request: pytest.FixtureRequest) -> None:
    if not getattr(request.config.option, "loadgroup", False):
        pytest.skip("only where tests are handed out by group")
    assert request.node.nodeid.endswith("@postgres")
