"""Splits paragraphs into sentences of tokens with spaCy, quotations masked."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import import_module
from itertools import pairwise
from typing import TYPE_CHECKING

import spacy
from spacy.tokens import Doc

from kg.annotate._wrapped import is_wrapped, paragraph_pieces
from kg.annotate.words import with_word_classes
from kg.errors import InputError
from kg.model import Language, Sentence, Span, Token

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline

__all__ = ["MASK", "load_pipeline", "paragraphs_of", "parse"]

MASK = "QUOTE"
_BATCH = 64


@cache
def load_pipeline(code: str, parser: str) -> "Pipeline":
    """The spaCy pipeline of a language, loaded once a process, without its lemmatizer.

    Args:
        code: BCP 47 code.
        parser: package that holds the model; "" gives a blank tokenizer that ends sentences at full stops.

    Raises:
        InputError: the package is not installed.
    """
    if not parser:
        pipeline = spacy.blank(code)
        pipeline.add_pipe("sentencizer")
        return pipeline
    try:
        package = import_module(parser)
    except ImportError as error:
        raise InputError(f"language {code!r} needs the package {parser}: pip install {parser}") from error
    path = package.model_path() if hasattr(package, "model_path") else parser
    return spacy.load(path, exclude=["lemmatizer"])


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
    pipeline = load_pipeline(language.code, language.coverage.parser)
    requests = ((_masked_doc(pipeline, text, span, masked), index) for index, span in enumerate(paragraphs))
    docs = pipeline.pipe(requests, as_tuples=True, batch_size=_BATCH) if paragraphs else ()
    found = (sentence for (doc, index) in docs for sentence in _sentences(doc, paragraphs[index].start, index, text))
    return tuple(found if language.coverage.parser else (with_word_classes(sentence, language) for sentence in found))


def _masked_doc(pipeline: "Pipeline", text: str, span: Span, masked: Sequence[Span]) -> "Doc":
    """A tokenised paragraph in which every masked range is one token; token offsets are kept in `user_data`."""
    words: list[str] = []
    spaces: list[bool] = []
    offsets: list[tuple[int, int]] = []
    inside = [mask for mask in masked if span.contains(mask) and len(mask)]
    edges = [span.start, *(edge for mask in inside for edge in (mask.start, mask.end)), span.end]
    for number, (start, end) in enumerate(pairwise(edges)):
        if number % 2:
            words.append(MASK)
            spaces.append(text[end : end + 1].isspace())
            offsets.append((start, end))
            continue
        for token in pipeline.tokenizer(text[start:end]):
            if token.text.isspace():
                if spaces:
                    spaces[-1] = True
                continue
            words.append(token.text)
            spaces.append(bool(token.whitespace_))
            offsets.append((start + token.idx, start + token.idx + len(token.text)))

    return Doc(pipeline.vocab, words=words, spaces=spaces, user_data={"offsets": offsets})


def _sentences(doc: "Doc", start: int, paragraph: int, text: str) -> Iterator[Sentence]:
    offsets: list[tuple[int, int]] = doc.user_data["offsets"]
    for sentence in doc.sents:
        first = sentence.start
        tokens = tuple(
            Token(
                *offsets[token.i],
                token.text,
                token.pos_,
                token.dep_,
                token.head.i - first,
                str(token.morph),
                token.ent_type_,
                token.ent_iob_ == "B",
            )
            for token in sentence
        )
        if tokens:
            yield Sentence(Span(tokens[0].start, tokens[-1].end), tokens, paragraph)


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
