import pytest
from starlette.datastructures import Headers

from senior_life.web.socket import is_ours


@pytest.mark.parametrize(
    ("origin", "ours"),
    [
        (None, True),
        ("http://127.0.0.1:8550", True),
        ("https://127.0.0.1:8550", True),
        ("http://127.0.0.1:9999", False),
        ("https://evil.example", False),
        ("null", False),
        ("https://town.example", True),
    ],
)
def test_only_our_own_page_may_open_a_session(origin: str | None, ours: bool) -> None:
    headers = {"host": "127.0.0.1:8550"} | ({"origin": origin} if origin else {})
    assert is_ours(Headers(headers), ["https://town.example"]) is ours
