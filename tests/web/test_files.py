import gzip

import brotli  # type: ignore[import-untyped]
import httpx
import pytest

from senior_life.web.catalogue import Catalogue
from senior_life.web.files import is_known


async def test_files_under_the_versioned_address_are_kept_for_ever(
    ask: httpx.AsyncClient, catalogue: Catalogue
) -> None:
    answer = await ask.get(catalogue.prefix + "page.js")
    assert answer.status_code == 200
    assert "immutable" in answer.headers["cache-control"]
    again = await ask.get(
        catalogue.prefix + "page.js", headers={"if-none-match": answer.headers["etag"]}
    )
    assert again.status_code == 304
    assert again.content == b""


@pytest.mark.parametrize(
    ("accept", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("gzip;q=1.0, br;q=0", "gzip"),
        ("identity", None),
        ("nonsense;q=x", None),
    ],
)
async def test_the_smallest_form_that_the_browser_reads_is_sent(
    ask: httpx.AsyncClient, catalogue: Catalogue, accept: str, encoding: str | None
) -> None:
    address = catalogue.prefix + "page.js"
    async with ask.stream("GET", address, headers={"accept-encoding": accept}) as answer:
        raw = b"".join([part async for part in answer.aiter_raw()])
    assert answer.headers.get("content-encoding") == encoding
    assert answer.headers["vary"] == "accept-encoding"
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[encoding]
    assert unpack(raw) == catalogue.files["page.js"].path.read_bytes()


async def test_fonts_and_pictures_are_not_compressed_twice(
    ask: httpx.AsyncClient, catalogue: Catalogue
) -> None:
    answer = await ask.get(
        catalogue.prefix + "fonts/BIZUDPGothic-Bold.woff2", headers={"accept-encoding": "br"}
    )
    assert "content-encoding" not in answer.headers
    assert answer.headers["content-type"] == "font/woff2"


async def test_types_are_what_browsers_insist_on(
    ask: httpx.AsyncClient, catalogue: Catalogue
) -> None:
    wanted = {
        "canvaskit/skwasm.wasm": "application/wasm",
        "main.dart.mjs": "text/javascript; charset=utf-8",
        "page.css": "text/css; charset=utf-8",
        "assets/FontManifest.json": "application/json",
    }
    for name, media_type in wanted.items():
        answer = await ask.head(catalogue.prefix + name)
        assert answer.headers["content-type"] == media_type, name


async def test_a_character_that_no_font_has_leads_to_the_rare_font(
    ask: httpx.AsyncClient, catalogue: Catalogue
) -> None:
    answer = await ask.get(catalogue.prefix + "assets/fonts/notosansjp/v53/x.114.woff2")
    assert answer.headers["location"] == catalogue.prefix + "fonts/BIZUDPGothic-Rare.woff2"


@pytest.mark.parametrize(
    "path",
    [
        "/client/{version}/../../pyproject.toml",
        "/client/{version}/..%2f..%2ftowns/senboku/town.yaml",
        "/client/{version}/%2e%2e/icons.txt",
        "/client/{version}//etc/passwd",
        "/client/{version}/index.html",
        "/client/{version}/towns/senboku/town.yaml",
        "/client/{version}/pyodide/pyodide.mjs",
        "/client/0000000000000000/page.js",
        "/client/",
        "/icons.txt",
        "/assets/icons.txt",
    ],
)
async def test_nothing_but_the_catalogue_is_served(
    ask: httpx.AsyncClient, catalogue: Catalogue, path: str
) -> None:
    version = catalogue.prefix.split("/")[2]
    answer = await ask.get(path.format(version=version))
    assert answer.status_code == 404


def test_tags_are_compared_as_a_list() -> None:
    assert is_known('"a", W/"b"', 'W/"b"')
    assert is_known("*", 'W/"b"')
    assert not is_known('"bb"', 'W/"b"')
    assert not is_known(None, 'W/"b"')
