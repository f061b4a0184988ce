"""Catalogue packages: loading, checking, searching, and the forms in them (see README.md).

What this module exports needs no JSON Schema library, so that a terminal can start without it.
"""

from kiosk.catalogue.package import head, load, open_parts
from kiosk.catalogue.problems import CatalogueFaulty, Problem, Severity

__all__ = ["CatalogueFaulty", "Problem", "Severity", "head", "load", "open_parts"]
