"""Tells which office somebody holds who is called another's counterpart."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from kg.annotate.coreference_fit import Builder
from kg.annotate.names_scene import Phrase
from kg.model import Capacity, EntityType

__all__ = ["give_offices"]


def give_offices(phrases: Sequence[Phrase], builders: Sequence[Builder], owner: Mapping[int, int]) -> None:
    """Gives somebody called the counterpart of another the other's office: who was named last before, nearby.

    Args:
        phrases: of the article, in order.
        builders: of its entities; their capacities change.
        owner: index of the builder of each phrase.
    """
    last: tuple[int, Capacity] | None = None
    for index, phrase in enumerate(phrases):
        builder = builders[owner[index]] if index in owner else None
        if builder is None or builder.type is not EntityType.PERSON:
            continue
        for capacity in phrase.capacities:
            if capacity.office == "counterpart":
                if last and phrase.sentence - last[0] <= 1:
                    own = replace(capacity, office=last[1].office)
                    builder.capacities = [own if each == capacity else each for each in builder.capacities]
            elif capacity.office and not capacity.former:
                last = (phrase.sentence, _foremost(capacity, builder.capacities))
        known = [each for each in builder.capacities if each.office not in ("", "counterpart") and not each.former]
        if known and not phrase.capacities:
            last = (phrase.sentence, known[0])


def _foremost(capacity: Capacity, others: Sequence[Capacity]) -> Capacity:
    """An office, or another that a person holds who speaks for a government as well (« ministre …, porte-parole »)."""
    if capacity.office != "spokesperson":
        return capacity
    held = (each for each in others if each.office not in ("", "counterpart", "spokesperson") and not each.former)
    return next(held, capacity)
