"""The session's table over every state and event (DESIGN §10)."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.session import TRANSITIONS, SessionEvent, SessionState, next_state

S, E = SessionState, SessionEvent

# The whole table again, as a person would say it: what does not stand here changes nothing.
EXPECTED = {
    S.ATTRACT: {E.TOUCH: S.ACTIVE, E.FAULT: S.OUT_OF_SERVICE},
    S.ACTIVE: {
        E.TOUCH: S.ACTIVE,
        E.IDLE: S.WARNING,
        E.LEAVE: S.WIPING,
        E.OTHER_CARD: S.WIPING,
        E.CARD_LIFTED: S.WARNING,
        E.FAULT: S.OUT_OF_SERVICE,
    },
    S.WARNING: {
        E.TOUCH: S.ACTIVE,
        E.COUNTDOWN_OVER: S.WIPING,
        E.LEAVE: S.WIPING,
        E.OTHER_CARD: S.WIPING,
        E.FAULT: S.OUT_OF_SERVICE,
    },
    S.WIPING: {E.WIPED: S.ATTRACT, E.FAULT: S.OUT_OF_SERVICE},
    S.OUT_OF_SERVICE: {E.MENDED: S.WIPING},
}
SOMEBODYS = (S.ACTIVE, S.WARNING)  # states in which something of a citizen may be in memory


def reachable(start: SessionState, without: SessionState | None = None) -> set[SessionState]:
    """States that some events lead to from `start`, never passing through `without`."""
    seen, edge = {start}, [start]
    while edge:
        state = edge.pop()
        for event in E:
            to = next_state(state, event)
            if to is not without and to not in seen:
                seen.add(to)
                edge.append(to)
    return seen


@pytest.mark.parametrize(("state", "event"), list(product(S, E)))
def test_every_state_and_event(state: SessionState, event: SessionEvent) -> None:
    assert next_state(state, event) is EXPECTED[state].get(event, state)


def test_the_table_holds_nothing_else() -> None:
    assert len(TRANSITIONS) == sum(len(arrows) for arrows in EXPECTED.values())


@pytest.mark.parametrize("state", S)
def test_every_state_has_an_exit_and_can_be_reached(state: SessionState) -> None:
    assert any(next_state(state, event) is not state for event in E)
    assert state in reachable(S.ATTRACT)


@pytest.mark.parametrize("event", E)
def test_every_event_means_something_somewhere(event: SessionEvent) -> None:
    assert any((state, event) in TRANSITIONS for state in S)


@pytest.mark.parametrize("state", S)
def test_from_everywhere_the_terminal_comes_back_to_the_next_citizen(state: SessionState) -> None:
    assert S.ATTRACT in reachable(state)


@pytest.mark.parametrize("state", SOMEBODYS)
def test_no_way_out_of_a_session_that_goes_round_the_wipe(state: SessionState) -> None:
    """Without WIPING nothing leads to ATTRACT; ACTIVE is entered from ATTRACT or the same session."""
    assert S.ATTRACT not in reachable(state, without=S.WIPING)
    assert S.ACTIVE not in reachable(S.OUT_OF_SERVICE, without=S.WIPING)
    entrances = {before for (before, _), to in TRANSITIONS.items() if to is S.ACTIVE}
    assert entrances == {S.ATTRACT, *SOMEBODYS}


@pytest.mark.parametrize("event", [event for event in E if event not in (E.TOUCH, E.IDLE)])
def test_a_session_is_prolonged_by_a_sign_of_life_only(event: SessionEvent) -> None:
    assert next_state(S.WARNING, event) is not S.ACTIVE


@given(events=st.lists(st.sampled_from(list(E)), max_size=60))
def test_between_two_citizens_there_was_always_a_wipe(events: list[SessionEvent]) -> None:
    state, dirty = S.ATTRACT, False
    for event in events:
        if state is S.WIPING and event is E.WIPED:
            dirty = False  # only here a screen's memory is emptied
        state = next_state(state, event)
        dirty = dirty or state in SOMEBODYS
        assert not (state is S.ATTRACT and dirty)
