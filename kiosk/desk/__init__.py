"""The hall's web pages. Loopback only until DESIGN §9's rules for the LAN are built."""
