"""Chooses whom a title means among the people it fits, and tells how sure that is."""

import sys
from collections.abc import Callable, Mapping, Sequence

from kg.annotate.coreference_fit import Builder, Seen
from kg.annotate.names_scene import Phrase

__all__ = ["FAR", "best_fit", "called_so", "certainty"]

# How sure a title is that fits several, that the article gives nobody, that takes up somebody of another paragraph.
_RIVALLED, _LOOSE, FAR = 0.75, 0.85, 0.95
_SAID = 2


def best_fit(fits: Mapping[int, int], nearest: Callable[[int], Seen | None], start: int) -> int:
    """The person that a title fits best, of equals the one mentioned nearest; -1 when two are, side by side.

    Args:
        fits: how well it fits each person, as `Fitter.fit` tells.
        nearest: the mention of a person nearest to the title, None for none.
        start: where the title begins.
    """

    def nearness(entity: int) -> tuple[int, int]:
        seen = nearest(entity)
        return (-abs(start - seen.phrase.span.start), seen.phrase.sentence) if seen else (-sys.maxsize, -1)

    ranked = sorted(fits, key=lambda entity: (fits[entity], nearness(entity)), reverse=True)
    if len(ranked) > 1 and fits[ranked[0]] == fits[ranked[1]]:
        one, other = nearness(ranked[0]), nearness(ranked[1])
        if one[1] == other[1] >= 0:
            return -1
    return ranked[0] if ranked else -1


def certainty(phrase: Phrase, chosen: int, fits: Mapping[int, int], seen: Seen | None) -> float:
    """How sure it is that a title means a person with a name.

    Args:
        phrase: the title.
        chosen: whom it is taken for.
        fits: how well it fits each person; nobody for a noun of a role.
        seen: their last mention before it.
    """
    strength = fits.get(chosen, 0)
    if any(fit >= strength for entity, fit in fits.items() if entity != chosen):
        return _RIVALLED
    if strength < _SAID:
        return _LOOSE
    return 1.0 if seen is not None and seen.phrase.paragraph == phrase.paragraph else FAR


def called_so(phrase: Phrase, fits: Mapping[int, int], builders: Sequence[Builder]) -> Mapping[int, int]:
    """The people a title fits, without those whom it fits no better than others who are called so."""
    strongest = max(fits.values(), default=0)
    best = [entity for entity in fits if fits[entity] == strongest]
    called = [
        entity
        for entity in best
        if any(phrase.head in each.text.casefold() for each in builders[entity].capacities if not each.former)
    ]
    return {entity: fits[entity] for entity in fits if entity in called or entity not in best} if called else fits
