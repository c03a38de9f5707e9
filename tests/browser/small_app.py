"""The smallest app behind the real page: what the tests of the page itself need, and no more."""

import os
from pathlib import Path

import flet as ft
from fastapi import FastAPI

from senior_life.web import Contact, serve

ASSETS = Path(__file__).parents[2] / "assets"
NAMES = os.environ.get("SMALL_APP_NAMES", "髙﨑　𠮷田")


@ft.component
def screen() -> ft.Control:
    count, set_count = ft.use_state(0)
    return ft.Column(
        [
            ft.Semantics(
                identifier="heading",
                header=True,
                heading_level=1,
                content=ft.Text("きょうの予定", size=34, weight=ft.FontWeight.BOLD),
            ),
            ft.Semantics(
                identifier="tile:count",
                content=ft.Button(f"数 {count}", on_click=lambda _: set_count(count + 1)),
            ),
            ft.Text(NAMES, size=40),
            ft.Text(NAMES, size=40, weight=ft.FontWeight.BOLD),
            ft.Icon(ft.Icons.EVENT_AVAILABLE, size=64),
        ]
    )


def main(page: ft.Page) -> None:
    japan = ft.Locale("ja", "JP")
    page.locale_configuration = ft.LocaleConfiguration([japan], japan)  # or <html lang="en-US">
    page.render(screen)


app = serve(
    main,
    FastAPI(openapi_url="/api/openapi.json"),
    ASSETS,
    cache_dir=Path(os.environ["SMALL_APP_CACHE"]),
    contact=Contact("南区役所", "072-290-<1800>"),
)
