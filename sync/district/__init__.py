"""A reference district platform: the other end of the same protocol. Not for production use."""
