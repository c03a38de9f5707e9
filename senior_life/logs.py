"""What the server writes to its log: one line an event, and never what a person told us.

A traceback carries file, line and error, but no values of variables: those hold names, answers
and tokens.
"""

import sys

import structlog


def log_to_stderr() -> None:
    """For the whole process; safe to call again."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
        ],
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )
