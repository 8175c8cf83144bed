"""Which statements of different articles report one utterance."""

from collections.abc import Mapping, Sequence

from kg.model import ArticleDigest, Attribution, ReportRef, StatementAlignment

__all__ = ["align_statements"]


def align_statements(
    digests: Sequence[ArticleDigest], attributions: Sequence[Attribution], event_of: Mapping[ReportRef, str]
) -> tuple[StatementAlignment, ...]:
    """Pairs of statements that report one utterance, sorted."""
    return ()
