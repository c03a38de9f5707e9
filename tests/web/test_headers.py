import httpx

from senior_life.web.catalogue import Catalogue


async def test_every_answer_carries_the_security_headers(
    ask: httpx.AsyncClient, catalogue: Catalogue
) -> None:
    for path in ("/", "/api/hello", "/api/nothing", "/alive", catalogue.prefix + "page.js"):
        headers = (await ask.get(path)).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]


async def test_scripts_come_from_here_and_are_never_inline(ask: httpx.AsyncClient) -> None:
    policy = (await ask.get("/")).headers["content-security-policy"]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == "'self' 'wasm-unsafe-eval'"
    assert "http" not in policy


async def test_the_page_is_isolated_so_that_the_client_may_use_threads(
    ask: httpx.AsyncClient,
) -> None:
    headers = (await ask.get("/")).headers
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-embedder-policy"] == "require-corp"
