"""Parts of speech and features of words: what a pipeline's attribute rules make of its tags, remembered."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc

__all__ = ["Labels"]

type Label = tuple[str, str, str]

_READ = frozenset(["POS", "DEP", "MORPH"])
_LOOKS: list[int | str] = ["LOWER", "DEP", "TAG", "POS", "MORPH"]
_NO_MORPH = "_"


class Labels:
    """Part of speech, dependency and features ("" if none) of each word of a document.

    An attribute ruler looks at each word of each text, although its rules ask for a word's tag and dependency, whether
    it is one of a few words that they name, and at most for the dependency of the word before. So what they make of
    each such combination is asked once. A ruler that looks at more is asked for each document.
    """

    def __init__(self, pipeline: "Pipeline") -> None:
        """Take the attribute ruler out of a pipeline; rules for what nobody reads, such as lemmas, are left out."""
        self._vocab = pipeline.vocab
        self._known: dict[tuple[int, ...], Label] = {}
        self._ruler: Any = None
        self._words: frozenset[int] = frozenset()
        self._before: frozenset[int] = frozenset()
        self._by_word = True
        if pipeline.has_pipe("attribute_ruler"):
            _, self._ruler = pipeline.remove_pipe("attribute_ruler")
            self._learn()

    def _learn(self) -> None:
        rules = [rule for rule in self._ruler.patterns if _READ.intersection(rule["attrs"])]
        self._ruler.clear()
        self._ruler.add_patterns(rules)
        looks = [(pattern, rule.get("index", 0)) for rule in rules for pattern in rule["patterns"]]
        conditions = [word for pattern, _ in looks for word in pattern]
        before = [pattern[0] for pattern, _ in looks if len(pattern) > 1]
        self._words = frozenset(self._hashes(conditions, "LOWER"))
        self._before = frozenset(self._hashes(before, "DEP"))
        self._by_word = (
            all(word.keys() <= {"TAG", "POS", "DEP", "LOWER", "IS_SPACE"} for word in conditions)
            and all(word.keys() == {"DEP"} and isinstance(word["DEP"], str) for word in before)
            and all(len(pattern) == 1 or (len(pattern) == 2 and at == 1) for pattern, at in looks)
        )

    def _hashes(self, conditions: list[dict[str, Any]], name: str) -> set[int]:
        """What some conditions name as values of an attribute."""
        named = [word[name] for word in conditions if name in word]
        forms = [[each] if isinstance(each, str) else each.get("IN", each.get("NOT_IN", ())) for each in named]
        return {self._vocab.strings.add(form) for some in forms for form in some}

    def of(self, doc: "Doc") -> list[Label]:
        """The labels of a tagged and parsed document; white space is no word of it."""
        if self._ruler and not self._by_word:
            self._ruler(doc)
        words, before, known = self._words, self._before, self._known
        lows, deps, *others = doc.to_array(_LOOKS).T.tolist()
        named = [low if low in words else 0 for low in lows]
        last = [0, *(dep if dep in before else 0 for dep in deps[:-1])]
        keys = list(zip(named, last, deps, *others, strict=True))
        for key in set(keys).difference(known):
            known[key] = self._label(doc, keys.index(key))
        return [known[key] for key in keys]

    def _label(self, doc: "Doc", index: int) -> Label:
        from spacy.tokens import Doc

        word = doc[index]
        if self._ruler and self._by_word:
            few = list(doc[max(index - 1, 0) : index + 1])
            alone = Doc(
                doc.vocab,
                words=[each.text for each in few],
                tags=[each.tag_ for each in few],
                pos=[each.pos_ for each in few],
                morphs=[str(each.morph) for each in few],
                deps=[each.dep_ for each in few],
                heads=[0] * len(few),
            )
            self._ruler(alone)
            word = alone[-1]
        morph = str(word.morph)
        return word.pos_, word.dep_, "" if morph == _NO_MORPH else morph
