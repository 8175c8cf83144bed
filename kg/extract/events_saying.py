"""What the words of one event say of it, as it is gathered."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from kg.extract.events_hosting import Hosting
from kg.extract.events_triggers import Trigger
from kg.extract.participants import Part
from kg.model import Entity, Location, PartialDate, Span, TimeExpression
from kg.model.language import EventWords

__all__ = ["UNHOSTED", "Saying", "Scene"]

UNHOSTED = Hosting()


class Scene(Struct, frozen=True):
    """What holds for all triggers of an article.

    Attributes:
        times: of each trigger, by its words.
        hosts: who hosts what a noun names, by its words.
        in_view: the triggers of each sentence that tell of something, by its number.
        entities: by key.
        published: None unknown.
        words: of the language.
    """

    times: Mapping[Span, Sequence[TimeExpression]]
    hosts: Mapping[Span, Hosting]
    in_view: Mapping[int, Sequence[Trigger]]
    entities: Mapping[str, Entity]
    published: PartialDate | None
    words: EventWords

    def beside(self, trigger: Trigger) -> Sequence[Trigger]:
        """The triggers of its sentence."""
        return self.in_view.get(trigger.view.index, ())

    def hosting(self, trigger: Trigger) -> Hosting:
        """Who hosts what a trigger names."""
        return self.hosts.get(trigger.span, UNHOSTED)


class Saying(Struct, frozen=True):
    """Words of one event and what they say.

    Attributes:
        trigger: the words.
        others: the other triggers of their sentence.
        parts: who takes part.
        when: the times they tell, () none.
        around: the times of their sentence, where they tell none.
        place: None unknown.
        hosting: who is said to host it.
    """

    trigger: Trigger
    others: Sequence[Trigger]
    parts: Sequence[Part]
    when: Sequence[TimeExpression]
    around: Sequence[TimeExpression]
    place: Location | None
    hosting: Hosting
