"""The board of the town behind the API, and a circular on it."""

from datetime import timedelta

from senior_life.contract import Audience, Draft, Notice, Staff
from senior_life.usecases.host import line_to
from senior_life.usecases.town import Town
from services.circular_board import service as board


async def notice_for(town: Town, resident: str) -> Notice:
    """A circular for one alone."""
    whom = Audience(people=(resident,))
    draft = Draft("お知らせ", "てすとです。", whom, town.now() + timedelta(days=7))
    line = line_to(town, board.id)
    return await line.board(lambda of: of.publish(Staff("admin"), draft, "one"))


__all__ = ["board", "notice_for"]
