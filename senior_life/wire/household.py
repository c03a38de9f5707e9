"""Devices, residents and their settings."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

from senior_life.wire.grain import Line, Ref, Wire


class PairIn(BaseModel):
    code: Annotated[str, StringConstraints(pattern=r"^[0-9]{6}$")]


class TokenOut(Wire):
    token: str


class ResidentOut(Wire):
    ref: str
    name: str
    kana: str
    is_suspended: bool = False


class SettingsOut(Wire):
    """``text``: normal, large, largest; ``theme``: light, dark, contrast; ``speed``: slow …"""

    text: Literal["normal", "large", "largest"] = "normal"
    theme: Literal["light", "dark", "contrast"] = "light"
    furigana: bool = False
    language: Literal["ja", "en"] = "ja"
    speed: Literal["slow", "normal", "fast"] = "normal"


class SettingsIn(BaseModel):
    """Only what is to change."""

    model_config = ConfigDict(extra="forbid")
    text: Literal["normal", "large", "largest"] | None = None
    theme: Literal["light", "dark", "contrast"] | None = None
    furigana: bool | None = None
    language: Literal["ja", "en"] | None = None
    speed: Literal["slow", "normal", "fast"] | None = None


class SetupOut(Wire):
    """First start: who set this tablet up, and whom the resident calls."""

    is_done: bool
    set_up_by: str = ""
    call_name: str = ""
    call_phone: str = ""


class SetupIn(BaseModel):
    model_config = ConfigDict(extra="forbid")
    set_up_by: Line
    call_name: Line = ""
    call_phone: Annotated[str, StringConstraints(pattern=r"^[0-9+\- ]{0,20}$")] = ""


class MeOut(Wire):
    """The tablet's household; ``turn`` is whose turn it is; None: it must be chosen first."""

    residents: tuple[ResidentOut, ...]
    turn: str | None
    settings: SettingsOut
    setup: SetupOut


class TurnIn(BaseModel):
    resident: Ref
