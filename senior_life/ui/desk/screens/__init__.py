"""One drawing for each screen of the desk."""

from collections.abc import Callable, Mapping
from typing import Any

from senior_life.ui.blocks import Do
from senior_life.ui.desk import shown
from senior_life.ui.desk.blocks import Page
from senior_life.ui.desk.screens.day import day
from senior_life.ui.desk.screens.devices import devices
from senior_life.ui.desk.screens.display import display
from senior_life.ui.desk.screens.helplist import help_list
from senior_life.ui.desk.screens.login import log_in
from senior_life.ui.desk.screens.pairing import pairing
from senior_life.ui.desk.screens.record import newcomer
from senior_life.ui.desk.screens.registry import registry
from senior_life.ui.desk.screens.resident import resident
from senior_life.ui.desk.screens.residents import residents
from senior_life.ui.look import Look
from senior_life.ui.shown import Shown

DRAWINGS: Mapping[type[Shown], Callable[[Look, Any, Do], Page]] = {
    shown.LogIn: log_in,
    shown.Day: day,
    shown.Residents: residents,
    shown.Resident: resident,
    shown.Newcomer: newcomer,
    shown.Devices: devices,
    shown.Pairing: pairing,
    shown.HelpList: help_list,
    shown.Registry: registry,
    shown.Display: display,
}
