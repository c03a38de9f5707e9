import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from senior_life.speech.cache import MEGABYTE, SoundCache, fingerprint
from senior_life.speech.port import Clause, Sound, Speed


def sound(size_bytes: int) -> Sound:
    return Sound(b"x" * size_bytes, "audio/mpeg", "paper")


def test_a_sound_is_found_again_by_another_process(tmp_path: Path) -> None:
    SoundCache(tmp_path).put("ab12", sound(3))
    assert SoundCache(tmp_path).get("ab12") == b"xxx"
    assert SoundCache(tmp_path).get("ab13") is None


def test_the_name_depends_on_words_readings_voice_and_speed() -> None:
    names = {
        fingerprint(clause, voice, speed)
        for clause in (Clause((("金", "きん"),)), Clause((("金", "かね"),)))
        for voice in ("a", "b")
        for speed in Speed
    }
    assert len(names) == 12


def test_what_was_heard_longest_ago_goes_first(tmp_path: Path) -> None:
    cache = SoundCache(tmp_path, largest_megabytes=1)
    for age, name in enumerate(("aa", "bb", "cc")):
        cache.put(name, sound(MEGABYTE // 3))
        os.utime(tmp_path / name / name, (age, age))
    assert cache.get("aa") is not None  # heard again just now
    cache.put("dd", sound(MEGABYTE // 3))
    assert [cache.get(name) is None for name in ("aa", "bb", "cc", "dd")] == [
        False,
        True,
        True,
        False,
    ]


def test_many_writers_of_one_sound_leave_it_whole(tmp_path: Path) -> None:
    caches = [SoundCache(tmp_path, largest_megabytes=1) for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda cache: cache.put("ab", sound(200_000)), caches))
    assert caches[0].get("ab") == b"x" * 200_000
    assert [path.name for path in (tmp_path / "ab").iterdir()] == ["ab"]
