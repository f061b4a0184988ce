"""What the words of the terminal mean. Standard library and msgspec only; no I/O, no clock, no randomness."""
