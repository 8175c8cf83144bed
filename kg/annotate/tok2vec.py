"""Computes spaCy's word vectors in context (`tok2vec`) from the same weights, in a third of the time.

The models we load share one network, `spacy.Tok2Vec.v2` of `MultiHashEmbed` and `MaxoutWindowEncoder`: each token is
embedded by itself, then four layers look at a window of three tokens. spaCy's version is made for training too. This
one only predicts. It keeps what it embedded, because most words of an article have been read before, and it orders the
weights so that the best of three pieces is a comparison of blocks. What it gives differs from spaCy's in the last bits.

A vector that is kept must not depend on what was computed beside it, so each word is embedded by products of one row.
"""

import re
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

__all__ = ["predicting"]

type Floats = NDArray[np.float32]
type Ids = NDArray[np.uint64]
type Network = Any
"""A `thinc.model.Model`, whose own types know arrays of thinc alone."""

_KEPT = 16_384
"""Words whose embeddings are kept, per network; they take 6 MB."""
_EPSILON = np.float32(1e-8)
_ORTH: list[int | str] = ["ORTH"]
_RESIDUAL = "residual(expand_window>>maxout>>layernorm>>dropout)"
_ENCODE = re.compile(rf"with_array\({re.escape(_RESIDUAL)}(>>{re.escape(_RESIDUAL)})*\)")
_HASHED = "ints-getitem>>hashembed"
_EMBED = re.compile(
    rf"extract_features>>list2ragged>>with_array\({_HASHED}(\|{_HASHED})*\)\|static_vectors"
    r">>with_array\(maxout>>layernorm>>dropout\)>>ragged2list"
)


class _Layer(NamedTuple):
    """A maxout layer with normalisation: weights (inputs, pieces × width), biases, gains and shifts."""

    weights: Floats
    bias: Floats
    gain: Floats
    shift: Floats

    @classmethod
    def of(cls, node: Network) -> Self:
        """The layer that the only maxout and the only layer normalisation of a model make up."""
        (maxout,), (norm,) = _named(node, "maxout"), _named(node, "layernorm")
        weights, bias = maxout.get_param("W"), maxout.get_param("b")
        width, pieces, inputs = weights.shape
        return cls(
            np.ascontiguousarray(weights.transpose(2, 1, 0).reshape(inputs, pieces * width)),
            np.ascontiguousarray(bias.T.reshape(-1)),
            norm.get_param("G"),
            norm.get_param("b"),
        )

    def best(self, products: Floats) -> Floats:
        """The best piece of each output, normalised by row, from rows that were multiplied by the weights."""
        products += self.bias
        width = len(self.gain)
        best = np.maximum(products[:, :width], products[:, width : 2 * width])
        for start in range(2 * width, products.shape[1], width):
            np.maximum(best, products[:, start : start + width], out=best)
        best -= best.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", best, best) / np.float32(width) + _EPSILON
        best /= np.sqrt(variance)[:, None]
        best *= self.gain
        best += self.shift
        return best


class _Embedding:
    """Vectors of tokens by themselves, kept by the attributes they are made of."""

    def __init__(self, node: Network, vocab: "Vocab") -> None:
        (features,) = _named(node, "extract_features")
        self._columns = [*features.attrs["columns"], *_ORTH]
        self._hashed = [(each.get_param("E"), each.attrs["seed"]) for each in _named(node, "hashembed")]
        self._static = [np.ascontiguousarray(each.get_param("W").T) for each in _named(node, "static_vectors")]
        self._mix = _Layer.of(node)
        self._hash = node.ops.hash
        self._vectors = vocab.vectors
        self._rows: dict[bytes, int] = {}
        self._table: Floats = np.zeros((1, len(self._mix.gain)), dtype=np.float32)

    def __call__(self, docs: Sequence["Doc"]) -> Floats:
        """One row for each token of some documents."""
        ids = np.concatenate([doc.to_array(self._columns) for doc in docs])
        keys: list[Any] = ids.view(np.dtype((np.void, ids.itemsize * ids.shape[1]))).ravel().tolist()
        rows = self._rows
        if len(rows) > _KEPT:
            rows.clear()
        new = {key: at for at, key in enumerate(keys) if key not in rows}
        if new:
            start, end = len(rows), len(rows) + len(new)
            if end > len(self._table):
                self._table = np.resize(self._table, (2 * end, self._table.shape[1]))
            self._table[start:end] = self._embed(ids[list(new.values())])
            rows |= {key: row for row, key in enumerate(new, start)}
        return self._table[[rows[key] for key in keys]]

    def _embed(self, ids: Ids) -> Floats:
        """Vectors of words from their attributes, a row each."""
        parts = [
            table[self._hash(np.ascontiguousarray(ids[:, at]), seed) % len(table)].sum(axis=1)
            for at, (table, seed) in enumerate(self._hashed)
        ]
        for weights in self._static:
            rows = self._vectors.find(keys=ids[:, -1])
            projected = _one_by_one(self._vectors.data[rows], weights)
            projected[rows < 0] = 0
            parts.append(projected)
        return self._mix.best(_one_by_one(np.concatenate(parts, axis=1), self._mix.weights))


