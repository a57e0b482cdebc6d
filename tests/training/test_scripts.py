"""Each script of training/ runs on a little fictional data, and the program loads what it made.

Needs the extra `training`, so it is run by `pytest -m training` alone.
"""

from __future__ import annotations

import gzip
import json
import random
import shutil
import zipfile
from pathlib import Path

import numpy as np
import pytest

from bot.answering.pace import READ_BY_LOAD
from bot.answering.ranking.weights import Mode
from bot.answering.ranking.weights import SignalWeights as Ranking
from bot.attribution.weighing import Weights as Attribution
from bot.models import Pointer, Reader, Window
from bot.models.encoder import DIMENSIONS, Encoder

pytestmark = pytest.mark.training

DATA = Path(__file__).parents[1] / "data"
LEARNED = Path(__file__).parents[2] / "bot" / "answering" / "ranking" / "learned"
LAYER = "encoder.layer.0"
WIDE = 2 * DIMENSIONS
PLACES = 192


@pytest.fixture(scope="session")
def briefing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fictional newsroom in the form of a briefing: `knowledge/` and `questions.jsonl`."""
    folder = tmp_path_factory.mktemp("data") / "newsroom"
    shutil.copytree(DATA / "newsroom", folder / "knowledge", ignore=shutil.ignore_patterns("*.jsonl", "*.md"))
    shutil.copy(DATA / "newsroom" / "questions.jsonl", folder)
    return folder


@pytest.fixture(scope="session")
def quiz(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data") / "quiz"
    folder.mkdir()
    shutil.copy(DATA / "training" / "questions.jsonl", folder)
    _pack(DATA / "training" / "articles.jsonl", folder)
    (folder / "knowledge").mkdir()
    for line in (DATA / "training" / "articles.jsonl").read_text("utf-8").splitlines():
        article = json.loads(line)
        kept = {"title": article["title"], "source": "Harbour Post", "facts": article["facts"]}
        (folder / "knowledge" / f"{article['id']}.yaml").write_text(json.dumps(kept), "utf-8")
    return folder


@pytest.fixture(scope="session")
def published() -> tuple[dict[str, np.ndarray], bytes]:
    """The weights and tokenizer of a BERT of one layer that has learned nothing."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

    letters = "abcdefghijklmnopqrstuvwxyz0123456789"
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *letters, *(f"##{letter}" for letter in letters)]
    numbers = {piece: number for number, piece in enumerate(pieces)}
    tokenizer = Tokenizer(models.WordPiece(numbers, unk_token="[UNK]"))  # noqa: S106 -- no secret, a word piece
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))

    chance = np.random.default_rng(0)
    shapes = {
        "embeddings.word_embeddings.weight": (len(pieces), DIMENSIONS),
        "embeddings.position_embeddings.weight": (PLACES, DIMENSIONS),
        "embeddings.token_type_embeddings.weight": (2, DIMENSIONS),
        f"{LAYER}.intermediate.dense.weight": (WIDE, DIMENSIONS),
        f"{LAYER}.intermediate.dense.bias": (WIDE,),
        f"{LAYER}.output.dense.weight": (DIMENSIONS, WIDE),
        f"{LAYER}.output.dense.bias": (DIMENSIONS,),
    }
    for name in ("self.query", "self.key", "self.value", "output.dense"):
        shapes[f"{LAYER}.attention.{name}.weight"] = (DIMENSIONS, DIMENSIONS)
        shapes[f"{LAYER}.attention.{name}.bias"] = (DIMENSIONS,)
    weights = {name: chance.normal(0, 0.05, shape).astype(np.float32) for name, shape in shapes.items()}
    for name in ("embeddings", f"{LAYER}.attention.output", f"{LAYER}.output"):
        weights[f"{name}.LayerNorm.weight"] = np.ones(DIMENSIONS, dtype=np.float32)
        weights[f"{name}.LayerNorm.bias"] = np.zeros(DIMENSIONS, dtype=np.float32)

    return weights, tokenizer.to_str().encode()


