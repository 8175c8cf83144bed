"""What is known of a language: plain data, loaded from `kg/language/data/<code>.toml` and checked field by field.

Each section has one reader: `speech` the quotation annotator, `names` the name annotator, `times` the date grammar,
`links` and `events` the event extractor, `topics` the topic extractor, `page` the zones.
"""

from dataclasses import dataclass, field

from kg.model.language.coverage import Coverage
from kg.model.language.events import EventWords, Frame
from kg.model.language.links import LinkWords
from kg.model.language.names import Demonym, NameWords, NativeOffice, Office, Style
from kg.model.language.page import PageWords
from kg.model.language.speech import Cue, CueGroup, SpeechWords, VerbForms
from kg.model.language.times import DayParts, TimeUnits, TimeWords
from kg.model.language.topics import TopicTerm

__all__ = [
    "Coverage",
    "Cue",
    "CueGroup",
    "DayParts",
    "Demonym",
    "EventWords",
    "Frame",
    "Language",
    "LinkWords",
    "NameWords",
    "NativeOffice",
    "Office",
    "PageWords",
    "SpeechWords",
    "Style",
    "TimeUnits",
    "TimeWords",
    "TopicTerm",
    "VerbForms",
]


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """All that is known of one language.

    Attributes:
        code: BCP 47 code.
        name: English name.
        endonym: its own name.
        telltales: short words that its texts are full of and those of no other language are; () tells by no word.
    """

    code: str
    name: str
    endonym: str
    telltales: tuple[str, ...] = ()
    coverage: Coverage = field(default_factory=Coverage)
    speech: SpeechWords = field(default_factory=SpeechWords)
    names: NameWords = field(default_factory=NameWords)
    times: TimeWords = field(default_factory=TimeWords)
    links: LinkWords = field(default_factory=LinkWords)
    events: EventWords = field(default_factory=EventWords)
    topics: tuple[TopicTerm, ...] = ()
    page: PageWords = field(default_factory=PageWords)
