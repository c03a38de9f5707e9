"""Settings: a list of five, and one screen for each, which shows what it changes at once."""

from collections.abc import Sequence

from senior_life.contract import Text, words
from senior_life.ui import shown
from senior_life.ui.acts.household import change
from senior_life.ui.acts.opening import open_at
from senior_life.ui.blocks import Do, Screen, heading, note, wide
from senior_life.ui.look import Look

_ = words("senior_life")
TEXT_SIZES: Sequence[tuple[str | bool, Text]] = (
    ("normal", _("Normal")),
    ("large", _("Large")),
    ("largest", _("Very large")),
)
GROUPS: dict[str, tuple[Text, str, Sequence[tuple[str | bool, Text]]]] = {
    "text": (_("Size of letters"), "format_size", TEXT_SIZES),
    "theme": (
        _("Colours"),
        "contrast",
        (("light", _("Light")), ("dark", _("Dark")), ("contrast", _("Yellow on black"))),
    ),
    "furigana": (
        _("Kana above kanji"),
        "text_fields",
        ((True, _("Show them")), (False, _("Do not show them"))),
    ),
    "speed": (
        _("Speed of the voice"),
        "speed",
        (("slow", _("Slow")), ("normal", _("Usual")), ("fast", _("Fast"))),
    ),
    "language": (_("Language"), "translate", (("ja", _("Japanese")), ("en", _("English")))),
}


def settings(look: Look, here: shown.Settings, do: Do) -> Screen:
    if here.group in GROUPS:
        return _group(look, here, do)
    controls = [heading(look, _("Settings"))]
    controls += [
        wide(
            look,
            f"action:settings:{group}",
            name,
            do(open_at(f"/settings/{group}")),
            below=_chosen(here, group),
            picture=picture,
            first=i == 0,
        )
        for i, (group, (name, picture, _options)) in enumerate(GROUPS.items())
    ]
    if here.shared:
        controls.append(
            wide(
                look,
                "action:turn",
                _("Change who is using it"),
                do(open_at("/turn")),
                picture="switch_account",
            )
        )
    if here.setup.set_up_by:
        who = _("This tablet was set up by {name}.", name=here.setup.set_up_by)
        controls.append(note(look, who, "tablet"))
    return Screen(here.key, controls, back=do(open_at("/services")))


def _group(look: Look, here: shown.Settings, do: Do) -> Screen:
    name, _picture, options = GROUPS[here.group]
    now = getattr(here.settings, here.group)
    buttons = [
        wide(
            look,
            f"choice:{here.group}:{handle(value)}",
            says,
            do(change(here.group, value)),
            selected=value == now,
            first=i == 0,
        )
        for i, (value, says) in enumerate(options)
    ]
    ready = wide(
        look,
        "action:next",
        _("This is good"),
        do(open_at("/settings")),
        primary=True,
        picture="check",
    )
    return Screen(here.key, [heading(look, name), *buttons, ready], back=do(open_at("/settings")))


def handle(value: str | bool) -> str:
    return value if isinstance(value, str) else "on" if value else "off"


def _chosen(here: shown.Settings, group: str) -> Text:
    now = getattr(here.settings, group)
    return next(says for value, says in GROUPS[group][2] if value == now)
