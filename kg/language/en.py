"""Forms of regular English verbs."""

__all__ = ["verb_forms"]

_VOWELS = "aeiou"


def verb_forms(lemma: str) -> tuple[str, ...]:
    """The forms of a regular verb, base form first.

    >>> verb_forms("deny")
    ('deny', 'denies', 'denied', 'denying')
    >>> verb_forms("state")
    ('state', 'states', 'stated', 'stating')
    """
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return (lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing")
    if lemma.endswith(("ee", "oe")):
        return (lemma, lemma + "s", lemma + "d", lemma + "ing")
    if lemma.endswith("e"):
        return (lemma, lemma + "s", lemma + "d", lemma[:-1] + "ing")
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        return (lemma, lemma + "es", lemma + "ed", lemma + "ing")
    return (lemma, lemma + "s", lemma + "ed", lemma + "ing")
