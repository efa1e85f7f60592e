"""Logistic regression with a quadratic penalty, by Newton's method, in plain Python."""

import math
from collections.abc import Sequence

PENALTY = 0.3
STEPS = 30


def fit(
    rows: Sequence[Sequence[float]],
    labels: Sequence[float],
    sureness: Sequence[float],
    prior: Sequence[float],
) -> list[float]:
    """Weights, one a column, drawn towards `prior`; column 0 is the constant, which is not."""
    width = len(rows[0])
    found = list(prior)
    for _ in range(STEPS):
        slope = [0.0] * width
        bend = [[0.0] * width for _ in range(width)]
        for row, label, sure in zip(rows, labels, sureness, strict=True):
            total = sum(w * x for w, x in zip(found, row, strict=True))
            chance = 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))
            pull, curve = sure * (label - chance), sure * chance * (1.0 - chance)
            for i, x in enumerate(row):
                if x:
                    slope[i] += pull * x
                    for j in range(i + 1):
                        bend[i][j] += curve * x * row[j]
        for i in range(width):
            slope[i] -= PENALTY * (found[i] - prior[i]) if i else 0.0
            bend[i][i] += PENALTY if i else 1e-6
            for j in range(i):
                bend[j][i] = bend[i][j]
        step = solve(bend, slope)
        found = [w + s for w, s in zip(found, step, strict=True)]
        if max(map(abs, step)) < 1e-6:
            break
    return found


def solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Gaussian elimination with partial pivots."""
    size = len(right)
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for i in range(size):
        pivot = max(range(i, size), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for r in range(i + 1, size):
            factor = rows[r][i] / rows[i][i]
            if factor:
                rows[r] = [x - factor * y for x, y in zip(rows[r], rows[i], strict=True)]
    found = [0.0] * size
    for i in range(size - 1, -1, -1):
        rest = sum(rows[i][j] * found[j] for j in range(i + 1, size))
        found[i] = (rows[i][size] - rest) / rows[i][i]
    return found
