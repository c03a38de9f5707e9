"""Circulars that come every week, as the town pack says: published once each, at their day."""

from datetime import date, datetime, timedelta

from sqlmodel import Session

from senior_life.contract import Audience
from senior_life.providing import WEEKDAYS, Weekday, moment, today
from services.circular_board import writing
from services.circular_board.asking import Asks, Question
from services.circular_board.neighbourhood import TOWN, Neighbourhood
from services.circular_board.pack import Meeting, Recurring
from services.circular_board.writing import KEYS, Post

BY = "pack"
WEEK = timedelta(days=7)


def publish_due(session: Session, around: Neighbourhood) -> None:
    """Those of this week whose day has come, and that are not out yet."""
    day = today(around.host)
    monday = day - timedelta(days=day.weekday())
    for one in around.recurring:
        key = f"{BY}:{one.id}:{monday}"
        if _on(monday, one.weekday) <= day and not KEYS.is_applied(session, key):
            post = _post(around, one, monday)
            written = writing.write(session, post, BY, key, around.host.now())
            writing.publish(session, written, post.since or around.host.now())
            KEYS.remember(session, key, written.ref, around.host.now())


def _post(around: Neighbourhood, one: Recurring, monday: date) -> Post:
    meeting, audience = one.meeting, Audience(not one.audience, one.audience)
    asks = (Question(Asks.ATTENDANCE),) if meeting and meeting.asks_who_comes else ()
    happens = _happens(meeting, monday) if meeting else None
    return Post(
        title=one.title,
        text=one.text,
        targets=tuple(around.targets(audience)),
        until=moment(monday + WEEK, 0),
        place=one.audience[0] if len(one.audience) == 1 else TOWN,
        since=moment(_on(monday, one.weekday), 0),
        questions=asks,
        reply_until=happens,
        happens_at=happens,
        happens_where=meeting.where if meeting else "",
    )


def _happens(meeting: Meeting, monday: date) -> datetime:
    return moment(_on(monday, meeting.weekday), meeting.at)


def _on(monday: date, weekday: Weekday) -> date:
    return monday + timedelta(days=WEEKDAYS.index(weekday))
