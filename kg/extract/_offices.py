"""What offices say of those who hold them: of which a country has one, and which are of a state."""

from kg.model import Entity

__all__ = ["LEADERS", "NATIONAL", "offices_of"]

LEADERS = frozenset({"head_of_state", "head_of_government", "monarch", "foreign_minister", "defence_minister"})
"""Offices of which a country has one."""
NATIONAL = LEADERS | {
    *("crown_prince", "vice_president", "deputy_head_of_government", "deputy_foreign_minister"),
    *("interior_minister", "finance_minister", "minister", "deputy_minister", "parliament_speaker"),
    *("adviser", "central_bank_governor"),
}
"""Offices of a state."""


def offices_of(entity: Entity) -> set[str]:
    """Keys of the offices that somebody holds still."""
    return {capacity.office for capacity in entity.capacities if not capacity.former}