def _one_by_one(rows: Floats, weights: Floats) -> Floats:
    """Rows times weights, each row in a product of its own, so that its last bits are always the same."""
    return np.stack([row @ weights for row in rows])


class _Encoder:
    """Layers that each add to every token what a window of three tokens says of it."""

    def __init__(self, node: Network) -> None:
        self._layers = [_Layer.of(each) for each in _named(node, _RESIDUAL)]

    def __call__(self, tokens: Floats, lengths: Sequence[int]) -> list[Floats]:
        """Documents do not see one another: empty rows keep them apart, one more than there are layers."""
        apart, width = len(self._layers), tokens.shape[1]
        starts = [apart + 1 + at for at in accumulate((each + apart for each in lengths), initial=0)]
        ends = [start + length for start, length in zip(starts, lengths, strict=False)]
        rows = np.zeros((starts[-1] + 1, width), dtype=np.float32)
        first = 0
        for start, end in zip(starts, ends, strict=False):
            rows[start:end] = tokens[first : first + end - start]
            first += end - start
        inner = rows[1:-1]
        windows = np.lib.stride_tricks.as_strided(rows, (len(inner), 3 * width), rows.strides, writeable=False)
        for layer in self._layers:
            inner += layer.best(np.ascontiguousarray(windows) @ layer.weights)
        return [rows[start:end] for start, end in zip(starts, ends, strict=False)]


def predicting(model: Network, vocab: "Vocab") -> Network:
    """A model in which every network that we know how to compute faster is replaced by one that predicts the same.

    Args:
        model: the model of a component, changed in place where the network is only a part of it.
        vocab: holds the word vectors.
    """
    for node in [each for each in model.walk() if _is_known(each, vocab)]:
        faster = _faster(node, vocab)
        if node is model:
            return faster
        model.replace_node(node, faster)
    return model


def _faster(node: Network, vocab: "Vocab") -> Network:
    """A network from documents to one array (tokens, width) each, that cannot be trained."""
    from thinc.api import Model

    embed, encode = _Embedding(node.get_ref("embed"), vocab), _Encoder(node.get_ref("encode"))

    def forward(_: Any, docs: Sequence["Doc"], is_train: bool) -> tuple[list[Floats], Callable[[Any], Any]]:
        if is_train:
            raise RuntimeError("a network that only predicts cannot be trained")
        return encode(embed(docs), [len(doc) for doc in docs]), lambda _: []

    return Model("predicting_tok2vec", forward, dims={"nO": node.get_dim("nO")}, ops=node.ops)


def _is_known(node: Network, vocab: "Vocab") -> bool:
    """Whether a network is of the kind that is computed here; thinc's names of networks spell out their parts."""
    from spacy.vectors import Mode

    if not (node.has_ref("embed") and node.has_ref("encode")):
        return False
    embed, encode = node.get_ref("embed"), node.get_ref("encode")
    return (
        _EMBED.fullmatch(embed.name) is not None
        and _ENCODE.fullmatch(encode.name) is not None
        and encode.attrs["pad"] == len(_named(encode, _RESIDUAL))
        and all(each.attrs["window_size"] == 1 for each in _named(encode, "expand_window"))
        and getattr(vocab.vectors, "mode", None) == Mode.default
    )


def _named(node: Network, name: str) -> list[Network]:
    """The parts of a network that have a name, in order."""
    return [each for each in node.walk() if each.name == name]
