"""One file per table: the statements it knows, and how a row becomes a word of the domain."""
