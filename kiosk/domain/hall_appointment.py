"""An appointment as the hall's ledger knows it, for the terminals that have not booked it."""

import msgspec

from kiosk.domain.appointment import Appointment, AppointmentState


class HallAppointment(msgspec.Struct, frozen=True, kw_only=True):
    appointment: Appointment
    label: str = ""  # of the ticket that it has become
    claimed: str = ""  # the terminal where somebody is just checking in, moving or cancelling it


OPEN = frozenset({AppointmentState.BOOKED, AppointmentState.NO_SHOW})


def holds(heard: AppointmentState, told: AppointmentState, *, by_home: bool) -> bool:
    """Whether the ledger's state stands against what a terminal tells of the same appointment.

    A ticket is real, so arrived stands. A place that was given back may be somebody else's: only the
    terminal that booked it, which gives the place away, can take a cancellation back.
    """
    match heard:
        case AppointmentState.ARRIVED:
            return True
        case AppointmentState.CANCELLED:
            return not (told is AppointmentState.ARRIVED and by_home)
        case AppointmentState.NO_SHOW:
            return told is AppointmentState.BOOKED
        case AppointmentState.BOOKED:
            return False
