"""The keyboard as a screen gets it: in the session's language, a sign of life, with a voice in care mode."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.ui.devices.speech import Speech
from kiosk.ui.input.keyboard import Keyboard

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from kiosk.ui.shell import Shell


def new_keyboard(shell: Shell, parent: QObject | None = None) -> Keyboard:
    """Each screen that is typed into has its own, so that nothing is carried from one to another."""
    voice = Speech(lambda: shell.care)
    keyboard = Keyboard(lambda: shell.language, shell.activity, parent=parent, voice=voice)
    voice.setParent(keyboard)  # a new catalogue brings new screens: with the old ones it goes
    return keyboard
