"""Delivery to the district. Drains what the terminal has stored; decides nothing about it."""
