"""What leaves the terminal, before it is stored: canonical bytes, sealing, the chain."""
