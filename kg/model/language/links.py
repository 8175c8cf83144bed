"""What a language knows of its function words: articles, prepositions, conjunctions."""

from dataclasses import dataclass

__all__ = ["LinkWords"]


@dataclass(frozen=True, slots=True, eq=False)
class LinkWords:
    """Words between names, all lower case, with straight apostrophes; one that ends in an apostrophe is elided.

    Attributes:
        definite: articles ("the", « l' »).
        indefinite: articles ("a").
        named_by: what else may stand between a preposition and the name of a place ("the city of", "its").
        conjunctions: between those who act together ("and", "as well as").
        repeated: prepositions that may stand again after a conjunction ("with A and with B").
        of: between a part and its whole, articles taken in ("of the", « du »).
        of_several: those of `of` between people and several states (« les ministres des deux pays »).
        of_each: those of `of` that stand again before each of a list (« en présence de A, de B et de C »).
        before_place: prepositions before a place, in whatever sense.
        in_names: what may stand between the capitals of a name, foreign ones too ("Palace of the Lake").
    """

    definite: tuple[str, ...] = ()
    indefinite: tuple[str, ...] = ()
    named_by: tuple[str, ...] = ()
    conjunctions: tuple[str, ...] = ()
    repeated: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    of_several: tuple[str, ...] = ()
    of_each: tuple[str, ...] = ()
    before_place: tuple[str, ...] = ()
    in_names: tuple[str, ...] = ()
