"""Splits paragraphs into sentences of tokens with spaCy, quotations masked."""

import ctypes
import gc
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cache, partial
from importlib import import_module
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any

from kg.annotate._wrapped import is_wrapped, paragraph_pieces
from kg.annotate.labels import Labels
from kg.annotate.words import with_word_classes
from kg.errors import InputError
from kg.model import LONGEST, Language, Sentence, Span, Token

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.strings import StringStore
    from spacy.tokens import Doc

__all__ = ["MASK", "forget_models", "load_pipeline", "paragraphs_of", "parse", "run_component", "tokenized"]

# One thread: what works side by side are whole articles. It has to be said before numpy is imported for the first time.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

MASK = "QUOTE"
_CLOSING = frozenset([*".,;:!?…)]»”", "..."])
_LEFT_OUT = frozenset(["...", "…", ")", "]"])
_BATCH = 64
_PIECES: list[int | str] = ["ORTH", "IDX", "LENGTH", "SPACY", "IS_SPACE"]
_WORDS: list[int | str] = ["HEAD", "ORTH", "ENT_TYPE", "ENT_IOB", "SENT_START", "IDX", "LENGTH"]
_BEGINS = 3
_SPACE_TOKENS = re.compile(r"\s{2}|[^\S ]")
"""White space that the tokenizer makes a token of: all but one plain space between two words."""
_token = partial(tuple.__new__, Token)


def load_pipeline(code: str, parser: str) -> "Pipeline":
    """Load the spaCy pipeline of a language, without lemmas, which nobody reads.

    Its layers multiply matrices with numpy's OpenBLAS, not with spaCy's own BLIS, which is two to four times slower on
    processors with AVX-512, and word vectors are computed by `kg.annotate.tok2vec`.

    Args:
        code: BCP 47 code.
        parser: package that holds the model; "" gives a blank tokenizer that ends sentences at full stops.

    Raises:
        InputError: the package is not installed.
    """
    import spacy
    from thinc.api import use_ops

    from kg.annotate.tok2vec import predicting

    if not parser:
        pipeline = spacy.blank(code)
        pipeline.add_pipe("sentencizer")
        return pipeline
    try:
        package = import_module(parser)
    except ImportError as error:
        raise InputError(f"language {code!r} needs the package {parser}: pip install {parser}") from error
    path = package.model_path() if hasattr(package, "model_path") else parser
    with use_ops("numpy", use_blis=False):
        pipeline = spacy.load(path, exclude=["lemmatizer"])
    components: list[Any] = [component for _, component in pipeline.pipeline if hasattr(component, "model")]
    for component in components:
        component.model = predicting(component.model, pipeline.vocab)
    return pipeline


def forget_models() -> None:
    """Give the memory of all models back; the next article loads the one it needs again."""
    _prepared.cache_clear()
    gc.collect()
    with suppress(OSError, AttributeError):  # What the C library keeps for later; only glibc can be asked to.
        ctypes.CDLL(None).malloc_trim(0)


class _Forms(dict[int, str]):
    """The characters of words by their hashes, each asked for once."""

    def __init__(self, strings: "StringStore") -> None:
        self._strings = strings

    def __missing__(self, key: int) -> str:
        form = self[key] = self._strings[key]
        return form


@cache
def _prepared(
    code: str, parser: str, abbreviations: tuple[str, ...], channels: tuple[str, ...]
) -> tuple["Pipeline", Labels, _Forms]:
    """The pipeline of a language, loaded once, told of abbreviations and names of one letter."""
    pipeline = load_pipeline(code, parser)
    tokenizer: Any = pipeline.tokenizer
    tokenizer.prefix_search = _with_glued(tokenizer.prefix_search, abbreviations)
    for form in abbreviations:
        tokenizer.add_special_case(form, [{"ORTH": form}])
    for form in channels:
        tokenizer.add_special_case(f"{form}.", [{"ORTH": form}, {"ORTH": "."}])
    return pipeline, Labels(pipeline), _Forms(pipeline.vocab.strings)


def _with_glued(search: Callable[[str], Any], abbreviations: Sequence[str]) -> Callable[[str], Any]:
    """A search for what begins a token that knows abbreviations with a name right behind them ("M.Diallo") too."""
    if not abbreviations:
        return search
    titles = "|".join(map(re.escape, sorted(abbreviations, key=len, reverse=True)))
    glued = re.compile(f"(?:{titles})(?=[^\\W\\d_a-z][a-zà-ÿ])").match
    return lambda token: glued(token) or search(token)


def parse(text: str, paragraphs: Sequence[Span], masked: Sequence[Span], language: Language) -> tuple[Sentence, ...]:
    """The sentences of some paragraphs of a text, in order.

    A masked range counts as one proper noun for the parser: its words are not looked at, which keeps the clause
    around it whole and saves half the time. No sentence crosses a paragraph.

    Args:
        text: the article text.
        paragraphs: ranges to parse, in order, not overlapping.
        masked: ranges to hide, in order, not overlapping; those outside the paragraphs are ignored.
        language: decides the pipeline.
    """
    words = language.names
    pipeline, labels, forms = _prepared(language.code, language.coverage.parser, words.abbreviations, words.channels)
    docs = [_masked_doc(pipeline, text, span, masked) for span in paragraphs]
    for name, component in pipeline.pipeline if docs else ():
        run_component(name, component, docs)
    parsed = enumerate(zip(docs, paragraphs, strict=True))
    found = (sentence for index, (doc, span) in parsed for sentence in _sentences(doc, labels, forms, index, span))
    return tuple(found if language.coverage.parser else (with_word_classes(sentence, language) for sentence in found))


