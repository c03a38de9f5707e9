"""The app for ``flet build``: a tablet or phone that talks to its town's server."""

import os

import flet as ft

from senior_life.app import remote_screens

TOWN_URL = os.environ.get("SENIOR_LIFE_TOWN_URL", "http://localhost:8550")

if __name__ == "__main__":
    ft.run(remote_screens(TOWN_URL))
