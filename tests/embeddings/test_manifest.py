"""A manifest is a round trip, and its checksums are of the bytes."""

from pathlib import Path

from embeddings.indexes.manifest import Manifest, checksums, read_manifest, write_manifest


def test_a_manifest_comes_back_as_it_was_written(tmp_path: Path) -> None:
    assert read_manifest(tmp_path, "words") is None
    for seq in (1, 2):
        manifest = Manifest("words-1", 1, "", (seq, "put", "a"), {"meta.json": "00ff"})
        write_manifest(tmp_path, "words", manifest)
        assert read_manifest(tmp_path, "words") == manifest
    assert [path.name for path in tmp_path.iterdir()] == ["words.json"]


def test_checksums_are_of_the_bytes_and_trust_what_is_known(tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(b"")
    (tmp_path / "a").write_bytes(b"abc")
    (tmp_path / "x.lock").write_bytes(b"")
    assert checksums(tmp_path) == {
        "a": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "b": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    }
    assert checksums(tmp_path, {"a": "known", "gone": "known"})["a"] == "known"
    assert list(checksums(tmp_path, {"gone": "known"})) == ["a", "b"]
