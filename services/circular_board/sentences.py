"""This service's catalogue, and the few sentences that several of its files say."""

from senior_life.contract import Text, words

ID = "circular_board"
_ = words(ID)

GONE = _("This circular is not there any more.")
LATER = _("This has changed in the meantime. Please look at the list again.")
NOT_YOURS = _("This is not yours to see.")
THE_TOWN = _("The town")


def typed(said: str) -> Text:
    """What somebody typed, where a sentence is expected: nothing in it is read as a placeholder."""
    return Text("{said}", {"said": said})
