"""Devices that only Qt can drive."""
