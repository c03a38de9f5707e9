"""What a yes changes beside its errand, once that stands: what moves along, or gives way."""

import structlog
from sqlmodel import col, select

from senior_life.contract import Trouble
from senior_life.storage.tables.bookings import ActRow
from senior_life.usecases.bookings import finish
from senior_life.usecases.carrying import deliver_change
from senior_life.usecases.together import CHANGE
from senior_life.usecases.town import Town

log = structlog.get_logger()


async def deliver_after(town: Town, key: str) -> None:
    """Of the yes with that key; what is refused stays, and says so. Safe to repeat."""
    after = select(ActRow.key, ActRow.action).where(
        ActRow.after == key, col(ActRow.done_at).is_(None)
    )
    for one, action in await town.store.read(
        lambda s: s.exec(after.order_by(col(ActRow.key))).all()
    ):
        try:
            await (deliver_change(town, one) if action == CHANGE else finish(town, one))
        except Trouble as trouble:
            log.info("not_moved_along", act=one, why=trouble.says.msgid)
