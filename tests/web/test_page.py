import httpx


async def test_every_address_of_the_app_gives_the_page(ask: httpx.AsyncClient) -> None:
    for path in ("/", "/book/topic", "/today?day=2"):
        answer = await ask.get(path)
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert '<html lang="ja"' in answer.text
        assert "<title>スマートシニアライフ</title>" in answer.text
        assert "user-scalable" not in answer.text
        assert "maximum-scale" not in answer.text


async def test_the_contact_is_filled_in_and_escaped(ask: httpx.AsyncClient) -> None:
    text = (await ask.get("/")).text
    assert "南区 &lt;役所&gt;" in text
    assert 'href="tel:0722901800"' in text
    assert "{{" not in text


async def test_the_page_names_no_other_host(ask: httpx.AsyncClient) -> None:
    assert "//" not in (await ask.get("/")).text.replace("<!DOCTYPE html>", "")


async def test_an_unchanged_page_is_not_sent_again(ask: httpx.AsyncClient) -> None:
    first = await ask.get("/")
    assert first.headers["cache-control"] == "no-cache"
    again = await ask.get("/", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""


async def test_the_page_is_compressed_for_who_can_read_it(ask: httpx.AsyncClient) -> None:
    answer = await ask.get("/", headers={"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.text == (await ask.get("/")).text


async def test_what_looks_like_a_file_is_not_the_page(ask: httpx.AsyncClient) -> None:
    for path in ("/favicon.ico", "/index.html", "/wp-login.php", "/book/.env"):
        assert (await ask.get(path)).status_code == 404


async def test_the_api_keeps_its_own_paths(ask: httpx.AsyncClient) -> None:
    assert (await ask.get("/api/hello")).json() == "hello"
    assert (await ask.get("/api/nothing")).status_code == 404
    assert (await ask.get("/alive")).status_code == 204
