"""The screens' words, under the name that screens know; the desk reads the same files (kiosk.words)."""

from kiosk.words import FOLDER, Words, load_words

__all__ = ["FOLDER", "Words", "load_words"]
