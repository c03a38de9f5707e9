from pathlib import Path
from threading import Thread

import brotli  # type: ignore[import-untyped]

from senior_life.web.catalogue import Catalogue, ClientFile
from senior_life.web.squeeze import Encoding, Squeezer

WORDS = b"hello " * 1000


def a_file(folder: Path) -> ClientFile:
    path = folder / "words.js"
    path.write_bytes(WORDS)
    return ClientFile(path, "abc")


def test_a_copy_is_made_once(tmp_path: Path) -> None:
    file = a_file(tmp_path)
    squeezer = Squeezer(tmp_path / "cache")
    made = squeezer.copy(file, Encoding.BROTLI)
    stamp = made.stat().st_mtime_ns
    assert brotli.decompress(made.read_bytes()) == WORDS
    assert Squeezer(tmp_path / "cache").copy(file, Encoding.BROTLI).stat().st_mtime_ns == stamp


def test_many_who_ask_at_once_get_the_same_copy(tmp_path: Path) -> None:
    file = a_file(tmp_path)
    squeezer = Squeezer(tmp_path / "cache")
    found: list[Path] = []
    threads = [
        Thread(target=lambda: found.append(squeezer.copy(file, Encoding.GZIP))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(found)) == 1
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["abc.quick.gzip"]


def test_the_small_copy_is_preferred_when_it_is_there(tmp_path: Path) -> None:
    file = a_file(tmp_path)
    squeezer = Squeezer(tmp_path / "cache")
    squeezer.make_small(file)
    assert squeezer.copy(file, Encoding.BROTLI).name == "abc.small.br"
    assert squeezer.copy(file, Encoding.GZIP).name == "abc.quick.gzip"


def test_copies_of_an_earlier_version_are_removed(tmp_path: Path) -> None:
    file = a_file(tmp_path)
    squeezer = Squeezer(tmp_path / "cache")
    squeezer.copy(file, Encoding.BROTLI)
    (tmp_path / "cache" / "old.small.br").write_bytes(b"")
    squeezer.forget_old(Catalogue({"words.js": file}))
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["abc.quick.br"]
