"""The page about the app names everybody whose work a town uses."""

from dataclasses import replace

from drawing import drawn, texts
from fake_client import FakeTown
from gallery import at

from senior_life.ui import shown
from senior_life.ui.look import Look
from senior_life.ui.visit import Visit


async def said(visit: Visit, page: shown.Shown) -> str:
    screen = drawn(Look(), page, visit)
    return "\n".join(str(one.value) for one in texts(screen.controls))


async def test_whose_map_and_voice_it_is_stands_there(visit: Visit, town: FakeTown) -> None:
    page = await at(visit, "/about")
    assert "OpenStreetMap contributors" in await said(visit, page)
    assert "HTS Voice" in await said(visit, page)


async def test_a_town_that_uses_no_map_names_none(visit: Visit, town: FakeTown) -> None:
    page = await at(visit, "/about")
    assert isinstance(page, shown.About)
    plain = replace(page, town=page.town.model_copy(update={"credits": ()}))
    assert "OpenStreetMap" not in await said(visit, plain)