def run_component(name: str, component: Any, docs: Sequence["Doc"]) -> None:
    """Let one component annotate some documents in place; by itself so that it can be timed by itself."""
    if hasattr(component, "pipe"):
        for _ in component.pipe(docs, batch_size=_BATCH):
            pass
    else:
        for doc in docs:
            component(doc)


def tokenized(pipeline: "Pipeline", text: str) -> "Doc":
    """The tokens of a text; by itself so that it can be timed by itself."""
    return pipeline.tokenizer(text)


def _masked_doc(pipeline: "Pipeline", text: str, span: Span, masked: Sequence[Span]) -> "Doc":
    """A tokenised paragraph in which every masked range is one token.

    Offsets of tokens in the text are kept in `user_data`, unless they are those of the document.
    """
    from spacy.tokens import Doc

    inside = [mask for mask in masked if span.contains(mask) and len(mask)]
    if not inside and not _SPACE_TOKENS.search(text, span.start, span.end):
        return tokenized(pipeline, span.of(text))
    forms = pipeline.vocab.strings
    words: list[str] = []
    spaces: list[bool] = []
    offsets: list[tuple[int, int]] = []
    edges = [span.start, *(edge for mask in inside for edge in (mask.start, mask.end)), span.end]
    for number, (start, end) in enumerate(pairwise(edges)):
        if number % 2:
            words.append(MASK)
            spaces.append(text[end : end + 1].isspace())
            offsets.append((start, end))
            continue
        for form, at, length, spaced, is_space in tokenized(pipeline, text[start:end]).to_array(_PIECES).tolist():
            if is_space:
                if spaces:
                    spaces[-1] = True
                continue
            words.append(forms[form])
            spaces.append(bool(spaced))
            offsets.append((start + at, start + at + length))

    return Doc(pipeline.vocab, words=words, spaces=spaces, user_data={"offsets": offsets})


def _sentences(doc: "Doc", labels: Labels, forms: _Forms, paragraph: int, span: Span) -> Iterator[Sentence]:
    """The sentences of a parsed paragraph; its labels are read all at once, which is much faster than word by word."""
    if not len(doc):
        return
    pos, dep, morph = zip(*labels.of(doc), strict=True)
    rows = doc.to_array(_WORDS)
    words, entities, begins, starts, places, lengths = rows[:, 1:].T.tolist()
    heads = rows[:, 0].astype("int64").tolist()
    offsets = doc.user_data.get("offsets")
    if offsets is None:
        offsets = [(span.start + at, span.start + at + length) for at, length in zip(places, lengths, strict=True)]
    begun = [at for at, start in enumerate(starts) if start == 1 and at]
    begun = [at for at in begun if _begins(forms[words[at - 1]], forms[words[at]])]
    ends = [*begun, len(words)][1:]
    listed = [
        forms[words[at - 1]] == ";" and not any(map(_is_finite, morph[at:end]))
        for at, end in zip(begun, ends, strict=True)
    ]
    bounds = [0, *(at for at, item in zip(begun, listed, strict=True) if not item), len(words)]
    bounds = [*chain.from_iterable(_cuts(pos, first, last) for first, last in pairwise(bounds)), len(words)]
    for first, last in pairwise(bounds):
        inside = range(last - first)
        heads[first:last] = [
            place + head if place + head in inside else place for place, head in enumerate(heads[first:last])
        ]
    texts = map(forms.__getitem__, words)
    names = map(forms.__getitem__, entities)
    opens = [begin == _BEGINS for begin in begins]
    tokens = list(
        map(_token, zip(*zip(*offsets, strict=True), texts, pos, dep, heads, morph, names, opens, strict=True))
    )
    for first, last in pairwise(bounds):
        yield Sentence(Span(tokens[first].start, tokens[last - 1].end), tuple(tokens[first:last]), paragraph)


def _begins(before: str, word: str) -> bool:
    """Whether a sentence may begin between two words; a parser cuts « les présidents kényan Moses Otieno » in two.

    One in which words were left out goes on: « les défis de la région (...) et de leurs retombées ».
    """
    if word in _CLOSING or (before in _LEFT_OUT and word.islower()):
        return False
    return before == MASK or not before.isalpha()


def _is_finite(morph: str) -> bool:
    """Whether a word is a verb that can be that of a sentence; what follows a semicolon without one is only listed."""
    return "VerbForm=Fin" in morph


def _cuts(pos: Sequence[str], first: int, last: int) -> Iterator[int]:
    """Where the pieces of a sentence begin that is cut at marks when it is too long, else after any word."""
    yield first
    while last - first > LONGEST:
        marks = (at + 1 for at in range(first + LONGEST - 1, first + LONGEST // 2, -1) if pos[at] == "PUNCT")
        first = next(marks, first + LONGEST)
        yield first


def paragraphs_of(text: str, ranges: Iterable[Span]) -> tuple[Span, ...]:
    """The paragraphs inside some ranges: runs of text between line ends, white space at both ends left out.

    In a text wrapped at a fixed width they end at blank lines instead.
    """
    found = []
    wrapped = is_wrapped(text)
    for span in ranges:
        start = span.start
        for line in paragraph_pieces(span.of(text), wrapped):
            left = len(line) - len(line.lstrip())
            stripped = line.strip()
            if stripped:
                found.append(Span(start + left, start + left + len(stripped)))
            start += len(line) + 1
    return tuple(found)
