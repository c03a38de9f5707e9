from senior_life.speech.check import faults
from senior_life.words import Words


def test_a_sentence_with_its_readings_is_well() -> None:
    assert (
        faults([Words("窓口です。", (("窓口", "まどぐち"), ("です。", ""))), Words("はい")]) == []
    )


def test_kanji_without_kana_is_a_fault() -> None:
    assert "'窓口です'" in faults([Words("窓口です")])[0]
    assert "'口'" in faults([Words("窓口", (("窓", "まど"), ("口", "")))])[0]


def test_a_reading_of_another_text_is_a_fault() -> None:
    assert len(faults([Words("窓口", (("窓", "まど"),))])) >= 1
    assert "not kana" in faults([Words("窓口", (("窓口", "mado"),))])[0]


def test_a_bare_iso_date_is_a_fault() -> None:
    assert "2026-11-24" in faults([Words("2026-11-24")])[0]
    assert faults([Words("072-290-1800")]) == []


def test_over_forty_characters_without_a_pause_is_a_fault() -> None:
    assert faults([Words("あ" * 40 + "、" + "い" * 40)]) == []
    assert "41 characters" in faults([Words("あ" * 41)])[0]


def test_english_needs_neither_kana_nor_short_breaths() -> None:
    assert faults([Words("Please bring your health insurance card with you to the office")]) == []
