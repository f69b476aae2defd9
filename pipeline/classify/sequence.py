"""A plan is a sequence: 现状 comes before 目标, 保障 at the end, and a subsection is mostly about what its parent is.

Sections of one level under one parent form a chain whose labels follow each other with known probabilities; the
chain of subsections is entered with the labels of its parent. Forward-backward over each chain turns the model's
probabilities of single sections into probabilities that know their neighbours (Rabiner 1989, III.A).
"""

from collections.abc import Sequence

import numpy as np

from pipeline.classify.model import Matrix
from pipeline.document import Section


def smooth_chain(emissions: Matrix, entry: Matrix, transition: Matrix, inherit: Matrix | None) -> Matrix:
    """Posterior of every position of one chain.

    Args:
        emissions: (n, k) likelihoods p(section | label), up to a factor for each section.
        entry: (k,) prior of the first position.
        transition: (k, k) p(next | current).
        inherit: (k,) prior from the parent, applied at every position; None at the top level.
    """
    n, k = emissions.shape
    weighted = emissions * inherit if inherit is not None else emissions
    forward, backward = np.zeros((n, k)), np.ones((n, k))
    forward[0] = entry * weighted[0]
    forward[0] /= forward[0].sum()
    for i in range(1, n):
        forward[i] = (forward[i - 1] @ transition) * weighted[i]
        forward[i] /= forward[i].sum()
    for i in range(n - 2, -1, -1):
        backward[i] = transition @ (weighted[i + 1] * backward[i + 1])
        backward[i] /= backward[i].sum()
    posterior = forward * backward
    return np.asarray(posterior / posterior.sum(axis=1, keepdims=True))


def chains(sections: Sequence[Section]) -> list[tuple[int | None, list[int]]]:
    """(index of the parent, indices of its direct subsections) of every chain, parents before children."""
    result: dict[int | None, list[int]] = {}
    stack: list[int] = []
    for i, section in enumerate(sections):
        if section.level == 0:
            stack = []
            continue
        while stack and sections[stack[-1]].level >= section.level:
            stack.pop()
        result.setdefault(stack[-1] if stack else None, []).append(i)
        stack.append(i)
    return list(result.items())
