"""What works for a language."""

from dataclasses import dataclass

__all__ = ["Coverage"]


@dataclass(frozen=True, slots=True, eq=False)
class Coverage:
    """What works for a language; `kg languages` prints it.

    Attributes:
        parser: package that holds the spaCy pipeline, "" for a blank tokenizer and no parse.
        reported_speech: whether speech without marks is found.
        coreference: whether titles and pronouns are resolved.
        notes: what a user should know, one sentence.
    """

    parser: str = ""
    reported_speech: bool = False
    coreference: bool = False
    notes: str = ""
