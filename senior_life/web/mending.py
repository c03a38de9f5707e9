"""Mends a fault of Flet 1.0.5 by which a tablet goes deaf.

A browser answers each call (put the focus there) for a control. When that control has gone from
the screen meanwhile, Flet raises in the loop that reads from the browser, and no later tap is
heard. Here the call ends with an error for whoever made it, and the loop goes on.
"""

from typing import Any

from flet.messaging.session import Session

GONE = "The control is no longer on the screen"
_answered = Session.handle_invoke_method_results


def mend() -> None:
    """For the whole process; a second time changes nothing."""
    Session.handle_invoke_method_results = _answered_or_gone  # type: ignore[method-assign,assignment]


def _answered_or_gone(
    session: Session, control_id: int, call_id: str, result: Any, error: str | None
) -> None:
    held = vars(session)
    if control_id in held["_Session__index"]:
        _answered(session, control_id, call_id, result, error)
        return
    waits = held["_Session__method_calls"].pop(call_id, None)
    if waits is not None:
        held["_Session__method_call_results"][waits] = (None, GONE)
        waits.set()
