"""Frames of the socket between a browser and its session, pressed one by one.

uvicorn's own protocol keeps, for as long as a tablet is there, what it would need to press the
next frame by the one before. A screen repeats little of the one before, and a town has hundreds
of tablets that are only looked at: each frame is pressed on its own (RFC 7692, section 7.1.1).
"""

from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory


class PressedAlone(WebSocketsSansIOProtocol):
    """Asks the browser for the same: otherwise it would be unpressed with what came before."""

    def __init__(self, *of: Any, **named: Any) -> None:
        super().__init__(*of, **named)
        self.conn.available_extensions = [
            ServerPerMessageDeflateFactory(
                server_no_context_takeover=True,
                client_no_context_takeover=True,
            )
        ]
