"""Utterances that two sources give to two persons."""

from collections.abc import Collection, Iterable

from kg.fuse.claims import Weighed, World, conflict_of
from kg.model import Attribution, Conflict, Source, StatementAlignment, StatementRef

__all__ = ["disputed_speakers"]


def disputed_speakers(
    alignments: Iterable[StatementAlignment], attributions: Iterable[Attribution], named: Collection[str], world: World
) -> tuple[tuple[StatementRef, Conflict], ...]:
    """For each statement whose match in another article has another speaker, what each source says; sorted.

    Only persons known by name contradict each other: "the minister" may be either.
    """
    speaker = {each.statement: each.speaker for each in attributions if each.speaker in named}
    values: dict[StatementRef, dict[str, Weighed]] = {}
    for alignment in alignments:
        pair = (alignment.first, alignment.second)
        if len({speaker.get(each, "") for each in pair} - {""}) < 2:
            continue
        for subject in pair:
            told = values.setdefault(subject, {})
            for each in pair:
                claim = told.setdefault(speaker[each], Weighed(speaker[each]))
                claim.add(each.article, [Source(each.article, each.content)], True)
    return tuple((ref, conflict_of("speaker", "", values[ref].values(), world)) for ref in sorted(values))
