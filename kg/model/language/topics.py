"""What a language knows of topics."""

from dataclasses import dataclass

__all__ = ["TopicTerm"]


@dataclass(frozen=True, slots=True, eq=False)
class TopicTerm:
    """Words that speak of an IPTC Media Topic.

    In a form "(a|b)" is either, "(s)" is "s" or nothing, a final "*" is any ending.

    Attributes:
        topic: its id ("20000638"); "" for words that are passed over (names of states and bodies, turns of phrase),
            "+" for words of an agenda ("cooperation", "discussed"): in their sentence one weak word is enough.
        forms: words and phrases, lower case; one is enough.
        weak: words and phrases that say less; two are needed.
    """

    topic: str
    forms: tuple[str, ...]
    weak: tuple[str, ...] = ()
