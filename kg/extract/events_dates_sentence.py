"""A sentence whose times are to be shared out among the events that it tells."""

from collections.abc import Sequence

from msgspec import Struct

from kg.extract._views import View
from kg.extract.events_triggers import Trigger
from kg.model import PublicationDate, Span
from kg.model.language import EventWords

__all__ = ["DatedSentence"]


class DatedSentence(Struct, frozen=True):
    """A sentence with its events.

    Attributes:
        triggers: of its events, in text order, at least one.
        said: the words that report speech in it, in text order.
        words: of the language.
        published: day of the article, None unknown.
    """

    triggers: Sequence[Trigger]
    said: Sequence[Span]
    words: EventWords
    published: PublicationDate | None

    @property
    def view(self) -> View:
        """The sentence itself."""
        return self.triggers[0].view

    @property
    def own(self) -> list[Span]:
        """The words of its events."""
        return [trigger.span for trigger in self.triggers]
