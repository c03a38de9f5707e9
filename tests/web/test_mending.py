"""An answer for a control that has gone harms nobody."""

import asyncio
from typing import Any

import pytest
from flet.messaging.connection import Connection
from flet.messaging.protocol import Message, MessageAction
from flet.messaging.session import Session
from flet.pubsub.pubsub_hub import PubSubHub

from senior_life.web.mending import GONE, mend

NOWHERE = 999_999


class Wire(Connection):
    """A browser of which only the calls that it is asked for are of interest."""

    def __init__(self) -> None:
        super().__init__()
        self.pubsubhub = PubSubHub()
        self.asked: asyncio.Queue[Any] = asyncio.Queue()

    def send_message(self, message: Message) -> None:
        if message.action is MessageAction.INVOKE_METHOD:
            self.asked.put_nowait(message.body)


async def test_the_caller_hears_that_it_has_gone_and_nothing_else_stops() -> None:
    mend()
    wire = Wire()
    session = Session(wire)
    call = asyncio.ensure_future(session.invoke_method(NOWHERE, "focus", {}, timeout=5))
    asked = await wire.asked.get()
    session.handle_invoke_method_results(NOWHERE, asked.call_id, None, None)
    with pytest.raises(RuntimeError, match=GONE):
        await call
    session.handle_invoke_method_results(NOWHERE, "never asked", None, None)


async def test_an_answer_for_a_control_that_is_there_is_given_as_ever() -> None:
    mend()
    wire = Wire()
    session = Session(wire)
    call = asyncio.ensure_future(session.invoke_method(session.page._i, "ask", {}, timeout=5))
    asked = await wire.asked.get()
    session.handle_invoke_method_results(session.page._i, asked.call_id, "said", None)
    assert await call == "said"
