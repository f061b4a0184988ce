"""The practice bench: paper, cards and network of a terminal that stands on a desk."""