@pytest.fixture(scope="session")
def jar(published: tuple[dict[str, np.ndarray], bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same weights in a jar, its graph written as one that was traced."""
    import onnx
    from onnx import helper, numpy_helper

    weights, tokenizer = published
    tensors, nodes = [], []
    for number, (name, array) in enumerate(weights.items()):
        if name.startswith("encoder.") and array.ndim == 2:
            path = "/" + name.removesuffix(".weight").replace("layer.0", "layer~0").replace(".", "/")
            stored = f"onnx::MatMul_{number}"
            nodes.append(
                helper.make_node("MatMul", ["x", stored], [f"y{number}"], f"{path.replace('~', '.')}/MatMul")
            )
            tensors.append(numpy_helper.from_array(np.ascontiguousarray(array.T), stored))
        else:
            tensors.append(numpy_helper.from_array(array, name))
    model = helper.make_model(helper.make_graph(nodes, "traced", [], [], tensors))
    package = tmp_path_factory.mktemp("jar") / "tiny.jar"
    with zipfile.ZipFile(package, "w") as archive:
        archive.writestr("tiny.onnx", model.SerializeToString())
        archive.writestr("tiny-tokenizer.json", tokenizer)
        archive.writestr("README", "tiny")
    assert onnx.load_from_string(model.SerializeToString()).graph.node
    return package


def _pack(source: Path, folder: Path) -> None:
    (folder / f"{source.name}.gz").write_bytes(gzip.compress(source.read_bytes(), mtime=0))


def test_attribution_is_learned_and_names_its_data(tmp_path: Path) -> None:
    from training import attribution

    data = tmp_path / "articles"
    data.mkdir()
    _pack(DATA / "training" / "train.jsonl", data)
    attribution.main(["--data", str(data), "--out", str(tmp_path / "attribution.json")])
    stored = json.loads((tmp_path / "attribution.json").read_text("utf-8"))
    assert "articles/train.jsonl.gz, sha256 " in stored["learned from"]
    learned = Attribution(stored["speech"], stored["mention"], stored["reference"])
    assert learned.speech
    assert learned.mention
    assert learned.reference


def test_articles_are_read_with_weights_learned_without_them(tmp_path: Path) -> None:
    from training import folds

    data = tmp_path / "articles"
    data.mkdir()
    _pack(DATA / "training" / "train.jsonl", data)
    source, out = data / "train.jsonl.gz", tmp_path / "read.jsonl"
    folds.main(["--data", str(data), "--by-hand", str(source), "--folds", "2", "--out", str(out)])
    read = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert len(read) == len((DATA / "training" / "train.jsonl").read_text("utf-8").splitlines())
    assert any(quote["speaker"] for article in read for quote in article["quotes"])


def test_the_encoder_is_tuned_and_names_its_data(
    jar: Path, briefing: Path, quiz: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from training import tune_encoder

    out = tmp_path / "encoder"
    call = [str(jar), "--briefing", str(briefing), "--quiz", str(quiz), "--out", str(out)]
    tune_encoder.main([*call, "--without", "2"])
    assert "newsroom, after: hit@1" in capsys.readouterr().out
    record = json.loads((out / "PROVENANCE.json").read_text("utf-8"))
    assert {*record["data"]["newsroom"]} == {"questions.jsonl", "knowledge"}
    assert {*record["data"]["quiz"]} == {"questions.jsonl", "articles.jsonl.gz", "knowledge"}
    assert record["kept_out"] == 2
    vectors = Encoder(out).encode(["the ferry", "the harbour"])
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_short_lists_hold_the_candidates_of_a_briefing_and_of_a_quiz(lists: list[Path]) -> None:
    for path in lists:
        lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        assert any(one["relevance"] >= 2 for line in lines for one in line["candidates"])
        assert all(one["line"] for line in lines for one in line["candidates"])


@pytest.fixture(scope="session")
def lists(briefing: Path, quiz: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The short lists of both kinds of data."""
    from training import short_lists

    folder = tmp_path_factory.mktemp("lists")
    short_lists.main([str(briefing), "--out", str(folder / "briefing.jsonl"), "--without-vectors"])
    short_lists.main([str(quiz), "--out", str(folder / "quiz.jsonl")])
    return sorted(folder.iterdir())


def test_a_reader_is_taught_goes_on_where_it_stopped_and_reads(
    jar: Path, lists: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from training import tune_reader

    out, state = tmp_path / "reader", tmp_path / "state"
    call = [str(jar), "--state", str(state), "--out", str(out)]
    for path in lists:
        call += ["--lists", str(path)]
    tune_reader.main([*call, "--steps", "10"])
    assert "step 10 of 10" in capsys.readouterr().out
    tune_reader.main([*call, "--steps", "20"])
    assert "step 20 of 20" in capsys.readouterr().out
    record = json.loads((out / "PROVENANCE.json").read_text("utf-8"))
    assert {*record["data"]} == {path.name for path in lists}
    whole, alone = Reader(out).read("who reads?", ["the ferry", "the harbour"]), Reader(out)
    assert whole[0] == alone.read("who reads?", ["the ferry"])[0]
    assert whole[0] != whole[1]
    _learned_from(lists[0], out, tmp_path)


def _learned_from(lists: Path, reader: Path, folder: Path) -> None:
    """What its scores count is learned and taken up beside the weights that are there."""
    from training import learn_confidence, read_lists

    read, out = folder / "read.jsonl", folder / "learned.json"
    read_lists.main([str(reader), "--lists", str(lists), "--out", str(read)])
    shutil.copy(LEARNED / f"{Mode.WORDS}.json", out)
    before = Ranking.model_validate_json(out.read_bytes())
    learn_confidence.main(["--lists", str(lists), "--read", str(read), "--out", str(out)])
    learned = Ranking.model_validate_json(out.read_bytes())
    assert learned.signals == before.signals
    reading = learned.reading(learn_confidence.COUNT)
    assert reading
    assert {*reading.confidence.data} == {"briefing.jsonl", "read.jsonl"}
    assert reading.count == learn_confidence.COUNT
    learn_confidence.main(["--lists", str(lists), "--read", str(read), "--out", str(out), "--count", "4"])
    learned = Ranking.model_validate_json(out.read_bytes())
    assert [one.count for one in learned.readings] == [learn_confidence.COUNT, 4]


def test_a_slip_of_the_finger_leaves_the_words_apart() -> None:
    from training.contrast import mistyped

    slipped = mistyped("what did the harbour receive", random.Random(1))  # noqa: S311 -- no secret
    assert len(slipped.split()) == 5


def test_a_jar_gives_the_weights_that_went_in(
    published: tuple[dict[str, np.ndarray], bytes], jar: Path
) -> None:
    from training.jar import read_jar

    weights, tokenizer = published
    ours = read_jar(jar)
    assert ours.tokenizer == tokenizer
    assert ours.arrays().keys() == weights.keys()
    assert all(np.array_equal(ours.arrays()[name], array) for name, array in weights.items())


def test_word_pieces_of_another_model_are_not_written_over(
    published: tuple[dict[str, np.ndarray], bytes], tmp_path: Path
) -> None:
    from training.graph import bert
    from training.shipping import write_model

    weights, tokenizer = published
    write_model(tmp_path / "encoder", bert(weights), weights, tokenizer, {"licence": "MIT"})
    chance = np.random.default_rng(1)
    other = {name: chance.normal(size=array.shape).astype(np.float32) for name, array in weights.items()}
    with pytest.raises(ValueError, match="another model"):
        write_model(tmp_path / "other", bert(other), other, tokenizer, {"licence": "MIT"})


def test_written_questions_are_found_in_the_articles_as_they_are_read(tmp_path: Path) -> None:
    from training import asked

    articles, written = tmp_path / "articles.jsonl.gz", tmp_path / "asked.jsonl"
    facts = [
        "The ferry stays in port until Monday, the union said.",
        "“Nobody asked us about the night boats,” said Agnes Thorley, who leads the union.",
        "The harbour received 14 new lamps in the spring.",
    ]
    article = {
        "id": "ferry-night", "title": "The ferry stays in port", "source": "Harbour Post", "author": "",
        "url": "https://harbour.example/ferry", "published": "2031-03-04", "facts": facts,
    }  # fmt: skip
    articles.write_bytes(gzip.compress(json.dumps(article).encode()))
    said, lamps = asked.mark_of("Nobody asked us about the night boats"), asked.mark_of(facts[2])
    rows = [
        {"id": "a", "question": "what did Thorley say?", "right": [said], "near": []},
        {"id": "b", "question": "who paid for the lamps?", "right": [], "near": [lamps]},
        {"id": "c", "question": "what else?", "right": ["0" * 12], "near": []},
    ]
    common = {"kind": "fact", "article": "ferry-night"}
    written.write_text("\n".join(json.dumps(common | row) for row in rows), "utf-8")
    asked.main([str(articles), "--out", str(tmp_path / "out"), "--asked", str(written)])
    lines = (tmp_path / "out" / "questions.jsonl").read_text("utf-8").splitlines()
    first, second = map(json.loads, lines)
    assert first["gold"] == [{"article": "ferry-night", "items": ["quotes[0]"]}]
    assert (second["gold"], len(second["near"][0]["items"])) == ([], 1)


def test_everything_is_made_again_and_found_made_the_next_time(
    jar: Path, briefing: Path, quiz: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from training import asked, everything
    from training.asked import mark_of

    with gzip.open(quiz / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    told = {
        "source": "Harbour Post",
        "author": "",
        "url": "https://harbour.example",
        "published": "2031-03-04",
    }
    full = [told | article for article in articles]
    news = tmp_path / "news"
    shutil.copytree(quiz, news)
    packed = "\n".join(json.dumps(article) for article in full).encode()
    (news / "articles.jsonl.gz").write_bytes(gzip.compress(packed))
    rows = [
        {
            "id": f"a{number}", "kind": "fact", "article": article["id"], "near": [],
            "question": f"what of {article['title']}?", "right": [mark_of(article["facts"][0])],
        }
        for number, article in enumerate(full)
    ]  # fmt: skip
    written = tmp_path / "asked.jsonl"
    written.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    learned = shutil.copytree(LEARNED, tmp_path / "learned")
    call = [
        str(jar), "--news", str(news), "--briefing", str(briefing), "--work", str(tmp_path / "work"),
        "--asked", str(written), "--learned", str(learned),
    ]  # fmt: skip
    everything.main(call)
    for ground in Mode:
        made = Ranking.model_validate_json((learned / f"{ground}.json").read_bytes())
        assert [one.count for one in made.readings] == [count for _, count in READ_BY_LOAD]
        lists = {"newsroom", "news"} if ground is Mode.ARCHIVE else {"newsroom"}
        assert {name.partition(".")[0].partition("-")[0] for name in made.data} == lists
    assert asked.ASKED.is_file()
    assert Encoder(tmp_path / "work" / "models" / "encoder").encode(["the ferry"]).shape == (1, DIMENSIONS)
    assert Reader(tmp_path / "work" / "models" / "reader").read("who?", ["the ferry"])
    capsys.readouterr()
    everything.main(call)
    assert "making" not in capsys.readouterr().out


def test_the_pointer_is_tuned_and_names_its_data(jar: Path, tmp_path: Path) -> None:
    from training import tune_pointer

    data = tmp_path / "articles"
    data.mkdir()
    _pack(DATA / "training" / "train.jsonl", data)
    out = tmp_path / "pointer"
    tune_pointer.main(
        [
            str(jar), "--data", str(data), "--by-hand", str(data / "train.jsonl.gz"), "--out", str(out),
            "--steps", "2", "--hand-steps", "1", "--without", "1", "--keep", str(tmp_path / "first.pt"),
        ]
    )  # fmt: skip
    (pointed,) = Pointer(out).point([Window("Agnes Thorley spoke. ", "We will sleep", " she said.")])
    assert pointed.nobody + pointed.elsewhere + sum(each.share for each in pointed.shares) == pytest.approx(1)
    record = json.loads((out / "PROVENANCE.json").read_text("utf-8"))
    assert record["sources"][0]["package"] == "tiny.jar"
    assert [*record["data"]] == ["articles/train.jsonl.gz"]
    assert record["kept_out"] == 1
    assert (tmp_path / "first.pt").is_file()
