"""Who takes part in the first event of a sentence, in what role and for whom; « - » for nobody said."""

import pytest

from tests.extract._facts import facts_of, rows_of

CASES = [tuple(row.values()) for row in rows_of("roles.tsv")]


@pytest.mark.parametrize(("code", "text", "expected"), CASES, ids=lambda value: value[:40])
def test_roles_of_a_sentence(code: str, text: str, expected: str) -> None:
    told = [
        f"{report.type}: "
        + ", ".join(f"{part.entity} {part.role} {part.on_behalf_of or '-'}" for part in report.participations)
        for report in facts_of(text, code, "2026-05-26").reports[:1]
    ]
    assert told == [expected] * bool(expected)
