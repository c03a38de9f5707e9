from senior_life.speech.allowance import Allowance


def test_a_person_who_listens_is_never_stopped() -> None:
    allowance = Allowance()
    assert all(allowance.wait_seconds("tablet", 300, minute * 20.0) == 0 for minute in range(100))


def test_a_machine_is_told_when_to_come_again() -> None:
    allowance = Allowance(characters=1000, window_seconds=60)
    assert allowance.wait_seconds("tablet", 900, 0) == 0
    assert allowance.wait_seconds("tablet", 200, 20) == 40
    assert allowance.wait_seconds("other", 200, 20) == 0
    assert allowance.wait_seconds("tablet", 200, 60) == 0


def test_one_long_screen_is_always_read() -> None:
    assert Allowance(characters=100).wait_seconds("tablet", 900, 0) == 0
