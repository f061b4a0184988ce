"""Ways for bytes to reach a printer. Foreign exceptions end here."""
