"""Where printers may be: what machine and network say of themselves. Nothing is printed to find out."""
