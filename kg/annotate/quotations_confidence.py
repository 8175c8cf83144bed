"""How often a quotation like this one was right on development data."""

import json
import math
from bisect import bisect
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from itertools import repeat

from msgspec import Struct

from kg.annotate.quotations_clauses import Paragraph
from kg.annotate.quotations_cues import CueFound

__all__ = ["Evidence", "confidence", "features_of", "threshold"]

_LENGTHS = (1, 2, 3, 5, 8, 13, 21, 34)
# Words of names and of whose they are teach nothing: which country speaks tells not whether it does.
_NAMES = frozenset(["PROPN", "ADJ"])
_DATA = files("kg.annotate") / "data" / "quotations.json"


class Evidence(Struct, frozen=True):
    """What speaks for and against a quotation.

    Attributes:
        rule: name of the rule that found it.
        paragraph: where it is; None where the rule is all there is to say.
        kind: direct, mixed or reported.
        cue: the verb, None for other cues.
        chosen: lemma and class of the cue.
        source: first and last token of the source.
        content: first and last token of the content.
    """

    rule: str
    paragraph: Paragraph | None = None
    kind: str = ""
    cue: CueFound | None = None
    chosen: tuple[str, str] = ("", "")
    source: tuple[int, int] | None = None
    content: tuple[int, int] = (0, 0)


@cache
def _tables() -> dict[str, dict[str, dict[str, float]]]:
    """For each language "rules" (share right by rule), and if trained "weights" by feature; written by a script."""
    tables: dict[str, dict[str, dict[str, float]]] = json.loads(_DATA.read_text("utf-8"))
    return tables


def confidence(evidence: Evidence, language: str) -> float:
    """The share of development cases in which such a quotation was right, 0 to 1, rounded to two places.

    A language with weights gets a logistic model of the features, another the share of the rule.
    """
    table: Mapping[str, Mapping[str, float]] = _tables().get(language, {})
    weights = table.get("weights")
    if weights is None:
        return table.get("rules", {}).get(evidence.rule, 0.7)
    total = sum(map(weights.get, features_of(evidence), repeat(0.0)))
    return round(1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total)))), 2)


def threshold(language: str) -> float:
    """The confidence below which a quotation is not worth telling."""
    return _tables().get(language, {}).get("settings", {}).get("threshold", 0.0)


def features_of(evidence: Evidence) -> tuple[str, ...]:
    """Names of the binary features of one quotation, for a language with weights."""
    paragraph, rule, kind = evidence.paragraph, evidence.rule, evidence.kind
    cue, source = evidence.cue, evidence.source
    if paragraph is None:
        return ("bias", f"rule={rule}")
    first, last = evidence.content
    lemma, cue_class = evidence.chosen
    size = bisect(_LENGTHS, last - first + 1)
    features = ["bias", f"rule={rule}", f"kind={kind}", f"rule={rule}&kind={kind}", f"class={cue_class}&rule={rule}"]
    features += [f"lemma={lemma}", f"size={size}", f"rule={rule}&size={size}", f"lemma={lemma}&rule={rule}"]
    features += _edges(paragraph, first, last, rule)
    features.append(f"start={paragraph.tokens[first].pos}&rule={rule}")
    if first > 0:
        features.append(f"opened={paragraph.words[first - 1] in {'that', ',', ':'}}&rule={rule}")
    if last + 1 < len(paragraph.tokens):
        features.append(f"ended={paragraph.tokens[last + 1].pos}")
    if cue is not None:
        verb = paragraph.tokens[cue.verb]
        features += [f"dep={verb.dep}", f"dep={verb.dep}&rule={rule}", f"form={_form(verb.morph)}&rule={rule}"]
        features.append(f"group={' '.join(paragraph.words[cue.first : cue.verb])[:20]}")
        features.append(f"passive={cue.passive}")
        features.append(f"lemma={lemma}&form={_form(verb.morph)}")
    if source is None:
        features.append(f"source=none&rule={rule}")
    else:
        head = paragraph.tokens[source[1]]
        features += [f"source={head.pos}", f"source={head.pos}&rule={rule}"]
        if head.pos == "PRON":
            features.append(f"pronoun={paragraph.words[source[1]]}")
        features.append(f"entity={head.ent}")
        if head.pos not in _NAMES and (source[0] == source[1] or head.pos == "NOUN"):
            features.append(f"noun={paragraph.words[source[1]]}")
        after = cue is not None and source[0] > cue.verb
        features.append(f"order={'after' if after else 'before'}&rule={rule}")
    return tuple(features)


def _edges(paragraph: Paragraph, first: int, last: int, rule: str) -> list[str]:
    """Features of where a content begins and ends, and of what it holds."""
    head = next((place for place in range(first, last + 1) if not first <= paragraph.heads[place] <= last), first)
    finite = any("VerbForm=Fin" in token.morph for token in paragraph.tokens[first : last + 1])
    after = paragraph.words[last + 1] if last + 1 < len(paragraph.words) else ""
    found = [f"head={paragraph.tokens[head].pos}&rule={rule}", f"finite={finite}&rule={rule}"]
    if paragraph.tokens[first].pos not in _NAMES:
        found.append(f"first={paragraph.words[first]}")
    found += [f"after={after}", f"last={paragraph.tokens[last].dep}", f"hung={paragraph.tokens[head].dep}&rule={rule}"]
    if last + 1 < len(paragraph.tokens):
        joined = first <= paragraph.heads[last + 1] <= last
        found.append(f"left={paragraph.tokens[last + 1].dep if joined else 'none'}&rule={rule}")
    found.append(f"quoted={max(paragraph.inside[first : last + 1]) >= 0}&rule={rule}")
    return found


def _form(morph: str) -> str:
    wanted = ("VerbForm=", "Tense=", "Aspect=Prog")
    return "|".join([part for part in morph.split("|") if part.startswith(wanted)])
