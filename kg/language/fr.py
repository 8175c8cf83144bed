"""Forms of regular French verbs: the third persons, participles and infinitive that news is written in."""

__all__ = ["verb_forms"]

_ER_STRONG = ("e", "es", "ent", "era", "eront", "erait", "eraient")
_ER_WEAK = ("er", "ons", "ez", "é", "ée", "és", "ées", "ions", "iez", "èrent")
_ER_BACK = ("ais", "ait", "aient", "a", "ai", "ant")
_IR = [
    "ir",
    "is",
    "it",
    "issent",
    "issait",
    "issaient",
    "irent",
    "ira",
    "iront",
    "irait",
    "iraient",
    "issant",
    "issons",
    "i",
    "ie",
    "is",
    "ies",
    "isse",
]
_RE = [
    "re",
    "s",
    "ez",
    "ons",
    "ent",
    "ait",
    "aient",
    "it",
    "irent",
    "ra",
    "ront",
    "rait",
    "raient",
    "ant",
    "u",
    "ue",
    "us",
    "ues",
    "e",
]


def verb_forms(lemma: str) -> tuple[str, ...]:
    """The forms of a verb in -er, of one in -ir like *finir* or of one in -dre like *répondre*.

    >>> [form for form in verb_forms("suggérer") if form in ("suggère", "suggéré", "suggérait")]
    ['suggère', 'suggéré', 'suggérait']
    >>> "annonçait" in verb_forms("annoncer"), "rappelle" in verb_forms("rappeler")
    (True, True)
    """
    stem = lemma[:-2]
    if lemma.endswith("ir"):
        return tuple(stem + end for end in _IR)
    if lemma.endswith("re"):
        return (*(stem + end for end in _RE), stem)
    strong, back = _stems(stem)
    forms = [strong + end for end in _ER_STRONG] + [stem + end for end in _ER_WEAK] + [back + end for end in _ER_BACK]
    if strong != stem:
        forms += [stem + end for end in ("era", "eront", "erait", "eraient")]
    if back != stem:
        forms.append(back + "ons")
    return tuple(dict.fromkeys(forms))


def _stems(stem: str) -> tuple[str, str]:
    """The stem before a mute e, and the stem before a or o."""
    back = stem[:-1] + "ç" if stem.endswith("c") else stem + "e" if stem.endswith("g") else stem
    strong = stem
    if stem.endswith(("pel", "jet")):
        strong = stem + stem[-1]
    elif len(stem) > 2 and stem[-1] not in "aeiouéèy":
        for place in (-2, -3):
            if stem[place] in "éeaiou":
                if stem[place] == "é" or (stem[place] == "e" and place == -2):
                    strong = stem[:place] + "è" + stem[place + 1 :]
                break
    if stem.endswith(("oy", "uy")):
        strong = stem[:-1] + "i"
    return strong, back
