"""A card reader that is not there: a process that speaks the SAM's frames on a pty."""
