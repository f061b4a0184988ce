"""Characters as a finger writes them: strokes of points, in fractions of the pad."""

import itertools

Point = tuple[float, float]
Stroke = list[Point]


def line(*corners: Point, steps: int = 8) -> Stroke:
    """A stroke through `corners`, as evenly as a panel reports a finger."""
    points = [corners[0]]
    for (x0, y0), (x1, y1) in itertools.pairwise(corners):
        points += [(x0 + (x1 - x0) * n / steps, y0 + (y1 - y0) * n / steps) for n in range(1, steps + 1)]
    return points


WRITTEN: dict[str, list[Stroke]] = {
    "大": [
        line((0.15, 0.38), (0.85, 0.36)),
        line((0.5, 0.1), (0.48, 0.4), (0.3, 0.7), (0.12, 0.9)),
        line((0.5, 0.4), (0.65, 0.68), (0.9, 0.9)),
    ],
    "中": [
        line((0.2, 0.3), (0.2, 0.65)),
        line((0.2, 0.3), (0.8, 0.3), (0.8, 0.65)),
        line((0.2, 0.63), (0.8, 0.63)),
        line((0.5, 0.08), (0.5, 0.95)),
    ],
    "王": [
        line((0.2, 0.2), (0.8, 0.2)),
        line((0.25, 0.5), (0.75, 0.5)),
        line((0.5, 0.2), (0.5, 0.85)),
        line((0.1, 0.85), (0.9, 0.85)),
    ],
    "田": [
        line((0.2, 0.2), (0.2, 0.85)),
        line((0.2, 0.2), (0.8, 0.2), (0.8, 0.85)),
        line((0.2, 0.52), (0.8, 0.52)),
        line((0.5, 0.2), (0.5, 0.83)),
        line((0.2, 0.83), (0.8, 0.83)),
    ],
}
